"""What a recap says of solutions."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.models.recap import Period
from domain.models.solution import Solution
from domain.ports import Repositories


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """Solutions posted within the period that came from no blocker: first what helped most, of equals the newest."""

    solutions: tuple[Solution, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether none was posted."""
        return not self.solutions


async def learned(store: Repositories, guild_id: int, period: Period, hidden: Collection[int]) -> Learned:
    """What was learned; what blockers brought stands among those."""
    newest_first = await store.solutions.posted_within(guild_id, period, hidden)
    return Learned(solutions=tuple(sorted(newest_first, key=lambda solution: -solution.helped)))
