"""Lines of the log: for people or machines, who did what where, and never a token."""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from bot import logs
from domain.blockers import BlockerService
from domain.drafts import DraftService

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.cohort import Cohort

BOT_TOKEN = "made-up-for-these-tests-0.GmadeU.never-shown-to-discord-0000"
INTERACTION_TOKEN = "aW50ZXJhY3Rpb246MTAwOm1hZGUgdXA="

SIGNS = "abcXYZ019_-"
BOT_TOKENS = st.tuples(
    st.text(SIGNS, min_size=24, max_size=28),
    st.text(SIGNS, min_size=6, max_size=6),
    st.text(SIGNS, min_size=27, max_size=38),
).map(".".join)
INTERACTION_TOKENS = st.text("abcXYZ019_-=", min_size=8, max_size=200)
IDS = st.integers(10**17, 10**19)
WORDS = st.text(st.characters(codec="utf-8"), max_size=30)
APART = st.sampled_from([" ", "\n", '"', "'", "(", ",", ": ", "{"])

FORMATTERS = [logs.HumanLines(), logs.JsonLines()]


def line(
    formatter: logging.Formatter, message: str, *details: object, error: BaseException | None = None
) -> str:
    """What the log shows of a message."""
    trace = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("nexus.test", logging.WARNING, "here.py", 1, message, details, trace)
    record.created = 1_767_355_200.345
    return formatter.format(record)


def raised(message: str) -> RuntimeError:
    """An error with a traceback, as it was caught."""

    def fail() -> None:
        raise RuntimeError(message)

    with pytest.raises(RuntimeError) as caught:
        fail()
    return caught.value


class TestForms:
    def test_people_read_time_level_place_and_message(self) -> None:
        shown = line(logs.HumanLines(), "All is %s", "well")

        assert shown == "12:00:00 warning nexus.test: All is well"

    def test_machines_read_one_object_a_line(self) -> None:
        shown = line(logs.JsonLines(), "All\nis “%s”", "well")

        assert "\n" not in shown
        assert json.loads(shown) == {
            "time": "2026-01-02T12:00:00.345+00:00",
            "level": "warning",
            "logger": "nexus.test",
            "message": "All\nis “well”",
        }

    def test_an_error_brings_its_traceback(self) -> None:
        error = raised("the worker is gone")
        human = line(logs.HumanLines(), "It failed", error=error)
        machine = json.loads(line(logs.JsonLines(), "It failed", error=error))

        assert human.splitlines()[0] == "12:00:00 warning nexus.test: It failed"
        assert human.splitlines()[-1] == "RuntimeError: the worker is gone"
        assert machine["message"] == "It failed"
        assert machine["traceback"].endswith("RuntimeError: the worker is gone")


class TestTokens:
    @pytest.mark.parametrize("formatter", FORMATTERS)
    @examples(deadline=None, max_examples=60)
    @given(token=BOT_TOKENS, before=WORDS, after=WORDS, apart=APART)
    def test_no_message_shows_a_bots_token(
        self, formatter: logging.Formatter, token: str, before: str, after: str, apart: str
    ) -> None:
        shown = line(formatter, "%s%s%s%s%s", before, apart, token, apart, after)

        assert token not in shown
        assert logs.HIDDEN in shown
        assert isinstance(formatter, logs.HumanLines) or json.loads(shown)

    @pytest.mark.parametrize("formatter", FORMATTERS)
    @examples(deadline=None, max_examples=60)
    @given(
        token=INTERACTION_TOKENS, number=IDS, route=st.sampled_from(["webhooks", "interactions"]), after=WORDS
    )
    def test_no_address_shows_an_interactions_token(
        self, formatter: logging.Formatter, token: str, number: int, route: str, after: str
    ) -> None:
        address = f"https://discord.com/api/v10/{route}/{number}/"
        shown = line(formatter, "POST %s%s/callback %s", address, token, after)

        assert f"{address}{logs.HIDDEN}/callback" in shown

    @pytest.mark.parametrize("formatter", FORMATTERS)
    @pytest.mark.parametrize(
        "secret",
        [BOT_TOKEN, INTERACTION_TOKEN, f"/webhooks/1/{BOT_TOKEN}", f"/interactions/12/{INTERACTION_TOKEN}"],
    )
    def test_no_traceback_shows_one(self, formatter: logging.Formatter, secret: str) -> None:
        shown = line(formatter, "It failed", error=raised(f"Cannot reach {secret}"))

        assert BOT_TOKEN not in shown
        assert INTERACTION_TOKEN not in shown
        assert "Cannot reach" in shown

    @examples(deadline=None, max_examples=60)
    @given(st.text(st.sampled_from("/webhooks/interactions/123 token\"'\\{}=\n."), max_size=80), WORDS)
    def test_hiding_leaves_json_readable(self, address: str, words: str) -> None:
        shown = line(logs.JsonLines(), "POST https://discord.com/api/webhooks/123/%s%s", address, words)

        assert json.loads(shown)["level"] == "warning"

    def test_the_end_of_an_address_is_the_end_of_what_is_hidden(self) -> None:
        shown = json.loads(line(logs.JsonLines(), f"POST /webhooks/123/{INTERACTION_TOKEN}"))

        assert shown["message"] == f"POST /webhooks/123/{logs.HIDDEN}"

    @pytest.mark.parametrize(
        "harmless",
        [
            "discord.app_commands.errors.CommandInvokeError",
            "Route /webhooks/123 and /interactions/ are fine",
            "version 1.2.3 of nexus-bot",
            "a-b-c.d-e-f.g-h-i",
        ],
    )
    def test_what_is_no_token_stays(self, harmless: str) -> None:
        assert logs.hide_tokens(harmless) == harmless

    def test_a_very_long_line_is_looked_through_at_once(self) -> None:
        assert logs.hide_tokens("x" * 200_000) == "x" * 200_000


