"""What there is already of an API that somebody is about to share, as far as they may see it."""

from domain.apis.digests import Digest
from domain.errors import Refused
from domain.models.api import Api, Source
from domain.models.sight import Sight
from domain.ports import Repositories
from domain.sight import is_known


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
    store: Repositories, guild_id: int, source: Source, digest: Digest, sight: Sight
) -> None:
    """Refuse what was shared before, by its address or its document; to who cannot see that, it says no more.

    Raises:
        Refused: it was.
    """
    known = await store.apis.at(guild_id, source.address) if source.address else None
    known = known or await store.apis.with_document(guild_id, digest.mark)
    if known is None:
        return
    if not await is_known(store, guild_id, known.ref, sight):
        raise Refused("This API was shared before, in a channel that you cannot see. A moderator can help.")
    raise _shared_before(known, source)


def _shared_before(api: Api, source: Source) -> SharedBefore:
    said = f"This API was shared before: it is {api.ref}. /api show opens it"
    if source.address in {"", api.source.address}:
        return SharedBefore(f"{said}, /api refresh looks again.", api)
    if source.is_masked:
        return SharedBefore(f"{said}.", api)
    return SharedBefore(
        f"{said}, /api refresh with url has it watched here from now on.", api, source.address
    )
