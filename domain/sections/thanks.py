"""Whom a recap thanks: by name, without ranks or points; who wants no thanks is not named as one who helped."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.models.entries import Member
from domain.models.recap import Period
from domain.ports import Repositories


@dataclass(frozen=True, slots=True, kw_only=True)
class Thanks:
    """Members who helped with what was solved within the period, by their names."""

    members: tuple[Member, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether there is nobody to thank."""
        return not self.members


async def thanks(store: Repositories, guild_id: int, period: Period, hidden: Collection[int]) -> Thanks:
    """Who helped."""
    helpers = await store.people.helpers_within(guild_id, period, hidden)
    unthanked = await store.people.unthanked(guild_id)
    named = {each.id: each for each in helpers if each.id not in unthanked}
    return Thanks(members=tuple(sorted(named.values(), key=lambda each: each.name.casefold())))
