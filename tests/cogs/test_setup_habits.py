"""How Nexus deals with blockers in a server, and whom they call, as its administrators set it."""

from typing import Any

import pytest

from tests.support.cohort import Cohort
from tests.support.weather import another_server, delete, permit

AT_FIRST = (
    "Threads: one opens on every blocker's card",
    "A helper who is silent for 72 hours helps no longer",
    "A moderator may decide for an author who is silent for 48 hours",
    "An author is asked whether it is solved 24 hours after the last answer",
    "A solution that nobody confirms counts as unconfirmed after 180 days",
    "after 2 hours those who follow one of its tags",
    "after 4 more nobody, as no helper role is chosen",
    "after 8 more nobody, as no mentor role is chosen",
    "Only waking hours count: 08:00 to 22:00, UTC",
)


@pytest.mark.parametrize("command", ["setup hub", "setup blockers", "setup ladder"])
async def test_each_command_shows_all_that_holds_and_changes_nothing_by_itself(
    hub: Cohort, command: str
) -> None:
    answer = await hub.root.types(command)

    assert answer.private
    assert [line for line in AT_FIRST if line not in answer.text] == []
    assert (await hub.root.types(command)).text == answer.text


async def test_before_a_hub_is_chosen_that_is_said(hub: Cohort) -> None:
    answer = await hub.root.types("setup blockers", claim_hours=5)

    assert "**Hub**: not chosen yet; /setup hub does it" in answer.text
    assert "Nexus is set up" in (await hub.root.types("setup hub")).text


async def test_habits_are_set_and_what_is_left_out_stays(hub: Cohort) -> None:
    await hub.root.types("setup blockers", threads="never", claim_hours=1, fresh_days=1)

    answer = await hub.root.types("setup blockers", author_hours=720, quiet_hours=12)

    assert "Threads: none" in answer.text
    assert "A helper who is silent for 1 hour helps no longer" in answer.text
    assert "for an author who is silent for 720 hours" in answer.text
    assert "12 hours after the last answer" in answer.text
    assert "unconfirmed after 1 day" in answer.text
    assert (await hub.root.types("setup hub")).text.count("720 hours") == 1, "the other commands tell it too"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"claim_hours": 0}, "A silence is from 1 to 720 hours long."),
        ({"author_hours": 721}, "A silence is from 1 to 720 hours long."),
        ({"quiet_hours": -5}, "A silence is from 1 to 720 hours long."),
        ({"fresh_days": 0}, "A solution stays confirmed for 1 to 3,650 days."),
        ({"fresh_days": 10**9}, "A solution stays confirmed for 1 to 3,650 days."),
    ],
)
async def test_a_span_that_nobody_could_mean_is_refused_and_nothing_changes(
    hub: Cohort, options: dict[str, Any], sentence: str
) -> None:
    answer = await hub.root.types("setup blockers", threads="never", **options)

    assert answer.private
    assert sentence in answer.text
    assert [line for line in AT_FIRST if line not in (await hub.root.types("setup blockers")).text] == []


async def test_the_ladder_is_set_and_what_is_left_out_stays(hub: Cohort) -> None:
    helpers, mentors = (hub.guild.create_role(name, mentionable=True) for name in ("helpers", "mentors"))
    await hub.root.types("setup hub", time_zone="Africa/Lagos")
    await hub.root.types("setup ladder", helper_role=helpers, first_hours=1, second_hours=168)

    answer = await hub.root.types("setup ladder", mentor_role=mentors, wakes_at=6, sleeps_at=23)

    assert "after 1 hour those who follow one of its tags" in answer.text
    assert f"after 168 more <@&{helpers.id}>" in answer.text
    assert f"after 8 more <@&{mentors.id}>" in answer.text
    assert "06:00 to 23:00, Africa/Lagos" in answer.text
    assert answer.shown.pinged == set()


async def test_a_cohort_that_never_sleeps_is_told_so(hub: Cohort) -> None:
    answer = await hub.root.types("setup ladder", wakes_at=9, sleeps_at=9)

    assert "Only waking hours count: all day" in answer.text


async def test_the_ladder_is_turned_off_and_on_and_forgets_nothing(hub: Cohort) -> None:
    await hub.root.types("setup ladder", third_hours=9)

    off = await hub.root.types("setup ladder", on=False)
    on = await hub.root.types("setup ladder", on=True)

    assert "Off: a blocker that nobody takes on calls nobody." in off.text
    assert "after 9 more" in on.text


