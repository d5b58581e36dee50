"""Heavy work is done in a process of its own: what comes of it comes back, and what goes wrong stays there."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import re
import subprocess
import sys
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

import bot
from bench.apidiff.cases import TODAY, all_cases
from bot import aside as module
from bot import cut_off, worker
from bot.app import build
from bot.aside import ProcessAside
from bot.cut_off import CutOff
from domain.apis.work import compared
from domain.errors import BadInput, Refused
from tests.support.aside import dies, divides, goes_on, ignored_signals, modules, refuses, swells
from tests.support.domain import GUILD

if TYPE_CHECKING:
    import signal
    from collections.abc import AsyncGenerator, Awaitable

    from bot.config import Settings

pytestmark = pytest.mark.asyncio(loop_scope="module")

PROGRAM = """
import asyncio, os, sys
from bot.aside import ProcessAside

async def main():
    print(await ProcessAside().do(1, os.getpid), flush=True)
    sys.stdin.read()

asyncio.run(main())
"""
"""A bot that asks for a work, and ends without a word to its worker when its input ends."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def aside() -> AsyncGenerator[ProcessAside]:
    aside = ProcessAside()
    yield aside
    await aside.close()


def is_there(pid: int) -> bool:
    """Whether a process is there, be it at its end."""
    with suppress(ProcessLookupError):
        os.kill(pid, 0)
        return True
    return False


async def begun(work: Awaitable[object]) -> asyncio.Future[object]:
    """A work that has come as far as the worker."""
    task = asyncio.ensure_future(work)
    for _ in range(20):
        await asyncio.sleep(0)
    return task


class TestDoing:
    async def test_what_comes_of_a_work_comes_back(self, aside: ProcessAside) -> None:
        assert await aside.do(GUILD, divides, 4) == 0.25
        assert await aside.do(GUILD, os.getpid) != os.getpid()

    async def test_changes_of_an_api_come_back_as_they_are_found_here(self, aside: ProcessAside) -> None:
        case = all_cases()[0]

        assert await aside.do(GUILD, compared, case.base, case.revision, TODAY) == tuple(case.changes())

    async def test_works_are_done_one_after_the_other_as_they_came(self, aside: ProcessAside) -> None:
        done: list[float] = []

        async def noted(number: int) -> None:
            done.append(await aside.do(GUILD, divides, number))

        await asyncio.gather(*(noted(number) for number in (1, 2, 4, 8)))

        assert done == [1, 0.5, 0.25, 0.125]

    async def test_a_server_with_much_work_keeps_no_other_one_waiting(self, aside: ProcessAside) -> None:
        done: list[int] = []

        async def noted(guild_id: int) -> None:
            await aside.do(guild_id, divides, 1)
            done.append(guild_id)

        await asyncio.gather(*(noted(guild_id) for guild_id in (1, 1, 1, 1, 2, 3)))

        assert done == [1, 2, 3, 1, 1, 1]

    async def test_a_refusal_arrives_as_it_is(self, aside: ProcessAside) -> None:
        with pytest.raises(BadInput) as refusal:
            await aside.do(GUILD, refuses, "Use fewer.")

        assert refusal.value.sentence == "Use fewer."

    async def test_a_fault_is_refused_and_the_log_tells_where_it_is(
        self, aside: ProcessAside, caplog: pytest.LogCaptureFixture
    ) -> None:
        with pytest.raises(Refused, match=r"more than Nexus can work through\. Whoever runs it can read why"):
            await aside.do(GUILD, divides, 0)

        [record] = [record for record in caplog.records if record.name == "bot.aside"]
        assert record.levelname == "ERROR"
        assert re.search(r"(?s)in divides.*ZeroDivisionError", record.exc_text or "")

    async def test_a_work_that_cannot_be_carried_over_is_a_fault_at_once(self, aside: ProcessAside) -> None:
        with pytest.raises(Exception, match="pickle"):
            await aside.do(GUILD, lambda: 1)

        assert await aside.do(GUILD, divides, 1) == 1


