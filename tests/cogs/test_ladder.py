"""Whom a blocker calls that nobody takes on, and when."""

import asyncio

from domain.models.entries import Member
from tests.support.cohort import Cohort
from tests.support.ladder import calls, sets_ladder


async def test_a_blocker_that_nobody_takes_on_calls_who_follows_its_tag(hub: Cohort) -> None:
    await sets_ladder(hub)
    await hub.linus.types("nudges follow", tag="celery")
    await hub.grace.types("nudges follow", tag="redis")
    await hub.ada.logs_blocker("Run tasks", tags="celery")

    await hub.time_passes(hours=1, minutes=59)
    assert calls(hub) == []
    await hub.time_passes(minutes=1)

    [call] = calls(hub)
    assert "B1 · Run tasks" in call.text
    assert call.pinged == {hub.linus.id}
    assert "I can help" in call.buttons


async def test_then_the_helper_role_and_at_last_the_mentor_role(hub: Cohort) -> None:
    helpers, mentors = hub.guild.create_role("helpers", mentionable=True), hub.guild.create_role("mentors")
    await sets_ladder(hub, helper_role=helpers, mentor_role=mentors)
    await hub.linus.types("nudges follow", tag="celery")
    await hub.ada.logs_blocker("Run tasks", tags="celery")

    for hours in (2, 4, 8):
        await hub.time_passes(hours=hours)
    await hub.time_passes(days=30)

    assert [call.pinged for call in calls(hub)] == [{hub.linus.id}, {helpers.id}, {mentors.id}]


async def test_a_step_without_anybody_is_passed_over_in_silence(hub: Cohort) -> None:
    mentors = hub.guild.create_role("mentors", mentionable=True)
    await sets_ladder(hub, mentor_role=mentors)
    await hub.ada.logs_blocker("Run tasks", tags="celery")

    for hours in (2, 4):
        await hub.time_passes(hours=hours)
    assert calls(hub) == []
    await hub.time_passes(hours=8)

    assert [call.pinged for call in calls(hub)] == [{mentors.id}]


async def test_hours_at_night_do_not_count(hub: Cohort) -> None:
    await hub.root.types("setup hub", time_zone="Africa/Lagos")  # an hour ahead of UTC; it is 01:00 there
    await sets_ladder(hub, wakes_at=8, sleeps_at=22)
    await hub.linus.types("nudges follow", tag="celery")
    await hub.ada.logs_blocker("Run tasks", tags="celery")

    await hub.time_passes(hours=8, minutes=59)  # 09:59 in Lagos
    assert calls(hub) == []
    await hub.time_passes(minutes=1)

    assert len(calls(hub)) == 1


async def test_a_call_that_comes_due_while_nexus_is_away_at_night_waits_for_the_morning(hub: Cohort) -> None:
    await sets_ladder(hub, wakes_at=8, sleeps_at=22)
    await hub.linus.types("nudges follow", tag="celery")
    await hub.ada.logs_blocker("Run tasks", tags="celery")

    await hub.time_passes(hours=23)  # it was due at 10:00, and Nexus comes back at 23:00
    assert calls(hub) == []
    await hub.time_passes(hours=9)

    assert len(calls(hub)) == 1


async def test_after_days_away_nexus_takes_one_step_and_no_more(hub: Cohort) -> None:
    helpers = hub.guild.create_role("helpers", mentionable=True)
    await sets_ladder(hub, helper_role=helpers)
    await hub.linus.types("nudges follow", tag="celery")
    await hub.ada.logs_blocker("Run tasks", tags="celery")

    await hub.time_passes(days=5)
    await hub.time_passes(seconds=15)
    assert [call.pinged for call in calls(hub)] == [{hub.linus.id}]
    await hub.time_passes(hours=4)

    assert [call.pinged for call in calls(hub)] == [{hub.linus.id}, {helpers.id}]


async def test_a_restart_in_between_changes_nothing(hub: Cohort) -> None:
    await sets_ladder(hub)
    await hub.linus.types("nudges follow", tag="celery")
    await hub.ada.logs_blocker("Run tasks", tags="celery")

    await hub.restarts()
    await hub.time_passes(hours=2)
    await hub.restarts()
    await hub.time_passes(hours=1)

    assert [call.pinged for call in calls(hub)] == [{hub.linus.id}]


