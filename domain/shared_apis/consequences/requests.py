"""Requests close by themselves once an API has what they ask for."""

from domain.changes import channel_of
from domain.ports import Clock, Repositories
from domain.shared_apis.fulfilling import look
from domain.shared_apis.revised import Revised


async def answer_requests(store: Repositories, clock: Clock, revised: Revised) -> None:
    """Look whether what is asked for is there now.

    A request that names no API is answered by those whose cards stand where its own does: others may be hidden from
    who reads it.
    """
    del clock
    api, at = revised.api, revised.revision.at
    living = await store.requests.living(api.guild_id, api.ref.number)
    place = await channel_of(store, api) if living else None
    for request in living:
        if request.api or await channel_of(store, request) == place:
            await look(store, request, api, revised.endpoints, at=at)
