"""A learner's host, and the fetcher that asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.fetching.fetcher import Limits
from tests.support.learners_host import LearnersHost, Names, Pauses, fetcher_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from bot.fetching.fetcher import WebFetcher


@pytest.fixture
async def host() -> AsyncGenerator[LearnersHost]:
    async with LearnersHost() as host:
        yield host


@pytest.fixture
def names() -> Names:
    names = Names()
    names.leads("learners.test", ["127.0.0.1"])
    return names


@pytest.fixture
def pauses() -> Pauses:
    return Pauses()


@pytest.fixture
async def fetcher(names: Names, pauses: Pauses) -> AsyncGenerator[WebFetcher]:
    fetcher = fetcher_of(names, pauses)
    yield fetcher
    await fetcher.close()


@pytest.fixture
async def modest(names: Names, pauses: Pauses) -> AsyncGenerator[WebFetcher]:
    """One that takes 100,000 bytes at most."""
    fetcher = fetcher_of(names, pauses, limits=Limits(size=100_000))
    yield fetcher
    await fetcher.close()


@pytest.fixture
async def hasty(names: Names, pauses: Pauses) -> AsyncGenerator[WebFetcher]:
    """One that waits for next to nothing."""
    fetcher = fetcher_of(names, pauses, limits=Limits(seconds=0.05))
    yield fetcher
    await fetcher.close()
