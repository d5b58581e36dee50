"""A server's own synonyms: what means the same there, on top of what every developer knows."""

from collections.abc import Sequence
from datetime import datetime

from domain.entries import CHOICES
from domain.errors import BadInput, Refused
from domain.models.entries import Member
from domain.models.synonyms import AddedSynonyms, LookedUp, SynonymGroup
from domain.ports import Clock, Repositories, Store
from domain.retrieval.synonyms import Group, built_in_groups, group_of, phrase_of

GROUPS_LIMIT = 100
"""Groups of one server's own."""

REMOVED = "That group is removed already. /setup synonyms shows those that there are."


class SynonymService:
    """Keeps the synonyms that a server's administrators add."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def listed(self, guild_id: int) -> Sequence[SynonymGroup]:
        """The server's own groups, oldest first."""
        async with self._store.reading() as store:
            return await store.synonyms.listed(guild_id)

    async def add(self, guild_id: int, typed: str, *, by: Member) -> AddedSynonyms:
        """Add a group, such as `wf, workflow`; it takes the place of the server's groups that it holds all of.

        Groups that share only a word with it stay apart: the word then means either.

        Raises:
            BadInput: what was typed is no group.
            Refused: `by` is no administrator, the words mean the same already, or the server has all groups it can.
        """
        _only_administrators(by)
        words = group_of(typed)
        async with self._store.transaction() as store:
            return await _add(store, guild_id, words, by=by, at=self._clock.now())

    async def join(self, guild_id: int, number: int, *, by: Member) -> AddedSynonyms:
        """Make one group of a server's group and all that share a word with it.

        Raises:
            BadInput: together they have more words than fit.
            Refused: `by` is no administrator, the group is removed, or none shares a word with it.
        """
        _only_administrators(by)
        async with self._store.transaction() as store:
            own = await store.synonyms.listed(guild_id)
            group = next((each for each in own if each.number == number), None)
            if group is None:
                raise Refused(REMOVED)
            near = _neighbours([*(each.words for each in own), *built_in_groups()], group.words)
            joined = AddedSynonyms(group=group, replaced=(), neighbours=near).joined
            return await _add(store, guild_id, group_of(", ".join(joined)), by=by, at=self._clock.now())

    async def remove(self, guild_id: int, number: int, *, by: Member) -> SynonymGroup:
        """Remove one of the server's own groups; returns what it was.

        Raises:
            Refused: `by` is no administrator, or it is removed already.
        """
        _only_administrators(by)
        async with self._store.transaction() as store:
            group = await store.synonyms.remove(guild_id, number)
        if group is None:
            raise Refused(REMOVED)
        return group

    async def look_up(self, guild_id: int, typed: str) -> LookedUp:
        """The groups that have a word or phrase, or a phrase with that word.

        Raises:
            BadInput: it is empty.
        """
        word = phrase_of(typed)
        if not word:
            raise BadInput("Please type the word to look up, such as k8s.")
        own = await self.listed(guild_id)
        return LookedUp(
            word=word,
            own=tuple(group for group in own if _has(group.words, word)),
            built_in=tuple(group for group in built_in_groups() if _has(group, word)),
        )

    async def suggest(self, guild_id: int, typed: str) -> Sequence[str]:
        """Up to 25 words and phrases of groups that hold what was typed, the server's own and better ones first."""
        async with self._store.reading() as store:
            own = await store.synonyms.groups(guild_id)
        wanted = phrase_of(typed)
        members = dict.fromkeys(
            member for group in (*own, *built_in_groups()) for member in group if wanted in member
        )
        return sorted(members, key=lambda member: not member.startswith(wanted))[:CHOICES]


async def _add(
    store: Repositories, guild_id: int, words: Group, *, by: Member, at: datetime
) -> AddedSynonyms:
    """Add a group within the caller's transaction."""
    if known := _holding(built_in_groups(), words):
        raise Refused(f"I know that already: {_told(known)} mean the same in every server.")
    own = await store.synonyms.listed(guild_id)
    if held := _holding([group.words for group in own], words):
        raise Refused(f"That is among this server's synonyms already: {_told(held)}.")
    replaced = tuple(group for group in own if set(group.words) < set(words))
    kept = [group.words for group in own if group not in replaced]
    if len(kept) >= GROUPS_LIMIT:
        raise Refused(
            f"This server has {GROUPS_LIMIT} groups of its own, which is all that fit. Remove one first."
        )
    for group in replaced:
        await store.synonyms.remove(guild_id, group.number)
    added = await store.synonyms.add(guild_id, words, by=by, at=at)
    return AddedSynonyms(
        group=added, replaced=replaced, neighbours=_neighbours([*kept, *built_in_groups()], words)
    )


def _only_administrators(by: Member) -> None:
    """Let administrators pass: a button outlives the permission of whoever was shown it."""
    if not by.administrator:
        raise Refused("This is for administrators: it needs the permission “Manage Server”.")


def _holding(groups: Sequence[Group], words: Group) -> Group | None:
    """The group in which all of `words` stand already."""
    return next((group for group in groups if set(words) <= set(group)), None)


def _neighbours(groups: Sequence[Group], words: Group) -> tuple[Group, ...]:
    """The groups that share a word with `words`, but do not stand in it as a whole."""
    return tuple(group for group in groups if set(group) & set(words) and not set(group) <= set(words))


def _has(group: Group, word: str) -> bool:
    return any(word == member or word in member.split() for member in group)


def _told(words: Group) -> str:
    """The members of a group in a sentence: `wf, workflow and flow`."""
    return f"{', '.join(words[:-1])} and {words[-1]}"
