"""What is stored of solutions: themselves, what members said of them, and what they are made from."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from domain.models.challenge import Challenge
from domain.models.entries import NewEntry
from domain.models.listing import WantedSolutions
from domain.models.recap import Period
from domain.models.resolution import ITSELF, Origin
from domain.models.solution import Solution, Vote
from domain.models.solution_draft import SolutionDraft


class Solutions(Protocol):
    """The solutions of all servers."""

    async def add(self, entry: NewEntry, draft: SolutionDraft, *, origin: Origin = ITSELF) -> Solution:
        """Keep a new solution under the server's next number."""
        ...

    async def get(self, guild_id: int, number: int) -> Solution:
        """The server's solution of that number.

        Raises:
            NotFound: there is none.
        """
        ...

    async def save(self, solution: Solution) -> None:
        """Keep all that can change of a solution."""
        ...

    async def of_blocker(self, guild_id: int, number: int) -> Sequence[Solution]:
        """The solutions of a blocker, oldest first."""
        ...

    async def listed(
        self, guild_id: int, wanted: WantedSolutions, *, limit: int, offset: int
    ) -> tuple[Sequence[Solution], int]:
        """One page of the server's solutions that are wanted, newest first; and how many there are."""
        ...

    async def linking_to(self, guild_id: int, message_id: int) -> Sequence[Solution]:
        """The solutions that link to a message."""
        ...

    async def linking_into(self, guild_id: int, channel_id: int) -> Sequence[Solution]:
        """The solutions that link to messages of a channel or thread."""
        ...

    async def posted_within(
        self, guild_id: int, period: Period, hidden: Collection[int]
    ) -> Sequence[Solution]:
        """The solutions posted within the period that came from no blocker, newest first; none of hidden channels."""
        ...

    async def helped_within(
        self, guild_id: int, member_id: int, period: Period, hidden: Collection[int]
    ) -> Sequence[Solution]:
        """The solutions of the period that a member helped others to find, newest first; none of hidden channels."""
        ...

    async def vote(self, solution: Solution, vote: Vote) -> None:
        """Keep what a member says of a solution; it takes the place of what they said before."""
        ...

    async def unvote(self, solution: Solution, member_id: int) -> None:
        """Forget what a member said of a solution."""
        ...

    async def votes(self, guild_id: int, number: int) -> Sequence[Vote]:
        """What members said of a solution, oldest first."""
        ...


class Challenges(Protocol):
    """The messages that members picked as a challenge, until they pick the answer."""

    async def pick(self, guild_id: int, member_id: int, challenge: Challenge, *, at: datetime) -> None:
        """Keep a member's challenge; it takes the place of the one before."""
        ...

    async def picked(self, guild_id: int, member_id: int, *, since: datetime) -> Challenge | None:
        """The challenge that a member picked since then."""
        ...

    async def drop(self, guild_id: int, member_id: int) -> None:
        """Forget a member's challenge."""
        ...

    async def forget(self, before: datetime) -> int:
        """Forget the challenges picked before that moment; returns how many."""
        ...
