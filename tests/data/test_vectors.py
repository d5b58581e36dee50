"""Vectors are looked through in memory, within one server, and are never older than what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import vectors
from data.matrices import Matrix, cosines_with
from data.vectors import Matrices
from domain.models.entries import Kind, Ref
from domain.models.meaning import Meaning
from domain.models.search import EVERYTHING, Within
from domain.retrieval.planning import Plan
from tests.data.written import OTHER_GUILD, write_solution
from tests.support.domain import GUILD, few

if TYPE_CHECKING:
    from data.store import SqliteStore

NO_WORDS = Plan((), (), frozenset(), {})

any_vector = st.binary(min_size=3, max_size=3)


def cosine(one: bytes, other: bytes) -> float:
    """By the definition, in doubles; 0 where one of them is nothing but zeros."""
    a, b = (np.frombuffer(each, np.int8).astype(np.float64) for each in (one, other))
    return float(a @ b) / (float(np.linalg.norm(a) * np.linalg.norm(b)) or 1.0)


@few
@given(any_vector, st.lists(any_vector, min_size=1, max_size=8))
def test_a_cosine_is_what_it_is_defined_to_be(vector: bytes, others: list[bytes]) -> None:
    found = cosines_with(vector, others)

    assert found == pytest.approx([cosine(vector, each) for each in others], abs=1e-5)


@few
@given(any_vector, st.lists(st.tuples(st.integers(1, 9), any_vector), max_size=30), st.integers(1, 12))
def test_the_closest_of_the_newest_vectors_come_first(
    vector: bytes, told: list[tuple[int, bytes]], limit: int
) -> None:
    matrix = Matrix.empty(3)
    for row_id, (entry_id, each) in enumerate(told, start=1):
        matrix = matrix.with_rows([(row_id, entry_id, each)]).with_rows([])
    newest = dict(told)

    closest = matrix.closest(vector, limit)

    assert len(closest) == len(set(closest)) == min(limit, len(newest))
    cosines = [cosine(vector, newest[each]) for each in closest]
    assert cosines == pytest.approx(
        sorted((cosine(vector, each) for each in newest.values()), reverse=True)[:limit], abs=1e-5
    )
    assert matrix.known == len(told)


def test_memory_is_bounded_and_the_server_that_was_searched_longest_ago_is_forgotten_first() -> None:
    matrix = Matrix.empty(3).with_rows([(1, 1, b"abc")])
    matrices = Matrices(memory=2 * matrix.size)
    for guild_id in (1, 2, 1, 3):
        matrices.keep((guild_id, "m", 3), matrix)

    assert [bool(matrices.of((guild_id, "m", 3))) for guild_id in (1, 2, 3)] == [True, False, True]
    Matrices(memory=1).keep((1, "m", 3), matrix)


async def closest(
    store: SqliteStore,
    vector: Sequence[int],
    within: Within = EVERYTHING,
    *,
    guild_id: int = GUILD,
    limit: int = 60,
) -> list[int]:
    """The ids of the entries that are closest to a vector of the model `m`."""
    meaning = Meaning("m", bytes(vector), 0.0)
    async with store.reading() as reading:
        found = await reading.vectors.candidates(guild_id, meaning, NO_WORDS, within, (), limit=limit)
    return [each.entry_id for each in found]


async def write(store: SqliteStore, *written: Sequence[int], guild_id: int = GUILD) -> None:
    """Store solutions, with these vectors of the model `m`."""
    async with store.transaction() as new:
        await new.vectors.begin("m")
        for vector in written:
            await write_solution(new, "Puzzle", guild_id=guild_id)
            (unread,) = await new.vectors.unread(limit=9)
            await new.vectors.put("m", {unread.id: bytes(vector)})


async def test_a_server_finds_its_own_entries_alone_and_those_that_come_later_too(store: SqliteStore) -> None:
    await write(store, (1, 0), (1, 1), (0, 1))
    await write(store, (1, 0), guild_id=OTHER_GUILD)

    assert await closest(store, (1, 0)) == [1, 2, 3]
    assert await closest(store, (1, 0), guild_id=OTHER_GUILD) == [4]
    await write(store, (9, 1))
    assert await closest(store, (1, 0)) == [1, 5, 2, 3]
    assert await closest(store, (0, 1), limit=2) == [3, 2]


async def test_filters_look_further_than_the_closest(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "REACH", 2)
    await write(store, (1, 0), (2, 1), (1, 1), (0, 1))
    dismissed = tuple(Ref(Kind.SOLUTION, number) for number in (1, 2, 3))

    assert await closest(store, (1, 0), Within(dismissed=dismissed)) == [4]


async def test_what_was_undone_is_found_no_more_and_nothing_later_is_missed(store: SqliteStore) -> None:
    await write(store, (1, 0), (1, 1))
    assert await closest(store, (1, 0)) == [1, 2]
    async with store.transaction() as new:
        await new.index.drop(GUILD, Ref(Kind.SOLUTION, 2))
    await write(store, (3, 1))

    assert await closest(store, (1, 0)) == [1, 3]


async def test_a_vector_of_another_length_is_left_out(store: SqliteStore) -> None:
    await write(store, (1, 0), (1, 1, 1))

    assert await closest(store, (1, 0)) == [1]
    assert await closest(store, (1, 1, 1)) == [2]
