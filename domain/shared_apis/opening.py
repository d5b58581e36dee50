"""Opening an endpoint: all that is known of how it is called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from domain.apis.showing.page import Page
from domain.apis.work import called_by_hand, paged
from domain.entries import CHOICES
from domain.errors import BadInput, NotFound
from domain.models.api import Api
from domain.models.endpoint import Endpoint
from domain.models.offer import Offer
from domain.models.sight import FULL, Sight
from domain.ports import Aside, Store
from domain.shared_apis.nearby import near
from domain.shared_apis.offered import offered, offered_near
from domain.shared_apis.serving import address_of
from domain.shared_apis.typed import Typed, beginning, matching, typed_in
from domain.sight import hidden_from
from domain.text import one_line, shortened

LIKELY: Final = 5
"""Operations that are named as near."""

NAMED: Final = 100
"""Characters of what was typed that an answer repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An endpoint, and how it is called."""

    endpoint: Endpoint
    snippets: Mapping[str, str]
    """Calls to paste, by the names of the languages; none where no document tells any more."""
    api: Api | None = None
    """The API that it belongs to; None where it was shared by hand."""
    page: Page | None = None
    """What the document says; None where it was shared by hand, or where that document is not kept any more."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The operations that somebody may mean."""

    typed: Typed
    fitting: Sequence[Offer]
    otherwise: Sequence[Offer] = ()
    """Where none fits: those whose path does, with another method."""
    near: Sequence[Offer] = ()
    """Where none fits: those, also, that are most like what was typed."""

    @property
    def only(self) -> Offer:
        """The one that fits.

        Raises:
            NotFound: none does.
            BadInput: several do.
        """
        said = shortened(self.typed.text, NAMED)
        match self.fitting:
            case [offer]:
                return offer
            case []:
                likely = _names((*self.otherwise, *self.near))
                near = f" Did you mean {likely}?" if likely else " /endpoint list shows those there are."
                raise NotFound(f"No endpoint here is called “{said}”.{near}")
            case several:
                raise BadInput(f"“{said}” may be {_names(several)}. Which one? Type its number.")


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
            return Opened(
                endpoint=endpoint, snippets=await self._aside.do(guild_id, called_by_hand, endpoint)
            )
        page = await self._aside.do(
            guild_id, paged, content, endpoint.method.value, endpoint.path, address_of(api)
        )
        return Opened(endpoint=endpoint, api=api, page=page, snippets=page.snippets)

    async def find(self, guild_id: int, typed: str, *, sight: Sight = FULL) -> Meant:
        """The operations that one means by a path as people type it, of those that one may see.

        Raises:
            BadInput: nothing was typed.
        """
        meant = typed_in(typed)
        if not meant.text:
            raise BadInput("Which endpoint? Type its path or its number, such as GET /users/{id} or E7.")
        async with self._store.reading() as store:
            hidden = await hidden_from(store, guild_id, sight)
            there = await offered(store, guild_id, hidden, meant)
            if fitting := matching(meant, there.offers, there.bases):
                return Meant(meant, fitting[:CHOICES])
            close = await offered_near(store, guild_id, hidden, meant)
        anyhow = replace(meant, method=None)
        otherwise = matching(anyhow, there.offers, there.bases)[:LIKELY] if meant.method else ()
        others = [each for each in near(meant, close, limit=LIKELY) if each not in otherwise]
        return Meant(meant, (), otherwise, others[: LIKELY - len(otherwise)])

    async def complete(self, guild_id: int, typed: str, *, sight: Sight = FULL) -> Sequence[Offer]:
        """Up to 25 operations that a path which is being typed may become."""
        meant = typed_in(typed)
        async with self._store.reading() as store:
            there = await offered(store, guild_id, await hidden_from(store, guild_id, sight), meant)
        first = matching(meant, there.offers, there.bases)
        found = {each.ref: each for each in (*first, *beginning(meant, there.offers, there.bases))}
        return list(found.values())[:CHOICES]


def _names(offers: Sequence[Offer]) -> str:
    """Operations on one line, the first of them."""
    return ", ".join(f"{each.ref} · {one_line(each.operation)}" for each in offers[:LIKELY])
