"""Opening an endpoint: all that is known of how it is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from domain.apis.addresses import absolute, host_of
from domain.apis.page import Page
from domain.apis.work import called_by_hand, paged
from domain.errors import NotFound
from domain.models.api import Api
from domain.models.endpoint import Endpoint
from domain.ports import Aside, Store

_SHELVES: Final = frozenset({
    "raw.githubusercontent.com", "gist.githubusercontent.com", "github.com", "gitlab.com", "bitbucket.org",
})  # fmt: skip
"""Hosts where documents are kept, and no API is served that they describe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An endpoint, and how it is called."""

    endpoint: Endpoint
    snippets: Mapping[str, str]
    """Calls to paste, by the names `curl`, `fetch` and `httpx`; none where no document tells any more."""
    api: Api | None = None
    """The API that it belongs to; None where it was shared by hand."""
    page: Page | None = None
    """What the document says; None where it was shared by hand, or where that document is not kept any more."""


class OpeningService:
    """Opens endpoints."""

    def __init__(self, store: Store, aside: Aside) -> None:
        self._store = store
        self._aside = aside

    async def open(self, guild_id: int, number: int) -> Opened:
        """An endpoint as its document tells it; one that is gone, as the last document that had it told it.

        Raises:
            NotFound: this server has no such endpoint.
            Refused: its document is too much work.
        """
        async with self._store.reading() as store:
            endpoint = await store.endpoints.get(guild_id, number)
            if endpoint.api is None:
                api, content = None, b""
            else:
                api = await store.apis.get(guild_id, endpoint.api.number)
                revision = endpoint.gone_in - 1 if endpoint.gone_in else api.revision
                try:
                    content = await store.revisions.content(guild_id, api.ref.number, revision)
                except NotFound:
                    return Opened(endpoint=endpoint, api=api, snippets={})
        if api is None:
            return Opened(endpoint=endpoint, snippets=await self._aside.do(called_by_hand, endpoint))
        page = await self._aside.do(paged, content, endpoint.method.value, endpoint.path, address_of(api))
        return Opened(endpoint=endpoint, api=api, page=page, snippets=page.snippets)


def address_of(api: Api) -> str:
    """Where an API is served, as far as the address of its document tells; empty where nothing tells.

    GraphQL that was asked for its description is called where it was asked.
    """
    if api.source.is_asked:
        return api.source.address
    if not api.source.address or host_of(api.source.address) in _SHELVES:
        return ""
    return (absolute(api.source.address, "/") or "").rstrip("/")
