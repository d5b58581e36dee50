"""What there is to call on a server that somebody may mean, and what those calls may begin with."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from domain.models.offer import Offer
from domain.ports import Repositories
from domain.shared_apis.typed import Typed, bases_of

FITTING: Final = 200
"""Operations that are looked at closely, to find those that fit."""

NEAR: Final = 1000
"""Operations that are looked at closely, to find those that come close."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Operations, and the bases of calls, as `typed` takes both."""

    offers: Sequence[Offer]
    bases: Collection[tuple[str, ...]]


async def offered(store: Repositories, guild_id: int, hidden: Collection[int], typed: Typed) -> Offered:
    """The operations that may be meant, without `hidden` channels': a server may have more than one can look at."""
    offers = await store.endpoints.offers(guild_id, hidden, typed.sought, limit=FITTING)
    return Offered(offers, bases_of(await store.apis.servers(guild_id, hidden)))


async def offered_near(
    store: Repositories, guild_id: int, hidden: Collection[int], typed: Typed
) -> Sequence[Offer]:
    """The operations that may come close to what is meant, though words are mistyped, without `hidden` channels'."""
    return await store.endpoints.offers(guild_id, hidden, typed.sought_loosely, limit=NEAR)
