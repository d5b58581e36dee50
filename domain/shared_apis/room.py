"""How much of APIs a server has room for: what is listed, completed and exported for its members stays quick."""

from typing import Final

from domain.errors import Refused
from domain.models.api import Api
from domain.ports import Repositories

APIS: Final = 200
"""APIs in use of a server."""

ENDPOINTS: Final = 20_000
"""Endpoints that a server has, those of retired APIs aside."""


async def check_room(store: Repositories, guild_id: int, *, endpoints: int, of: Api | None = None) -> None:
    """Refuse so many endpoints more than there is room for: of an API that is new to those in use, or `of` one.

    One that has no more than before is never refused.

    Raises:
        Refused: there is no room.
    """
    _, apis = await store.apis.listed(guild_id, limit=0, offset=0)
    if of is None and apis >= APIS:
        raise Refused(
            f"This server has {apis} APIs in use, and there is room for {APIS}."
            " /api retire takes those out of use that nobody needs any more."
        )
    await check_room_for_endpoints(store, guild_id, more=endpoints - (of.live if of else 0))


async def check_room_for_endpoints(store: Repositories, guild_id: int, *, more: int) -> None:
    """Refuse so many more endpoints than there are, where there is no room for them.

    Raises:
        Refused: there is none.
    """
    if more <= 0:
        return
    _, there = await store.endpoints.listed(guild_id, tag=None, limit=0, offset=0)
    if there + more > ENDPOINTS:
        raise Refused(
            f"This server would have {there + more:,} endpoints, and there is room for {ENDPOINTS:,}."
            " /api retire takes APIs out of use that nobody needs any more."
        )
