"""Whatever goes wrong, the member reads a sentence that helps, and the log has the rest."""

import asyncio
import logging
import re
from collections.abc import Iterator
from typing import Any

import aiohttp
import discord
import pytest
from discord import app_commands

from bot.errors import sentence_for
from cogs.client import Interaction
from cogs.courier import DiscordCourier
from domain.blockers import BlockerService
from domain.drafts import DraftService
from domain.resolutions import ResolutionService
from tests.support.cohort import Answer, Cohort

CALLBACK = "/interactions/*/*/callback"
FOLLOWUP = "/webhooks/*/*"


class Surprise(Exception):
    """An error that nobody foresaw."""


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blockers can neither be listed, logged, claimed nor resolved: a bug raises instead."""

    async def fails(*_: object, **__: object) -> None:
        raise Surprise("the disk has a hole")

    for deed in ("listed", "log", "claim"):
        monkeypatch.setattr(BlockerService, deed, fails)
    monkeypatch.setattr(ResolutionService, "resolve", fails)
    monkeypatch.setattr(DraftService, "write", fails)


@pytest.fixture
def ending(hub: Cohort) -> Iterator[None]:
    """Nexus is about to end, and lets what runs finish."""
    hub.bot._ending = asyncio.get_event_loop().create_future()  # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue]  (a moment that only lasts while it closes)
    yield
    hub.bot._ending = None  # pyright: ignore[reportPrivateUsage]  (the same)


def reference_in(answer: Answer) -> str:
    """The reference that a member is given."""
    found = re.search(r"reference: `([0-9a-f]{8})`", answer.text)
    assert found, answer.text
    return found[1]


async def logs(hub: Cohort, **written: str) -> Answer:
    opened = await hub.ada.types("blocker log")
    fields = {"goal": "Run tasks", "happened": "It fails.", "urgency": "today", **written}
    return await hub.ada.submits(opened, **fields)


# ------------------------------------------------------------------------------------------ the unforeseen


@pytest.mark.expects_errors
@pytest.mark.parametrize("place", ["command", "button", "form"])
async def test_an_unforeseen_error_gives_a_reference_that_the_log_has_with_the_traceback(
    hub: Cohort, place: str, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    request.getfixturevalue("broken")

    match place:
        case "command":
            answer = await hub.ada.types("blocker list")
        case "button":
            answer = await hub.linus.presses(card, "I can help")
        case _:
            answer = await hub.ada.resolves(card, cause="It was the broker")
            assert "It was the broker" in answer.text

    assert answer.private
    assert "Something went wrong on my side" in answer.text
    assert "hole" not in answer.text
    [logged] = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert reference_in(answer) in logged.getMessage()
    assert logged.exc_info is not None
    assert isinstance(logged.exc_info[1], Surprise)


@pytest.mark.expects_errors
@pytest.mark.usefixtures("broken")
async def test_an_apology_promises_nothing_that_nobody_knows(hub: Cohort) -> None:
    answer = await logs(hub)

    assert "Please look whether it worked before you try again" in answer.text


# ------------------------------------------------------------------------------------------------ foreseen


async def test_a_command_that_is_gone_asks_to_reload_discord(hub: Cohort) -> None:
    hub.bot.tree.remove_command("blocker")

    answer = await hub.ada.types("blocker list")

    assert answer.private
    assert "This command has changed. Please reload Discord" in answer.text


async def test_a_command_whose_options_changed_asks_to_reload_discord(hub: Cohort) -> None:
    hub.bot.tree.remove_command("help")

    async def another(interaction: Interaction, topic: str) -> None: ...

    changed: app_commands.Command[Any, ..., None] = app_commands.Command(
        name="help", description="Another help", callback=another
    )
    hub.bot.tree.add_command(changed)

    answer = await hub.ada.types("help")

    assert answer.private
    assert "This command has changed. Please reload Discord" in answer.text


async def test_who_may_not_set_up_reads_which_permission_it_needs(hub: Cohort) -> None:
    commands = {command.name: command for command in await hub.bot.tree.fetch_commands()}
    hub.guild.set_command_permissions(commands["setup"].id, {hub.ada.actor: True})

    answer = await hub.ada.types("setup hub")

    assert answer.private
    assert "it needs the permission “Manage Server”" in answer.text


def test_an_option_that_cannot_be_read_asks_to_choose_again() -> None:
    error = app_commands.TransformerError(
        "?", discord.AppCommandOptionType.string, app_commands.Transformer()
    )

    assert "Please choose it from the list" in sentence_for(error)


async def test_a_name_full_of_markdown_is_read_as_it_is(hub: Cohort) -> None:
    star = hub.joins("*st_ar*")
    await hub.ada.logs_blocker("Run tasks")
    stale = await hub.grace.types("blocker list")
    await star.presses(hub.card("B1"), "I can help")

    answer = await hub.grace.presses(stale, "I can help")

    assert r"\*st\_ar\* is helping" in answer.text


# -------------------------------------------------------------------------------------- forms give back


async def test_a_refused_form_gives_back_each_field_under_its_name(hub: Cohort) -> None:
    answer = await logs(hub, goal="🙂", happened="It said ```boom``` to me", tried="django")

    assert answer.private
    assert "What you wrote, so that it is not lost:" in answer.text
    for said in ("What happened instead?", "It said", "What have you tried?", "django"):
        assert said in answer.text
    assert answer.text.count("```") == 2


async def test_a_refused_form_gives_back_even_the_longest_text(hub: Cohort) -> None:
    happened, tried = "h" * 1499 + "!", "t" * 1499 + "?"

    answer = await logs(hub, goal="…", happened=happened, tried=tried)

    assert "The goal has no words yet" in answer.text
    assert "What you wrote is in this file" in answer.text
    [file] = answer.shown.message.attachments
    text = (await file.read()).decode()
    for written in ("…", happened, tried):
        assert written in text


# --------------------------------------------------------------------------------------- Discord and time


async def test_an_answer_that_comes_too_late_is_no_error(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    hub.env.inject_error("POST", FOLLOWUP, status=401, code=50027, message="Invalid Webhook Token")

    await hub.linus.presses(card, "I can help")

    assert f"{hub.linus.mention} helps" in hub.card("B1").text


async def test_an_interaction_that_expired_changes_nothing_and_is_no_error(
    hub: Cohort, caplog: pytest.LogCaptureFixture
) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    hub.env.inject_error("POST", CALLBACK, status=404, code=10062, message="Unknown interaction")

    with caplog.at_level(logging.INFO):
        answer = await hub.linus.presses(card, "I can help")

    assert not answer.result.acknowledged
    assert "nobody helps yet" in hub.card("B1").text
    assert "Too late to answer" in caplog.text


@pytest.mark.expects_errors
async def test_an_answer_that_discord_does_not_take_still_ends_in_an_apology(hub: Cohort) -> None:
    hub.env.inject_error("POST", FOLLOWUP, status=500)

    answer = await hub.ada.types("blocker list")

    assert "Something went wrong on my side" in answer.text


@pytest.mark.expects_errors
async def test_where_not_even_the_apology_gets_through_nothing_else_breaks(
    hub: Cohort, caplog: pytest.LogCaptureFixture
) -> None:
    hub.env.inject_error("POST", FOLLOWUP, status=500, times=None)
    await hub.ada.types("blocker list")
    assert "Could not tell the member" in caplog.text

    hub.env.backend.faults.clear()

    assert "Nobody is stuck" in (await hub.ada.types("blocker list")).text


@pytest.mark.expects_errors
async def test_a_connection_that_breaks_while_answering_breaks_nothing_else(
    hub: Cohort, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dropped(*_: object, **__: object) -> None:
        raise aiohttp.ServerDisconnectedError

    with monkeypatch.context() as broken_line:
        broken_line.setattr(discord.Webhook, "send", dropped)
        await hub.ada.types("blocker list")

    assert "Could not tell the member" in caplog.text
    raised = [getattr(error, "original", error) for error in hub.env.errors]
    assert len(raised) == 1
    assert "Nobody is stuck" in (await hub.ada.types("blocker list")).text


@pytest.mark.expects_errors
async def test_a_delivery_that_raises_what_nobody_foresaw_is_tried_again(
    hub: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    carry = DiscordCourier.carry

    async def fails(*_: object) -> int:
        monkeypatch.setattr(DiscordCourier, "carry", carry)
        raise Surprise("a bug")

    monkeypatch.setattr(DiscordCourier, "carry", fails)

    await logs(hub)
    await hub.time_passes(minutes=2)

    assert "Run tasks" in hub.card("B1").text


# ------------------------------------------------------------------------------------------ Nexus ends


@pytest.mark.parametrize("place", ["command", "button", "form"])
async def test_while_it_ends_nexus_refuses_kindly(
    hub: Cohort, place: str, request: pytest.FixtureRequest
) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    opened = await hub.ada.presses(card, "Resolve")
    request.getfixturevalue("ending")

    match place:
        case "command":
            answer = await hub.linus.types("blocker list")
        case "button":
            answer = await hub.linus.presses(card, "I can help")
        case _:
            answer = await hub.ada.submits(opened, cause="The broker was down", fix="Started it")
            assert "The broker was down" in answer.text

    assert answer.private
    assert "Nexus is restarting. Please try again in a minute; nothing was changed." in answer.text
    assert "nobody helps yet" in hub.card("B1").text


@pytest.mark.usefixtures("ending")
async def test_while_it_ends_nexus_completes_nothing(hub: Cohort) -> None:
    assert await hub.ada.completes("blocker show", "number", "B") == []
    assert hub.env.http_requests[-1].json == {"type": 8, "data": {"choices": []}}
