"""What a recap says of requests: which endpoints somebody asks for that nobody has answered yet."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.models.recap import Period
from domain.models.request import Request
from domain.ports import Repositories


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFor:
    """Requests made before the period was over that still wait for an answer, the oldest first."""

    requests: tuple[Request, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether none waits."""
        return not self.requests


async def asked_for(store: Repositories, guild_id: int, period: Period, hidden: Collection[int]) -> AskedFor:
    """Which endpoints wait for somebody's word."""
    return AskedFor(requests=tuple(await store.requests.unanswered_at(guild_id, period.end, hidden)))
