"""Logging in: what passes is waited for, what stays is told to the operator in one line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from http import HTTPStatus
from typing import TYPE_CHECKING

import discord as dpy
import pytest

from bot.clock import SystemClock
from data.database import Database
from data.migrations import DatabaseTooNew
from tests.wire.answers import ApiError
from tests.wire.inside import left_behind
from tests.wire.payloads import GUILD_ID
from tests.wire.process import BotProcess

if TYPE_CHECKING:
    from pathlib import Path

    from tests.wire.discord_server import WireDiscord
    from tests.wire.inside import Inside
    from tests.wire.watch import Watch

REGISTERING = "PUT /applications/*/commands"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for Discord waits no time at all."""
    monkeypatch.setattr("bot.cli.PAUSES", (0,))


def trouble(discord: WireDiscord, pattern: str, kind: str) -> None:
    match kind:
        case "hangs up":
            discord.trouble.drops(pattern, times=2)
        case "is overloaded":
            error = ApiError(HTTPStatus.SERVICE_UNAVAILABLE, 0, "upstream")
            discord.trouble.refuses(pattern, error, times=2)
        case _:
            error = ApiError(HTTPStatus.TOO_MANY_REQUESTS, 0, "You are being blocked")
            discord.trouble.refuses(pattern, error, times=2)


@pytest.mark.parametrize("kind", ["hangs up", "is overloaded", "wants to be left in peace"])
@pytest.mark.parametrize(
    "pattern", ["GET /users/@me", "GET /oauth2/applications/@me", "GET /gateway", REGISTERING]
)
async def test_while_discord_has_trouble_it_is_asked_again(
    discord: WireDiscord, inside: Inside, pattern: str, kind: str
) -> None:
    trouble(discord, pattern, kind)
    life = inside.begins()
    await life.ready()

    assert (await discord.invoke("search", query="celery")).private
    assert len(await discord.asked(pattern, times=3)) == 3


async def test_a_token_that_discord_does_not_know_ends_it(discord: WireDiscord, inside: Inside) -> None:
    life = inside.begins(token="not.the.token")

    with pytest.raises(dpy.LoginFailure):
        await life.ends()
    assert len(discord.requests) == 1
    assert left_behind() == []


async def test_a_database_of_a_newer_nexus_ends_it(inside: Inside) -> None:
    await used_by_a_newer_nexus(inside.database)
    life = inside.begins()

    with pytest.raises(DatabaseTooNew):
        await life.ends()
    assert left_behind() == []


async def test_a_development_server_that_the_bot_is_not_in_ends_it(
    discord: WireDiscord, inside: Inside
) -> None:
    error = ApiError(HTTPStatus.FORBIDDEN, 50001, "Missing Access")
    discord.trouble.refuses("PUT /applications/*/guilds/*/commands", error)
    life = inside.begins(development_guild_id=int(GUILD_ID))

    with pytest.raises(dpy.Forbidden, match="Missing Access"):
        await life.ends()
    assert left_behind() == []


async def test_being_thrown_out_for_good_ends_it(discord: WireDiscord, inside: Inside) -> None:
    life = inside.begins()
    await life.ready()
    await discord.gateway.throw_out(4004)

    with pytest.raises(dpy.ConnectionClosed, match="4004"):
        await life.ends()
    assert left_behind() == []


async def test_in_development_commands_are_registered_in_one_server_alone(
    discord: WireDiscord, inside: Inside
) -> None:
    life = inside.begins(development_guild_id=int(GUILD_ID))
    await life.ready()

    [registered] = await discord.asked("PUT *")
    assert registered.path.endswith(f"/guilds/{GUILD_ID}/commands")
    assert (await discord.invoke("search", query="celery")).private


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("token", "Discord does not accept the token. Copy it anew from the developer portal"),
        ("newer", "update Nexus, or restore a backup that is not newer."),
        ("diary", "restore a backup"),
    ],
)
async def test_the_operator_reads_one_line_and_the_exit_code_is_1(
    discord: WireDiscord, watch: Watch, tmp_path: Path, wrong: str, sentence: str
) -> None:
    database = tmp_path / "nexus.db"
    settings = {"LOG_LEVEL": "error"}
    match wrong:
        case "token":
            settings["DISCORD_TOKEN"] = "not.the.token"
        case "newer":
            await used_by_a_newer_nexus(database)
        case _:
            database.write_text("Dear diary, this is no database. " * 100)

    async with BotProcess(watch, api_url=discord.url, database=database, settings=settings) as bot:
        assert await bot.ended() == 1

    [line] = bot.output.splitlines()
    assert sentence in line


async def used_by_a_newer_nexus(path: Path) -> None:
    database = Database(path, now=SystemClock().now)
    await database.open()
    await database.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO migrations VALUES (9000, '9000_later.sql', 0)")
