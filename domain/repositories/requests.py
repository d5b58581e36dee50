"""What is stored of requests for endpoints."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from domain.models.entries import NewEntry
from domain.models.listing import WantedRequests
from domain.models.recap import Period
from domain.models.request import Request
from domain.models.request_draft import RequestDraft


class Requests(Protocol):
    """The requests of all servers."""

    async def add(self, entry: NewEntry, draft: RequestDraft) -> Request:
        """Keep a new request under the server's next number."""
        ...

    async def get(self, guild_id: int, number: int) -> Request:
        """The server's request of that number.

        Raises:
            NotFound: there is none.
        """
        ...

    async def save(self, request: Request) -> None:
        """Keep all that can change of a request; its API never does."""
        ...

    async def called(self, guild_id: int, path: str, hidden: Collection[int] = ()) -> Sequence[Request]:
        """The requests that wait for a path, however its parameters are called, oldest first; no hidden ones."""
        ...

    async def living(self, guild_id: int, api_number: int) -> Sequence[Request]:
        """The requests that may still come true and name that API or none, oldest first."""
        ...

    async def touched(self, guild_id: int, api_number: int, at: datetime) -> Sequence[Request]:
        """The requests for that API or for none that changed at that very moment, oldest first."""
        ...

    async def listed(
        self, guild_id: int, wanted: WantedRequests, *, limit: int, offset: int
    ) -> tuple[Sequence[Request], int]:
        """One page of the requests that are wanted, those first that wait for an answer; and how many there are."""
        ...

    async def unanswered_at(
        self, guild_id: int, moment: datetime, hidden: Collection[int]
    ) -> Sequence[Request]:
        """The requests made before the moment that wait for an answer now, oldest first; no hidden ones."""
        ...

    async def answered_within(
        self, guild_id: int, member_id: int, period: Period, hidden: Collection[int]
    ) -> Sequence[Request]:
        """A member's requests that were answered within the period, newest answer first; no hidden ones."""
        ...
