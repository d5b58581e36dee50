"""The demo's stage: the cohort's history, lived through the services."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.config import Settings
from bot.demo.cohort import read
from bot.demo.history import History
from bot.demo.stage import Stage, keep_skipping, staged
from domain.models.entries import Place
from domain.models.sight import FULL
from domain.sections.blockers import Waiting


async def test_the_stage_is_set_and_time_can_be_skipped(settings: Settings) -> None:
    async with staged(settings) as stage:
        await six_weeks_are_on_the_channel(stage)
        await the_whole_loop_was_lived(stage)
        await a_visitor_finds_an_old_solution(stage)
        await a_visitor_may_ask_nexus_by_its_name(stage)
        await a_refusal_does_not_look_like_a_crash(stage)
        await skipping_ahead_posts_the_next_recap(stage)


async def six_weeks_are_on_the_channel(stage: Stage) -> None:
    assert abs(stage.env.now() - datetime.now(UTC)) < timedelta(days=1)
    events = [event.does for event in read().events]
    cards = sum(does in {"log_blocker", "post_solution", "share_endpoint"} for does in events)
    posts = [
        str(message.components) for message in stage.channel.history() if message.author == stage.bot.user
    ]
    assert cards >= 60
    assert 5 <= sum("### Weekly recap" in post for post in posts) <= 7
    _, recaps = await stage.bot.hub.recaps.history(stage.guild.id, limit=1, page=0)
    assert recaps <= 7, "there were no weeks before the first"
    assert sum("Does it work for you too?" in post for post in posts) >= 3, "who said “Me too” was told"
    calls = [post for post in posts if "Can you help with" in post]
    assert any("You follow one of its tags" in post for post in calls), "followers were called"
    assert any("It has waited a long time" in post for post in calls), "mentors were called"
    assert len(posts) >= cards + 12
    assert len(stage.people) >= 12


async def the_whole_loop_was_lived(stage: Stage) -> None:
    history = History(stage.bot.hub, Place(1, 1), {}, stage.say)
    assert {event.does for event in read().events} == {*history.deeds, "follow", "say"}
    result = await stage.people["amina"].slash(stage.channel, "solution show", number="S3")
    assert "helped" in str((result.response or result.followups[0]).components)


async def a_visitor_finds_an_old_solution(stage: Stage) -> None:
    amina = stage.people["amina"]
    result = await amina.slash(stage.channel, "search", query="task says the order does not exist")
    assert result.followups or result.response
    shown = str((result.response or result.followups[0]).components)
    assert "Celery task says the order does not exist" in shown


async def a_visitor_may_ask_nexus_by_its_name(stage: Stage) -> None:
    await stage.people["amina"].send(stage.channel, "@Nexus my task says the order does not exist")

    assert "Celery task says the order does not exist" in str(stage.channel.history()[-1].components)


async def a_refusal_does_not_look_like_a_crash(stage: Stage) -> None:
    errors = len(stage.env.errors)
    result = await stage.people["amina"].slash(stage.channel, "blocker show", number="B999")

    assert "There is no blocker B999" in str((result.response or result.followups[0]).components)
    assert len(stage.env.errors) == errors


async def skipping_ahead_posts_the_next_recap(stage: Stage) -> None:
    server = await stage.bot.hub.servers.get(stage.guild.id)
    assert server is not None
    due = server.next_recap_at
    async with stage.env.preview(
        stage.channel, viewers=list(stage.people.values()), layout="channel"
    ) as preview:
        skipping = asyncio.create_task(keep_skipping(stage, preview))
        result = await stage.people["kwame"].slash(stage.channel, "demo skip")
        assert result.ephemeral
        async with asyncio.timeout(20):
            while "Weekly recap" not in str(stage.channel.history()[-1].components):
                assert not skipping.done()
                await asyncio.wait([skipping], timeout=0.02)
        skipping.cancel()
        await asyncio.wait([skipping])
    assert stage.env.now() >= due
    recap = await stage.bot.hub.recaps.get(stage.guild.id, due.date().isoformat(), sight=FULL)
    assert recap.section(Waiting).open
