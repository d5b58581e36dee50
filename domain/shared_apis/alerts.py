"""Alerts: whom it concerns that a revision of an API broke something, and when they are called."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.apis.comparing.changes import Change
from domain.apis.comparing.grades import Grade
from domain.models.api import Api, Revision
from domain.models.delivery import CALM, Key, Topic
from domain.models.entries import Member, Ref
from domain.models.request import Request
from domain.ports import Clock, Repositories, Store
from domain.shared_apis.revised import Revised, revised_within

ALERTS: Final = 6
"""How often one API calls people within a day; what breaks more often waits for its turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """What those read whom a revision concerns."""

    revised: Revised
    broken: Sequence[Change]
    """All that breaks, what somebody uses first."""
    called: Sequence[Member]
    """Whom it concerns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What an API's newest revision brought with it."""

    alert: Alert
    requests: Sequence[Request]
    """Those that are there with it, and those that wait and to which something came closer, or less close."""


class AlertService:
    """Tells what an alert says."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def get(self, guild_id: int, number: int, revision: int) -> Alert:
        """What is to be said of a revision, and to whom, as they use it and want to be called now.

        Raises:
            NotFound: there is no such API or revision.
        """
        async with self._store.reading() as store:
            kept = await store.revisions.get(guild_id, number, revision)
            return await alert_within(store, self._clock, await revised_within(store, kept))

    async def brought(self, api: Api) -> Brought:
        """What the newest revision of an API brought with it."""
        async with self._store.reading() as store:
            revision = await store.revisions.get(api.guild_id, api.ref.number, api.revision)
            return Brought(
                alert=await alert_within(store, self._clock, await revised_within(store, revision)),
                requests=await store.requests.touched(api.guild_id, api.ref.number, revision.at),
            )


async def alert_within(store: Repositories, clock: Clock, revised: Revised) -> Alert:
    """The alert of a revision, within the caller's transaction; of a retired API, it calls nobody.

    What other alerts told on the day before calls nobody again: an API may go back and forth.
    """
    api, revision = revised.api, revised.revision
    users = await store.uses.of_api(api.guild_id, api.ref.number)
    breaking = [each for each in revision.changes if each.rule.grade is Grade.BREAKING]
    told = await _told_before(store, revision)
    concerned = whom(revised, [each for each in breaking if each not in told], users)
    silent = {api.author.id, *await store.people.uncalled(api.guild_id, now=clock.now())}
    return Alert(
        revised=revised,
        broken=sorted(breaking, key=lambda each: not used_by(revised, each, users)),
        called=[member for member in concerned if api.is_in_use and member.id not in silent],
    )


def used_by(revised: Revised, change: Change, users: Mapping[Ref, Sequence[Member]]) -> Collection[Ref]:
    """What of all that is used a change concerns.

    That is the API as a whole and the endpoints that the change names or is reached by; all of it where none is known.
    What is no endpoint, such as a webhook, concerns those who use the API as a whole.
    """
    if not change.operations:
        return users.keys()
    return users.keys() & {revised.api.ref, *(each.ref for each in revised.concerned(change))}


def whom(
    revised: Revised, changes: Sequence[Change], users: Mapping[Ref, Sequence[Member]]
) -> Sequence[Member]:
    """Those whom changes concern, each once."""
    used = {ref for change in changes for ref in used_by(revised, change, users)}
    found = {member.id: member for ref, members in users.items() if ref in used for member in members}
    return list(found.values())


async def turn_of(store: Repositories, clock: Clock, api: Api) -> datetime:
    """When the next alert of an API is sent: now, unless it called people often enough today."""
    now = clock.now()
    key = Key.about(Topic.BROKE, api.ref)
    wanted = await store.said.wanted(api.guild_id, key, since=now - CALM)
    turns = list({each.key.broken_by: each.created_at for each in wanted}.values())
    return now if len(turns) < ALERTS else max(now, turns[-ALERTS] + CALM)


async def _told_before(store: Repositories, revision: Revision) -> Collection[Change]:
    """What alerts told on the day before a revision, or are to tell."""
    key = Key.about(Topic.BROKE, revision.api)
    wanted = await store.said.wanted(revision.guild_id, key, since=revision.at - CALM)
    numbers = {each.key.broken_by for each in wanted if each.key.broken_by < revision.number}
    told: set[Change] = set()
    for number in sorted(numbers):
        earlier = await store.revisions.get(revision.guild_id, revision.api.number, number)
        told.update(each for each in earlier.changes if each.rule.grade is Grade.BREAKING)
    return told
