"""Nexus starts in order and ends in order: nobody's answer is lost, and nothing is left behind."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from discord.ext import commands

from bot.app import COGS, build
from bot.aside import ProcessAside
from bot.client import Nexus
from bot.scheduler import Ticker
from data.database import Database, DatabaseClosed
from domain.blockers import BlockerService
from domain.chores import ChoreService
from tests.bot.test_sync import run

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from pathlib import Path

    from bot.config import Settings
    from domain.models.blocker import Blocker
    from tests.support.cohort import Cohort


async def beginning(work: Any) -> asyncio.Task[Any]:
    """A task that has come as far as it can by itself."""
    task = asyncio.ensure_future(work)
    for _ in range(20):
        await asyncio.sleep(0)
    return task


def noting(method: Callable[..., Any], name: str, order: list[str]) -> Callable[..., Any]:
    """The method, which notes first that it was called."""

    async def noted(*arguments: Any) -> Any:
        order.append(name)
        return await method(*arguments)

    return noted


@asynccontextmanager
async def slow_end(hub: Cohort) -> AsyncGenerator[None]:
    """The end of Nexus, drawn out by somebody whose answer takes its time."""
    may_end = asyncio.Event()
    asyncio.create_task(may_end.wait(), name="CommandTree-invoker")  # noqa: RUF006  (it ends with the block)
    ending = await beginning(hub.bot.close())
    yield
    may_end.set()
    await ending


def test_building_touches_nothing(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "not yet" / "nexus.db"

    bot = build(settings.model_copy(update={"database_path": path}), ticking=False)

    assert not path.parent.exists()
    assert not bot.cogs


class TestStarting:
    async def test_everything_is_there_once_it_has_logged_in(self, hub: Cohort) -> None:
        assert [type(cog) for cog in hub.bot.cogs.values()] == list(COGS)
        assert await hub.bot.hub.servers.get(hub.guild.id) is None

    async def test_logging_in_again_sets_nothing_up_twice(self, hub: Cohort) -> None:
        """As when Discord went away after the cogs were loaded."""
        cogs = dict(hub.bot.cogs)
        await hub.bot.setup_hook()

        assert dict(hub.bot.cogs) == cogs

    @pytest.mark.parametrize(("ticking", "starts"), [(True, 1), (False, 0)])
    async def test_it_ticks_by_itself_unless_somebody_else_does(
        self, settings: Settings, ticking: bool, starts: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        started: list[Ticker] = []

        def note(ticker: Ticker) -> None:
            started.append(ticker)

        monkeypatch.setattr(Ticker, "start", note)
        async with run(build(settings, ticking=ticking)):
            assert len(started) == starts


class TestEnding:
    async def test_it_may_be_done_twice_and_at_the_same_time(self, hub: Cohort) -> None:
        await asyncio.gather(hub.bot.close(), hub.bot.close())
        await hub.bot.close()

        assert hub.bot.is_closed()

    async def test_a_bot_that_never_began_can_be_ended(self, settings: Settings) -> None:
        await build(settings).close()

    async def test_the_database_is_closed_last_and_its_threads_are_gone(self, hub: Cohort) -> None:
        await hub.bot.close()

        with pytest.raises(DatabaseClosed):
            await hub.bot.hub.servers.get(hub.guild.id)
        threads = [each for each in threading.enumerate() if "connection_worker" in each.name]
        for thread in threads:
            thread.join(timeout=5)
        assert not [each.name for each in threads if each.is_alive()]

    async def test_what_is_being_done_for_a_member_is_finished_first(
        self, hub: Cohort, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        may_go_on, log = asyncio.Event(), BlockerService.log

        async def logs_later(*arguments: Any, **more: Any) -> Blocker:
            await may_go_on.wait()
            return await log(*arguments, **more)

        monkeypatch.setattr(BlockerService, "log", logs_later)
        form = await hub.ada.types("blocker log")
        asking = await beginning(hub.ada.submits(form, goal="Celery", happened="Nothing", urgency="today"))
        ending = await beginning(hub.bot.close())
        assert not ending.done()
        may_go_on.set()
        answer = await asking
        await ending

        assert "is logged" in answer.text
        assert hub.card("B1").text

    async def test_who_comes_meanwhile_is_told_to_come_again(self, hub: Cohort) -> None:
        async with slow_end(hub):
            refused = [
                await hub.ada.types("search", query="celery"),
                await hub.ada.types("help"),
                await hub.ada.types("blocker log"),
            ]
            offered = await hub.ada.completes("blocker show", "number", "B")

        assert all(answer.private and "Please try again in a minute" in answer.text for answer in refused)
        assert offered == []

    async def test_who_presses_or_submits_meanwhile_loses_nothing(self, hub: Cohort) -> None:
        card = await hub.ada.logs_blocker("Celery does not see my tasks")
        form = await hub.ada.types("blocker log")
        async with slow_end(hub):
            pressed = await hub.linus.presses(card, "I can help")
            submitted = await hub.ada.submits(form, goal="Redis is full", happened="OOM", urgency="today")

        assert "nothing was changed" in pressed.text
        assert "Redis is full" in submitted.text
        assert "I can help" in hub.card("B1").buttons
        assert len(hub.posts) == 1

    async def test_it_waits_for_those_who_came_meanwhile_too(self, hub: Cohort) -> None:
        first, second = asyncio.Event(), asyncio.Event()
        served = [asyncio.create_task(first.wait(), name="CommandTree-invoker")]
        ending = await beginning(hub.bot.close())
        served.append(asyncio.create_task(second.wait(), name="discord-ui-view-dispatch-1"))
        first.set()
        await served[0]
        for _ in range(20):
            await asyncio.sleep(0)
        assert not hub.bot.is_closed()

        second.set()
        await ending

    async def test_ticks_stop_first_and_the_database_closes_last(
        self, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        order: list[str] = []
        for owner, name in (
            (Ticker, "stop"),
            (commands.Bot, "close"),
            (ProcessAside, "close"),
            (Database, "close"),
        ):
            monkeypatch.setattr(owner, name, noting(getattr(owner, name), owner.__name__, order))
        await build(settings).close()

        assert order == ["Ticker", "Bot", "ProcessAside", "Database"]

    async def test_it_does_not_wait_for_ever(
        self, hub: Cohort, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr("bot.client.PATIENCE", 0.02)
        stuck = asyncio.create_task(asyncio.Event().wait(), name="CommandTree-invoker")
        await hub.bot.close()
        stuck.cancel()

        assert "Did not finish in time: CommandTree-invoker" in caplog.text


class TestTicking:
    async def test_a_tick_before_it_is_ready_does_nothing(self, settings: Settings) -> None:
        bot = build(settings, ticking=False)
        await bot.tick()

        assert not bot.heartbeat.exists()

    async def test_each_tick_is_a_heartbeat(self, hub: Cohort) -> None:
        await hub.bot.tick()

        assert hub.bot.heartbeat.exists()

    @pytest.mark.expects_errors
    async def test_trouble_with_a_recap_holds_up_no_card(self, hub: Cohort, tmp_path: Path) -> None:
        await hub.ada.logs_blocker("Run tasks")
        hub.env.inject_error("PATCH", "/channels/*/messages/*", status=400)
        answer = await hub.linus.presses(hub.card("B1"), "I can help")
        with closing(sqlite3.connect(tmp_path / "nexus.db")) as file, file:
            file.execute("UPDATE servers SET time_zone = 'Atlantis/Capital', next_recap_at = 0")
        await hub.env.advance_time(60)

        with pytest.raises(ExceptionGroup) as told:
            await hub.bot.tick()

        assert "Some recaps could not be made" in str(told.value.exceptions)
        assert "You are helping" in answer.text
        assert "helps" in hub.card("B1").text

    async def test_a_chore_that_takes_long_holds_up_nothing_and_is_not_begun_twice(
        self, hub: Cohort, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun: list[ChoreService] = []

        async def takes_for_ever(service: ChoreService) -> None:
            begun.append(service)
            await asyncio.Event().wait()

        monkeypatch.setattr(ChoreService, "do_due", takes_for_ever)
        await hub.ada.logs_blocker("Celery does not see my tasks")
        for days in (2, 7):
            await hub.env.advance_time(timedelta(days=days).total_seconds())
            await hub.bot.beat()

        assert len(hub.recaps) == 2
        assert begun == [hub.bot.chores]
        await hub.bot.close()

    async def test_chores_are_not_begun_before_it_is_ready(
        self, settings: Settings, caplog: pytest.LogCaptureFixture
    ) -> None:
        bot = build(settings, ticking=False)
        await bot.beat()
        await asyncio.sleep(0)
        await bot.close()

        assert not caplog.records, "the database is not open yet"

    @pytest.mark.parametrize(("wanted", "saved"), [(7, 1), (0, 0)])
    async def test_a_backup_is_among_the_chores_unless_none_is_wanted(
        self, settings: Settings, database_path: Path, wanted: int, saved: int
    ) -> None:
        bot = build(settings.model_copy(update={"backups": wanted}), ticking=False)
        async with run(bot):
            await bot.do_chores()

        assert len(list(database_path.parent.glob("backups/*"))) == saved

    async def test_it_forgets_old_searches(self, hub: Cohort) -> None:
        found = await hub.ada.types("search", query="celery")
        await hub.time_passes(days=91)
        await hub.bot.do_chores()
        answer = await hub.ada.presses(found, "Log a blocker")

        assert answer.result.modal is None
        assert "This search is too old to go on with." in answer.text


async def test_the_bot_that_tests_drive_is_the_real_one(nexus: Nexus) -> None:
    assert type(nexus) is Nexus
