"""Muting: which rules count no more, for one API or in a whole server, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.apis.comparing.changes import Change
from domain.apis.comparing.graphql_rules import GRAPHQL_RULES
from domain.apis.comparing.rules import RULES
from domain.entries import CHOICES
from domain.errors import BadInput, Refused
from domain.masking import mask
from domain.models.api import Api
from domain.models.deeds import Deed
from domain.models.entries import Member, Ref
from domain.models.events import Event
from domain.models.mute import REASON_LIMIT, Mute
from domain.models.sight import FULL, Sight
from domain.ports import Clock, Repositories, Store
from domain.sight import hidden_from, is_known
from domain.text import one_line, required, shortened

LOOKED_AT = 100
LATELY = timedelta(days=90)
"""Revisions whose rules are offered first, at most; of all APIs of a server, those of so many days."""

SENTENCES: Mapping[str, str] = {name: rule.sentence for name, rule in RULES.items()} | dict(GRAPHQL_RULES)
"""What every rule says, by its name."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """The changes that count, and those that do not, with the reasons why by the names of their rules."""

    changes: Sequence[Change]
    muted: Sequence[Change]
    reasons: Mapping[str, str]


async def sifted(store: Repositories, api: Api, changes: Sequence[Change]) -> Sifted:
    """What counts of the changes of an API as it is muted now; its own reason goes before the server's."""
    mutes = await store.mutes.in_force(api.guild_id, api.ref)
    reasons = {mute.rule: mute.reason for mute in mutes}
    muted = tuple(each for each in changes if each.rule.name in reasons)
    return Sifted(
        changes=tuple(each for each in changes if each.rule.name not in reasons),
        muted=muted,
        reasons={each.rule.name: reasons[each.rule.name] for each in muted},
    )


def rules_like(typed: str, had: Sequence[str] = ()) -> Sequence[str]:
    """The names of up to 25 rules whose name or sentence has all the words typed.

    Those of `had` come first, in their order, then those of calls to the API, last those of calls that it makes; of
    each sort those first whose name begins with what was typed.
    """
    words = one_line(typed).casefold().split()
    found = [
        name
        for name, sentence in SENTENCES.items()
        if all(word in name or word in sentence.casefold() for word in words)
    ]
    places = {name: place for place, name in enumerate(had)}

    def order(name: str) -> tuple[int, bool, bool, str]:
        is_ours = name.startswith(("webhook", "callback"))
        return places.get(name, len(places)), is_ours, not name.startswith("-".join(words)), name

    return sorted(found, key=order)[:CHOICES]


class MuteService:
    """Says which rules count no more. What was told before stays as it was told."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def rules_like(
        self, guild_id: int, typed: str, *, api: Ref | None, sight: Sight = FULL
    ) -> Sequence[str]:
        """The rules that what was typed may mean; those first by which the API changed, or any of the server."""
        async with self._store.reading() as store:
            return rules_like(typed, await self._had(store, guild_id, api, sight))

    async def mute(
        self, guild_id: int, rule: str, reason: str, *, api: Ref | None, by: Member
    ) -> tuple[Mute, str]:
        """Have the changes of a rule count no more, for one API or in all of the server.

        With it comes the reason that was given there before; empty where the rule counted.

        Raises:
            NotFound: there is no such API.
            BadInput: there is no such rule, or no reason is given.
            Refused: it is not `by`'s to say.
        """
        name, why = rule_of(rule), one_line(required(reason, "reason", limit=REASON_LIMIT))
        async with self._store.transaction() as store:
            await self._note(store, guild_id, api, by)
            mute = Mute(
                guild_id=guild_id,
                api=api,
                rule=name,
                reason=mask(why, await store.harmless.safe(guild_id)),
                by=by.named,
                at=self._clock.now(),
            )
            known = await store.mutes.listed(guild_id)
            await store.mutes.add(mute)
        before = (each.reason for each in known if (each.api, each.rule) == (api, name))
        return mute, next(before, "")

    async def unmute(self, guild_id: int, rule: str, *, api: Ref | None, by: Member) -> str:
        """Have the changes of a rule count again; returns its name.

        Raises:
            NotFound: there is no such API.
            BadInput: there is no such rule.
            Refused: it is not `by`'s to say, or the rule is not muted there.
        """
        name = rule_of(rule)
        async with self._store.transaction() as store:
            await self._note(store, guild_id, api, by)
            if not await store.mutes.remove(guild_id, api, name):
                where = f"for {api}" if api else "for all of the server"
                raise Refused(f"{name} is not muted {where}. /api mutes shows what is.")
        return name

    async def listed(self, guild_id: int, *, sight: Sight = FULL) -> Sequence[Mute]:
        """What is muted: in all of the server first, then for each API that one may know of."""
        async with self._store.reading() as store:
            mutes = await store.mutes.listed(guild_id)
            apis = {mute.api for mute in mutes if mute.api}
            known = {api for api in apis if await is_known(store, guild_id, api, sight)}
        return [mute for mute in mutes if mute.api is None or mute.api in known]

    async def _had(self, store: Repositories, guild_id: int, api: Ref | None, sight: Sight) -> Sequence[str]:
        """The rules by which an API changed, or any of the server's that one may know of, the last first."""
        if api is None:
            hidden, since = await hidden_from(store, guild_id, sight), self._clock.now() - LATELY
            return await store.revisions.rules(guild_id, hidden, since=since, limit=LOOKED_AT)
        if not await is_known(store, guild_id, api, sight):
            return ()
        return await store.revisions.rules_of(guild_id, api.number, limit=LOOKED_AT)

    async def _note(self, store: Repositories, guild_id: int, api: Ref | None, by: Member) -> None:
        """Let those pass who may say what is muted there, and note that they did.

        Raises:
            NotFound: there is no such API.
            Refused: they may not.
        """
        if api is None:
            if not (by.moderator or by.administrator):
                raise Refused(
                    "Only a moderator can say what is muted in all of the server. For one API, name it as api:"
                    " whoever shared it can, too."
                )
            return
        shared = await store.apis.get(guild_id, api.number)
        shared.check(Deed.MUTE, by)
        await store.events.add(Event.of(Deed.MUTE, shared, shared, by=by, at=self._clock.now()))


def rule_of(typed: str) -> str:
    """The name of the rule that was typed.

    Raises:
        BadInput: there is none of that name.
    """
    name = one_line(typed).strip("` ").casefold()
    if name not in SENTENCES:
        raise BadInput(
            f"“{shortened(name, 60)}” is no rule. Its name stands beside each change, such as"
            " response-optional-property-removed, and is offered while you type."
        )
    return name