class TestTheProcess:
    async def test_there_is_none_before_there_is_work(self, settings: Settings) -> None:
        before = multiprocessing.active_children()
        nexus = build(settings)

        assert multiprocessing.active_children() == before
        await nexus.close()

    async def test_it_leaves_the_bot_and_its_settings_alone(self, aside: ProcessAside) -> None:
        """What it needs is what the work needs."""
        imported = await aside.do(GUILD, modules)

        assert "bot.worker" in imported
        assert not imported & {"bot.cli", "bot.app", "bot.config", "discord", "dotenv", "aiosqlite"}

    async def test_it_does_not_hear_what_is_meant_for_the_bot(self, aside: ProcessAside) -> None:
        ignored: set[signal.Signals] = await aside.do(GUILD, ignored_signals)

        assert {each.name for each in ignored} == {"SIGINT", "SIGTERM"}

    async def test_it_steps_back_behind_the_bot(self, aside: ProcessAside) -> None:
        assert await aside.do(GUILD, os.nice, 0) == min(os.nice(0) + worker.NICENESS, 19)

    async def test_it_gives_its_memory_back_after_so_many_works(self) -> None:
        aside = ProcessAside(works=2)
        first, second, third = [await aside.do(GUILD, os.getpid) for _ in range(3)]
        await aside.close()

        assert first == second != third
        assert not is_there(first)

    async def test_it_gets_no_work_when_it_might_be_about_to_end(
        self, aside: ProcessAside, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = await aside.do(GUILD, os.getpid)
        monkeypatch.setattr(module, "NEARLY_IDLE", timedelta(0))

        assert await aside.do(GUILD, os.getpid) != before

    @pytest.mark.parametrize("is_killed", [True, False])
    async def test_it_ends_with_the_bot_however_that_ends(self, is_killed: bool) -> None:
        """Its output is the bot's, which is at its end when nobody is left to write."""
        root = str(Path(bot.__file__).parents[1])
        program = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", PROGRAM),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": root},
        )
        assert program.stdin
        assert program.stdout
        assert int(await program.stdout.readline()) != program.pid
        if is_killed:
            program.kill()
        program.stdin.close()
        async with asyncio.timeout(20):
            assert await program.stdout.read() == b""
            await program.wait()


class TestTrouble:
    async def test_a_work_whose_process_is_killed_is_refused_and_the_next_is_done(
        self, aside: ProcessAside
    ) -> None:
        with pytest.raises(Refused, match="This document is too much work: it most likely needs more memory"):
            await aside.do(GUILD, dies)

        assert await aside.do(GUILD, divides, 1) == 1

    @pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
    async def test_a_work_that_wants_all_memory_is_refused_and_the_next_is_done(
        self, aside: ProcessAside
    ) -> None:
        with pytest.raises(Refused, match="memory"):
            await aside.do(GUILD, swells)

        assert await aside.do(GUILD, divides, 1) == 1

    async def test_a_work_that_takes_too_long_is_refused_and_the_next_is_done(
        self, aside: ProcessAside
    ) -> None:
        pid = await aside.do(GUILD, os.getpid)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(aside, "_patience", 0.01)
            with pytest.raises(Refused, match=r"too much work: it takes more than 0\.01 seconds"):
                await aside.do(GUILD, goes_on, "on")

        assert await aside.do(GUILD, divides, 1) == 1
        assert not is_there(pid)

    async def test_what_was_cut_off_is_refused_at_once_for_a_while_whatever_is_asked_of_the_document(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        aside = ProcessAside(patience=timedelta(seconds=0.01))
        with pytest.raises(Refused) as first:
            await aside.do(GUILD, goes_on, b"a document", "/orders")
        monkeypatch.setattr(aside, "_patience", 30)

        async with asyncio.timeout(5):
            with pytest.raises(Refused) as second:
                await aside.do(GUILD, goes_on, b"a document", "/users")
        assert second.value.sentence == first.value.sentence
        assert await aside.do(GUILD, divides, 1) == 1
        await aside.close()

    async def test_after_a_while_it_is_tried_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cut_off, "REMEMBERED", timedelta(0))
        refused = CutOff()
        refused.note(goes_on, (b"a document",), "This document is too much work.")

        refused.check(goes_on, (b"a document",))

    async def test_a_work_that_nobody_waits_for_any_more_is_cut_off(self, aside: ProcessAside) -> None:
        pid = await aside.do(GUILD, os.getpid)
        work = await begun(aside.do(GUILD, goes_on))
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work

        assert not is_there(pid)
        assert await aside.do(GUILD, divides, 1) == 1

    async def test_who_waits_for_their_turn_may_go_and_others_keep_theirs(self, aside: ProcessAside) -> None:
        first = await begun(aside.do(GUILD, divides, 1))
        second = await begun(aside.do(GUILD, goes_on))
        third = await begun(aside.do(GUILD, divides, 2))
        second.cancel()

        assert await asyncio.gather(first, third) == [1, 0.5]


class TestClosing:
    async def test_it_ends_the_process_and_there_is_no_other(self) -> None:
        aside = ProcessAside()
        pid = await aside.do(GUILD, os.getpid)
        await aside.close()
        await aside.close()

        assert not is_there(pid)
        with pytest.raises(Refused, match="Nexus is restarting"):
            await aside.do(GUILD, os.getpid)

    async def test_whose_work_is_cut_off_or_waits_is_told_why(self) -> None:
        aside = ProcessAside()
        works = [await begun(aside.do(GUILD, goes_on)), await begun(aside.do(GUILD, divides, 1))]
        await aside.close()

        told = await asyncio.gather(*works, return_exceptions=True)
        assert [type(each) for each in told] == [Refused, Refused]
        assert all("Nexus is restarting" in str(each) for each in told)