@pytest.mark.parametrize(
    ("choice", "left"), [("helper", {"mentors"}), ("mentor", {"helpers"}), ("both", set[str]())]
)
async def test_a_role_is_taken_off_the_ladder(hub: Cohort, choice: str, left: set[str]) -> None:
    roles = {name: hub.guild.create_role(name, mentionable=True) for name in ("helpers", "mentors")}
    await hub.root.types("setup ladder", helper_role=roles["helpers"], mentor_role=roles["mentors"])

    answer = await hub.root.types("setup ladder", no_role=choice)

    assert {name for name, role in roles.items() if f"<@&{role.id}>" in answer.text} == left


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"first_hours": 0}, "A step of the ladder waits for 1 to 168 waking hours."),
        ({"second_hours": 169}, "A step of the ladder waits for 1 to 168 waking hours."),
        ({"third_hours": -1}, "A step of the ladder waits for 1 to 168 waking hours."),
        ({"wakes_at": 24}, "The waking hours begin and end at a whole hour from 0 to 23."),
        ({"sleeps_at": -1}, "The waking hours begin and end at a whole hour from 0 to 23."),
    ],
)
async def test_a_ladder_that_is_none_is_refused_and_nothing_changes(
    hub: Cohort, options: dict[str, Any], sentence: str
) -> None:
    answer = await hub.root.types("setup ladder", on=False, **options)

    assert answer.private
    assert sentence in answer.text
    assert [line for line in AT_FIRST if line not in (await hub.root.types("setup ladder")).text] == []


@pytest.mark.parametrize("option", ["helper_role", "mentor_role"])
async def test_everyone_is_no_step_of_the_ladder(hub: Cohort, option: str) -> None:
    chosen: dict[str, Any] = {option: hub.guild.default_role}

    answer = await hub.root.types("setup ladder", **chosen)

    assert "would be called by every blocker" in answer.text
    assert "no helper role is chosen" in (await hub.root.types("setup ladder")).text


async def test_a_role_that_nexus_may_not_ping_is_pointed_out(hub: Cohort) -> None:
    await permit(hub, hub.channel, mention_everyone=False)
    loud, quiet = hub.guild.create_role("loud", mentionable=True), hub.guild.create_role("quiet")

    answer = await hub.root.types("setup ladder", helper_role=loud, mentor_role=quiet)

    assert f"I may not ping <@&{quiet.id}>" in answer.text
    assert f"I may not ping <@&{loud.id}>" not in answer.text


async def test_where_the_hub_s_channel_is_gone_the_rest_can_still_be_set(hub: Cohort) -> None:
    await hub.root.types("setup hub")
    general = hub.guild.create_text_channel("general")
    await delete(hub, hub.channel)

    habits = await hub.root.types("setup blockers", threads="on demand", where=general)
    ladder = await hub.root.types("setup ladder", first_hours=5, where=general)

    assert "when somebody asks for it" in habits.text
    assert "its channel is gone, or I cannot see it; choose another with /setup hub" in habits.text
    assert "after 5 hours" in ladder.text


async def test_what_nexus_lacks_in_the_hub_is_told_with_the_rest(hub: Cohort) -> None:
    fine = await hub.root.types("setup hub")
    await permit(hub, hub.channel, attach_files=False)

    answer = await hub.root.types("setup ladder")

    assert "I have all permissions that I need there" in fine.text
    assert "but I lack **Attach Files** there" in answer.text


async def test_for_threads_nexus_needs_a_permission_more(hub: Cohort) -> None:
    await permit(hub, hub.channel, create_public_threads=False)

    refused = await hub.root.types("setup hub")
    never = await hub.root.types("setup blockers", threads="never")
    allowed = await hub.root.types("setup hub")
    again = await hub.root.types("setup blockers", threads="on demand")

    assert "I lack **Create Public Threads** there" in refused.text
    assert "/setup blockers threads: never" in refused.text
    assert "Threads: none" in never.text
    assert "Nexus is set up" in allowed.text
    assert "I lack **Create Public Threads** there" in again.text
    assert "run /setup blockers again; nothing was changed" in again.text
    assert "Threads: none" in (await hub.root.types("setup blockers")).text


@pytest.mark.parametrize("command", ["setup blockers", "setup ladder"])
async def test_it_is_for_administrators_where_the_server_offers_it_to_all(hub: Cohort, command: str) -> None:
    for person in (hub.ada, hub.margaret):
        assert command not in person.actor.available_commands(hub.channel)
    offered = await hub.bot.tree.fetch_commands()
    setup = next(each for each in offered if each.name == "setup")
    hub.guild.set_command_permissions(setup.id, {hub.guild.default_role: True})

    answer = await hub.margaret.types(command)

    assert "This is for administrators: it needs the permission “Manage Server”." in answer.text


async def test_one_server_s_habits_are_not_another_s(hub: Cohort) -> None:
    other = another_server(hub)
    await hub.root.types("setup blockers", claim_hours=5)
    await hub.root.types("setup ladder", first_hours=5)

    answer = await other.root.types("setup hub")

    assert [line for line in AT_FIRST if line not in answer.text] == []
