"""Members say which tags they follow and how they want to be called, each in each server for themselves."""

from datetime import timedelta

import pytest

from domain.errors import BadInput, Refused
from domain.hub import Hub
from domain.models.preferences import Preferences
from domain.people import FOLLOWED_LIMIT
from tests.support.domain import ADA, GUILD, LINUS, MONDAY_NOON, SetClock


async def followed(hub: Hub, guild_id: int = GUILD) -> list[str]:
    """The tags that ada follows."""
    return list((await hub.people.wishes(guild_id, by=ADA)).tags)


async def test_a_tag_is_followed_and_left_however_it_is_typed(hub: Hub) -> None:
    assert await hub.people.follow(GUILD, " #Django ", by=ADA) == "django"
    await hub.people.follow(GUILD, "celery", by=ADA)
    assert await followed(hub) == ["celery", "django"]

    assert await hub.people.unfollow(GUILD, "CELERY", by=ADA) == "celery"
    assert await followed(hub) == ["django"]
    assert await followed(hub, 11) == []
    assert list((await hub.people.wishes(GUILD, by=LINUS)).tags) == []


async def test_what_is_followed_is_not_followed_again_nor_left_twice(hub: Hub) -> None:
    await hub.people.follow(GUILD, "django", by=ADA)

    with pytest.raises(Refused, match="You follow #django already"):
        await hub.people.follow(GUILD, "Django", by=ADA)
    await hub.people.unfollow(GUILD, "django", by=ADA)
    with pytest.raises(Refused, match="You do not follow #django"):
        await hub.people.unfollow(GUILD, "django", by=ADA)


@pytest.mark.parametrize("typed", ["", " ", "#", "\u200b"])
async def test_nothing_is_no_tag(hub: Hub, typed: str) -> None:
    for ask in (hub.people.follow, hub.people.unfollow):
        with pytest.raises(BadInput, match="Please name a tag, such as django"):
            await ask(GUILD, typed, by=ADA)


@pytest.mark.parametrize(("typed", "sentence"), [("a b", "one tag at a time"), ("dj@ngo", "cannot be a tag")])
async def test_what_is_no_tag_is_not_followed(hub: Hub, typed: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        await hub.people.follow(GUILD, typed, by=ADA)
    assert await followed(hub) == []


async def test_twenty_five_tags_fit(hub: Hub) -> None:
    for number in range(FOLLOWED_LIMIT):
        await hub.people.follow(GUILD, f"tag{number}", by=ADA)

    with pytest.raises(Refused, match="You follow 25 tags, which is all that fit"):
        await hub.people.follow(GUILD, "one-more", by=ADA)
    await hub.people.follow(GUILD, "one-more", by=LINUS)
    await hub.people.unfollow(GUILD, "tag0", by=ADA)
    await hub.people.follow(GUILD, "one-more", by=ADA)


async def test_nudges_are_snoozed_for_days_and_turned_off_and_on(hub: Hub, clock: SetClock) -> None:
    async def prefers() -> Preferences:
        return (await hub.people.wishes(GUILD, by=ADA)).preferences

    assert await prefers() == Preferences()

    snoozed = await hub.people.snooze(GUILD, 2, by=ADA)
    until = MONDAY_NOON + timedelta(days=2)
    assert await prefers() == snoozed == Preferences(snoozed_until=until)
    clock.skip(days=2)
    assert await prefers() == Preferences(), "a snooze ends by itself"

    off = await hub.people.switch(GUILD, is_off=True, by=ADA)
    assert await prefers() == off
    clock.skip(days=999)
    assert await prefers() == off == Preferences(is_off=True)
    on = await hub.people.switch(GUILD, is_off=False, by=ADA)
    assert await prefers() == on == Preferences(), "which ends a snooze, too"


@pytest.mark.parametrize("days", [0, -1, 91])
async def test_a_snooze_is_one_to_ninety_days_long(hub: Hub, days: int) -> None:
    with pytest.raises(BadInput, match="1 to 90 days"):
        await hub.people.snooze(GUILD, days, by=ADA)
