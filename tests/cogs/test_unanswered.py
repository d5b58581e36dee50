"""Whatever is pressed or submitted gets an answer: what Nexus no longer knows, and what it never knew."""

import discord
import pytest
from simcord.enums import InteractionType

from cogs.ui import forms
from tests.support.cohort import Answer, Cohort
from tests.support.weather import restart

IDS = [
    "blocker:claim:999999999999999999999",
    "blocker:claim:0",
    "blocker:claim:-1",
    "blocker:list:nonsense:0:",
    "blocker:list:waiting:4611686018427387904:",
    "endpoint:status:1:nonsense",
    "entry:show:Z5",
    "entry:show:B0",
    "entry:all:D4",
    "search:page:1:99999999999999999999",
    "made:up",
]


async def test_a_form_that_was_open_during_a_restart_gives_its_text_back(
    hub: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = await hub.ada.types("blocker log")
    monkeypatch.setattr(forms, "RUN", "another")
    await restart(hub)

    answer = await hub.ada.submits(opened, goal="Run tasks", happened="A long story.", urgency="now")

    assert answer.private
    assert "Nexus was restarted while this form was open" in answer.text
    assert "Run tasks" in answer.text
    assert "A long story." in answer.text
    assert "None here" in (await hub.ada.types("blocker list")).text


async def test_a_form_of_this_run_is_answered_once(hub: Cohort) -> None:
    opened = await hub.ada.types("blocker log")
    answer = await hub.ada.submits(opened, goal="Run tasks", happened="It fails.", urgency="now")

    assert "is logged" in answer.text
    assert len(answer.result.followups) + (answer.result.response is not None) == 1


@pytest.mark.parametrize("custom_id", IDS)
async def test_a_button_of_another_version_says_what_to_do(hub: Cohort, custom_id: str) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    before = hub.card("B1").text

    answer = await presses_forged(hub, card.message, custom_id)

    assert answer.private
    assert "This button is of another version of Nexus." in answer.text
    assert hub.card("B1").text == before


async def presses_forged(hub: Cohort, message: discord.Message | object, custom_id: str) -> Answer:
    """Press a button that no card has, as an old card or a forger would."""
    assert isinstance(message, discord.Message)
    data = {"component_type": 2, "custom_id": custom_id}
    payload = next(
        dict(each)
        for each in await hub.bot.http.logs_from(message.channel.id, limit=10)
        if int(each["id"]) == message.id
    )
    return Answer(
        await hub.linus.actor._dispatch_interaction(  # pyright: ignore[reportPrivateUsage]  (SimCord rightly has no verb for it)
            InteractionType.MESSAGE_COMPONENT,
            hub.channel,
            data,
            extra={"message": payload},
            source_message_id=message.id,
        )
    )
