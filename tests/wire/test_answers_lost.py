"""Where Discord took the recap and its answer never came, Nexus tries again, and the recap shows once."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from tests.wire.answers import ApiError
from tests.wire.due import HERE, PROBLEM, make_due
from tests.wire.nursery import Later

if TYPE_CHECKING:
    from tests.wire.discord_server import WireDiscord
    from tests.wire.inside import Inside

POSTING = "POST /channels/*/messages"
LOOKING = "GET /channels/*/messages"


@pytest.fixture(autouse=True)
async def due(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    """A recap is due, and whoever carries it waits for Discord no longer than they must."""
    monkeypatch.setattr("cogs.courier.PATIENCE", 0.2)
    await make_due(inside.database, HERE)


async def tick(inside: Inside, *, minutes: float = 0) -> None:
    """Start Nexus, let it do what is due by a clock that is so far ahead, and end it."""
    life = inside.begins(clock=Later(minutes))
    await life.ready()
    await life.bot.tick()
    await life.is_cut_off()


def recaps(discord: WireDiscord) -> int:
    """How often the recap shows in the channel."""
    return sum(PROBLEM in card.text for card in discord.cards())


def is_away(discord: WireDiscord, pattern: str) -> None:
    discord.trouble.refuses(pattern, ApiError(HTTPStatus.SERVICE_UNAVAILABLE, 0, "upstream"))


async def test_a_message_that_arrives_after_the_next_try_is_taken_for_the_same(
    discord: WireDiscord, inside: Inside
) -> None:
    late = discord.trouble.holds(POSTING)
    await tick(inside)
    assert recaps(discord) == 0

    life = inside.begins(clock=Later(1))
    await life.ready()
    await life.bot.tick()
    assert recaps(discord) == 1
    late.set()

    told = await discord.invoke("recap history")
    assert told.text.count("open it") == 1
    assert recaps(discord) == 1


@pytest.mark.parametrize(("before", "after"), [(0, 0), (0, 150), (150, 0)])
async def test_its_message_is_found_however_much_is_said_before_or_after(
    discord: WireDiscord, inside: Inside, before: int, after: int
) -> None:
    is_away(discord, POSTING)
    await tick(inside)
    discord.people_talk(before)
    discord.trouble.drops(POSTING)
    await tick(inside, minutes=10)
    assert recaps(discord) == 1
    discord.people_talk(after)
    discord.forgets_nonces()

    await tick(inside, minutes=90)

    assert recaps(discord) == 1
    await discord.asked("PATCH /channels/*/messages/*")


async def test_while_nobody_can_look_nothing_is_sent_again(discord: WireDiscord, inside: Inside) -> None:
    discord.trouble.drops(POSTING)
    await tick(inside)
    discord.forgets_nonces()
    is_away(discord, LOOKING)

    await tick(inside, minutes=10)
    assert len(await discord.asked(POSTING)) == 1
    await tick(inside, minutes=90)

    assert len(await discord.asked(POSTING)) == 1
    assert recaps(discord) == 1


async def test_its_message_is_found_by_a_clock_that_was_put_back_by_an_hour(
    discord: WireDiscord, inside: Inside
) -> None:
    discord.trouble.drops(POSTING)
    await tick(inside, minutes=120)
    discord.forgets_nonces()

    await tick(inside, minutes=60)
    await tick(inside, minutes=121)

    assert recaps(discord) == 1
    await discord.asked("PATCH /channels/*/messages/*")
