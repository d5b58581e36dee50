"""What there is already of something that somebody is about to ask for, as far as they may see it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.errors import Refused
from domain.models.api import Api
from domain.models.endpoint import Endpoint, Status
from domain.models.entries import Ref
from domain.models.offer import Offer
from domain.models.request import Request
from domain.models.request_draft import Asked, called
from domain.ports import Repositories
from domain.shared_apis.fulfilment import shapes_of
from domain.shared_apis.nearby import mistyped
from domain.shared_apis.offered import offered, offered_near
from domain.shared_apis.room import APIS
from domain.shared_apis.typed import is_filled, matching, typed_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What there is."""

    endpoint: Endpoint | None = None
    request: Request | None = None
    """Somebody asked for it before, and still waits."""
    near: Sequence[Offer] = ()
    """Where there is no such endpoint: those that are only spelled otherwise."""


async def refuse_retired(store: Repositories, guild_id: int, ref: Ref) -> None:
    """Refuse to ask an API that nobody builds on any more.

    Raises:
        NotFound: this server has no such API.
        Refused: it is retired.
    """
    if not (await store.apis.get(guild_id, ref.number)).is_in_use:
        raise Refused(
            f"{ref} is retired, so nobody builds anything for it any more."
            " Ask for it without an API, or of another one."
        )


async def known_of(store: Repositories, guild_id: int, asked: Asked, hidden: Collection[int]) -> Known:
    """What there is: of the API that is named or, without one, of any, or shared by hand.

    Raises:
        NotFound: this server has no such API.
        Refused: it is retired.
    """
    if asked.api:
        await refuse_retired(store, guild_id, asked.api)
    request = await asked_before(store, guild_id, asked, hidden)
    typed = typed_in(f"{asked.method.value} {asked.path}")
    found = await offered(store, guild_id, hidden, typed)
    for fitting in matching(typed, _there(found.offers, asked), found.bases):
        if is_filled(typed, fitting):
            endpoint = await store.endpoints.get(guild_id, fitting.ref.number)
            return Known(endpoint=endpoint, request=request)
    close = _there(await offered_near(store, guild_id, hidden, typed), asked)
    return Known(request=request, near=mistyped(typed, close))


def _there(offers: Sequence[Offer], asked: Asked) -> Sequence[Offer]:
    """Those that are there: of the API that is named or, without one, of any, or shared by hand."""
    return [each for each in offers if each.status is not Status.GONE and asked.api in {None, each.api}]


async def in_documents(
    store: Repositories, guild_id: int, asked: Asked, hidden: Collection[int]
) -> Endpoint | None:
    """The endpoint that an API in use offers by its document."""
    apis, _ = await store.apis.listed(guild_id, hidden, limit=APIS, offset=0)
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
