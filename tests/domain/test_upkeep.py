"""The index's upkeep: what search lacks is read again, and what is apart is found and mended."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from contextlib import closing
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from domain import upkeep
from domain.hub import Hub
from domain.models.drafts import File
from domain.models.entries import EntryId, Kind, Place, Ref
from domain.models.search import Query
from domain.models.sight import FULL
from domain.models.upkeep import Finding, Wrong
from tests.support.domain import (
    ADA,
    GUILD,
    HUB,
    LINUS,
    MODERATOR,
    PLACE,
    blocker_draft,
    endpoint_draft,
    solution_draft,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


OTHER = Place(GUILD + 1, HUB + 1)
B1, S1, E1 = Ref(Kind.BLOCKER, 1), Ref(Kind.SOLUTION, 1), Ref(Kind.ENDPOINT, 1)


@pytest.fixture
async def three(hub: Hub) -> None:
    """B1, S1 and E1 of one server."""
    await hub.blockers.log(
        PLACE, blocker_draft(), by=ADA, cause=1, file=File("log.txt", b"KeyError: 'tasks'")
    )
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=2)
    await hub.endpoints.share(PLACE, endpoint_draft(), by=ADA, cause=3)


def behind_its_back(path: Path, statement: str) -> list[Any]:
    """Change the file as no service does, or look into it; returns what it answers."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return connection.execute(statement).fetchall()


async def findings(hub: Hub) -> list[Finding]:
    return [finding async for finding in hub.upkeep.verify()]


async def wrong(hub: Hub) -> dict[Ref | None, Wrong]:
    """What is wrong, by entry."""
    return {finding.entry and finding.entry.ref: finding.wrong for finding in await findings(hub)}


async def refs(hub: Hub, text: str, guild_id: int = GUILD) -> set[Ref]:
    """What a search finds."""
    found = await hub.search.ask(guild_id, Query(text), by=LINUS, sight=FULL)
    return {hit.ref for hit in found.hits}


