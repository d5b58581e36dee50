"""What a recap says of APIs: what broke, what nobody knows, and what is new."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.models.api import Api
from domain.models.api_week import ApiWeek
from domain.models.recap import Period
from domain.ports import Repositories
from domain.shared_apis.weekly import weeks_of_apis


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """APIs that somebody has to see to."""

    apis: tuple[ApiWeek, ...] = ()
    """Those that broke within the period, last revised first."""
    unchecked: tuple[Api, ...] = ()
    """Those shared before the period was over, by title, that are watched and could not be checked: as it is now."""

    @property
    def is_quiet(self) -> bool:
        """Whether none broke and all could be checked."""
        return not (self.apis or self.unchecked)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedApis:
    """APIs, last revised first: those that are new, and older ones that changed and did not break."""

    new: tuple[ApiWeek, ...] = ()
    changed: tuple[ApiWeek, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether none is new and none changed."""
        return not (self.new or self.changed)


async def broken(store: Repositories, guild_id: int, period: Period, hidden: Collection[int]) -> Broken:
    """What broke, and what nobody knows."""
    weeks = await weeks_of_apis(store, guild_id, period, hidden)
    unchecked = await store.apis.unchecked(guild_id, hidden)
    return Broken(
        apis=tuple(each for each in weeks if each.breaking),
        unchecked=tuple(each for each in unchecked if each.created_at < period.end),
    )


async def shared_apis(
    store: Repositories, guild_id: int, period: Period, hidden: Collection[int]
) -> SharedApis:
    """What was shared, and what else changed."""
    weeks = await weeks_of_apis(store, guild_id, period, hidden)
    return SharedApis(
        new=tuple(each for each in weeks if each.is_new),
        changed=tuple(each for each in weeks if each.changes and not each.is_new and not each.breaking),
    )
