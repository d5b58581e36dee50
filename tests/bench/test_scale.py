"""The time of a search by size of server: a crowd of servers is made up, written as the bot would, and searched."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.__main__ import main
from bench.crowd import build, order_of, sizes_of
from bench.filling import WRITTEN, fill, rows_of
from bench.report import Unusable
from bench.synthetic import chance_of, document, query, server_id
from bench.typos import misspelt
from data.database import Database
from data.store import SqliteStore
from domain.models.entries import Kind, Ref

if TYPE_CHECKING:
    from pathlib import Path


def test_among_a_million_entries_there_are_servers_of_the_sizes_that_are_looked_at() -> None:
    sizes = sizes_of(1_000_000, 1_000)

    assert sizes[:4] == [130_000, 13_000, 10_000, 1_000]
    assert (sum(sizes), len(sizes)) == (1_000_000, 1_000)
    assert max(sizes[4:]) < 130_000
    assert sizes[4:] == sorted(sizes[4:], reverse=True)


@given(st.integers(1, 5_000), st.integers(1, 60))
def test_every_server_has_an_entry_and_all_are_given_out(entries: int, servers: int) -> None:
    if servers > entries:
        with pytest.raises(Unusable, match="too few"):
            sizes_of(entries, servers)
    else:
        sizes = sizes_of(entries, servers)
        assert (sum(sizes), len(sizes)) == (entries, servers)
        assert min(sizes) > 0


def test_what_is_made_up_is_the_same_every_time_and_another_for_each() -> None:
    first, again = (document(3, 7, chance_of(3, 7)) for _ in range(2))

    assert first == again
    assert first.ref == Ref(Kind.SOLUTION, 7)
    assert first.body != document(3, 8, chance_of(3, 8)).body
    assert query(first.title, first.body, chance_of(1)) == query(first.title, first.body, chance_of(1))


@given(st.text("abcdef", min_size=1, max_size=9), st.integers())
def test_a_misspelt_word_is_about_as_long(word: str, seed: int) -> None:
    assert abs(len(misspelt(word, chance_of(seed))) - len(word)) <= 1


async def test_many_at_once_are_written_as_the_index_writes_them_one_by_one(tmp_path: Path) -> None:
    documents = [document(place, number, chance_of(place, number)) for place in (0, 1) for number in (1, 2)]
    written: list[list[tuple[object, ...]]] = []
    for again in (False, True):
        database = Database(tmp_path / f"{again}.db", now=lambda: WRITTEN)
        await database.open()
        await fill(database, rows_of(documents), after=0)
        if again:
            async with SqliteStore(database).transaction() as store:
                for each in documents:
                    await store.index.drop(each.guild_id, each.ref)
                    await store.index.put(each)
        async with database.reading() as connection:
            rows = await connection.all("SELECT * FROM documents ORDER BY entry_id")
            words = await connection.all("SELECT * FROM entry_vocabulary ORDER BY term")
        written.append([tuple(row) for row in (*rows, *words)])
        await database.close()

    assert written[0] == written[1]
    assert len(written[0]) > 100


@pytest.mark.parametrize("batch", [3, 8])
async def test_a_crowd_is_whole_whether_one_process_reads_it_or_many(tmp_path: Path, batch: int) -> None:
    database = Database(tmp_path / "crowd.db", now=lambda: WRITTEN)
    await database.open()

    await build(database, order_of([5, 2, 1]), batch=batch)

    async with database.reading() as connection:
        rows = await connection.all(
            "SELECT e.guild_id, count(*) AS entries, max(e.number) AS last, n.last AS counted FROM entries e"
            " JOIN documents d ON d.entry_id = e.id AND d.title = e.title JOIN solutions s ON s.entry_id = e.id"
            " JOIN numbers n ON n.guild_id = e.guild_id JOIN tags t ON t.entry_id = e.id"
            " GROUP BY e.guild_id ORDER BY e.guild_id"
        )
    await database.close()
    assert [tuple(row) for row in rows] == [(server_id(place), n, n, n) for place, n in enumerate((5, 2, 1))]


def test_machines_read_one_object_of_a_crowd(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search-scale", "--entries", "60", "--servers", "6", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["entries"], told["servers"]) == (60, 6)
    assert [(each["entries"], each["merged"]) for each in told["searches"]] == [
        (entries, merged) for merged in (False, True) for entries in (8, 1, 1, 1)
    ]
    assert all(0 < each["cpu_ms"]["median"] <= each["cpu_ms"]["p95"] for each in told["searches"])
    assert told["titles"]["wall_ms"]["p95"] > 0
    assert 0 < told["index_bytes"] < told["database_bytes"] < told["peak_memory_bytes"]


def test_more_servers_than_entries_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["search-scale", "--entries", "3", "--servers", "6"])

    assert "3 entries are too few for 6 servers" in capsys.readouterr().err
