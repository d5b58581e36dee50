"""What breaks is told to those who use it, and to nobody else."""

from domain.changes import channel_of
from domain.models.delivery import Key, Topic, groups
from domain.ports import Clock, Repositories
from domain.shared_apis.alerts import alert_within, turn_of
from domain.shared_apis.revised import Revised


async def alert(store: Repositories, clock: Clock, revised: Revised) -> None:
    """Have those called who use what a revision broke: in the thread of the API's card, which is opened for it."""
    if not revised.revision.breaks:
        return
    told = await alert_within(store, clock, revised)
    if not told.called:
        return
    api, at, channel_id = revised.api, clock.now(), await channel_of(store, revised.api)
    await store.deliveries.want_once(
        api.guild_id, Key.about(Topic.THREAD, api.ref), at=at, channel_id=channel_id
    )
    turn = await turn_of(store, clock, api)
    for group in groups(told.called):
        key = Key.broke(api.ref, revised.revision.number, group)
        await store.deliveries.want_once(api.guild_id, key, at=turn, channel_id=channel_id)
