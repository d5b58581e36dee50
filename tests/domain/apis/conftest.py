"""A learner's host, and the real fetcher that asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.learners_host import LearnersHost, Names, Pauses, fetcher_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from domain.fetching import Fetcher


@pytest.fixture
async def host() -> AsyncGenerator[LearnersHost]:
    async with LearnersHost() as host:
        yield host


@pytest.fixture
def names() -> Names:
    return Names()


@pytest.fixture
async def fetcher(names: Names) -> AsyncGenerator[Fetcher]:
    fetcher = fetcher_of(names, Pauses())
    yield fetcher
    await fetcher.close()
