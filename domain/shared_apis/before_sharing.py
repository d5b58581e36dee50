"""What there is already of an API that somebody is about to share, as far as they may see it."""

from typing import Final

from domain.apis.keeping.digest import Digest
from domain.errors import Refused
from domain.models.api import Api, ApiDraft, Source
from domain.models.deeds import Deed
from domain.models.entries import Member
from domain.models.sight import Sight
from domain.ports import Repositories
from domain.shared_apis.syncing import shares_most_calls
from domain.sight import hidden_from, is_known

_BROUGHT_BACK: Final = "Brought back, it keeps its history and those who use it."


class SharedBefore(Refused):
    """What is to be shared is an API that is there.

    Attributes:
        api: that one.
        address: where it was found now and could be watched; empty where it is watched there already.
    """

    def __init__(self, sentence: str, api: Api, address: str = "") -> None:
        super().__init__(sentence)
        self.api = api
        self.address = address


async def refuse_known(
    store: Repositories, guild_id: int, draft: ApiDraft, digest: Digest, *, by: Member, sight: Sight
) -> None:
    """Refuse what was shared before, as far as one may see it.

    That is told by its address, its document, or by its title with most of its endpoints. Of what is retired, those
    hear who may bring it back.

    Raises:
        SharedBefore: it was.
        Refused: it was, by its address or its document, and `by` cannot see it.
    """
    there = await store.apis.at(guild_id, draft.source.address) if draft.source.address else None
    known = there if there and there.is_in_use else await store.apis.with_document(guild_id, digest.mark)
    if known and not await is_known(store, guild_id, known.ref, sight):
        raise Refused("This API was shared before, in a channel that you cannot see. A moderator can help.")
    if known:
        raise _shared_before(known, draft.source)
    if there and there.allows(Deed.BRING_BACK, by) and await is_known(store, guild_id, there.ref, sight):
        raise SharedBefore(f"{there.ref} was shared from there, and is retired. {_BROUGHT_BACK}", there)
    hidden = await hidden_from(store, guild_id, sight)
    for each in await store.apis.called(guild_id, draft.title, hidden):
        may_have = each.is_in_use or each.allows(Deed.BRING_BACK, by)
        endpoints = await store.api_endpoints.of(guild_id, each.ref.number) if may_have else ()
        if shares_most_calls(endpoints, digest.operations):
            raise _alike(each)


def _shared_before(api: Api, source: Source) -> SharedBefore:
    said = f"This API was shared before: it is {api.ref}. /api show opens it"
    if source.address in {"", api.source.address}:
        return SharedBefore(f"{said}, /api refresh looks again.", api)
    if source.is_masked:
        return SharedBefore(f"{said}.", api)
    return SharedBefore(
        f"{said}, /api refresh with url has it watched here from now on.", api, source.address
    )


def _alike(api: Api) -> SharedBefore:
    if api.is_in_use:
        way = f"/api refresh brings a new document of {api.ref}, as url or file."
        return SharedBefore(
            f"This looks like {api.ref}: it has the same title and most of the same endpoints. {way}"
            " If yours is another API, share it with a title of its own.",
            api,
        )
    return SharedBefore(
        f"This looks like {api.ref}, which is retired. {_BROUGHT_BACK}"
        " To share it anew, give it a title of its own.",
        api,
    )
