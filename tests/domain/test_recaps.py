"""The weekly recap is made once for each server and week, however often and however late the ticks come."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.store import SqliteStore
from domain.errors import NotFound
from domain.hub import Hub
from domain.models.delivery import Topic
from domain.models.entries import Entry, Place, Ref
from domain.models.recap import RecapState
from domain.models.schedule import Weekday
from domain.models.sight import FULL
from domain.sections.blockers import Solved, Waiting
from domain.sections.endpoints import Shared
from domain.sections.solutions import Learned
from tests.support.domain import (
    ADA,
    GUILD,
    LINUS,
    PLACE,
    FakeCourier,
    SetClock,
    blocker_draft,
    endpoint_draft,
    resolution,
    solution_draft,
)

FRIDAY = datetime(2026, 1, 9, 16, tzinfo=UTC)
"""When the first recap is due by default: Friday at 16:00, UTC."""


def refs(entries: Iterable[Entry]) -> list[Ref]:
    return [entry.ref for entry in entries]


async def made(hub: Hub) -> int:
    """Nexus deals with the recaps that are due, and posts them; returns how many were due."""
    count = await hub.recaps.make_due()
    while await hub.outbox.deliver_due():
        pass
    return count


async def posted(hub: Hub, courier: FakeCourier) -> list[str]:
    """The recaps that came to channels: server and key."""
    while await hub.outbox.deliver_due():
        pass
    return sorted(
        f"{each.guild_id} {each.key.subject}" for each in courier.carried if each.key.topic is Topic.RECAP
    )


async def dealt_with(store: SqliteStore, key: str, guild: int = GUILD) -> RecapState:
    """What became of a week's recap."""
    async with store.reading() as stored:
        return (await stored.recaps.get(guild, key)).state


async def test_it_comes_when_it_is_due_and_not_before(
    hub: Hub, store: SqliteStore, courier: FakeCourier, clock: SetClock
) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)

    clock.at = FRIDAY - timedelta(milliseconds=1)
    assert await made(hub) == 0
    clock.at = FRIDAY
    assert await made(hub) == 1

    assert await posted(hub, courier) == ["10 2026-01-09"]
    assert await dealt_with(store, "2026-01-09") is RecapState.POSTED


async def test_a_month_of_ticks_makes_one_recap_a_week(
    hub: Hub, courier: FakeCourier, clock: SetClock
) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)

    for _ in range(28 * 4):
        clock.skip(hours=6)
        await made(hub)

    assert await posted(hub, courier) == ["10 2026-01-09", "10 2026-01-16", "10 2026-01-23", "10 2026-01-30"]


async def test_ticks_at_the_same_moment_make_one_recap(
    hub: Hub, store: SqliteStore, courier: FakeCourier, clock: SetClock
) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    clock.at = FRIDAY

    await asyncio.gather(*(hub.recaps.make_due() for _ in range(5)))

    assert await posted(hub, courier) == ["10 2026-01-09"]
    async with store.reading() as stored:
        server = await stored.servers.get(GUILD)
    assert server is not None
    assert server.next_recap_at == FRIDAY + timedelta(days=7)


async def test_it_is_caught_up_with_for_two_days(hub: Hub, courier: FakeCourier, clock: SetClock) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    clock.at = FRIDAY + timedelta(days=2)

    await made(hub)

    assert await posted(hub, courier) == ["10 2026-01-09"]


async def test_after_that_each_week_is_let_go_and_the_next_one_comes(
    hub: Hub, store: SqliteStore, courier: FakeCourier, clock: SetClock
) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    clock.at = FRIDAY + timedelta(days=15)  # away for more than two weeks, until the third one was a day old

    assert [await made(hub) for _ in range(2)] == [1, 0]

    assert await dealt_with(store, "2026-01-09") is RecapState.LATE
    assert await dealt_with(store, "2026-01-16") is RecapState.LATE
    assert await posted(hub, courier) == ["10 2026-01-23"]
    assert (await hub.recaps.get(GUILD, "2026-01-23", sight=FULL)).is_late

    clock.at = FRIDAY + timedelta(days=21)
    await made(hub)
    assert await posted(hub, courier) == ["10 2026-01-23", "10 2026-01-30"]


async def test_a_quiet_week_posts_nothing(
    hub: Hub, store: SqliteStore, courier: FakeCourier, clock: SetClock
) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)

    clock.at = FRIDAY
    await made(hub)
    clock.at = FRIDAY + timedelta(days=7)
    await made(hub)

    assert await posted(hub, courier) == ["10 2026-01-09"]
    assert await dealt_with(store, "2026-01-16") is RecapState.QUIET


async def test_a_quiet_week_is_told_where_the_server_wants_it(
    hub: Hub, store: SqliteStore, courier: FakeCourier, clock: SetClock
) -> None:
    await hub.servers.change_recaps(PLACE, tells_quiet=True)

    clock.at = FRIDAY
    await made(hub)

    assert await posted(hub, courier) == ["10 2026-01-09"]
    assert await dealt_with(store, "2026-01-09") is RecapState.QUIET
    assert (await hub.recaps.get(GUILD, "2026-01-09", sight=FULL)).tells_quiet


