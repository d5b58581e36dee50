"""What is stored of blockers: themselves, their files, and those that were written and not posted."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from domain.models.blocker import Blocker
from domain.models.blocker_draft import BlockerDraft
from domain.models.drafts import File, KeptDraft
from domain.models.entries import Member, NewEntry, Ref
from domain.models.listing import Wanted
from domain.models.recap import Period


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
        """Keep all that can change of a blocker."""
        ...

    async def listed(
        self, guild_id: int, wanted: Wanted, *, now: datetime, limit: int, offset: int
    ) -> tuple[Sequence[Blocker], int]:
        """One page of the server's blockers that are wanted, most urgent first; and how many there are."""
        ...

    async def join(self, blocker: Blocker, member: Member, *, at: datetime) -> bool:
        """Note that a blocker affects a member too; False if that was noted before."""
        ...

    async def leave(self, blocker: Blocker, member: Member) -> bool:
        """Note that a blocker does not affect a member; False if it was not noted before."""
        ...

    async def affected(self, guild_id: int, number: int) -> Sequence[Member]:
        """Whom a blocker affects beside its author, who said so first being first."""
        ...

    async def from_message(self, guild_id: int, message_id: int) -> Sequence[Blocker]:
        """The blockers that were made from a message."""
        ...

    async def from_channel(self, guild_id: int, channel_id: int) -> Sequence[Blocker]:
        """The blockers that were made from messages of a channel or thread."""
        ...

    async def solved_within(
        self, guild_id: int, period: Period, hidden: Collection[int]
    ) -> Sequence[Blocker]:
        """The blockers solved within the period, newest first; none of hidden channels."""
        ...

    async def logged_within(
        self, guild_id: int, period: Period, hidden: Collection[int]
    ) -> Sequence[Blocker]:
        """The blockers logged within the period, newest first; none of hidden channels."""
        ...

    async def waiting_at(self, guild_id: int, moment: datetime, hidden: Collection[int]) -> Sequence[Blocker]:
        """The blockers logged before the moment and not at their end by then, oldest first; none of hidden channels."""
        ...


class Files(Protocol):
    """The files that came with entries."""

    async def add(self, guild_id: int, ref: Ref, file: File) -> None:
        """Keep the file of an entry."""
        ...

    async def save(self, guild_id: int, ref: Ref, file: File) -> None:
        """Keep an entry's file in the place of the one it has."""
        ...

    async def get(self, guild_id: int, ref: Ref) -> File | None:
        """The file of an entry, if it has one."""
        ...


class Drafts(Protocol):
    """Blockers that were written and not posted yet."""

    async def add(self, draft: KeptDraft) -> KeptDraft:
        """Keep a draft, and forget the oldest of its author's where they have too many; returns it with its number."""
        ...

    async def get(self, guild_id: int, draft_id: int) -> KeptDraft:
        """The draft of that number.

        Raises:
            NotFound: there is none (any more).
        """
        ...

    async def save(self, draft: KeptDraft) -> None:
        """Keep what changed of a draft."""
        ...

    async def newest(self, guild_id: int, member_id: int) -> KeptDraft | None:
        """The draft that a member wrote last and that nothing came of yet."""
        ...

    async def drop(self, guild_id: int, draft_id: int) -> None:
        """Forget a draft."""
        ...

    async def forget(self, before: datetime) -> int:
        """Forget the drafts written before that moment; returns how many."""
        ...
