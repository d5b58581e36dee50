"""`python -m bot due` says what is due, what comes next, and what failed and why; it changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.config import Settings
from bot.due import due
from data.backups import Backups
from data.database import Database
from data.store import SqliteStore
from domain.carrying import TryLater, Undeliverable
from domain.chores import ChoreService
from domain.duties import works_of
from domain.hub import Hub
from domain.models.delivery import Key
from domain.models.entries import Kind, Place, Ref
from domain.models.failures import Failures
from tests.bot.due_told import Told, changed, in_place_of_the_folder
from tests.support.documents import document
from tests.support.domain import (
    ADA,
    GUILD,
    LINUS,
    PLACE,
    FakeCourier,
    SetClock,
    blocker_draft,
    solution_draft,
)
from tests.support.hosts import Hosts
from tests.support.hub import hub_over

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

FRIDAY = datetime(2026, 1, 9, 16, tzinfo=UTC)

SHOP = "https://shop.example/openapi.json"

TOKEN = "nobody-has-ever-used-this.GmadeU.one-for-anything-at-all-0000"


@pytest.fixture
def settings(database_path: Path) -> Settings:
    return Settings.model_construct(database_path=database_path)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def courier() -> FakeCourier:
    return FakeCourier()


@pytest.fixture
async def database(database_path: Path, clock: SetClock) -> AsyncGenerator[Database]:
    database = Database(database_path, now=clock.now)
    await database.open()
    yield database
    await database.close()


@pytest.fixture
def nexus(database: Database, clock: SetClock, courier: FakeCourier) -> Hub:
    """The bot, which runs meanwhile."""
    return hub_over(SqliteStore(database), clock, courier)


@pytest.fixture
def chores(nexus: Hub, database: Database, database_path: Path, clock: SetClock) -> ChoreService:
    """Its chores, the nightly backup among them."""
    backup = Backups(database_path, keep=7, now=clock.now).save
    return ChoreService(SqliteStore(database), clock, works_of(nexus, backup=backup))


@pytest.fixture
async def celery(nexus: Hub, chores: ChoreService) -> None:
    """B1 of ada's with its card, and all chores done."""
    await nexus.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    while await nexus.outbox.deliver_due():
        pass
    await chores.do_due()


