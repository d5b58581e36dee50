"""What all kinds of entries share: their cards, and what completes while people type."""

from collections.abc import Sequence

from domain.models.delivery import Key
from domain.models.entries import Kind, Place, Ref, Suggestion
from domain.ports import Clock, Repositories, Store
from domain.servers import known
from domain.text import clean

CHOICES = 25
"""How many choices Discord shows."""


class EntryService:
    """Suggests entries and tags of one server."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def suggest(self, guild_id: int, typed: str, *kinds: Kind) -> Sequence[Suggestion]:
        """Up to 25 entries of these kinds whose number or title holds what was typed, newest first."""
        async with self._store.reading() as store:
            return await store.entries.suggest(guild_id, kinds, clean(typed).removeprefix("#"), limit=CHOICES)

    async def suggest_tags(self, guild_id: int, typed: str) -> Sequence[str]:
        """Up to 25 tags that start with what was typed, most used first."""
        async with self._store.reading() as store:
            wanted = clean(typed).lstrip("#").casefold()
            return await store.entries.tags(guild_id, wanted, limit=CHOICES)


async def post_card(store: Repositories, place: Place, ref: Ref, clock: Clock) -> None:
    """Have a new entry's card posted in the hub, within the caller's transaction."""
    server = await known(store, place, clock)
    await store.deliveries.want(
        place.guild_id, Key.card(ref), at=clock.now(), channel_id=server.channel_for(place)
    )
