"""What a lent connection does with a statement, and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.data.database.notes import ADD, notes

if TYPE_CHECKING:
    from data.database import Database


class TestStatements:
    async def test_all_gives_every_row_by_the_names_of_its_columns(self, db: Database) -> None:
        async with db.transaction() as connection:
            await connection.many(ADD, ({"text": text} for text in ("one", "two")))
            rows = await connection.all("SELECT id, text FROM notes ORDER BY id")

        assert [(row["id"], row["text"]) for row in rows] == [(1, "one"), (2, "two")]

    async def test_one_gives_the_first_row_or_none(self, db: Database) -> None:
        async with db.transaction() as connection:
            row = await connection.one("INSERT INTO notes (text) VALUES (:text) RETURNING id", text="one")
            nothing = await connection.one("SELECT id FROM notes WHERE text = :text", text="none")

        assert row is not None
        assert row["id"] == 1
        assert nothing is None

    async def test_run_counts_the_rows_that_it_changed(self, db: Database) -> None:
        async with db.transaction() as connection:
            await connection.many(ADD, [{"text": "one"}, {"text": "two"}])

            assert await connection.run("UPDATE notes SET text = text || '!'") == 2
            assert await connection.run("DELETE FROM notes WHERE text = :text", text="three") == 0
            assert await connection.run("CREATE TABLE other (id INTEGER)") == 0

    async def test_run_refuses_a_statement_whose_rows_it_would_throw_away(self, db: Database) -> None:
        with pytest.raises(ValueError, match="use all"):
            async with db.transaction() as connection:
                await connection.run("INSERT INTO notes (text) VALUES ('one'), ('two') RETURNING id")

        assert await notes(db) == []

    async def test_a_parameter_may_be_called_sql(self, db: Database) -> None:
        async with db.reading() as connection:
            row = await connection.one("SELECT :sql AS answer", sql="yes")

        assert row is not None
        assert row["answer"] == "yes"

    async def test_a_connection_kept_after_its_block_is_refused(self, db: Database) -> None:
        async with db.transaction() as kept:
            pass

        async with db.transaction():
            with pytest.raises(RuntimeError, match="after the block"):
                await kept.run(ADD, text="smuggled")

        assert await notes(db) == []