@pytest.fixture
def told(settings: Settings, clock: SetClock, capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(settings, clock, capsys)


@pytest.mark.usefixtures("celery")
class TestDue:
    async def test_where_all_is_done_it_says_what_comes_next(
        self, settings: Settings, clock: SetClock, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert due(settings, clock=clock) == 0
        assert capsys.readouterr().out.splitlines() == [
            "It is 2026-01-05 12:00 UTC.",
            "",
            "Due now: nothing",
            "",
            "Coming: 1 recap, 1 errand, 5 chores",
            "  2026-01-05 13:00  chore              forget old searches                  in 1 h",
            "  2026-01-05 13:00  chore              forget old drafts                    in 1 h",
            "  2026-01-05 13:00  chore              forget old challenges                in 1 h",
            "  2026-01-05 13:00  chore              keep the search index in few pieces  in 1 h",
            "  2026-01-05 14:00  errand  server 10  B1: call for help                    in 2 h",
            "  2026-01-06 03:20  chore              save a backup                        in 15 h",
            "  2026-01-09 16:00  recap   server 10                                       in 4 d",
            "",
            "Failed: nothing",
        ]

    async def test_what_is_due_is_told_with_how_late_it_is(
        self, told: Told, nexus: Hub, clock: SetClock
    ) -> None:
        await nexus.solutions.post(PLACE, solution_draft(), by=ADA, cause=2)
        clock.at = FRIDAY + timedelta(minutes=5)

        assert told.lines("Due now", code=0) == [
            "Due now: 1 recap, 1 errand, 1 delivery, 5 chores",
            "2026-01-05 12:00 delivery server 10 card:S1 4 d late",
            "2026-01-05 13:00 chore forget old searches 4 d late",
            "2026-01-05 13:00 chore forget old drafts 4 d late",
            "2026-01-05 13:00 chore forget old challenges 4 d late",
            "2026-01-05 13:00 chore keep the search index in few pieces 4 d late",
            "2026-01-05 14:00 errand server 10 B1: call for help 4 d late",
            "2026-01-06 03:20 chore save a backup 3 d late",
            "2026-01-09 16:00 recap server 10 5 min late",
        ]

    async def test_what_somebody_is_at_is_told_so(self, told: Told, nexus: Hub, courier: FakeCourier) -> None:
        seen: list[str] = []

        async def look() -> None:
            seen.extend(told.lines("Due now", code=0))

        await nexus.solutions.post(PLACE, solution_draft(), by=ADA, cause=2)
        courier.on_the_way = look
        await nexus.outbox.deliver_due()

        assert seen == ["Due now: 1 delivery", "2026-01-05 12:00 delivery server 10 card:S1 being done"]

    async def test_of_many_the_longest_overdue_are_told_and_the_others_counted(
        self, told: Told, nexus: Hub, clock: SetClock
    ) -> None:
        for guild in range(101, 113):
            clock.skip(minutes=1)
            await nexus.blockers.log(Place(guild, guild), blocker_draft(), by=ADA, cause=1)
        clock.at = datetime(2026, 1, 5, 15, tzinfo=UTC)

        lines = told.lines("Due now", code=0)
        assert lines[0] == "Due now: 13 errands, 24 deliveries, 4 chores"
        errands = [line for line in lines if " errand " in line]
        assert len(errands) == 10
        assert errands[0] == "2026-01-05 14:00 errand server 10 B1: call for help 1 h late"
        assert lines[-2:] == ["… and 3 errands more", "… and 14 deliveries more"]

    async def test_looks_at_apis_are_told_and_a_host_that_is_away_is_no_failure(
        self, told: Told, database: Database, clock: SetClock, courier: FakeCourier
    ) -> None:
        hosts = Hosts({SHOP: document()})
        nexus = hub_over(SqliteStore(database), clock, courier, fetcher=hosts)
        await nexus.apis.sharing.share_address(PLACE, SHOP, by=ADA, cause=2)
        await nexus.outbox.deliver_due()
        document_of_a1 = "look server 10 A1: see whether its document changed"

        assert f"2026-01-05 12:30 {document_of_a1} in 30 min" in told.lines("Coming", code=0)
        clock.skip(minutes=40)
        assert f"2026-01-05 12:30 {document_of_a1} 10 min late" in told.lines("Due now", code=0)
        del hosts.contents[SHOP]
        await nexus.apis.watching.check_due(is_here=lambda _: True)
        assert told.lines("Failed", code=0) == ["Failed: nothing"]
        assert f"2026-01-05 13:10 {document_of_a1} in 30 min" in told.lines("Coming", code=0)


@pytest.mark.usefixtures("celery")
class TestFailed:
    async def test_errands_and_recaps_are_told_with_why_and_when_they_are_tried_again(
        self, told: Told, nexus: Hub, clock: SetClock, database_path: Path
    ) -> None:
        changed(database_path, "UPDATE servers SET time_zone = 'Atlantis/Capital'")
        clock.at = FRIDAY
        for work in (nexus.errands.do_due, nexus.recaps.make_due):
            with pytest.raises(ExceptionGroup):
                await work()

        lost = "1 try, again in 1 min: ZoneInfoNotFoundError: 'No time zone found with key Atlantis/Capital'"
        assert told.lines("Failed", code=1) == [
            "Failed: 1 recap, 1 errand",
            f"2026-01-09 16:01 recap server 10 {lost}",
            f"2026-01-09 16:01 errand server 10 B1: call for help {lost}",
        ]
        assert "errand" not in " ".join(told.lines("Coming", code=1))
        clock.skip(hours=1)
        assert "B1: call for help 1 try, due again: ZoneInfo" in told.lines("Failed", code=1)[2]

        changed(database_path, "UPDATE servers SET time_zone = 'UTC'")
        await nexus.errands.do_due()
        await nexus.recaps.make_due()
        assert told.lines("Failed", code=0) == ["Failed: nothing"]

    async def test_deliveries_that_wait_or_are_parked_are_told_with_why(
        self, told: Told, nexus: Hub, courier: FakeCourier
    ) -> None:
        await nexus.solutions.post(PLACE, solution_draft(), by=ADA, cause=2)
        await nexus.solutions.post(PLACE, solution_draft(), by=LINUS, cause=3)
        courier.troubles.extend([TryLater("HTTP 503"), Undeliverable("Missing Access")])
        for number in (1, 2):
            await nexus.outbox.deliver(GUILD, Key.card(Ref(Kind.SOLUTION, number)))
        await nexus.outbox.deliver_due()

        assert told.lines("Failed", code=1) == [
            "Failed: 2 deliveries",
            "2026-01-05 12:00 delivery server 10 card:S2 parked: Missing Access",
            "2026-01-05 12:00 delivery server 10 card:S1 1 try, again in 15 s: HTTP 503",
        ]

    async def test_a_backup_that_could_not_be_saved_is_told_with_what_to_do(
        self, told: Told, chores: ChoreService, clock: SetClock, database_path: Path
    ) -> None:
        in_place_of_the_folder(database_path)
        clock.skip(days=1)
        await chores.do_due()
        clock.skip(minutes=1)
        await chores.do_due()

        [heading, line] = told.lines("Failed", code=1)
        assert heading == "Failed: 1 chore"
        assert line.startswith(
            "2026-01-06 12:03 chore save a backup 2 tries, again in 2 min: No backup could be saved"
        )
        assert "check that it is a folder of the user who runs Nexus" in line

    async def test_a_token_in_a_reason_is_hidden(
        self, told: Told, database: Database, clock: SetClock
    ) -> None:
        async with SqliteStore(database).transaction() as stored:
            server = await stored.servers.get(GUILD)
            assert server
            await stored.servers.postpone(server, Failures(1, f"Bot {TOKEN}"), until=clock.now())

        assert TOKEN not in " ".join(told.lines("Failed", code=1))
        assert TOKEN not in str(told.json())


@pytest.mark.usefixtures("celery")
class TestForScripts:
    async def test_it_is_one_object_with_the_same_parts(
        self, told: Told, nexus: Hub, clock: SetClock, database_path: Path
    ) -> None:
        changed(database_path, "UPDATE servers SET time_zone = 'Atlantis/Capital'")
        clock.skip(hours=2)
        with pytest.raises(ExceptionGroup):
            await nexus.errands.do_due()
        said = told.json()

        assert said["now"] == "2026-01-05T14:00:00.000Z"
        assert set(said) == {"now", "due", "coming", "failed"}
        assert {name: listed["count"] for name, listed in said["due"].items()} == {
            "recaps": 0,
            "errands": 0,
            "deliveries": 0,
            "looks": 0,
            "chores": 4,
        }
        assert said["coming"]["recaps"] == {
            "count": 1,
            "first": [
                {
                    "server": 10,
                    "what": "",
                    "at": "2026-01-09T16:00:00.000Z",
                    "in_hand": False,
                    "parked": False,
                    "tries": 0,
                    "reason": "",
                }
            ],
        }
        [failed] = said["failed"]["errands"]["first"]
        assert (failed["what"], failed["tries"], failed["at"]) == ("B1 call", 1, "2026-01-05T14:01:00.000Z")
        assert failed["reason"].startswith("ZoneInfoNotFoundError")
        assert [chore["what"] for chore in said["due"]["chores"]["first"]] == [
            "searches",
            "drafts",
            "challenges",
            "index",
        ]