async def test_who_still_waits_makes_a_week_worth_telling(
    hub: Hub, courier: FakeCourier, clock: SetClock
) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)

    for week in range(2):
        clock.at = FRIDAY + timedelta(days=7 * week)
        await made(hub)

    assert await posted(hub, courier) == ["10 2026-01-09", "10 2026-01-16"]


@pytest.mark.parametrize(
    ("schedule", "due", "key"),
    [
        (("Africa/Lagos", Weekday.FRIDAY, 16), "2026-01-09T15:00", "2026-01-09"),
        (("Pacific/Kiritimati", Weekday.SATURDAY, 0), "2026-01-09T10:00", "2026-01-10"),
        (("America/Los_Angeles", Weekday.FRIDAY, 23), "2026-01-10T07:00", "2026-01-09"),
        (("Asia/Kathmandu", Weekday.FRIDAY, 9), "2026-01-09T03:15", "2026-01-09"),
    ],
)
async def test_each_server_has_its_own_hour_and_its_own_day(
    hub: Hub, clock: SetClock, schedule: tuple[str, Weekday, int], due: str, key: str
) -> None:
    zone, weekday, hour = schedule
    await hub.servers.set_up(PLACE, time_zone=zone, weekday=weekday, hour=hour, by=ADA)
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)

    clock.at = datetime.fromisoformat(due).replace(tzinfo=UTC)
    clock.skip(seconds=-1)
    assert await made(hub) == 0
    clock.skip(seconds=1)
    assert await made(hub) == 1
    assert (await hub.recaps.get(GUILD, key, sight=FULL)).section(Waiting).open


async def test_more_servers_than_one_tick_takes_on_all_get_theirs(
    hub: Hub, courier: FakeCourier, clock: SetClock
) -> None:
    for guild in range(101, 153):
        await hub.blockers.log(Place(guild, guild), blocker_draft(), by=ADA, cause=guild)
    clock.at = FRIDAY

    assert [await made(hub) for _ in range(3)] == [50, 2, 0]
    assert len(await posted(hub, courier)) == 52


async def test_a_server_in_trouble_does_not_keep_the_others_waiting(
    hub: Hub, store: SqliteStore, courier: FakeCourier, clock: SetClock
) -> None:
    await hub.blockers.log(Place(101, 101), blocker_draft(), by=ADA, cause=1)
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=2)
    async with store.transaction() as stored:
        server = await stored.servers.get(101)
        assert server
        lost_zone = replace(server.schedule, time_zone="Atlantis/Capital")
        await stored.servers.save(
            replace(server, schedule=lost_zone, next_recap_at=FRIDAY - timedelta(hours=1))
        )
    clock.at = FRIDAY

    with pytest.raises(ExceptionGroup, match="Some recaps could not be made"):
        await hub.recaps.make_due()

    assert await posted(hub, courier) == [f"{GUILD} 2026-01-09"]


async def test_it_tells_what_happened_in_its_week_and_who_waits(hub: Hub, clock: SetClock) -> None:
    old = await hub.blockers.log(PLACE, blocker_draft("Docker cannot find my port"), by=ADA, cause=1)
    clock.at = FRIDAY - timedelta(milliseconds=1)
    solved = await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=2)
    await hub.resolutions.resolve(GUILD, solved.ref.number, resolution(), by=ADA, cause=3)
    solution = await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=4)
    endpoint = await hub.endpoints.share(PLACE, endpoint_draft(), by=ADA, cause=5)
    clock.at = FRIDAY
    await made(hub)
    new = await hub.blockers.log(PLACE, blocker_draft("Too late for this week"), by=ADA, cause=6)
    await hub.endpoints.share(PLACE, endpoint_draft("/late/"), by=ADA, cause=7)

    this_week = await hub.recaps.get(GUILD, "2026-01-09", sight=FULL)
    assert refs(this_week.section(Solved).blockers) == [solved.ref]
    assert refs(this_week.section(Learned).solutions) == [solution.ref], "S1 came from the blocker"
    assert refs(this_week.section(Shared).new) == [endpoint.ref]
    assert refs(this_week.section(Waiting).open) == [old.ref]

    clock.at = FRIDAY + timedelta(days=7)
    await made(hub)
    next_week = await hub.recaps.get(GUILD, "2026-01-16", sight=FULL)
    assert next_week.section(Solved).is_quiet
    assert next_week.section(Learned).is_quiet
    assert refs(next_week.section(Waiting).open) == [old.ref, new.ref], "oldest first"
    assert [entry.path for entry in next_week.section(Shared).new] == ["/late/"]


async def test_no_server_reads_of_another(
    hub: Hub, store: SqliteStore, courier: FakeCourier, clock: SetClock
) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await hub.servers.set_up(Place(11, 22), time_zone=None, weekday=None, hour=None, by=LINUS)
    clock.at = FRIDAY

    assert await made(hub) == 2

    assert await posted(hub, courier) == ["10 2026-01-09"]
    assert await dealt_with(store, "2026-01-09", guild=11) is RecapState.QUIET
    with pytest.raises(NotFound):
        await hub.recaps.get(12, "2026-01-09", sight=FULL)
