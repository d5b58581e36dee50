"""Recaps and letters while something is in the way: Discord, a pause, a crowd, a changed mind."""

from typing import Any

import pytest

from tests.cogs.test_recap_mine import subscribes
from tests.support.cohort import Cohort, Shown
from tests.support.rooms import Kept
from tests.support.weather import letters, permit


async def test_while_discord_cannot_reach_the_server_the_recap_waits(hub: Cohort) -> None:
    news = hub.guild.create_text_channel("news")
    await hub.root.types("recap schedule", channel=news)
    await hub.ada.posts_solution("It hangs")
    guild: Any = hub.bot.get_guild(hub.guild.id)

    guild.unavailable = True
    await hub.time_passes(hours=40)
    assert not news.history()
    guild.unavailable = False
    await hub.time_passes(hours=2)

    assert [Shown(message).text.splitlines()[0] for message in news.history()] == ["### Weekly recap"]
    assert Shown(news.history()[0]).text.splitlines()[1].endswith("· late")


async def test_looking_at_the_schedule_posts_nothing(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    await permit(hub, hub.channel, send_messages=False)
    for _ in range(3):
        await hub.root.types("recap now")
    await permit(hub, hub.channel, send_messages=True)

    await hub.root.types("recap schedule")
    await hub.time_passes(minutes=1)

    assert not hub.recaps


async def test_what_could_not_be_posted_for_two_days_is_left_out(hub: Cohort) -> None:
    await hub.ada.logs_blocker("It hangs")
    await permit(hub, hub.channel, send_messages=False)
    await hub.time_passes(hours=40)
    await hub.time_passes(days=3)
    await permit(hub, hub.channel, send_messages=True)

    await hub.root.types("setup hub")
    await hub.time_passes(minutes=1)

    assert not hub.recaps
    assert "left out: too late, or paused" in (await hub.ada.types("recap history")).text
    await hub.time_passes(days=4)
    assert len(hub.recaps) == 1


@pytest.mark.parametrize("waits", ["in the outbox", "for a permission"])
async def test_a_pause_lets_go_of_what_waits(hub: Cohort, waits: str) -> None:
    await hub.ada.posts_solution("It hangs")
    await subscribes(hub.ada)
    if waits == "in the outbox":
        hub.env.inject_error("POST", f"/channels/{hub.channel.id}/messages", status=500)
        hub.env.inject_error("POST", "/users/@me/channels", status=500)
    else:
        await permit(hub, hub.channel, send_messages=False)
    await hub.time_passes(hours=40)
    told = len(letters(hub.ada))
    await permit(hub, hub.channel, send_messages=True)

    await hub.root.types("recap schedule", paused=True)
    await hub.time_passes(hours=2)

    assert not hub.recaps
    assert len(letters(hub.ada)) == told


async def test_letters_do_not_keep_the_recap_waiting(hub: Cohort) -> None:
    await hub.ada.logs_blocker("It hangs")
    for number in range(30):
        await subscribes(hub.joins(f"reader{number}"))

    await hub.time_passes(hours=40)

    assert len(hub.recaps) == 1


async def test_a_letter_that_is_due_stays_out_once_its_reader_wants_none(hub: Cohort) -> None:
    await hub.ada.logs_blocker("It hangs")
    await subscribes(hub.ada)
    hub.env.inject_error("POST", "/users/@me/channels", status=500)
    await hub.time_passes(hours=40)

    await hub.ada.presses(await hub.ada.types("recap me"), "No more letters")
    await hub.time_passes(hours=2)

    assert not letters(hub.ada)


async def test_a_week_of_hidden_entries_alone_reads_as_a_quiet_one(hub: Cohort) -> None:
    kept = Kept(hub)
    await kept.blocker("Payroll of Zanzibar leaks memory")
    await hub.bot.tick()
    await hub.env.settle()
    await hub.root.types("setup hub", channel=hub.channel)

    now = await hub.root.types("recap now")
    await hub.time_passes(hours=41)
    history = await hub.grace.types("recap history")

    quiet = "There is nothing to tell that all who read its channel may see, so I posted nothing."
    assert now.text == quiet
    assert {line.rpartition(": ")[2] for line in history.text.splitlines() if line.startswith("- ")} == {
        "a quiet week"
    }
