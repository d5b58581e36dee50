"""What all kinds of entries share: their cards, and what completes while people type."""

from collections.abc import Sequence
from dataclasses import replace

from domain.models.deeds import Deed
from domain.models.delivery import Key
from domain.models.entries import Kind, Place, Ref, Suggestion, no_such
from domain.models.events import Event
from domain.models.server import Server
from domain.models.sight import FULL, Sight
from domain.ports import Clock, Repositories, Store
from domain.servers import known
from domain.sight import hidden_from, is_known
from domain.text import clean

CHOICES = 25
"""How many choices Discord shows."""


class EntryService:
    """Says who may know of an entry, and suggests entries and tags of one server."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def see(self, guild_id: int, ref: Ref, sight: Sight) -> None:
        """Let only those pass who may know of an entry: asked before anything is shown of it or done to it.

        Raises:
            NotFound: they may not; it says what stands where there is no such entry.
        """
        if sight.is_full:
            return
        async with self._store.reading() as store:
            if not await is_known(store, guild_id, ref, sight):
                raise no_such(ref)

    async def suggest(
        self, guild_id: int, typed: str, *kinds: Kind, sight: Sight = FULL
    ) -> Sequence[Suggestion]:
        """Up to 25 entries of these kinds whose number or title holds what was typed, newest first."""
        wanted = clean(typed).removeprefix("#")
        async with self._store.reading() as store:
            hidden = await hidden_from(store, guild_id, sight)
            return await store.entries.suggest(guild_id, kinds, wanted, hidden, limit=CHOICES)

    async def suggest_tags(self, guild_id: int, typed: str, *, sight: Sight = FULL) -> Sequence[str]:
        """Up to 25 tags that start with what was typed, most used first."""
        wanted = clean(typed).lstrip("#").casefold()
        async with self._store.reading() as store:
            hidden = await hidden_from(store, guild_id, sight)
            return await store.entries.tags(guild_id, wanted, hidden, limit=CHOICES)

    async def history(self, guild_id: int, ref: Ref) -> Sequence[Event]:
        """What happened to an entry, oldest first; without what was changed, once its words were taken back."""
        async with self._store.reading() as store:
            events = await store.events.of(guild_id, ref)
        if any(event.deed is Deed.VETO for event in events):
            return [replace(event, before={}, after={}) for event in events]
        return events


async def post_card(store: Repositories, place: Place, ref: Ref, clock: Clock) -> Server:
    """Have a new entry's card posted in the hub, within the caller's transaction; returns what the server has set."""
    server = await known(store, place, clock)
    channel_id = server.channel_for(place)
    if place.thread and channel_id == place.channel_id:
        await store.channels.note_thread(place.guild_id, channel_id, place.thread)
    await store.deliveries.want(place.guild_id, Key.card(ref), at=clock.now(), channel_id=channel_id)
    return server
