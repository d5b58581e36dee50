"""What completes while people type: numbers of entries, and tags."""

import re
from collections.abc import Sequence

from domain.models.entries import Kind, Suggestion
from domain.ports import Store

CHOICES = 25
"""How many choices Discord shows."""


class EntryService:
    """Suggests entries and tags of one server."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def suggest(self, guild_id: int, typed: str, *kinds: Kind) -> Sequence[Suggestion]:
        """Up to 25 entries of these kinds whose number or title holds what was typed, newest first."""
        async with self._store.reading() as store:
            return await store.entries.suggest(guild_id, kinds, typed.strip(), limit=CHOICES)

    async def suggest_tags(self, guild_id: int, typed: str) -> Sequence[str]:
        """Up to 25 completions of a list of tags: what was typed, its last tag completed."""
        head, last = re.fullmatch(r"(.*?)([^\s,]*)", typed, re.DOTALL).groups()  # pyright: ignore[reportOptionalMemberAccess]  (it matches any text)
        async with self._store.reading() as store:
            tags = await store.entries.tags(guild_id, last.lstrip("#").casefold(), limit=CHOICES)
        return [head + tag for tag in tags]
