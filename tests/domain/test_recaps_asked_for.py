"""A recap that somebody asks for: posted now, or only looked at. The schedule stays as it is."""

import asyncio

from domain.hub import Hub
from domain.models.sight import FULL
from domain.sections.blockers import Waiting
from tests.domain.test_recaps import FRIDAY, posted
from tests.support.domain import ADA, GUILD, PLACE, FakeCourier, SetClock, blocker_draft


async def test_asked_for_now_it_is_posted_once_for_each_asking(
    hub: Hub, courier: FakeCourier, clock: SetClock
) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    clock.skip(minutes=1)

    keys = await asyncio.gather(*(hub.recaps.make_now(PLACE, cause=8) for _ in range(3)))
    await hub.recaps.make_now(PLACE, cause=9)

    assert len({str(key) for key in keys}) == 1
    assert await posted(hub, courier) == ["10 now-8", "10 now-9"]
    _, server = await hub.recaps.preview(GUILD, sight=FULL)
    assert server
    assert server.next_recap_at == FRIDAY, "the schedule stays as it is"


async def test_asked_for_now_with_nothing_to_tell_nothing_is_posted(hub: Hub, courier: FakeCourier) -> None:
    assert await hub.recaps.make_now(PLACE, cause=8) is None
    assert await posted(hub, courier) == []


async def test_a_preview_posts_nothing(hub: Hub, courier: FakeCourier, clock: SetClock) -> None:
    recap, server = await hub.recaps.preview(GUILD, sight=FULL)
    assert recap.is_quiet
    assert server is None, "Nexus was never used here"

    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    clock.skip(minutes=1)
    recap, server = await hub.recaps.preview(GUILD, sight=FULL)
    assert [entry.title for entry in recap.section(Waiting).open] == ["Celery does not see my tasks"]
    assert server
    assert server.next_recap_at == FRIDAY
    assert await posted(hub, courier) == []
