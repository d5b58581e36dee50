"""What follows when an API is retired: those who use it hear of it, unless it is brought back at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.changes import channel_of
from domain.models.api import Api
from domain.models.delivery import CALM, Key, Topic, groups
from domain.models.entries import Member
from domain.ports import Clock, Repositories

GRACE: Final = timedelta(minutes=5)
"""How long whoever retires an API can take that back before anybody hears of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retirement:
    """An API that was retired, and who hears of it."""

    api: Api
    called: Sequence[Member]
    """Nobody, once it is in use again."""


async def retirement_within(store: Repositories, clock: Clock, api: Api) -> Retirement:
    """Who is to hear that an API was retired, as things are now: who uses it or its endpoints, but for its author."""
    if api.is_in_use:
        return Retirement(api=api, called=())
    used = await store.uses.of_api(api.guild_id, api.ref.number)
    users = {member.id: member for members in used.values() for member in members}
    silent = {api.author.id, *await store.people.uncalled(api.guild_id, now=clock.now())}
    return Retirement(api=api, called=[each for each in users.values() if each.id not in silent])


async def tell_users(store: Repositories, clock: Clock, retirement: Retirement) -> datetime:
    """Have them called where the API's card stands or is talked about; returns when.

    Where it was retired before and brought back, that is a day after the last time at the earliest.
    """
    api, now = retirement.api, clock.now()
    key = Key.about(Topic.RETIRED, api.ref)
    turns = [each.created_at for each in await store.said.wanted(api.guild_id, key, since=now - CALM)]
    if turns and turns[-1] > now:
        return turns[-1]  # it is still to be said from the time before
    at = max(now + GRACE, turns[-1] + CALM) if turns else now + GRACE
    for group in groups(retirement.called):
        await store.deliveries.want_once(
            api.guild_id, Key.retired(api.ref, now, group), at=at, channel_id=await channel_of(store, api)
        )
    return at
