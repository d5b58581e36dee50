"""Having an API for oneself while one gets at its document, which takes its time."""

from datetime import timedelta
from typing import Final

from domain.errors import Refused
from domain.models.api import Api
from domain.ports import Clock, Store

LEASE: Final = timedelta(minutes=5)
"""How long whoever looks at an API has it alone; longer than a look takes."""


async def taken(store: Store, clock: Clock, guild_id: int, number: int) -> Api:
    """An API that nobody else looks at meanwhile, until it is saved or let go.

    Raises:
        NotFound: this server has no such API.
        Refused: it is retired, or somebody looks at it in this moment.
    """
    now = clock.now()
    async with store.transaction() as writing:
        api = await writing.apis.get(guild_id, number)
        if not api.is_in_use:
            raise Refused(f"{api.ref} is retired. /api watch brings it back.")
        if not await writing.apis.claim(guild_id, number, now=now, until=now + LEASE):
            raise Refused(f"Somebody looks at {api.ref} in this moment. Its card shows what comes of it.")
        return api


async def let_go(store: Store, api: Api) -> None:
    """Let others look at an API again, as nothing came of this look."""
    async with store.transaction() as writing:
        await writing.apis.let_go(api.guild_id, api.ref.number)


def is_past(api: Api, now: Api) -> bool:
    """Whether an API became another one while somebody looked at it, so that what came of the look says nothing."""
    return (api.revision, api.source.address) != (now.revision, now.source.address)