async def test_a_claim_stops_the_clock_and_handing_back_starts_it_at_the_next_step(hub: Cohort) -> None:
    helpers = hub.guild.create_role("helpers", mentionable=True)
    await sets_ladder(hub, helper_role=helpers)
    await hub.linus.types("nudges follow", tag="celery")
    card = await hub.ada.logs_blocker("Run tasks", tags="celery")
    await hub.time_passes(hours=2)
    await hub.linus.presses(card, "I can help")
    await hub.time_passes(hours=30)
    assert calls(hub) == []

    await hub.linus.presses(hub.card("B1"), "Hand back")
    await hub.time_passes(hours=3, minutes=59)
    assert len(calls(hub)) == 1, "the first call stands as it was"
    await hub.time_passes(minutes=1)

    assert [call.pinged for call in calls(hub)] == [{hub.linus.id}, {helpers.id}]


async def test_a_call_says_who_helps_once_somebody_does_and_pings_nobody_again(hub: Cohort) -> None:
    await sets_ladder(hub)
    for person in (hub.linus, hub.grace):
        await person.types("nudges follow", tag="celery")
    await hub.ada.logs_blocker("Run tasks", tags="celery")
    await hub.time_passes(hours=2)
    [call] = calls(hub)
    before = len(hub.posts)

    await hub.grace.presses(call, "I can help")

    now = hub.posts[-1]
    assert now.id == call.id
    assert f"**B1 · Run tasks** has a helper: {hub.grace.mention}" in now.text
    assert "I can help" not in now.buttons
    assert len(hub.posts) == before


async def test_a_call_says_how_the_blocker_ended_with_or_without_a_helper(hub: Cohort) -> None:
    await sets_ladder(hub)
    await hub.linus.types("nudges follow", tag="celery")
    card = await hub.ada.logs_blocker("Run tasks", tags="celery")
    await hub.time_passes(hours=2)
    [call] = calls(hub)
    await hub.linus.presses(card, "I can help")

    await hub.ada.resolves(hub.card("B1"))

    now = next(post for post in hub.posts if post.id == call.id)
    assert "**B1 · Run tasks** is solved: see **S1**" in now.text


async def test_a_call_that_discord_did_not_take_is_not_made_once_somebody_helps(hub: Cohort) -> None:
    await sets_ladder(hub)
    await hub.linus.types("nudges follow", tag="celery")
    card = await hub.ada.logs_blocker("Run tasks", tags="celery")
    hub.env.inject_error("POST", f"/channels/{hub.channel.id}/messages", status=503, times=10)
    await hub.time_passes(hours=2)
    await hub.grace.presses(card, "I can help")
    hub.env.backend.faults.clear()
    posts = len(hub.posts)

    await hub.time_passes(hours=2)

    assert len(hub.posts) == posts


async def test_the_author_is_not_called_to_their_own_blocker(hub: Cohort) -> None:
    await sets_ladder(hub)
    for person in (hub.ada, hub.linus):
        await person.types("nudges follow", tag="celery")
    await hub.ada.logs_blocker("Run tasks", tags="celery")

    await hub.time_passes(hours=2)

    assert [call.pinged for call in calls(hub)] == [{hub.linus.id}]


async def test_a_hundred_people_are_called_and_not_one_more(hub: Cohort) -> None:
    await sets_ladder(hub)
    people = [hub.env.create_user(f"learner {each}") for each in range(150)]
    for person in people:
        hub.guild.add_member(person)
        await hub.bot.hub.people.follow(hub.guild.id, "celery", by=Member(person.id, person.name))
    await hub.ada.logs_blocker("Run tasks", tags="celery")

    await hub.time_passes(hours=2)

    [call] = calls(hub)
    assert call.pinged == {person.id for person in people[:100]}, "who followed first"


async def test_two_ticks_at_once_take_one_step(hub: Cohort) -> None:
    await sets_ladder(hub)
    await hub.linus.types("nudges follow", tag="celery")
    await hub.ada.logs_blocker("Run tasks", tags="celery")
    await hub.env.advance_time(2 * 3600)

    await asyncio.gather(hub.bot.tick(), hub.bot.tick())
    await hub.env.settle()

    assert len(calls(hub)) == 1
