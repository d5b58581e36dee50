"""The ticker ticks, one tick at a time, whatever goes wrong in one of them."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.scheduler import EVERY, Beside, Ticker, in_turn

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    Ticking = Callable[[Callable[[], Awaitable[None]]], Ticker]

AT_ONCE = timedelta(milliseconds=2)


async def nothing() -> None:
    """What is due in some of these tests."""


@pytest.fixture
async def ticking() -> AsyncGenerator[Ticking]:
    """Starts a ticker that hardly waits; it is stopped when the test is over."""
    tickers: list[Ticker] = []

    def start(tick: Callable[[], Awaitable[None]]) -> Ticker:
        ticker = Ticker(tick, every=AT_ONCE)
        tickers.append(ticker)
        ticker.start()
        return ticker

    async with asyncio.timeout(5):
        yield start
        for ticker in tickers:
            await ticker.stop()


class Tick:
    """A tick that counts, and does in each what a test says."""

    def __init__(self, does: Callable[[int], Awaitable[None]] | None = None) -> None:
        self.count = 0
        self.at_a_time = self.most_at_a_time = 0
        self._does = does
        self._ended = asyncio.Condition()

    async def __call__(self) -> None:
        self.count += 1
        self.at_a_time += 1
        self.most_at_a_time = max(self.most_at_a_time, self.at_a_time)
        try:
            if self._does is not None:
                await self._does(self.count)
        finally:
            self.at_a_time -= 1
            async with self._ended:
                self._ended.notify_all()

    async def has_come(self, times: int) -> None:
        async with self._ended:
            await self._ended.wait_for(lambda: self.count >= times and not self.at_a_time)


async def test_it_ticks_again_and_again(ticking: Ticking) -> None:
    tick = Tick()
    ticking(tick)

    await tick.has_come(times=3)


async def test_a_slow_tick_is_never_joined_by_the_next(ticking: Ticking) -> None:
    async def takes_its_time(_: int) -> None:
        await asyncio.sleep(AT_ONCE.total_seconds() * 5)

    tick = Tick(takes_its_time)
    ticking(tick)
    await tick.has_come(times=3)

    assert tick.most_at_a_time == 1


async def test_a_tick_that_fails_is_logged_and_the_next_one_comes(
    ticking: Ticking, caplog: pytest.LogCaptureFixture
) -> None:
    async def fails_first(count: int) -> None:
        if count == 1:
            raise RuntimeError("the moon is down")

    tick = Tick(fails_first)
    ticking(tick)
    await tick.has_come(times=2)

    [record] = [each for each in caplog.records if each.levelno >= logging.ERROR]
    assert record.exc_info is not None
    assert "the moon is down" in str(record.exc_info[1])


async def test_stopped_it_lets_the_tick_that_runs_finish_and_begins_no_other(ticking: Ticking) -> None:
    begun, may_end, finished = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def waits(_: int) -> None:
        begun.set()
        await may_end.wait()
        finished.set()

    tick = Tick(waits)
    ticker = ticking(tick)
    await begun.wait()
    stopping = asyncio.create_task(ticker.stop())
    await asyncio.sleep(AT_ONCE.total_seconds() * 3)
    assert not stopping.done()
    may_end.set()
    await stopping
    await asyncio.sleep(AT_ONCE.total_seconds() * 3)

    assert finished.is_set()
    assert tick.count == 1


async def test_stopped_it_waits_no_longer_than_is_decent(
    ticking: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.scheduler.PATIENCE", 0.01)
    begun, cancelled = asyncio.Event(), asyncio.Event()

    async def never_ends(_: int) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    ticker = ticking(Tick(never_ends))
    await begun.wait()
    await ticker.stop()

    await cancelled.wait()


async def test_it_can_be_stopped_twice_and_before_it_started() -> None:
    ticker = Ticker(nothing)
    await ticker.stop()
    ticker.start()
    await ticker.stop()
    await ticker.stop()


async def test_what_is_due_waits_for_a_quarter_of_a_minute_at_most() -> None:
    assert timedelta(seconds=15) >= EVERY


# ------------------------------------------------------------------------------------------- what a tick does


async def test_what_is_due_is_done_in_turn_whatever_goes_wrong_and_all_of_that_is_told() -> None:
    done: list[str] = []

    async def errands() -> None:
        done.append("errands")
        raise RuntimeError("the moon is down")

    async def recaps() -> int:
        done.append("recaps")
        raise ValueError("no such week")

    async def deliveries() -> int:
        done.append("deliveries")
        return 3

    with pytest.raises(ExceptionGroup) as told:
        await in_turn(errands, recaps, deliveries)

    assert done == ["errands", "recaps", "deliveries"]
    assert [str(trouble) for trouble in told.value.exceptions] == ["the moon is down", "no such week"]


async def test_where_all_goes_well_there_is_nothing_to_tell() -> None:
    await in_turn(nothing, nothing)


async def test_who_ends_nexus_ends_what_it_does_in_turn() -> None:
    async def is_cancelled() -> None:
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await in_turn(is_cancelled, nothing)


# ------------------------------------------------------------------------------------------- beside everything else


async def test_what_goes_on_beside_is_not_begun_again_before_it_has_ended() -> None:
    begun, may_end = 0, asyncio.Event()

    async def takes_long() -> None:
        nonlocal begun
        begun += 1
        await may_end.wait()

    beside = Beside(takes_long, trouble="")
    for _ in range(3):
        beside.start()
        await asyncio.sleep(0)
    assert begun == 1
    may_end.set()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    beside.start()
    await asyncio.sleep(0)
    assert begun == 2
    await beside.stop()


async def test_what_goes_on_beside_is_logged_where_it_fails_and_may_be_begun_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def fails() -> None:
        raise RuntimeError("the moon is down")

    beside = Beside(fails, trouble="The tide did not come")
    for _ in range(2):
        beside.start()
        await asyncio.sleep(0)
    await beside.stop()

    assert caplog.messages == ["The tide did not come"] * 2
    assert all(record.exc_info for record in caplog.records)


async def test_what_has_not_ended_when_nexus_ends_is_cut_off() -> None:
    began, ended = asyncio.Event(), asyncio.Event()

    async def takes_for_ever() -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    beside = Beside(takes_for_ever, trouble="")
    beside.start()
    await began.wait()
    assert not ended.is_set()
    await beside.stop()
    assert ended.is_set()


async def test_what_never_began_can_be_ended() -> None:
    await Beside(asyncio.Event().wait, trouble="").stop()
