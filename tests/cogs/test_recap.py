"""The weekly recap, as a cohort lives it. The clock starts on Thursday, 1 January 2026, 00:00 UTC."""

import pytest

from domain.models.entries import Place
from tests.support.cohort import Cohort
from tests.support.weather import another_server, permit, restart

TITLE = "### Weekly recap"


async def test_it_comes_on_friday_at_four_if_nobody_chose_a_time(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")

    await hub.time_passes(hours=39, minutes=59)
    assert not hub.recaps
    await hub.time_passes(minutes=1)

    assert len(hub.recaps) == 1
    assert hub.recaps[0].text.startswith(f"{TITLE}\n-# <t:1766923200:D> to <t:1767369600:D>")


@pytest.mark.parametrize(
    ("zone", "day", "hour", "after"),
    [
        ("Africa/Lagos", 4, 16, {"days": 1, "hours": 15}),
        ("America/New_York", 4, 16, {"days": 1, "hours": 21}),
        ("Asia/Kolkata", 4, 16, {"days": 1, "hours": 10, "minutes": 30}),
        ("Pacific/Auckland", 5, 0, {"days": 1, "hours": 11}),
    ],
)
async def test_it_comes_at_the_server_s_own_day_and_hour(
    hub: Cohort, zone: str, day: int, hour: int, after: dict[str, float]
) -> None:
    await hub.root.types("setup hub", time_zone=zone, day=day, hour=hour)
    await hub.ada.posts_solution("It hangs")

    await hub.time_passes(**{**after, "seconds": -1})
    assert not hub.recaps
    await hub.time_passes(seconds=1)

    assert len(hub.recaps) == 1


async def test_it_keeps_its_hour_when_the_clocks_are_put_forward(hub: Cohort) -> None:
    await hub.root.types("setup hub", time_zone="Europe/London", day=4, hour=16)
    await hub.time_passes(days=85)  # Friday, 27 March, two days before British Summer Time
    await hub.ada.logs_blocker("It hangs")
    await hub.time_passes(hours=16)
    assert len(hub.recaps) == 1

    await hub.time_passes(days=6, hours=22, minutes=59)
    assert len(hub.recaps) == 1
    await hub.time_passes(minutes=1)

    assert len(hub.recaps) == 2, "15:00 UTC is 16:00 in London now"


async def test_an_hour_that_the_clocks_skip_is_made_up_for(hub: Cohort) -> None:
    await hub.root.types("setup hub", time_zone="Europe/Berlin", day=6, hour=2)
    await hub.time_passes(days=86)
    await hub.ada.logs_blocker("It hangs")

    await hub.time_passes(days=1, hours=1)  # Sunday, 29 March, 02:00 would have been; it is 03:00
    assert len(hub.recaps) == 1
    await hub.time_passes(days=7)

    assert len(hub.recaps) == 2


async def test_it_comes_once_a_week_whatever_ticks_or_restarts_in_between(hub: Cohort) -> None:
    await hub.ada.logs_blocker("It hangs")
    await hub.time_passes(hours=40)
    await hub.time_passes(seconds=5)
    await restart(hub)
    await hub.time_passes(hours=1)
    assert len(hub.recaps) == 1

    await hub.time_passes(days=7)
    assert len(hub.recaps) == 2


async def test_it_is_not_repeated_on_a_day_whose_hour_was_put_off(hub: Cohort) -> None:
    await hub.ada.logs_blocker("It hangs")
    await hub.time_passes(hours=40)

    await hub.root.types("setup hub", hour=20)
    await hub.time_passes(hours=4)

    assert len(hub.recaps) == 1


async def test_a_quiet_week_posts_nothing(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    await hub.time_passes(hours=40)
    await hub.time_passes(days=7)
    await hub.time_passes(days=7)
    assert len(hub.recaps) == 1

    await hub.ada.posts_solution("It burns")
    await hub.time_passes(days=7)

    assert len(hub.recaps) == 2
    assert "It hangs" not in hub.recaps[1].text


async def test_late_by_hours_it_comes_all_the_same_and_says_so(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    await hub.time_passes(hours=41)
    await hub.ada.posts_solution("It burns")
    await hub.time_passes(days=6, hours=23)

    late, in_time = hub.recaps
    assert late.text.startswith(f"{TITLE}\n-# <t:1766923200:D> to <t:1767369600:D> · late\n")
    assert "late" not in in_time.text


async def test_more_than_two_days_late_it_is_left_out_and_the_next_one_comes(hub: Cohort) -> None:
    await hub.ada.logs_blocker("It hangs")
    await hub.time_passes(days=3, hours=17)
    assert not hub.recaps

    await hub.time_passes(days=4, hours=23)

    assert len(hub.recaps) == 1


async def test_two_servers_have_each_their_own(hub: Cohort) -> None:
    other = another_server(hub)
    await other.root.types("setup hub", day=5, hour=9)
    await hub.ada.posts_solution("It hangs")
    await other.ada.posts_solution("It burns")

    await hub.time_passes(hours=40)
    assert (len(hub.recaps), len(other.recaps)) == (1, 0)
    await hub.time_passes(hours=17)

    assert (len(hub.recaps), len(other.recaps)) == (1, 1)
    assert "It burns" not in hub.recaps[0].text
    assert "It hangs" not in other.recaps[0].text


async def test_where_it_may_not_be_posted_it_comes_once_that_is_mended(hub: Cohort) -> None:
    await hub.ada.logs_blocker("It hangs")
    await permit(hub, hub.channel, send_messages=False)
    await hub.time_passes(hours=40)

    await permit(hub, hub.channel, send_messages=True)
    await hub.root.types("setup hub")
    await hub.time_passes(minutes=1)

    assert len(hub.recaps) == 1


# ------------------------------------------------------------------------------- on demand


async def test_a_preview_is_private_and_tells_when_the_recap_comes(hub: Cohort) -> None:
    await hub.ada.logs_blocker("It hangs")

    answer = await hub.linus.types("recap preview")

    assert answer.private
    assert "It hangs" in answer.text
    assert "Only you see this. The next recap comes on <t:1767369600:f>." in answer.text
    assert not hub.recaps


async def test_a_preview_before_anything_was_logged_says_so(hub: Cohort) -> None:
    answer = await hub.linus.types("recap preview")

    assert answer.private
    assert "It was a quiet week so far" in answer.text
    assert "The first recap comes once something was logged." in answer.text


async def test_an_administrator_posts_it_now_and_the_weekly_one_comes_all_the_same(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")

    answer = await hub.root.types("recap now")

    assert answer.private
    assert "The recap is posted." in answer.text
    assert str(hub.recaps[0].message.id) in answer.shown.links[0]
    await hub.time_passes(hours=40)
    assert len(hub.recaps) == 2


async def test_asked_for_twice_it_is_posted_twice_but_one_asking_posts_it_once(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    await hub.root.types("recap now")
    await hub.root.types("recap now")
    assert len(hub.recaps) == 2

    place = Place(hub.guild.id, hub.channel.id)
    for _ in range(2):  # Discord hands the same interaction out again
        await hub.bot.hub.recaps.make_now(place, cause=7)
        await hub.time_passes(seconds=5)

    assert len(hub.recaps) == 3


async def test_with_nothing_to_tell_nothing_is_posted_now(hub: Cohort) -> None:
    answer = await hub.root.types("recap now")

    assert answer.private
    assert "nothing to tell that all who read its channel may see" in answer.text
    assert not hub.recaps


async def test_where_it_may_not_be_posted_now_the_administrator_hears_why(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    await permit(hub, hub.channel, send_messages=False)

    answer = await hub.root.types("recap now")

    assert "I may not post the recap in its channel. /recap schedule says what is missing." in answer.text


async def test_while_discord_is_away_it_is_kept_and_posted_later(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    hub.env.inject_error("POST", f"/channels/{hub.channel.id}/messages", status=503)

    answer = await hub.root.types("recap now")
    assert "I post it as soon as it does" in answer.text
    await hub.time_passes(minutes=1)

    assert len(hub.recaps) == 1


async def test_posting_it_now_is_for_administrators(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    answers = [await person.types("recap now") for person in (hub.ada, hub.margaret)]

    assert all(answer.private for answer in answers)
    assert all("This is for administrators" in answer.text for answer in answers)
    assert not hub.recaps
