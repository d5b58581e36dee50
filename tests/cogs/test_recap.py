"""The weekly recap, as a cohort lives it. The clock starts on Thursday, 1 January 2026, 00:00 UTC."""

import pytest

from cogs.recap.sections import told
from domain.models.entries import Place
from domain.models.sight import FULL
from tests.support.cohort import Cohort, Shown
from tests.support.weather import another_server, permit, restart

TITLE = "### Weekly recap"


def recaps(hub: Cohort) -> list[Shown]:
    """The recaps that stand in the hub, oldest first."""
    return [post for post in hub.posts if post.text.startswith(TITLE)]


async def test_it_comes_on_friday_at_four_if_nobody_chose_a_time(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")

    await hub.time_passes(hours=39, minutes=59)
    assert not recaps(hub)
    await hub.time_passes(minutes=1)

    assert len(recaps(hub)) == 1
    assert recaps(hub)[0].text.startswith(f"{TITLE}\n-# <t:1766764800:D> to <t:1767369600:D>")


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
    assert not recaps(hub)
    await hub.time_passes(seconds=1)

    assert len(recaps(hub)) == 1


async def test_it_keeps_its_hour_when_the_clocks_are_put_forward(hub: Cohort) -> None:
    await hub.root.types("setup hub", time_zone="Europe/London", day=4, hour=16)
    await hub.time_passes(days=85)  # Friday, 27 March, two days before British Summer Time
    await hub.ada.logs_blocker("It hangs")
    await hub.time_passes(hours=16)
    assert len(recaps(hub)) == 1

    await hub.time_passes(days=6, hours=22, minutes=59)
    assert len(recaps(hub)) == 1
    await hub.time_passes(minutes=1)

    assert len(recaps(hub)) == 2, "15:00 UTC is 16:00 in London now"


async def test_an_hour_that_the_clocks_skip_is_made_up_for(hub: Cohort) -> None:
    await hub.root.types("setup hub", time_zone="Europe/Berlin", day=6, hour=2)
    await hub.time_passes(days=86)
    await hub.ada.logs_blocker("It hangs")

    await hub.time_passes(days=1, hours=1)  # Sunday, 29 March, 02:00 would have been; it is 03:00
    assert len(recaps(hub)) == 1
    await hub.time_passes(days=7)

    assert len(recaps(hub)) == 2


async def test_it_comes_once_a_week_whatever_ticks_or_restarts_in_between(hub: Cohort) -> None:
    await hub.ada.logs_blocker("It hangs")
    await hub.time_passes(hours=40)
    await hub.time_passes(seconds=5)
    await restart(hub)
    await hub.time_passes(hours=1)
    assert len(recaps(hub)) == 1

    await hub.time_passes(days=7)
    assert len(recaps(hub)) == 2


async def test_it_is_not_repeated_on_a_day_whose_hour_was_put_off(hub: Cohort) -> None:
    await hub.ada.logs_blocker("It hangs")
    await hub.time_passes(hours=40)

    await hub.root.types("setup hub", hour=20)
    await hub.time_passes(hours=4)

    assert len(recaps(hub)) == 1


async def test_a_quiet_week_posts_nothing(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    await hub.time_passes(hours=40)
    await hub.time_passes(days=7)
    await hub.time_passes(days=7)
    assert len(recaps(hub)) == 1

    await hub.ada.posts_solution("It burns")
    await hub.time_passes(days=7)

    assert len(recaps(hub)) == 2
    assert "It hangs" not in recaps(hub)[1].text


async def test_late_by_hours_it_comes_all_the_same_and_says_so(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    await hub.time_passes(hours=41)
    await hub.ada.posts_solution("It burns")
    await hub.time_passes(days=6, hours=23)

    late, in_time = recaps(hub)
    assert late.text.startswith(f"{TITLE}\n-# <t:1766764800:D> to <t:1767369600:D> · late, as Nexus was away")
    assert "late" not in in_time.text


async def test_more_than_two_days_late_it_is_left_out_and_the_next_one_comes(hub: Cohort) -> None:
    await hub.ada.logs_blocker("It hangs")
    await hub.time_passes(days=3, hours=17)
    assert not recaps(hub)

    await hub.time_passes(days=4, hours=23)

    assert len(recaps(hub)) == 1


async def test_two_servers_have_each_their_own(hub: Cohort) -> None:
    other = another_server(hub)
    await other.root.types("setup hub", day=5, hour=9)
    await hub.ada.posts_solution("It hangs")
    await other.ada.posts_solution("It burns")

    await hub.time_passes(hours=40)
    assert (len(recaps(hub)), len(recaps(other))) == (1, 0)
    await hub.time_passes(hours=17)

    assert (len(recaps(hub)), len(recaps(other))) == (1, 1)
    assert "It burns" not in recaps(hub)[0].text
    assert "It hangs" not in recaps(other)[0].text


async def test_it_tells_what_was_solved_and_by_whom_what_is_new_and_what_waits(hub: Cohort) -> None:
    solved = await hub.ada.logs_blocker("Celery hangs")
    await hub.linus.presses(solved, "I can help")
    await hub.ada.resolves(hub.card("B1"))
    await hub.ada.logs_blocker("Docker burns")
    await hub.grace.posts_solution("Redis forgets")
    await hub.grace.shares_endpoint("GET", "/api/users/")

    await hub.time_passes(hours=40)
    waiting, *rest = recaps(hub)[0].text.split("**Solved** (1)")
    told = rest[0]

    assert "**Waiting for a hand** (1)" in waiting
    assert "Docker burns" in waiting
    assert f"Celery hangs → **S1**, by {hub.ada.mention} with {hub.linus.mention}" in told
    assert f"Redis forgets, by {hub.grace.mention}" in told
    assert "**New solutions** (1)" in told, "the one of the blocker is told of once"
    assert f"GET /api/users/, by {hub.grace.mention}" in told
    assert f"/{hub.card('S2').message.id})" in told, "numbers lead to the cards"


async def test_who_waits_longest_comes_first_and_can_be_helped_from_the_recap(hub: Cohort) -> None:
    await hub.ada.logs_blocker("The older one", urgency="whenever")
    await hub.time_passes(hours=1)
    await hub.linus.logs_blocker("The newer one", urgency="now")
    await hub.time_passes(hours=39)
    recap = recaps(hub)[0]
    assert recap.text.index("The older one") < recap.text.index("The newer one")
    await restart(hub)

    answer = await hub.grace.presses(recap, "I can help", near="B2")
    late = await hub.margaret.presses(recap, "I can help", near="B2")

    assert answer.private
    assert "You are helping" in answer.text
    assert f"{hub.grace.mention} helps" in hub.card("B2").text
    assert "grace is helping with B2 already" in late.text


async def test_an_answer_that_waits_for_its_author_stands_apart_from_those_without_a_hand(
    hub: Cohort,
) -> None:
    card = await hub.ada.logs_blocker("Celery hangs")
    await hub.linus.presses(card, "I can help")
    await hub.linus.resolves(hub.card("B1"))
    await hub.ada.logs_blocker("Docker burns")

    await hub.time_passes(hours=40)
    waiting, answers = recaps(hub)[0].text.split("**Answers that wait for their author** (1)")

    assert "**Waiting for a hand** (1)" in waiting
    assert "Celery hangs" not in waiting
    assert f"Celery hangs, by {hub.ada.mention} with an answer of {hub.linus.mention}" in answers


async def test_it_says_how_long_solving_took_beside_the_week_before(hub: Cohort) -> None:
    for hours in (1, 30):
        card = await hub.ada.logs_blocker("Celery hangs")
        await hub.time_passes(hours=hours)
        await hub.ada.resolves(card)
    await hub.time_passes(hours=9)
    assert "**Solved** (2) · half of them within 16 hours" in recaps(hub)[0].text

    card = await hub.ada.logs_blocker("Docker burns")
    await hub.time_passes(days=3)
    await hub.ada.resolves(card)
    await hub.time_passes(days=4)

    assert "**Solved** (1) · within 3 days; 16 hours the week before" in recaps(hub)[1].text


async def test_solutions_that_helped_come_first_and_endpoints_that_changed_are_told_of(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/api/users/", status="mock")
    await hub.time_passes(hours=40)
    await hub.ada.posts_solution("Celery hangs")
    await hub.ada.posts_solution("Docker burns")
    await hub.linus.presses(hub.card("S1"), "This helped")
    await hub.ada.presses(hub.card("E1"), "It is live now")

    await hub.time_passes(days=7)
    told = recaps(hub)[1].text

    assert told.index(f"Celery hangs, by {hub.ada.mention}, helped 1") < told.index("Docker burns")
    assert "**Changed endpoints** (1)" in told
    assert f"GET /api/users/, by {hub.ada.mention}, now live" in told
    assert "**New endpoints**" not in told


async def test_it_thanks_who_helped_unless_they_do_not_want_to_be_named(hub: Cohort) -> None:
    for helper in (hub.linus, hub.grace):
        await helper.presses(await hub.ada.logs_blocker("Celery hangs"), "I can help")
        await hub.ada.resolves(hub.card("B"))
    thanked = (await hub.ada.types("recap preview")).text

    choice = await hub.linus.types("recap thanks")
    assert choice.private
    assert "thanks you by name" in choice.text
    await hub.restarts()
    chosen = await hub.linus.presses(choice, "Do not name me")
    unthanked = (await hub.ada.types("recap preview")).text

    assert f"**Thank you**: {hub.grace.mention} and {hub.linus.mention}" in thanked
    assert "do not name you" in chosen.text
    assert f"**Thank you**: {hub.grace.mention}\n" in unthanked
    assert hub.linus.mention not in unthanked
    assert chosen.buttons == ["Name me"]


async def test_past_recaps_are_listed_with_links_and_what_became_of_each(hub: Cohort) -> None:
    assert "There is none yet" in (await hub.linus.types("recap history")).text
    await hub.ada.posts_solution("Celery hangs")
    await hub.time_passes(hours=40)  # posted
    await hub.time_passes(days=7)  # quiet
    await hub.time_passes(days=11)  # late

    answer = await hub.linus.types("recap history")

    assert answer.private
    late, quiet, posted = [line for line in answer.text.splitlines() if line.startswith("- ")]
    assert late.endswith("left out, as Nexus was away for too long")
    assert quiet.endswith("a quiet week")
    assert posted.startswith(
        "- <t:1766764800:D> to <t:1767369600:D>: [open it](https://discord.com/channels/"
    )
    assert posted.endswith(f"/{recaps(hub)[0].message.id})")


async def test_of_a_recap_whose_message_was_deleted_the_history_says_so(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery hangs")
    await hub.time_passes(hours=40)
    await hub.root.deletes(recaps(hub)[0])

    answer = await hub.linus.types("recap history")

    assert "without a message: it is not posted yet, was deleted" in answer.text


async def test_past_recaps_are_leafed_through_after_a_restart_too(hub: Cohort) -> None:
    await hub.ada.posts_solution("Celery hangs")
    for _ in range(11):
        await hub.root.types("recap now")

    first = await hub.linus.types("recap history")
    assert first.text.count("[open it]") == 10
    await hub.restarts()
    second = await hub.linus.presses(first, "More (1 of 2)")

    assert second.text.count("[open it]") == 1
    assert "11 in all" in second.text


async def test_each_section_can_be_told_and_a_quiet_one_says_nothing(hub: Cohort) -> None:
    recap, _ = await hub.bot.hub.recaps.preview(hub.guild.id, sight=FULL)

    assert recap.is_quiet
    assert [list(told(section)) for section in recap.sections] == [[]] * len(recap.sections)


def test_a_section_that_nobody_can_tell_says_where_to_add_it() -> None:
    with pytest.raises(TypeError, match="Nobody knows how to tell str: register it here"):
        list(told("gossip"))


async def test_titles_neither_ping_nor_break_it(hub: Cohort) -> None:
    await hub.ada.logs_blocker("@everyone **help** <@1> [x](https://evil.example)")
    await hub.time_passes(hours=40)

    text = recaps(hub)[0].text
    assert "@everyone" not in text
    assert "**help**" not in text
    assert "<@1>" not in text


async def test_where_it_may_not_be_posted_it_comes_once_that_is_mended(hub: Cohort) -> None:
    await hub.ada.logs_blocker("It hangs")
    await permit(hub, hub.channel, send_messages=False)
    await hub.time_passes(hours=40)

    await permit(hub, hub.channel, send_messages=True)
    await hub.root.types("setup hub")
    await hub.time_passes(minutes=1)

    assert len(recaps(hub)) == 1


# ------------------------------------------------------------------------------- on demand


async def test_a_preview_is_private_and_tells_when_the_recap_comes(hub: Cohort) -> None:
    await hub.ada.logs_blocker("It hangs")

    answer = await hub.linus.types("recap preview")

    assert answer.private
    assert "It hangs" in answer.text
    assert "Only you see this. The next recap comes on <t:1767369600:f>." in answer.text
    assert not recaps(hub)


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
    assert str(recaps(hub)[0].message.id) in answer.shown.links[0]
    await hub.time_passes(hours=40)
    assert len(recaps(hub)) == 2


async def test_asked_for_twice_it_is_posted_twice_but_one_asking_posts_it_once(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    await hub.root.types("recap now")
    await hub.root.types("recap now")
    assert len(recaps(hub)) == 2

    place = Place(hub.guild.id, hub.channel.id)
    for _ in range(2):  # Discord hands the same interaction out again
        await hub.bot.hub.recaps.make_now(place, cause=7)
        await hub.time_passes(seconds=5)

    assert len(recaps(hub)) == 3


async def test_with_nothing_to_tell_nothing_is_posted_now(hub: Cohort) -> None:
    answer = await hub.root.types("recap now")

    assert answer.private
    assert "quiet week" in answer.text
    assert not recaps(hub)


async def test_where_it_may_not_be_posted_now_the_administrator_hears_why(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    await permit(hub, hub.channel, send_messages=False)

    answer = await hub.root.types("recap now")

    assert "I may not post the recap in the hub's channel. /setup hub says what is missing." in answer.text


async def test_while_discord_is_away_it_is_kept_and_posted_later(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    hub.env.inject_error("POST", f"/channels/{hub.channel.id}/messages", status=503)

    answer = await hub.root.types("recap now")
    assert "I post it as soon as it does" in answer.text
    await hub.time_passes(minutes=1)

    assert len(recaps(hub)) == 1


async def test_posting_it_now_is_for_administrators(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    answers = [await person.types("recap now") for person in (hub.ada, hub.margaret)]

    assert all(answer.private for answer in answers)
    assert all("This is for administrators" in answer.text for answer in answers)
    assert not recaps(hub)
