"""The rule of sight: which entries of a server somebody may know of."""

from collections.abc import Collection

from domain.models.entries import Ref
from domain.models.sight import Sight
from domain.ports import Repositories


async def hidden_from(store: Repositories, guild_id: int, sight: Sight) -> Collection[int]:
    """The channels whose entries one may not know of; a channel that is gone counts as the hub."""
    if sight.is_full:
        return ()
    channels = await store.channels.of_cards(guild_id)
    seen = {channel: sight.sees(channel) for channel in channels}
    is_hub_hidden = any(channel.is_hub and is_seen is False for channel, is_seen in seen.items())
    return [
        channel.id
        for channel, is_seen in seen.items()
        if is_seen is False or (is_seen is None and is_hub_hidden)
    ]


async def is_known(store: Repositories, guild_id: int, ref: Ref, sight: Sight) -> bool:
    """Whether one may know of an entry, should there be such a one."""
    hidden = await hidden_from(store, guild_id, sight)
    return not (hidden and await store.channels.hide(guild_id, ref, hidden))
