"""What becomes of the ladder when roles go, settings change or something is wrong in another server."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from bot.config import Settings
from tests.support.cohort import Cohort
from tests.support.ladder import calls, sets_ladder
from tests.support.weather import another_server


async def test_a_role_that_was_deleted_is_called_no_more(hub: Cohort) -> None:
    helpers = hub.guild.create_role("helpers", mentionable=True)
    await sets_ladder(hub, helper_role=helpers)
    await hub.ada.logs_blocker("Run tasks")

    hub.env.backend.delete_role(hub.guild.id, helpers.id)
    await hub.env.settle()
    for hours in (2, 4, 8):
        await hub.time_passes(hours=hours)

    assert calls(hub) == []
    assert "no helper role is chosen" in (await hub.root.types("setup ladder")).text


async def test_a_role_that_was_deleted_while_nexus_was_away_is_called_no_more(hub: Cohort) -> None:
    helpers, mentors = (hub.guild.create_role(name, mentionable=True) for name in ("helpers", "mentors"))
    await sets_ladder(hub, helper_role=helpers, mentor_role=mentors)
    await hub.bot.close()
    hub.env.backend.delete_role(hub.guild.id, helpers.id)
    await hub.restarts()

    told = (await hub.root.types("setup ladder")).text

    assert "no helper role is chosen" in told
    assert f"<@&{mentors.id}>" in told


async def test_a_server_that_discord_cannot_reach_for_a_while_keeps_its_ladder(hub: Cohort) -> None:
    helpers, mentors = (hub.guild.create_role(name, mentionable=True) for name in ("helpers", "mentors"))
    await sets_ladder(hub, helper_role=helpers, mentor_role=mentors)
    guild: Any = hub.bot.get_guild(hub.guild.id)
    listeners: Any = hub.bot.get_cog("Listeners")
    roles = guild._roles

    guild.unavailable, guild._roles = True, {}
    await listeners.on_ready()
    told = (await hub.root.types("setup ladder")).text
    guild.unavailable, guild._roles = False, {key: each for key, each in roles.items() if key != helpers.id}
    await listeners.on_guild_available(guild)
    later = (await hub.root.types("setup ladder")).text

    assert f"<@&{helpers.id}>" in told
    assert "no helper role is chosen" in later
    assert f"<@&{mentors.id}>" in later


async def test_a_ladder_that_is_off_calls_nobody_until_it_is_on_again(hub: Cohort) -> None:
    await sets_ladder(hub, on=False)
    await hub.linus.types("nudges follow", tag="celery")
    await hub.ada.logs_blocker("Run tasks", tags="celery")
    await hub.time_passes(days=3)
    assert calls(hub) == []

    await sets_ladder(hub, on=True)
    await hub.time_passes(hours=1, minutes=59)
    assert calls(hub) == []
    await hub.time_passes(minutes=1)

    assert len(calls(hub)) == 1


async def test_a_ladder_that_is_turned_off_makes_no_call_that_was_on_its_way(hub: Cohort) -> None:
    await sets_ladder(hub)
    await hub.linus.types("nudges follow", tag="celery")
    await hub.ada.logs_blocker("Run tasks", tags="celery")

    await sets_ladder(hub, on=False)
    await hub.time_passes(days=3)

    assert calls(hub) == []


async def test_another_ladder_leaves_alone_who_has_a_helper(hub: Cohort) -> None:
    await sets_ladder(hub)
    await hub.linus.types("nudges follow", tag="celery")
    card = await hub.ada.logs_blocker("Run tasks", tags="celery")
    await hub.grace.presses(card, "I can help")
    await hub.time_passes(hours=71)

    await sets_ladder(hub, first_hours=48)
    await hub.time_passes(hours=1)
    await hub.time_passes(seconds=15)

    assert calls(hub) == []
    assert "nobody helps yet" in hub.card("B1").text, "the helper's silence goes on"


async def test_a_claim_that_lapsed_starts_the_clock_at_the_next_step_too(hub: Cohort) -> None:
    helpers = hub.guild.create_role("helpers", mentionable=True)
    await sets_ladder(hub, helper_role=helpers)
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.time_passes(hours=2)
    await hub.linus.presses(card, "I can help")

    await hub.time_passes(hours=72)
    await hub.time_passes(hours=3, minutes=59)
    assert calls(hub) == []
    await hub.time_passes(minutes=1)

    assert [call.pinged for call in calls(hub)] == [{helpers.id}]


async def test_trouble_with_one_server_s_ladder_holds_up_no_other_s(hub: Cohort, settings: Settings) -> None:
    other = another_server(hub)
    for each in (hub, other):
        await each.linus.types("nudges follow", tag="celery")
        await each.ada.logs_blocker("Run tasks", tags="celery")
    with closing(sqlite3.connect(settings.database_path)) as file, file:
        file.execute("UPDATE servers SET time_zone = 'Atlantis/Capital' WHERE guild_id = ?", [hub.guild.id])

    await hub.env.advance_time(10 * 3600)
    with pytest.raises(ExceptionGroup) as told:
        await hub.bot.tick()
    await hub.env.settle()
    assert "Some errands could not be done" in str(told.value.exceptions)
    assert (len(calls(hub)), len(calls(other))) == (0, 1)
    with closing(sqlite3.connect(settings.database_path)) as file, file:
        file.execute("UPDATE servers SET time_zone = 'UTC'")
    await hub.time_passes(hours=1)

    assert (len(calls(hub)), len(calls(other))) == (1, 1)


async def test_one_server_s_followers_are_not_called_in_another(hub: Cohort) -> None:
    other = another_server(hub)
    await sets_ladder(hub)
    await other.linus.types("nudges follow", tag="celery", where=other.channel)
    await hub.ada.logs_blocker("Run tasks", tags="celery")

    await hub.time_passes(hours=2)

    assert calls(hub) == []
