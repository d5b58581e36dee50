"""What is stored of servers: their settings, searches, recaps, and what is no secret there."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from domain.masking import Safe
from domain.models.delivery import Key
from domain.models.failures import Failures
from domain.models.recap import Period, RecapRecord, Week
from domain.models.server import Server


class Servers(Protocol):
    """The servers' settings."""

    async def get(self, guild_id: int) -> Server | None:
        """The server's settings, unless Nexus was never used there."""
        ...

    async def save(self, server: Server) -> None:
        """Keep the settings, new or changed."""
        ...

    async def due(self, now: datetime, *, limit: int) -> Sequence[Server]:
        """The servers whose recap is due and not put off, longest first."""
        ...

    async def failures(self, server: Server) -> Failures:
        """The tries to make the recap that is due next in a server, as far as they failed."""
        ...

    async def postpone(self, server: Server, failures: Failures, *, until: datetime) -> None:
        """Have the recap that is due next in a server, which could not be made, tried again then."""
        ...


class Recaps(Protocol):
    """Which recaps were dealt with, and what they count."""

    async def add(self, record: RecapRecord) -> bool:
        """Keep the record; False, and nothing kept, if the server has one with that key."""
        ...

    async def listed(self, guild_id: int, *, limit: int, offset: int) -> tuple[Sequence[RecapRecord], int]:
        """Some of a server's, the newest first, and how many there are in all."""
        ...

    async def left_out_to_come(self, now: datetime) -> bool:
        """Whether a week of any server was left out that is not over yet, as the clock was wrong then."""
        ...

    async def take_up(self, now: datetime) -> None:
        """Forget that weeks were left out that are not over yet, and have their recaps come when they are."""
        ...

    async def too_late(self, before: datetime, *, now: datetime, limit: int) -> Sequence[tuple[int, Key]]:
        """Server and key of recaps and letters that were owed before that moment, and could not be sent since."""
        ...

    async def unsent(self, guild_id: int, *, now: datetime) -> Sequence[Key]:
        """The keys of a server's recaps on schedule, and letters, that are owed and in nobody's hands."""
        ...

    async def let_go(self, guild_id: int, key: Key) -> None:
        """Have a recap or a letter not sent any more; a recap counts as left out."""
        ...

    async def get(self, guild_id: int, key: str) -> RecapRecord:
        """The record of that key.

        Raises:
            NotFound: there is none.
        """
        ...

    async def weeks(
        self, guild_id: int, periods: Sequence[Period], hidden: Collection[int]
    ) -> Sequence[Week]:
        """How each of these periods, oldest first, went for the server's blockers; none of hidden channels counts."""
        ...


class Harmless(Protocol):
    """What looked like a secret and, in its owner's word, is none: by fingerprint."""

    async def add(self, guild_id: int, fingerprint: str) -> None:
        """Keep a fingerprint."""
        ...

    async def safe(self, guild_id: int) -> Safe:
        """What the server's texts are masked with: this installation's key, and the server's fingerprints."""
        ...
