"""Logging a blocker: what comes with a new one, within one transaction."""

from dataclasses import replace
from datetime import datetime

from domain.changes import errands_of, index_entry, keep_new
from domain.entries import post_card
from domain.models.blocker import Blocker
from domain.models.blocker_draft import BlockerDraft
from domain.models.deeds import Deed
from domain.models.delivery import Key, Topic
from domain.models.drafts import File
from domain.models.entries import Member, NewEntry, Place, Ref
from domain.models.server import Threads
from domain.naming import note_endpoints
from domain.ports import Clock, Repositories
from domain.secrets import without_secrets
from domain.solutions import vote_within
from domain.text import title_of


async def log_within(
    store: Repositories,
    clock: Clock,
    place: Place,
    draft: BlockerDraft,
    *,
    by: Member,
    cause: int,
    file: File | None,
) -> Blocker:
    """Log a blocker within the caller's transaction: its row, event, file, words, card, thread and errands.

    The file comes without secrets: see `file_without_secrets`.
    """
    made = await store.entries.made_by(place.guild_id, cause)
    if made is not None:
        return await store.blockers.get(place.guild_id, made.number)
    draft = await without_secrets(store, place.guild_id, draft)
    now = clock.now()
    entry = NewEntry(
        guild_id=place.guild_id, title=title_of(draft.goal), tags=draft.tags, author=by, at=now, cause=cause
    )
    blocker = await store.blockers.add(entry, draft)
    if file:
        await store.files.add(place.guild_id, blocker.ref, file)
        blocker = replace(blocker, file=file.name)
    await keep_new(store, Deed.LOG, blocker)
    await index_entry(store, blocker)
    server = await post_card(store, place, blocker.ref, clock)
    await note_endpoints(store, blocker)
    if server.habits.threads is Threads.ALWAYS:
        # Due after its card, which it opens on.
        await open_thread_within(store, blocker, at=clock.now(), channel_id=server.channel_for(place))
    for errand in errands_of(blocker, server, now):
        await store.errands.plan(errand)
    if draft.follows:
        await _did_not_work(store, clock, draft.follows, guild_id=place.guild_id, by=by)
    return blocker


async def _did_not_work(store: Repositories, clock: Clock, solved: Ref, *, guild_id: int, by: Member) -> None:
    """Note that the solution of another blocker did not work for who logs this one."""
    earlier = await store.blockers.get(guild_id, solved.number)
    if earlier.solution:
        solution = await store.solutions.get(guild_id, earlier.solution.number)
        if solution.standing.is_found:
            await vote_within(store, solution, clock, helped=False, by=by)


async def open_thread_within(store: Repositories, blocker: Blocker, *, at: datetime, channel_id: int) -> None:
    """Have a thread for the talk opened on a blocker's card, within the caller's transaction."""
    key = Key.about(Topic.THREAD, blocker.ref)
    await store.deliveries.want_once(blocker.guild_id, key, at=at, channel_id=channel_id)
