"""The services as most tests want them: heavy work at once, and no way out into the internet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from domain.fetching import Unreachable
from domain.hub import Hub
from tests.support.aside import InProcess

if TYPE_CHECKING:
    from domain.carrying import Courier
    from domain.fetching import Fetcher, Validators
    from domain.ports import Clock, Embedder, Store


class Offline:
    """Implements `domain.fetching.Fetcher`: there is no internet."""

    async def fetch(
        self, address: str, *, known: Validators | None = None, body: bytes | None = None
    ) -> NoReturn:
        del known, body
        raise Unreachable(address, "there is no internet", later=True)

    async def close(self) -> None:
        """There is nothing to end."""


def hub_over(
    store: Store,
    clock: Clock,
    courier: Courier,
    embedder: Embedder | None = None,
    *,
    fetcher: Fetcher | None = None,
) -> Hub:
    """All services over one store, clock and courier."""
    return Hub.over(store, clock, courier, fetcher=fetcher or Offline(), aside=InProcess(), embedder=embedder)