class TestVerify:
    async def test_nothing_is_wrong_where_there_is_nothing(self, hub: Hub) -> None:
        assert await findings(hub) == []

    @pytest.mark.usefixtures("three")
    async def test_nothing_is_wrong_after_writing(self, hub: Hub) -> None:
        assert await findings(hub) == []

    @pytest.mark.usefixtures("three")
    @pytest.mark.parametrize(
        ("statement", "ref", "how"),
        [
            ("UPDATE blockers SET happened = 'Nothing'", B1, Wrong.OTHER_WORDS),
            ("UPDATE files SET content = CAST('IndexError' AS BLOB)", B1, Wrong.OTHER_WORDS),
            ("DELETE FROM files", B1, Wrong.OTHER_WORDS),
            ("UPDATE solutions SET fix = 'Tea'", S1, Wrong.OTHER_WORDS),
            ("UPDATE endpoints SET summary = 'Tea'", E1, Wrong.OTHER_WORDS),
            ("UPDATE entries SET title = 'Tea' WHERE kind = 'E'", E1, Wrong.OTHER_WORDS),
            ("UPDATE tags SET tag = 'redis' WHERE tag = 'django'", S1, Wrong.OTHER_WORDS),
            ("UPDATE entries SET state = 'retired' WHERE kind = 'S'", S1, Wrong.OUT_OF_USE),
            ("DELETE FROM documents WHERE title LIKE 'Celery%'", B1, Wrong.MISSING),
            ("UPDATE documents SET reading = 0 WHERE title LIKE 'CORS%'", S1, Wrong.OLDER),
            (
                "INSERT INTO aliases VALUES (1, 10, 1, 'browser says no', '', 2, 'linus', 0)",
                S1,
                Wrong.OTHER_WORDS,
            ),
        ],
    )
    async def test_what_changed_behind_the_indexs_back_is_found_and_mended(
        self, statement: str, ref: Ref, how: Wrong, hub: Hub, database_path: Path
    ) -> None:
        behind_its_back(database_path, statement)

        assert await wrong(hub) == {ref: how}
        await hub.upkeep.rebuild()
        assert await findings(hub) == []

    @pytest.mark.usefixtures("three")
    async def test_it_says_of_which_server_an_entry_is(self, hub: Hub, database_path: Path) -> None:
        await hub.blockers.log(OTHER, blocker_draft("Docker eats my disk"), by=ADA, cause=4)
        behind_its_back(database_path, "DELETE FROM documents WHERE title LIKE 'Docker%'")

        [finding] = await findings(hub)
        assert finding == Finding(EntryId(4, OTHER.guild_id, B1), Wrong.MISSING)

    @pytest.mark.usefixtures("three")
    @pytest.mark.parametrize(
        "statement",
        [
            # A word that the lists have beside those of the entry, one that they lack, and none at all.
            "INSERT INTO entry_terms (rowid, terms) VALUES (1, '10:coffee/3')",
            "INSERT INTO entry_terms (entry_terms, rowid, terms) VALUES ('delete', 1, '10:=6celery')",
            """
            INSERT INTO entry_terms (entry_terms, rowid, terms)
            SELECT 'delete', entry_id, terms FROM scoped_documents WHERE entry_id = 1
            """,
        ],
    )
    async def test_lists_that_lost_touch_with_their_entries_are_found_and_mended(
        self, statement: str, hub: Hub, database_path: Path
    ) -> None:
        behind_its_back(database_path, statement)

        assert await wrong(hub) == {B1: Wrong.OTHER_LISTS}
        await hub.upkeep.rebuild()
        assert await findings(hub) == []
        assert await refs(hub, "celery tasks") == {B1}

    @pytest.mark.usefixtures("three")
    async def test_damage_that_no_entry_shows_is_told_all_the_same(
        self, hub: Hub, database_path: Path
    ) -> None:
        behind_its_back(database_path, "INSERT INTO entry_terms (rowid, terms) VALUES (99, '77:coffee/3')")

        assert await wrong(hub) == {None: Wrong.OTHER_LISTS}

    @pytest.mark.usefixtures("three")
    async def test_an_entry_written_between_two_looks_is_not_apart(
        self, hub: Hub, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looks_up, looks = upkeep.document_of, count()

        async def edited_meanwhile(*arguments: Any) -> Any:
            document = await looks_up(*arguments)
            if next(looks) == 0:
                await asyncio.create_task(hub.blockers.edit(GUILD, 1, blocker_draft("Docker"), by=ADA))
            return document

        monkeypatch.setattr(upkeep, "document_of", edited_meanwhile)
        assert await findings(hub) == []
        assert next(looks) == 4, "three entries, one of which was looked at twice"

    @pytest.mark.usefixtures("three")
    async def test_looking_changes_nothing(self, hub: Hub, database_path: Path) -> None:
        behind_its_back(database_path, "DELETE FROM documents WHERE title LIKE 'Celery%'")

        assert await findings(hub) == await findings(hub) != []


class TestRefill:
    @pytest.mark.usefixtures("three")
    async def test_what_search_lacks_is_found_afterwards(
        self, hub: Hub, database_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        behind_its_back(database_path, "DELETE FROM documents")
        assert await refs(hub, "celery cors users") == set()

        with caplog.at_level(logging.INFO, "domain.upkeep"):
            assert await hub.upkeep.refill() == 3

        assert [record.getMessage() for record in caplog.records] == ["Read 3 entries again for search"]
        assert await refs(hub, "celery cors users") == {B1, S1, E1}
        assert await findings(hub) == []

    @pytest.mark.usefixtures("three")
    async def test_with_nothing_to_do_it_says_nothing(
        self, hub: Hub, caplog: pytest.LogCaptureFixture
    ) -> None:
        await hub.solutions.retire(GUILD, 1, by=MODERATOR)

        with caplog.at_level(logging.INFO, "domain.upkeep"):
            assert await hub.upkeep.refill() == 0
        assert not caplog.records

    @pytest.mark.usefixtures("three")
    async def test_what_was_read_by_other_rules_is_read_again(self, hub: Hub, database_path: Path) -> None:
        behind_its_back(database_path, "UPDATE documents SET reading = 0, terms = ' x/1' WHERE entry_id = 2")

        assert await hub.upkeep.refill() == 1
        assert await findings(hub) == []

    async def test_many_are_read_some_at_a_time_so_that_others_can_write(
        self, hub: Hub, database_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for cause in range(7):
            await hub.blockers.log(PLACE, blocker_draft(f"Celery {cause}"), by=ADA, cause=cause)
        behind_its_back(database_path, "DELETE FROM documents")
        monkeypatch.setattr(upkeep, "BATCH", 3)
        left: list[int] = []

        async def writing(entries: Sequence[EntryId]) -> None:
            left.append(len(await wrong(hub)))
            await hub.blockers.log(PLACE, blocker_draft("Redis"), by=ADA, cause=100 + entries[0].id)

        assert await hub.upkeep.refill(writing) == 7
        assert left == [4, 1, 0]
        assert await findings(hub) == []

    @pytest.mark.usefixtures("three")
    async def test_cut_off_it_keeps_what_it_read_and_goes_on_from_there(
        self, hub: Hub, database_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        behind_its_back(database_path, "DELETE FROM documents")
        monkeypatch.setattr(upkeep, "BATCH", 1)

        async def ends(entries: Sequence[EntryId]) -> None:
            if entries[0].ref == S1:
                raise asyncio.CancelledError

        with pytest.raises(asyncio.CancelledError):
            await hub.upkeep.rebuild(ends)
        assert await wrong(hub) == {E1: Wrong.MISSING}
        assert await hub.upkeep.refill() == 1

    @pytest.mark.usefixtures("three")
    async def test_what_older_rules_read_is_found_for_what_it_says_until_it_is_read_again(
        self, hub: Hub, database_path: Path
    ) -> None:
        behind_its_back(
            database_path,
            "UPDATE documents SET reading = 1, terms = replace(replace(terms, '/1', '/5'), '/2', '/5')",
        )

        found = await hub.search.ask(GUILD, Query("celery cors"), by=LINUS, sight=FULL)

        assert {hit.ref: hit.terms for hit in found.hits} == {B1: {"celery"}, S1: {"cors"}}
