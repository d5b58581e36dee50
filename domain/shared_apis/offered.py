"""What there is to call on a server, and what those calls may begin with."""

from collections.abc import Collection, Sequence
from typing import Final

from domain.models.endpoint import Offer
from domain.ports import Repositories
from domain.shared_apis.typed import bases_of

APIS: Final = 200
"""APIs whose servers are looked at."""


async def offered(
    store: Repositories, guild_id: int, hidden: Collection[int]
) -> tuple[Sequence[Offer], Collection[tuple[str, ...]]]:
    """The operations, without `hidden` channels', and the bases of calls, as `typed` takes both."""
    offers = await store.endpoints.offers(guild_id, hidden)
    apis, _ = await store.apis.listed(guild_id, hidden, limit=APIS, offset=0)
    return offers, bases_of([server for api in apis for server in api.told.servers])
