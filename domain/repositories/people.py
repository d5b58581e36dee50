"""What is stored of members: the tags they follow, and how they want to be called."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from domain.models.entries import Member
from domain.models.preferences import Preferences
from domain.models.recap import Period


class People(Protocol):
    """The members of all servers, as far as they told something about themselves."""

    async def follow(self, guild_id: int, tag: str, member: Member, *, at: datetime) -> bool:
        """Note that a member follows a tag; False if they do."""
        ...

    async def unfollow(self, guild_id: int, tag: str, member_id: int) -> bool:
        """Note that a member does not follow a tag; False if they do not."""
        ...

    async def followed(self, guild_id: int, member_id: int) -> Sequence[str]:
        """The tags that a member follows, in order."""
        ...

    async def followers(self, guild_id: int, tags: Sequence[str], *, now: datetime) -> Sequence[Member]:
        """Who follows any of the tags and wants to be called now, who followed first being first."""
        ...

    async def preferences(self, guild_id: int, member_id: int) -> Preferences:
        """How a member wants to be called; the defaults where they said nothing."""
        ...

    async def uncalled(self, guild_id: int, *, now: datetime) -> Collection[int]:
        """The ids of the members who want not to be called now."""
        ...

    async def helpers_within(
        self, guild_id: int, period: Period, hidden: Collection[int]
    ) -> Sequence[Member]:
        """Who helped to find the solutions of the period, each once; none of hidden channels."""
        ...

    async def unthanked(self, guild_id: int) -> Collection[int]:
        """The ids of the members who want no thanks in recaps."""
        ...

    async def thank(self, guild_id: int, member_id: int, *, wanted: bool) -> None:
        """Keep whether a member may be thanked in recaps."""
        ...

    async def prefer(self, guild_id: int, member_id: int, preferences: Preferences) -> None:
        """Keep how a member wants to be called."""
        ...

    async def readers(self, guild_id: int) -> Collection[int]:
        """The ids of the members who want a private letter each week."""
        ...

    async def read_letters(self, guild_id: int, member_id: int, *, wanted: bool) -> None:
        """Keep whether a member wants a private letter each week."""
        ...