class Heard(logging.Handler):
    """Keeps the objects that `JsonLines` made."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[dict[str, Any]] = []
        self.setFormatter(logs.JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(json.loads(self.format(record)))


@pytest.fixture
def heard() -> Heard:
    """Everything that is logged during the test."""
    handler = Heard()
    logging.getLogger().addHandler(handler)
    return handler


class TestContext:
    @pytest.fixture(autouse=True)
    def services_that_talk(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The services of blockers log what they are asked."""
        monkeypatch.setattr(DraftService, "write", saying(DraftService.write, "log"))
        for name in ("claim", "get"):
            monkeypatch.setattr(BlockerService, name, saying(getattr(BlockerService, name), name))

    async def test_each_line_of_a_command_says_who_used_it_where(self, hub: Cohort, heard: Heard) -> None:
        card = await hub.ada.logs_blocker("Celery does not see my tasks")
        await hub.linus.types("blocker show", number="B1")
        await hub.linus.presses(card, "I can help")

        said = [each for each in heard.lines if each["logger"] == "services"]
        who = {"ada": hub.ada.id, "linus": hub.linus.id}
        by_message = {each["message"]: each for each in said}
        assert {each["guild"] for each in said} == {hub.guild.id}
        assert by_message["log"]["user"] == who["ada"]
        assert by_message["claim"]["user"] == who["linus"]
        assert by_message["claim"]["command"] == "blocker:claim:1"
        assert "blocker show" in [each["command"] for each in said if each["message"] == "get"]
        assert all(each["interaction"] for each in said)

    async def test_a_line_outside_of_any_says_nothing_of_one(self, hub: Cohort, heard: Heard) -> None:
        await hub.ada.types("help")
        logging.getLogger("services").warning("tick")

        assert "user" not in heard.lines[-1]


def saying(method: Callable[..., Any], name: str) -> Callable[..., Any]:
    async def said(*arguments: Any, **more: Any) -> Any:
        logging.getLogger("services").warning(name)
        return await method(*arguments, **more)

    return said


class TestSettingUp:
    def test_the_level_and_the_form_are_as_set(self, capsys: pytest.CaptureFixture[str]) -> None:
        logs.set_up("warning", "json")
        logging.getLogger("nexus").info("not this")
        logging.getLogger("nexus").warning("this")

        [only] = capsys.readouterr().err.splitlines()
        assert json.loads(only)["message"] == "this"

    @pytest.mark.parametrize("level", ["debug", "info", "warning", "error"])
    def test_what_discord_sends_is_logged_at_no_level(self, level: str) -> None:
        """Its payloads hold the tokens of interactions, and people's words."""
        logs.set_up(level, "human")

        assert not logging.getLogger("discord.gateway").isEnabledFor(logging.DEBUG)

    @pytest.mark.parametrize(("level", "talks"), [("debug", True), ("info", False), ("error", False)])
    def test_the_scheduler_is_quiet_unless_looked_into(self, level: str, talks: bool) -> None:
        logs.set_up(level, "human")

        assert logging.getLogger("apscheduler").isEnabledFor(logging.INFO) is talks

    def test_setting_up_again_does_not_double_the_lines(self, capsys: pytest.CaptureFixture[str]) -> None:
        for _ in range(2):
            logs.set_up("info", "human")
        logging.getLogger("nexus").info("once")

        assert len(re.findall("once", capsys.readouterr().err)) == 1
