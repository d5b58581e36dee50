"""People: which tags they follow, and how they want to be called."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.errors import BadInput, Refused
from domain.models.entries import Member
from domain.models.preferences import Preferences
from domain.ports import Clock, Store
from domain.text import tag_of

FOLLOWED_LIMIT = 25
"""Tags that one member can follow in a server."""

LONGEST_SNOOZE = 90
"""Days."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a member told about themselves: the tags they follow, and how they want to be called."""

    tags: Sequence[str]
    preferences: Preferences


class PeopleService:
    """Keeps what members tell about themselves."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def wishes(self, guild_id: int, *, by: Member) -> Wishes:
        """What `by` told about themselves."""
        async with self._store.reading() as store:
            tags = await store.people.followed(guild_id, by.id)
            preferences = await store.people.preferences(guild_id, by.id)
            return Wishes(tags, preferences.at(self._clock.now()))

    async def follow(self, guild_id: int, typed: str, *, by: Member) -> str:
        """Call `by` to blockers with a tag that nobody claims; returns the tag.

        Raises:
            BadInput: it is no tag.
            Refused: they follow it, or as many as one can.
        """
        tag = _tag(typed)
        async with self._store.transaction() as store:
            if len(await store.people.followed(guild_id, by.id)) >= FOLLOWED_LIMIT:
                raise Refused(f"You follow {FOLLOWED_LIMIT} tags, which is all that fit. Unfollow one first.")
            if not await store.people.follow(guild_id, tag, by, at=self._clock.now()):
                raise Refused(f"You follow #{tag} already.")
        return tag

    async def unfollow(self, guild_id: int, typed: str, *, by: Member) -> str:
        """Call `by` no longer because of a tag; returns the tag.

        Raises:
            BadInput: it is no tag.
            Refused: they do not follow it.
        """
        tag = _tag(typed)
        async with self._store.transaction() as store:
            if not await store.people.unfollow(guild_id, tag, by.id):
                raise Refused(f"You do not follow #{tag}.")
        return tag

    async def snooze(self, guild_id: int, days: int, *, by: Member) -> Preferences:
        """Do not call `by` for so many days.

        Raises:
            BadInput: that is no number of days from 1 to 90.
        """
        if not 1 <= days <= LONGEST_SNOOZE:
            raise BadInput(
                f"Nudges are snoozed for 1 to {LONGEST_SNOOZE} days. /nudges off stops them for good."
            )
        return await self._prefer(
            guild_id, by, Preferences(snoozed_until=self._clock.now() + timedelta(days=days))
        )

    async def switch(self, guild_id: int, *, is_off: bool, by: Member) -> Preferences:
        """Turn the nudges of `by` off, or on again; that ends a snooze."""
        return await self._prefer(guild_id, by, Preferences(is_off=is_off))

    async def is_thanked(self, guild_id: int, *, by: Member) -> bool:
        """Whether recaps may name `by` as one who helped: they do, unless `by` wants no thanks."""
        async with self._store.reading() as store:
            return by.id not in await store.people.unthanked(guild_id)

    async def thank(self, guild_id: int, *, wanted: bool, by: Member) -> None:
        """Name `by` in recaps as one who helped, or do so no longer; also in those that come to be drawn again."""
        async with self._store.transaction() as store:
            await store.people.thank(guild_id, by.id, wanted=wanted)

    async def _prefer(self, guild_id: int, by: Member, preferences: Preferences) -> Preferences:
        async with self._store.transaction() as store:
            await store.people.prefer(guild_id, by.id, preferences)
        return preferences


def _tag(typed: str) -> str:
    tag = tag_of(typed)
    if tag is None:
        raise BadInput("Please name a tag, such as django.")
    return tag
