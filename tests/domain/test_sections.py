"""What each section of a recap gathers of its week."""

from datetime import UTC, datetime, timedelta
from itertools import count

from domain.hub import Hub
from domain.models.endpoint import Status
from domain.models.recap import Recap
from domain.models.sight import FULL
from domain.sections.blockers import Solved, Waiting
from domain.sections.endpoints import Shared
from domain.sections.solutions import Learned
from domain.sections.thanks import Thanks
from tests.support.domain import (
    ADA,
    GRACE,
    GUILD,
    LINUS,
    PLACE,
    SetClock,
    blocker_draft,
    endpoint_draft,
    resolution,
    solution_draft,
)

FRIDAY = datetime(2026, 1, 9, 16, tzinfo=UTC)
"""When the first recap is due."""

CAUSES = count(100)
"""The interactions of `solve`, each another one."""


async def recap_of_the_week(hub: Hub, clock: SetClock, *, end: datetime = FRIDAY) -> Recap:
    clock.at = end
    await hub.recaps.make_due()
    return await hub.recaps.get(GUILD, end.date().isoformat(), sight=FULL)


async def solve(hub: Hub, clock: SetClock, *, hours: float) -> None:
    """Log a blocker, and solve it after so many hours."""
    blocker = await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=next(CAUSES))
    clock.skip(hours=hours)
    await hub.resolutions.resolve(
        GUILD, blocker.ref.number, resolution(), by=ADA, cause=int(clock.at.timestamp())
    )


async def test_whom_nobody_helps_comes_before_those_with_a_helper_and_an_answer_stands_apart(
    hub: Hub, clock: SetClock
) -> None:
    for number in range(1, 5):
        await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=number)
        clock.skip(minutes=1)
    await hub.blockers.claim(GUILD, 1, by=LINUS)
    await hub.blockers.claim(GUILD, 2, by=LINUS)
    await hub.resolutions.resolve(GUILD, 2, resolution(), by=LINUS, cause=9)

    waiting = (await recap_of_the_week(hub, clock)).section(Waiting)

    assert [str(each.ref) for each in waiting.open] == ["B3", "B4"]
    assert [str(each.ref) for each in waiting.claimed] == ["B1"]
    assert [str(each.ref) for each in waiting.answered] == ["B2"]


async def test_how_long_solving_took_is_the_median_beside_that_of_the_week_before(
    hub: Hub, clock: SetClock
) -> None:
    for hours in (1, 2, 30):
        await solve(hub, clock, hours=hours)
    first = (await recap_of_the_week(hub, clock)).section(Solved)
    for hours in (4, 6):
        await solve(hub, clock, hours=hours)
    second = (await recap_of_the_week(hub, clock, end=FRIDAY + timedelta(days=7))).section(Solved)

    assert (first.took, first.took_before) == (timedelta(hours=2), None)
    assert (second.took, second.took_before) == (timedelta(hours=5), timedelta(hours=2))
    assert len(second.blockers) == 2


async def test_of_the_solutions_of_a_week_those_that_helped_most_come_first(
    hub: Hub, clock: SetClock
) -> None:
    for number in range(1, 4):
        await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=number)
        clock.skip(minutes=1)
    for who in (LINUS, GRACE):
        await hub.solutions.vote(GUILD, 2, helped=True, by=who)

    learned = (await recap_of_the_week(hub, clock)).section(Learned)

    assert [(str(each.ref), each.helped) for each in learned.solutions] == [("S2", 2), ("S3", 0), ("S1", 0)]


async def test_an_endpoint_that_changed_is_told_of_once_and_only_if_it_is_not_new(
    hub: Hub, clock: SetClock
) -> None:
    await hub.endpoints.share(PLACE, endpoint_draft("/old/"), by=ADA, cause=1)
    await hub.endpoints.share(PLACE, endpoint_draft("/still/"), by=ADA, cause=2)
    first = (await recap_of_the_week(hub, clock)).section(Shared)
    await hub.endpoints.share(PLACE, endpoint_draft("/new/"), by=ADA, cause=3)
    for number in (1, 3):
        await hub.endpoints.move(GUILD, number, Status.PLANNED, by=ADA)
        await hub.endpoints.move(GUILD, number, Status.LIVE, by=ADA)
    second = (await recap_of_the_week(hub, clock, end=FRIDAY + timedelta(days=7))).section(Shared)
    clock.skip(hours=1)
    await hub.endpoints.move(GUILD, 2, Status.LIVE, by=ADA)

    assert [each.path for each in first.changed] == []
    assert [each.path for each in second.new] == ["/new/"]
    assert [each.path for each in second.changed] == ["/old/"]
    later = (await hub.recaps.get(GUILD, "2026-01-16", sight=FULL)).section(Shared)
    assert [each.path for each in later.changed] == ["/old/"], "what changed after the week is no part of it"


async def test_who_helped_is_thanked_by_name_once_and_nobody_for_their_own(hub: Hub, clock: SetClock) -> None:
    for number, helper in enumerate((LINUS, GRACE, LINUS), start=1):
        await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=number)
        await hub.blockers.claim(GUILD, number, by=helper)
        await hub.resolutions.resolve(GUILD, number, resolution(), by=ADA, cause=10 + number)
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=20)

    recap = await recap_of_the_week(hub, clock)

    assert [each.name for each in recap.section(Thanks).members] == ["grace", "linus"]


async def test_who_wants_no_thanks_is_not_named_as_one_who_helped(hub: Hub, clock: SetClock) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await hub.blockers.claim(GUILD, 1, by=LINUS)
    await hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=2)
    recap = await recap_of_the_week(hub, clock)
    assert recap.section(Solved).blockers[0].helper == LINUS

    await hub.people.thank(GUILD, wanted=False, by=LINUS)
    unthanked = await hub.recaps.get(GUILD, recap.key, sight=FULL)
    assert not await hub.people.is_thanked(GUILD, by=LINUS)
    assert await hub.people.is_thanked(GUILD + 1, by=LINUS), "each server by itself"
    await hub.people.thank(GUILD, wanted=True, by=LINUS)
    thanked = await hub.recaps.get(GUILD, recap.key, sight=FULL)

    assert unthanked.section(Thanks).is_quiet
    assert unthanked.section(Solved).blockers[0].helper is None
    assert thanked.section(Thanks).members == (LINUS,)
