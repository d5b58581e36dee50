"""The command line: `python -m bot`."""

import argparse
import asyncio
import contextlib
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Final

import aiohttp
import discord

from bot import __version__, logs
from bot.app import build
from bot.checks import check_lines
from bot.client import Nexus
from bot.config import BadSettings, Settings, load
from bot.due import due
from bot.server import use_api
from bot.telling import failed
from bot.upkeep import reindex, verify
from data.migrations import DatabaseProblem

log = logging.getLogger(__name__)

WELL: Final = 90
"""Seconds after which a heartbeat is too old."""

PAUSES: Final = (2, 5, 10, 30, 60)
"""Seconds between tries to log in while Discord cannot be reached; the last one goes on."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand; without one, the bot where there is a token, else the demo. Returns the exit code."""
    parsed = parser().parse_args(arguments)
    if parsed.command == "version":
        print(f"Nexus {__version__}, discord.py {discord.__version__}")  # noqa: T201  (what was asked for)
        return 0
    if parsed.command == "diff":
        return diff(parsed.base, parsed.revision, as_json=parsed.json)
    try:
        settings = load()
    except BadSettings as error:
        return failed(*error.lines)
    logs.set_up(settings.log_level, settings.log_format)
    command: str = parsed.command or ("run" if settings.discord_token else "demo")
    return due(settings, as_json=parsed.json) if command == "due" else COMMANDS[command](settings)


def parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    top = argparse.ArgumentParser(
        prog="python -m bot",
        description="Nexus, a Discord bot for peers who learn and build together."
        " Without a command it runs the bot if there is a DISCORD_TOKEN, else the demo.",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for name, help_text in HELP.items():
        commands.add_parser(name, help=help_text, description=help_text)
    commands.choices["due"].add_argument(
        "--json", action="store_true", help="print one JSON object, for scripts"
    )
    add_diff_arguments(commands.choices["diff"])
    return top


def add_diff_arguments(parser: argparse.ArgumentParser) -> None:
    """What `diff` takes."""
    parser.add_argument("base", metavar="BASE", help="the document as it was: JSON, YAML or SDL")
    parser.add_argument(
        "revision",
        metavar="REVISION",
        help="the document as it is now; - in place of either is what is piped in",
    )
    parser.add_argument("--json", action="store_true", help="print a JSON list, for scripts")


HELP: Final = {
    "run": "connect to Discord with the token of DISCORD_TOKEN",
    "demo": "open the demo: the real bot on a simulated server, in your browser",
    "check": "say of settings, token and database what is wrong and how to mend it",
    "reindex": "read all entries again for search, while the bot runs or not",
    "verify": "say where search knows other words of an entry than it has; change nothing",
    "due": "say what is due now, what comes next, and what failed and why; change nothing",
    "diff": "say what changed between two API documents; exit with 1 if something breaks",
    "health": "exit with 0 if the running bot is well, else with 1",
    "version": "print the version",
}


def run(settings: Settings) -> int:
    """Connect to Discord until a signal ends it."""
    if settings.discord_token is None:
        return failed(
            "There is no DISCORD_TOKEN. Put it into .env (see .env.example), or try the demo: python -m bot demo"
        )
    if settings.discord_api_url:
        use_api(settings.discord_api_url)
    keep_fonts_beside(settings.database_path)
    try:
        asyncio.run(serve(build(settings), settings.discord_token.get_secret_value()))
    except STOPPERS as error:
        return failed(sentence_for(error))
    return 0


def keep_fonts_beside(database: Path) -> None:
    """Have matplotlib note beside the database which fonts there are, unless it was told another folder.

    By itself it takes the user's home. Where there is none, as in the image, it warns and looks anew after each start.
    """
    os.environ.setdefault("MPLCONFIGDIR", str(database.absolute().with_name("matplotlib")))


def sentence_for(error: Exception) -> str:
    """What the operator reads when Nexus cannot go on."""
    match error:
        case DatabaseProblem():
            return str(error)
        case discord.LoginFailure():
            return "Discord does not accept the token. Copy it anew from the developer portal into DISCORD_TOKEN."
        case discord.Forbidden():
            return (
                f"Discord refused what Nexus needs to start ({error})."
                " If DEVELOPMENT_GUILD_ID is set: is the bot in that server?"
            )
        case _:
            return (
                f"Discord has ended the connection for good ({error})."
                " Look at the bot's page in the developer portal, and at DISCORD_TOKEN."
            )


STOPPERS: Final = (
    DatabaseProblem,
    discord.LoginFailure,
    discord.Forbidden,
    discord.ConnectionClosed,
    discord.PrivilegedIntentsRequired,
)
"""What trying again would not mend."""


async def serve(bot: Nexus, token: str) -> None:
    """Log in, stay connected, and end in order on SIGINT or SIGTERM.

    Raises:
        Exception: one of `STOPPERS`.
    """
    told_to_end = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told_to_end.set)
    async with bot:
        serving = asyncio.create_task(log_in_and_stay(bot, token))
        ending = asyncio.create_task(told_to_end.wait())
        await asyncio.wait({serving, ending}, return_when=asyncio.FIRST_COMPLETED)
        ending.cancel()
        if told_to_end.is_set():
            log.info("Ending …")
            if bot.is_connected:
                await bot.close()  # still connected: who comes now is told to come again later
            serving.cancel()
        await asyncio.wait({serving})
    if not serving.cancelled():
        serving.result()


