"""The repositories: what is stored of each feature, as the services ask for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.models.blocker import Blocker, BlockerDraft, State
from domain.models.delivery import Delivery, Key
from domain.models.endpoint import Endpoint, EndpointDraft, Method
from domain.models.entries import Kind, Member, NewEntry, Ref, Suggestion
from domain.models.recap import Period, RecapRecord
from domain.models.search import Query
from domain.models.server import Server
from domain.models.solution import Solution, SolutionDraft


class Servers(Protocol):
    """The servers' settings."""

    async def get(self, guild_id: int) -> Server | None:
        """The server's settings, unless Nexus was never used there."""
        ...

    async def save(self, server: Server) -> None:
        """Keep the settings, new or changed."""
        ...

    async def due(self, now: datetime, *, limit: int) -> Sequence[Server]:
        """The servers whose recap is due, longest first."""
        ...


class Entries(Protocol):
    """What is common to all kinds of entries."""

    async def made_by(self, guild_id: int, cause: int) -> Ref | None:
        """The entry that this interaction wrote, if it wrote one."""
        ...

    async def suggest(
        self, guild_id: int, kinds: Sequence[Kind], typed: str, *, limit: int
    ) -> Sequence[Suggestion]:
        """Entries whose number or title holds what was typed, newest first."""
        ...

    async def tags(self, guild_id: int, typed: str, *, limit: int) -> Sequence[str]:
        """Tags that start with what was typed, most used first."""
        ...


class Blockers(Protocol):
    """The blockers of all servers."""

    async def add(self, entry: NewEntry, draft: BlockerDraft) -> Blocker:
        """Keep a new blocker under the server's next number."""
        ...

    async def get(self, guild_id: int, number: int) -> Blocker:
        """The server's blocker of that number.

        Raises:
            NotFound: there is none.
        """
        ...

    async def save(self, blocker: Blocker) -> None:
        """Keep what changed of a blocker: state, helper, solution and their times."""
        ...

    async def listed(
        self, guild_id: int, *, states: Sequence[State], tag: str | None, limit: int, offset: int
    ) -> tuple[Sequence[Blocker], int]:
        """One page of the server's blockers in these states, most urgent first; and how many there are."""
        ...

    async def solved_within(self, guild_id: int, period: Period) -> Sequence[Blocker]:
        """The blockers solved within the period, newest first."""
        ...

    async def waiting_at(self, guild_id: int, moment: datetime) -> Sequence[Blocker]:
        """The blockers logged before the moment and not solved by then, oldest first."""
        ...


class Solutions(Protocol):
    """The solutions of all servers."""

    async def add(self, entry: NewEntry, draft: SolutionDraft, *, blocker: Ref | None = None) -> Solution:
        """Keep a new solution under the server's next number."""
        ...

    async def get(self, guild_id: int, number: int) -> Solution:
        """The server's solution of that number.

        Raises:
            NotFound: there is none.
        """
        ...

    async def posted_within(self, guild_id: int, period: Period) -> Sequence[Solution]:
        """The solutions posted within the period that came from no blocker, newest first."""
        ...


class Endpoints(Protocol):
    """The endpoints of all servers."""

    async def add(self, entry: NewEntry, draft: EndpointDraft) -> Endpoint:
        """Keep a new endpoint under the server's next number."""
        ...

    async def get(self, guild_id: int, number: int) -> Endpoint:
        """The server's endpoint of that number.

        Raises:
            NotFound: there is none.
        """
        ...

    async def of_operation(self, guild_id: int, method: Method, path: str) -> Endpoint | None:
        """The server's endpoint with that method and path, if it was shared."""
        ...

    async def save(self, endpoint: Endpoint) -> None:
        """Keep an endpoint's changed status."""
        ...

    async def listed(
        self, guild_id: int, *, tag: str | None, limit: int, offset: int
    ) -> tuple[Sequence[Endpoint], int]:
        """One page of the server's endpoints by path and method; and how many there are."""
        ...

    async def shared_within(self, guild_id: int, period: Period) -> Sequence[Endpoint]:
        """The endpoints shared within the period, newest first."""
        ...


class Searches(Protocol):
    """The searches that were asked, so that their pages and buttons work later."""

    async def add(self, guild_id: int, query: Query, *, by: Member, at: datetime) -> int:
        """Keep a search; returns its number."""
        ...

    async def get(self, guild_id: int, search_id: int) -> Query:
        """What was asked.

        Raises:
            NotFound: it was not asked in this server, or is long forgotten.
        """
        ...

    async def forget(self, before: datetime) -> int:
        """Drop the searches asked before that moment; returns how many."""
        ...


class Deliveries(Protocol):
    """The messages that Nexus owes to Discord."""

    async def want(self, guild_id: int, key: Key, *, at: datetime, channel_id: int | None = None) -> None:
        """Have this delivery sent or, if it was sent, brought up to date; one that is gone stays gone.

        Without a channel, a delivery that was never wanted before stays unwanted.
        """
        ...

    async def want_once(self, guild_id: int, key: Key, *, at: datetime, user_id: int | None) -> None:
        """Have this delivery sent to a member, unless it was wanted before."""
        ...

    async def get(self, guild_id: int, key: Key) -> Delivery | None:
        """The delivery as it stands."""
        ...

    async def claim(self, guild_id: int, key: Key, *, now: datetime, until: datetime) -> Delivery | None:
        """The delivery for the caller alone until then, one attempt counted; None if not due or in other hands."""
        ...

    async def due(self, now: datetime, *, limit: int) -> Sequence[tuple[int, Key]]:
        """Server and key of the deliveries that are due and in nobody's hands, longest first."""
        ...

    async def done(self, delivery: Delivery, message_id: int) -> None:
        """Note a claimed delivery as shown by that message; it stays due if it changed meanwhile."""
        ...

    async def postpone(self, delivery: Delivery, *, until: datetime, reason: str) -> None:
        """Give a claimed delivery back, to be tried again at that time."""
        ...

    async def give_up(self, delivery: Delivery, *, gone: bool, reason: str) -> None:
        """Note a claimed delivery as impossible (parked) or its message as deleted (gone)."""
        ...

    async def revive(self, guild_id: int, *, channel_id: int, at: datetime) -> None:
        """Have the server's parked deliveries sent to that channel, and let notices be given again."""
        ...


class Recaps(Protocol):
    """Which recaps were dealt with."""

    async def add(self, record: RecapRecord) -> bool:
        """Keep the record; False, and nothing kept, if the server has one with that key."""
        ...

    async def get(self, guild_id: int, key: str) -> RecapRecord:
        """The record of that key.

        Raises:
            NotFound: there is none.
        """
        ...
