"""Helping with a blocker: claim it, hand it back, hand it over."""

import discord
import pytest

from tests.support.cohort import Cohort, Person, Shown


async def test_a_helper_is_thanked_and_the_card_says_who_helps(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")

    answer = await hub.linus.presses(card, "I can help")

    assert answer.private
    assert "Thank you" in answer.text
    assert f"{hub.linus.mention} helps" in hub.card("B1").text
    assert hub.card("B1").buttons == ["Hand back", "Me too", "Resolve", "More…"]
    assert len(hub.posts) == 1


async def test_a_second_helper_is_told_who_came_first(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Celery does not see my tasks")
    lists = [await helper.types("blocker list") for helper in (hub.linus, hub.grace)]

    await hub.linus.presses(lists[0], "I can help")
    answer = await hub.grace.presses(lists[1], "I can help")

    assert answer.private
    assert "linus" in answer.text


async def test_a_double_click_helps_once(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Run tasks")
    listed = await hub.linus.types("blocker list")

    await hub.linus.presses(listed, "I can help")
    again = await hub.linus.presses(listed, "I can help")

    assert "You are helping with B1 already." in again.text
    assert f"{hub.linus.mention} helps" in hub.card("B1").text


async def test_nobody_claims_their_own_blocker(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")

    answer = await hub.ada.presses(card, "I can help")

    assert answer.private
    assert "B1 is your own" in answer.text
    assert "open, nobody helps yet" in hub.card("B1").text


async def test_a_solved_blocker_is_not_claimed_but_leads_to_its_solution(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    stale = await hub.linus.types("blocker list")
    await hub.ada.resolves(card)

    answer = await hub.linus.presses(stale, "I can help")

    assert answer.private
    assert "B1 is solved already: see S1." in answer.text


@pytest.mark.parametrize("name", ["linus", "margaret"])
async def test_a_helper_or_a_moderator_hands_a_blocker_back(hub: Cohort, name: str) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")

    answer = await getattr(hub, name).presses(hub.card("B1"), "Hand back")

    assert answer.private
    assert "open for another helper again" in answer.text
    assert "open, nobody helps yet" in hub.card("B1").text
    await hub.grace.presses(hub.card("B1"), "I can help")
    assert f"{hub.grace.mention} helps" in hub.card("B1").text


@pytest.mark.parametrize("name", ["ada", "grace"])
async def test_nobody_else_hands_it_back(hub: Cohort, name: str) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")

    answer = await getattr(hub, name).presses(hub.card("B1"), "Hand back")

    assert answer.private
    assert "Only linus, who is helping with B1, can hand it back." in answer.text
    assert f"{hub.linus.mention} helps" in hub.card("B1").text


async def test_what_nobody_holds_cannot_be_handed_back(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")
    stale = await hub.linus.types("blocker show", number="B1")
    await hub.linus.presses(stale, "Hand back")

    again = await hub.linus.presses(stale, "Hand back")

    assert "Nobody is helping with B1 now" in again.text


# ------------------------------------------------------------------------------------------------ hand over


async def claimed(hub: Cohort) -> Shown:
    """The card of ada's blocker, with which linus helps."""
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.linus.presses(card, "I can help")
    return hub.card("B1")


async def test_a_helper_hands_over_to_somebody_who_knows_better(hub: Cohort) -> None:
    more = await hub.linus.presses(await claimed(hub), "More…")

    answer = await hub.linus.picks_member(more, "Hand over to…", hub.grace)

    assert answer.private
    assert f"{hub.grace.mention} helps with **B1 · Run tasks**" in answer.text
    assert f"{hub.grace.mention} helps" in hub.card("B1").text
    assert hub.card("B1").pinged == set()


async def test_who_was_handed_a_blocker_is_its_helper_in_every_way(hub: Cohort) -> None:
    more = await hub.linus.presses(await claimed(hub), "More…")
    await hub.linus.picks_member(more, "Hand over to…", hub.grace)

    answer = await hub.grace.presses(hub.card("B1"), "Hand back")

    assert "open for another helper again" in answer.text


async def test_a_hand_over_can_be_undone(hub: Cohort) -> None:
    more = await hub.linus.presses(await claimed(hub), "More…")
    handed = await hub.linus.picks_member(more, "Hand over to…", hub.grace)

    answer = await hub.linus.presses(handed, "Undo")

    assert "You help again, as before." in answer.text
    assert f"{hub.linus.mention} helps" in hub.card("B1").text


@pytest.mark.parametrize(("name", "sentence"), [("ada", "is the one who is stuck"), ("linus", "is helping")])
async def test_nobody_is_handed_what_cannot_be_theirs(hub: Cohort, name: str, sentence: str) -> None:
    more = await hub.linus.presses(await claimed(hub), "More…")

    answer = await hub.linus.picks_member(more, "Hand over to…", getattr(hub, name))

    assert sentence in answer.text
    assert "Choose somebody else." in answer.text
    assert f"{hub.linus.mention} helps" in hub.card("B1").text


@pytest.mark.parametrize("name", ["ada", "grace"])
async def test_only_the_helper_and_moderators_are_offered_to_hand_over(hub: Cohort, name: str) -> None:
    person: Person = getattr(hub, name)

    more = await person.presses(await claimed(hub), "More…")

    assert more.shown.menus == {}


async def test_two_who_offer_at_the_same_moment_get_one_helper_and_one_polite_answer(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")

    answers = await hub.at_once(hub.linus.presses(card, "I can help"), hub.grace.presses(card, "I can help"))

    texts = sorted(answer.text for answer in answers)
    assert sum("Thank you" in text for text in texts) == 1
    assert sum("is helping with B1 already" in text for text in texts) == 1
    assert hub.card("B1").text.count(" helps") == 1


async def test_a_channel_of_ones_own_makes_nobody_a_moderator(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Run tasks")
    rights = discord.PermissionOverwrite(manage_messages=True)
    own = hub.guild.create_text_channel("linus-at-home", overwrites={hub.linus.actor: rights})

    more = await hub.linus.presses(await hub.linus.types("blocker show", number="B1", where=own), "More…")

    assert more.buttons == ["History"]


async def test_a_moderator_is_one_in_every_channel(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Run tasks")
    rights = discord.PermissionOverwrite(manage_messages=False)
    quiet = hub.guild.create_text_channel("quiet", overwrites={hub.margaret.actor: rights})

    more = await hub.margaret.presses(
        await hub.margaret.types("blocker show", number="B1", where=quiet), "More…"
    )

    assert "No longer needed" in more.buttons
