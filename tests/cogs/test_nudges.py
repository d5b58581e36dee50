"""What members say of whether they are called, and because of which tags."""

from datetime import timedelta

import pytest

from domain.models.entries import Member
from tests.support.cohort import Cohort, Person


async def called(hub: Cohort, person: Person) -> bool:
    """Whether a blocker with the tag celery calls a person."""
    await hub.ada.logs_blocker("Run tasks", tags="celery")
    await hub.time_passes(hours=2)
    return any(person.id in post.pinged for post in hub.posts)


async def test_who_turned_nudges_off_is_not_called(hub: Cohort) -> None:
    await hub.root.types("setup ladder", wakes_at=0, sleeps_at=0)
    await hub.linus.types("nudges follow", tag="celery")
    answer = await hub.linus.types("nudges off")

    assert answer.private
    assert "**Off**: nobody calls you" in answer.text
    assert not await called(hub, hub.linus)


async def test_and_is_called_again_once_they_are_on(hub: Cohort) -> None:
    await hub.root.types("setup ladder", wakes_at=0, sleeps_at=0)
    await hub.linus.types("nudges follow", tag="celery")
    off = await hub.linus.types("nudges off")
    shown = await hub.linus.presses(off, "Turn on")
    assert "**On**" in shown.text

    assert await called(hub, hub.linus)


async def test_who_snoozed_is_not_called_until_the_snooze_is_over(hub: Cohort) -> None:
    await hub.root.types("setup ladder", wakes_at=0, sleeps_at=0)
    await hub.linus.types("nudges follow", tag="celery")
    answer = await hub.linus.types("nudges snooze", days=1)
    over = int((hub.env.now() + timedelta(days=1)).timestamp())

    assert f"**Snoozed** until <t:{over}:f>" in answer.text
    assert not await called(hub, hub.linus)
    await hub.time_passes(days=1)
    assert "**On**" in (await hub.linus.types("nudges show")).text
    assert await called(hub, hub.linus)


async def test_turning_nudges_on_ends_a_snooze(hub: Cohort) -> None:
    await hub.linus.types("nudges snooze", days=30)

    answer = await hub.linus.types("nudges on")

    assert "**On**" in answer.text
    assert "Turn off" in answer.buttons


@pytest.mark.parametrize("days", [0, -3, 91, 10**9])
async def test_a_snooze_is_of_a_decent_length(hub: Cohort, days: int) -> None:
    answer = await hub.linus.types("nudges snooze", days=days)

    assert "Nudges are snoozed for 1 to 90 days" in answer.text
    assert "**On**" in (await hub.linus.types("nudges show")).text


async def test_following_a_tag_is_answered_in_private_and_can_be_taken_back_at_once(hub: Cohort) -> None:
    answer = await hub.linus.types("nudges follow", tag="#Celery")

    assert answer.private
    assert "You follow `#celery`" in answer.text
    left = await hub.linus.presses(answer, "Unfollow")
    assert "You follow no tag" in left.text


async def test_who_follows_while_nudges_are_off_is_reminded_of_it(hub: Cohort) -> None:
    await hub.linus.types("nudges off")

    answer = await hub.linus.types("nudges follow", tag="celery")

    assert "nobody calls you" in answer.text


async def test_a_tag_is_followed_once(hub: Cohort) -> None:
    await hub.linus.types("nudges follow", tag="celery")

    assert "You follow #celery already" in (await hub.linus.types("nudges follow", tag="Celery")).text


@pytest.mark.parametrize("typed", ["", "   ", "#", "two tags"])
async def test_what_is_no_tag_is_refused(hub: Cohort, typed: str) -> None:
    answer = await hub.linus.types("nudges follow", tag=typed)

    assert answer.private
    assert "tag" in answer.text
    assert "You follow no tag" in (await hub.linus.types("nudges show")).text


async def test_unfollowing_completes_what_one_follows_and_nothing_else(hub: Cohort) -> None:
    for tag in ("celery", "redis"):
        await hub.linus.types("nudges follow", tag=tag)
    await hub.grace.types("nudges follow", tag="django")

    assert await hub.linus.completes("nudges unfollow", "tag", "") == ["celery", "redis"]
    assert await hub.linus.completes("nudges unfollow", "tag", "#Cel") == ["celery"]
    answer = await hub.linus.types("nudges unfollow", tag="celery")
    assert "You do not follow `#celery` any more" in answer.text
    again = await hub.linus.types("nudges unfollow", tag="celery")
    assert "You do not follow #celery." in again.text


async def test_tags_complete_while_following_one(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Run tasks", tags="celery")

    assert await hub.linus.completes("nudges follow", "tag", "cel") == ["celery"]


async def test_each_tag_is_unfollowed_by_its_own_button_after_a_restart_too(hub: Cohort) -> None:
    for tag in ("7", "celery", "redis"):
        await hub.linus.types("nudges follow", tag=tag)
    shown = await hub.linus.types("nudges show")
    await hub.restarts()

    for tag in ("7", "redis"):
        shown = await hub.linus.presses(shown, "Unfollow", near=f"`#{tag}`")

    assert "`#celery`" in shown.text
    assert "`#7`" not in shown.text
    assert "`#redis`" not in shown.text


async def test_twenty_five_tags_are_shown_page_by_page_and_a_twenty_sixth_is_refused(hub: Cohort) -> None:
    linus = Member(hub.linus.id, "linus")
    for each in range(25):
        await hub.bot.hub.people.follow(hub.guild.id, f"tag{each:02}", by=linus)

    refused = await hub.linus.types("nudges follow", tag="celery")
    last = await hub.linus.types("nudges show")
    first = last.text
    for page in range(1, 4):
        last = await hub.linus.presses(last, f"More ({page} of 4)")
    fewer = await hub.linus.presses(last, "Unfollow", near="`#tag24`")

    assert "You follow 25 tags, which is all that fit" in refused.text
    assert "`#tag07`" in first
    assert "`#tag08`" not in first
    assert "`#tag23`" in fewer.text, "the last page that is left"
    assert "More" not in fewer.text
