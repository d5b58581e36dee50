"""How weeks went for blockers, as the store counts it."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.store import SqliteStore
from domain.models.delivery import Key
from domain.models.lifecycle import ENDS, State
from domain.models.recap import Period, Week
from tests.data.written import OTHER_GUILD, later, write_blocker
from tests.support.domain import GUILD, HUB

STAFF = 30

WEEKS = [Period(later(days=7 * n), later(days=7 * (n + 1))) for n in range(8)]

DAYS = st.integers(-14, 70) | st.sampled_from([7 * n for n in range(-1, 10)])
"""Days before, within and after the weeks; often the very moment at which one ends and the next begins."""

guilds = count(1000)


class Life(NamedTuple):
    """A blocker: the day on which it was logged, how many days later it ended, and where its card stands."""

    logged: int
    took: int | None
    end: State
    channel: int

    @property
    def ended(self) -> int | None:
        return None if self.took is None else self.logged + self.took


lives = st.builds(
    Life, DAYS, st.none() | st.integers(0, 30), st.sampled_from(ENDS), st.sampled_from([HUB, STAFF])
)


async def live(store: SqliteStore, guild_id: int, life: Life) -> None:
    async with store.transaction() as new:
        blocker = await write_blocker(new, "It hangs", guild_id=guild_id, at=later(days=life.logged))
        if life.ended is not None:
            blocker = replace(blocker, state=life.end, ended_at=later(days=life.ended))
        await new.blockers.save(blocker)
        await new.deliveries.want(guild_id, Key.card(blocker.ref), at=later(), channel_id=life.channel)


def counted(seen: list[Life]) -> list[Week]:
    """The same, counted one by one."""
    return [
        Week(
            period=period,
            opened=sum(within(period, life.logged) for life in seen),
            solved=sum(life.end is State.SOLVED and within(period, life.ended) for life in seen),
            still_open=sum(
                later(days=life.logged) < period.end
                and (life.ended is None or later(days=life.ended) >= period.end)
                for life in seen
            ),
        )
        for period in WEEKS
    ]


def within(period: Period, day: int | None) -> bool:
    return day is not None and period.start <= later(days=day) < period.end


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example has a server of its own
)
@given(st.lists(lives, max_size=8))
async def test_whatever_happened_when_each_week_counts_what_was_opened_solved_and_still_open(
    store: SqliteStore, happened: list[Life]
) -> None:
    guild_id = next(guilds)
    for life in happened:
        await live(store, guild_id, life)

    async with store.reading() as reading:
        for hidden in ((), (STAFF,)):
            seen = [life for life in happened if life.channel not in hidden]
            assert await reading.recaps.weeks(guild_id, WEEKS, hidden) == counted(seen)


async def test_another_server_s_blockers_count_there_alone(store: SqliteStore) -> None:
    await live(store, OTHER_GUILD, Life(1, None, State.SOLVED, HUB))

    async with store.reading() as reading:
        ours = await reading.recaps.weeks(GUILD, WEEKS, ())
        theirs = await reading.recaps.weeks(OTHER_GUILD, WEEKS, ())

    assert ours == counted([])
    assert [week.still_open for week in theirs] == [1] * 8