async def log_in_and_stay(bot: Nexus, token: str) -> None:
    """Log in and stay connected until the bot is closed.

    Raises:
        Exception: one of `STOPPERS`.
    """
    await log_in(bot, token)
    await bot.stay_connected()


async def log_in(bot: Nexus, token: str) -> None:
    """Log in, waiting while Discord cannot be reached or wants to be left in peace.

    Raises:
        discord.LoginFailure: Discord does not accept the token.
        discord.HTTPException: Discord refuses something else.
        DatabaseProblem: the database cannot be used.
    """
    for failures in range(sys.maxsize):
        try:
            await bot.login(token)
        except (aiohttp.ClientError, OSError, discord.HTTPException) as error:
            if isinstance(error, discord.HTTPException) and not is_passing(error):
                raise
            pause = PAUSES[min(failures, len(PAUSES) - 1)]
            log.warning("Discord cannot be reached (%s); trying again in %d s", error, pause)
            await bot.forget_login()
            await asyncio.sleep(pause)
        else:
            return


def is_passing(error: discord.HTTPException) -> bool:
    """Whether the same request may well succeed later."""
    return error.status == HTTPStatus.TOO_MANY_REQUESTS or error.status >= HTTPStatus.INTERNAL_SERVER_ERROR


def demo(settings: Settings) -> int:
    """Serve the demo on this machine until a signal ends it."""
    logs.set_up(
        "error", settings.log_format
    )  # there is no Discord to tell of, and the visitor looks at the page
    try:
        from bot.demo.stage import perform  # noqa: PLC0415  (what the demo needs is not installed with the bot)
    except ImportError as error:
        return failed(
            f"The demo needs more packages ({error.name}): use `make run`, or pip install 'nexus-bot[demo]'."
        )
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(perform(settings))
    return 0


def diff(base: str, revision: str, *, as_json: bool) -> int:
    """Compare two API documents; needs no settings."""
    from bot.diff import diff as compare  # noqa: PLC0415  (the bot starts without what reads documents)

    return compare(base, revision, as_json=as_json)


def check(settings: Settings) -> int:
    """Print one line for each thing that was looked at; 1 if any is wrong."""
    lines = check_lines(settings)
    for is_fine, line in lines:
        print(f"{'ok   ' if is_fine else 'wrong'} {line}")  # noqa: T201  (what was asked for)
    return 0 if all(is_fine for is_fine, _ in lines) else 1


def health(settings: Settings) -> int:
    """0 if the heartbeat is fresh."""
    heartbeat = settings.database_path.with_name("heartbeat")
    try:
        age = time.time() - heartbeat.stat().st_mtime
    except OSError:
        return failed("There is no heartbeat: Nexus is not running here, or has never been connected.")
    if age < WELL:
        return 0
    return failed(f"The last heartbeat is {age:.0f} seconds old: Nexus is stuck or not connected.")


COMMANDS: Final[dict[str, Callable[[Settings], int]]] = {
    "run": run,
    "demo": demo,
    "check": check,
    "reindex": reindex,
    "verify": verify,
    "health": health,
}
