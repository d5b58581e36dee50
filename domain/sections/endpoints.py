"""What a recap says of endpoints."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.models.endpoint import Endpoint
from domain.models.recap import Period
from domain.ports import Repositories


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Endpoints, newest first: those that are new, and older ones that changed within the period."""

    new: tuple[Endpoint, ...] = ()
    changed: tuple[Endpoint, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether none is new and none changed."""
        return not (self.new or self.changed)


async def shared(store: Repositories, guild_id: int, period: Period, hidden: Collection[int]) -> Shared:
    """What frontend and backend have in common since the period began."""
    return Shared(
        new=tuple(await store.endpoints.shared_within(guild_id, period, hidden)),
        changed=tuple(await store.endpoints.changed_within(guild_id, period, hidden)),
    )
