"""What Discord refuses: for ever, or until a thread is opened again."""

from tests.support.cohort import Cohort
from tests.support.weather import letters

ARCHIVED = 50083


async def test_what_discord_will_never_take_is_parked_and_an_administrator_is_told(hub: Cohort) -> None:
    await hub.root.types("setup hub")
    hub.env.inject_error("POST", f"/channels/{hub.channel.id}/messages", status=400, code=50035, times=None)
    opened = await hub.ada.types("blocker log")
    answer = await hub.ada.submits(opened, goal="Run tasks", happened="It fails.", urgency="today")
    await hub.time_passes(minutes=1)

    assert "An administrator was told" in answer.text
    assert len(letters(hub.root)) == 1


async def test_a_card_in_an_archived_thread_follows_once_the_thread_is_open_again(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    hub.env.inject_error("PATCH", "/channels/*/messages/*", status=400, code=ARCHIVED)
    await hub.linus.presses(card, "I can help")
    assert "nobody helps yet" in hub.card("B1").text

    await hub.time_passes(minutes=1)

    assert f"{hub.linus.mention} helps" in hub.card("B1").text
    assert letters(hub.root) == []
