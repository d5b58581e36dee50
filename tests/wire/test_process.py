"""The bot as its operator and its members meet it: a process, sockets, and a file that outlives both."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.wire.gateway import Op
from tests.wire.payloads import LINUS
from tests.wire.process import BotProcess

if TYPE_CHECKING:
    from pathlib import Path

    from tests.wire.discord_server import WireDiscord
    from tests.wire.watch import Watch

GOAL = "Celery does not see my tasks"
BLOCKER = {
    "goal": GOAL,
    "happened": "The worker starts and lists no task at all",
    "tried": "Restarted it and read its log",
    "urgency": "today",
}

ANSWER = {"cause": "autodiscover was off", "fix": "Call autodiscover_tasks()"}


async def test_the_process_serves_a_learner_and_ends_with_nothing_lost(
    discord: WireDiscord, bot: BotProcess
) -> None:
    await discord.connected()
    commands = await discord.commands_synced()
    found = await discord.invoke("search", query="celery")
    form = await discord.invoke("blocker log")
    answer = await discord.submit(form, BLOCKER)
    card = await discord.posted(GOAL)
    await discord.asked("POST /channels/*/messages/*/threads")
    code = await bot.stop()

    assert {"search", "blocker"} <= {command["name"] for command in commands}
    assert found.private
    assert found.text
    assert answer.private
    assert not card.private
    assert discord.threads() == {card.payload["id"]: f"B1 · {GOAL}"}
    assert code == 0
    assert GOAL in titles(bot.database)


async def test_a_helper_proposes_and_the_author_takes_it(discord: WireDiscord, bot: BotProcess) -> None:
    """Over sockets: the question goes to the thread on the card, and the card always shows how things stand."""
    await discord.submit(await discord.invoke("blocker log"), BLOCKER)
    card = await discord.posted(GOAL)
    thread = card.payload["id"]
    await discord.asked("POST /channels/*/messages/*/threads")

    claimed = await discord.click(card, "blocker:claim:1", by=LINUS)
    form = await discord.click(await discord.posted(GOAL), "blocker:resolve:1", by=LINUS)
    proposed = await discord.submit(form, ANSWER, by=LINUS)
    question = await discord.posted("autodiscover", where=thread)
    accepted = await discord.click(question, "blocker:accept:1")
    code = await bot.stop()

    assert all(answer.private for answer in (claimed, proposed, accepted))
    assert "\n-# solved" in (await discord.posted(GOAL)).text
    assert code == 0
    with closing(sqlite3.connect(bot.database)) as connection:
        deeds = connection.execute("SELECT deed FROM events WHERE kind = 'B' ORDER BY id").fetchall()
        assert [deed for (deed,) in deeds] == ["log", "claim", "propose", "accept"]
        assert connection.execute("SELECT member_name FROM credits").fetchall() == [("Linus",)]


@pytest.mark.parametrize("level", ["info", "debug"])
async def test_its_log_holds_no_token(discord: WireDiscord, watch: Watch, tmp_path: Path, level: str) -> None:
    settings = {"LOG_LEVEL": level}
    async with BotProcess(
        watch, api_url=discord.url, database=tmp_path / "nexus.db", settings=settings
    ) as bot:
        await discord.submit(await discord.invoke("blocker log"), BLOCKER)
        await bot.stop()

    assert bot.output
    assert not [secret for secret in discord.secrets if secret in bot.output]
    assert all(json.loads(line) for line in bot.output.splitlines())


async def test_what_is_asked_while_it_reconnects_is_answered(discord: WireDiscord, bot: BotProcess) -> None:
    await discord.connected()
    await discord.gateway.ask_to_reconnect()
    found = await discord.invoke("search", query="celery")
    code = await bot.stop()

    assert found.private
    assert code == 0
    assert greetings(discord) == [Op.IDENTIFY, Op.RESUME]


def titles(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [title for (title,) in connection.execute("SELECT title FROM entries")]


def greetings(discord: WireDiscord) -> list[int]:
    return [frame["op"] for frame in discord.gateway.frames if frame["op"] in {Op.IDENTIFY, Op.RESUME}]
