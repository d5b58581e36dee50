"""Blockers that name an endpoint which changed: whoever is stuck is asked to try again; nothing is closed."""

from domain.changes import channel_of
from domain.models.delivery import Key, Topic
from domain.ports import Clock, Repositories
from domain.shared_apis.revised import Revised


async def ask_to_retest(store: Repositories, clock: Clock, revised: Revised) -> None:
    """Have it asked, once for each blocker and revision, where the blocker is talked about."""
    guild_id = revised.api.guild_id
    touched = {each.ref.number for change in revised.revision.changes for each in revised.concerned(change)}
    for number in await store.namings.waiting_on(guild_id, touched):
        blocker = await store.blockers.get(guild_id, number)
        key = Key.about(Topic.RETEST, blocker.ref, f"{revised.api.ref}-{revised.revision.number}")
        await store.deliveries.want_once(
            guild_id, key, at=clock.now(), channel_id=await channel_of(store, blocker)
        )
