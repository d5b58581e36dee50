"""What there is already of something that somebody is about to ask for, as far as they may see it."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.errors import Refused
from domain.models.api import Api
from domain.models.endpoint import Endpoint, Status
from domain.models.entries import Ref
from domain.models.request import Request
from domain.models.request_draft import Asked, called
from domain.ports import Repositories
from domain.shared_apis.fulfilment import shapes_of

LOOKED_AT = 100
"""APIs in which an endpoint is looked for before it is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What there is."""

    endpoint: Endpoint | None = None
    request: Request | None = None
    """Somebody asked for it before, and still waits."""


async def open_to_requests(store: Repositories, guild_id: int, ref: Ref) -> Api:
    """The API of that number, of which one may ask something.

    Raises:
        NotFound: this server has no such API.
        Refused: it is retired.
    """
    api = await store.apis.get(guild_id, ref.number)
    if not api.is_in_use:
        raise Refused(
            f"{ref} is retired, so nobody builds anything for it any more."
            " Ask for it without an API, or of another one."
        )
    return api


async def there_already(
    store: Repositories, guild_id: int, asked: Asked, hidden: Collection[int]
) -> Endpoint | None:
    """The endpoint that is asked for: of the API that is named or, without one, of any, or shared by hand.

    Raises:
        NotFound: this server has no such API.
        Refused: it is retired.
    """
    if asked.api:
        return await _offered_by(store, await open_to_requests(store, guild_id, asked.api), asked)
    if found := await in_documents(store, guild_id, asked, hidden):
        return found
    by_hand = await store.endpoints.of_operation(guild_id, asked.method, asked.path)
    is_hidden = by_hand and hidden and await store.channels.hide(guild_id, by_hand.ref, hidden)
    return None if is_hidden else by_hand


async def in_documents(
    store: Repositories, guild_id: int, asked: Asked, hidden: Collection[int]
) -> Endpoint | None:
    """The endpoint that an API in use offers by its document."""
    apis, _ = await store.apis.listed(guild_id, hidden, limit=LOOKED_AT, offset=0)
    for each in apis:
        if found := await _offered_by(store, each, asked):
            return found
    return None


async def asked_before(
    store: Repositories, guild_id: int, asked: Asked, hidden: Collection[int]
) -> Request | None:
    """The request that waits for the same, unless each names another API."""
    alike = await store.requests.called(guild_id, called(asked.path), hidden)
    same = (each for each in alike if each.method is asked.method)
    return next((each for each in same if not (each.api and asked.api) or each.api == asked.api), None)


async def _offered_by(store: Repositories, api: Api, asked: Asked) -> Endpoint | None:
    for shape in shapes_of(asked.path, api):
        found = await store.api_endpoints.called(api.guild_id, api.ref.number, asked.method, shape)
        if found and found.status is not Status.GONE:
            return found
    return None
