"""`python -m bot`: what each command says, and the exit code that a script goes by."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import discord
import pytest

import bot.cli
from bot import __version__
from bot.cli import main
from data.migrations import DatabaseTooNew

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.client import Nexus
    from bot.config import Settings

COMMANDS = ["run", "demo", "check", "reindex", "verify", "due", "diff", "health", "version"]
REFUSAL: Any = SimpleNamespace(status=403, reason="Forbidden")
TOKEN = "nobody-has-ever-used-this.GmadeU.one-for-anything-at-all-0000"


def heartbeat(*, age: float) -> None:
    Path("var").mkdir()
    Path("var/heartbeat").touch()
    then = time.time() - age
    os.utime("var/heartbeat", (then, then))


class TestHelp:
    def test_it_lists_every_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            main(["--help"])

        shown = capsys.readouterr().out
        assert ended.value.code == 0
        assert all(f"    {command} " in shown for command in COMMANDS)
        assert "Without a command it runs the bot if there is a DISCORD_TOKEN, else the demo." in " ".join(
            shown.split()
        )

    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_has_its_own(self, command: str, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])

        assert ended.value.code == 0
        assert f"python -m bot {command}" in capsys.readouterr().out

    def test_an_unknown_command_is_told_which_there_are(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as ended:
            main(["dance"])

        shown = capsys.readouterr().err
        assert ended.value.code == 2
        assert all(command in shown for command in COMMANDS)


class TestVersion:
    def test_it_is_printed(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["version"]) == 0
        assert capsys.readouterr().out == f"Nexus {__version__}, discord.py {discord.__version__}\n"

    def test_it_needs_no_settings(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LOG_LEVEL", "loud")

        assert main(["version"]) == 0


class TestWithoutACommand:
    @pytest.fixture
    def started(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """What was started, in place of really starting it."""
        started: list[str] = []

        def starting(name: str) -> Callable[[Settings], int]:
            def start(_: Settings) -> int:
                started.append(name)
                return 0

            return start

        for name in ("run", "demo"):
            monkeypatch.setitem(bot.cli.COMMANDS, name, starting(name))
        return started

    @pytest.mark.parametrize(
        ("token", "command"), [(TOKEN, "run"), ("", "demo"), ("  ", "demo"), (None, "demo")]
    )
    def test_a_token_runs_the_bot_and_none_opens_the_demo(
        self, token: str | None, command: str, started: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if token is not None:
            monkeypatch.setenv("DISCORD_TOKEN", token)

        assert main([]) == 0
        assert started == [command]


class TestRun:
    def test_without_a_token_it_says_where_to_put_one(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["run"]) == 1

        [line] = capsys.readouterr().err.splitlines()
        assert line.startswith("There is no DISCORD_TOKEN. Put it into .env")

    def test_with_bad_settings_it_says_which(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LOG_LEVEL", "loud")
        monkeypatch.setenv("LOG_FORMAT", "xml")

        assert main(["run"]) == 1
        assert [line.split()[0] for line in capsys.readouterr().err.splitlines()] == [
            "LOG_LEVEL",
            "LOG_FORMAT",
        ]

    @pytest.mark.parametrize(
        ("error", "words"),
        [
            (DatabaseTooNew("Update Nexus."), "Update Nexus."),
            (discord.LoginFailure("no"), "Copy it anew from the developer portal into DISCORD_TOKEN."),
            (discord.Forbidden(REFUSAL, "Missing Access"), "If DEVELOPMENT_GUILD_ID is set"),
            (discord.ConnectionClosed(REFUSAL, shard_id=None, code=4004), "closed with 4004"),
        ],
    )
    def test_what_ends_it_for_good_is_told_in_one_line(
        self,
        error: Exception,
        words: str,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        async def serve(_bot: Nexus, _token: str) -> None:
            raise error

        monkeypatch.setattr("bot.cli.serve", serve)
        monkeypatch.setenv("DISCORD_TOKEN", TOKEN)

        assert main(["run"]) == 1
        [line] = capsys.readouterr().err.splitlines()
        assert words in line

    def test_ended_in_order_it_was_a_success(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async def serve(_bot: Nexus, _token: str) -> None:
            """Serve until a signal came."""

        monkeypatch.setattr("bot.cli.serve", serve)
        monkeypatch.setenv("DISCORD_TOKEN", TOKEN)

        assert main(["run"]) == 0


class TestDemo:
    def test_without_its_packages_it_says_how_to_get_them(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        really = builtins.__import__

        def without_simcord(name: str, *more: Any) -> Any:
            if name.partition(".")[0] == "simcord":
                raise ModuleNotFoundError("No module named 'simcord'", name="simcord")
            return really(name, *more)

        for module in [name for name in sys.modules if name.startswith("bot.demo")]:
            monkeypatch.delitem(sys.modules, module)
        monkeypatch.setattr(builtins, "__import__", without_simcord)

        assert main(["demo"]) == 1
        [line] = capsys.readouterr().err.splitlines()
        assert "needs more packages (simcord)" in line
        assert "make run" in line


class TestCheck:
    def test_all_is_well(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DISCORD_TOKEN", TOKEN)

        assert main(["check"]) == 0
        shown = capsys.readouterr().out
        assert [line.split()[:2] for line in shown.splitlines()] == [
            ["ok", "Settings:"],
            ["ok", "Token:"],
            ["ok", "Database:"],
            ["ok", "Backups:"],
        ]
        assert TOKEN not in shown

    def test_one_thing_wrong_is_an_error(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check"]) == 1
        assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
            "ok",
            "wrong",
            "ok",
            "ok",
        ]

    def test_bad_settings_are_told_line_by_line(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DEVELOPMENT_GUILD_ID", "my server")

        assert main(["check"]) == 1
        assert capsys.readouterr().err.startswith("DEVELOPMENT_GUILD_ID cannot be used")


class TestHealth:
    def test_a_fresh_heartbeat_is_health(self, capsys: pytest.CaptureFixture[str]) -> None:
        heartbeat(age=30)

        assert main(["health"]) == 0
        assert capsys.readouterr() == ("", "")

    def test_an_old_one_is_not(self, capsys: pytest.CaptureFixture[str]) -> None:
        heartbeat(age=120)

        assert main(["health"]) == 1
        assert "is 120 seconds old" in capsys.readouterr().err

    def test_none_at_all_is_not(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["health"]) == 1
        assert "There is no heartbeat" in capsys.readouterr().err


def test_python_finds_it_by_its_name() -> None:
    root = Path(__file__).parents[2]
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "version"],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("Nexus ")
