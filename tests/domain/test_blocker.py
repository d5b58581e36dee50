"""A blocker as it is written, edited, tagged, and brought to its ends."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from domain.errors import BadInput
from domain.hub import Hub
from domain.models.blocker_draft import GOAL_LIMIT, BlockerDraft, Urgency
from domain.models.entries import TEXT_LIMIT, Kind, Ref
from domain.models.lifecycle import State
from tests.support.domain import (
    ADA,
    GRACE,
    GUILD,
    HEDY,
    LINUS,
    MODERATOR,
    MONDAY_NOON,
    PLACE,
    SetClock,
    any_text,
    blocker,
    blocker_draft,
    few,
    refusal,
    resolution,
)

LATER = MONDAY_NOON + timedelta(hours=1)
OPEN = blocker()
CLAIMED = OPEN.claimed_by(LINUS, at=LATER)
B2 = Ref(Kind.BLOCKER, 2)


def test_who_helps_is_noted_and_hands_it_back_without_a_trace() -> None:
    assert CLAIMED.helper == LINUS
    assert CLAIMED.claimed_at == LATER
    assert CLAIMED.released_by(LINUS, at=LATER) == replace(OPEN, updated_at=LATER)


def test_a_moderator_can_hand_back_for_a_helper_who_left() -> None:
    assert CLAIMED.released_by(MODERATOR, at=LATER).state is State.OPEN


def test_the_clock_of_a_claim_starts_anew_when_it_is_handed_over() -> None:
    handed = CLAIMED.handed_over(HEDY, by=LINUS, at=LATER + timedelta(hours=1))

    assert (handed.helper, handed.claimed_at) == (HEDY, LATER + timedelta(hours=1))


def test_whoever_proposes_an_answer_helps_unless_somebody_does() -> None:
    assert OPEN.proposed_by(MODERATOR, resolution(), at=LATER).helper == MODERATOR
    assert CLAIMED.proposed_by(MODERATOR, resolution(), at=LATER).helper == LINUS


def test_urgency_is_said_in_words() -> None:
    assert [urgency.words for urgency in Urgency] == [
        "no hurry",
        "needed soon",
        "cannot go on without it",
    ]


async def test_an_edit_changes_words_tags_and_urgency_and_nothing_else(hub: Hub, clock: SetClock) -> None:
    logged = await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    clock.skip(minutes=1)
    draft = BlockerDraft.written(
        goal="Redis loses my keys", happened="nil", tried="a restart", tags="redis cache", urgency=Urgency.NOW
    )

    edited = await hub.blockers.edit(GUILD, 1, draft, by=ADA)

    assert edited == await hub.blockers.get(GUILD, 1)
    assert edited == replace(
        logged,
        title="Redis loses my keys",
        goal="Redis loses my keys",
        happened="nil",
        tried="a restart",
        tags=("redis", "cache"),
        urgency=Urgency.NOW,
        updated_at=clock.now(),
        seen_at=clock.now(),
    )


async def test_tags_join_those_that_are_there_up_to_five(hub: Hub) -> None:
    await hub.blockers.log(PLACE, blocker_draft(tags="celery"), by=ADA, cause=1)

    tagged = await hub.blockers.tag(GUILD, 1, "django, CELERY redis", by=ADA)
    assert tagged.tags == ("celery", "django", "redis")

    with pytest.raises(BadInput, match="5"):
        await hub.blockers.tag(GUILD, 1, "a b c", by=ADA)
    with pytest.raises(BadInput, match="cannot be a tag"):
        await hub.blockers.tag(GUILD, 1, "dj@ngo", by=ADA)
    assert (await hub.blockers.get(GUILD, 1)).tags == tagged.tags


async def test_a_duplicate_takes_those_it_affects_along(hub: Hub) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await hub.blockers.log(PLACE, blocker_draft(), by=HEDY, cause=2)
    for who in (GRACE, HEDY):
        await hub.blockers.join(GUILD, 1, by=who)
    await hub.blockers.join(GUILD, 2, by=GRACE)

    duplicate = await hub.blockers.mark_duplicate(GUILD, 1, B2, by=ADA)

    assert (duplicate.state, duplicate.duplicate_of) == (State.DUPLICATE, B2)
    assert set(await hub.blockers.affected(GUILD, 2)) == {GRACE, ADA}, "but hedy, whose own it is"
    assert (await hub.blockers.get(GUILD, 2)).affected == 2


async def test_nobody_waits_at_a_duplicate_of_what_was_solved(hub: Hub) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await hub.blockers.log(PLACE, blocker_draft(), by=HEDY, cause=2)
    await hub.resolutions.resolve(GUILD, 2, resolution(), by=HEDY, cause=3)

    await hub.blockers.mark_duplicate(GUILD, 1, B2, by=ADA)

    assert list(await hub.blockers.affected(GUILD, 2)) == []


async def test_duplicates_make_no_circle(hub: Hub) -> None:
    for cause in (1, 2, 3):
        await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=cause)
    blockers, b1, b3 = hub.blockers, Ref(Kind.BLOCKER, 1), Ref(Kind.BLOCKER, 3)
    await blockers.mark_duplicate(GUILD, 1, B2, by=ADA)

    assert await refusal(blockers.mark_duplicate(GUILD, 2, b1, by=ADA)) == (
        "B1 is a duplicate of B2 already, so people go on at B2."
    )
    assert await refusal(blockers.mark_duplicate(GUILD, 3, b1, by=ADA)) == (
        "B1 is a duplicate itself, of B2. Name that one instead."
    )
    assert await refusal(blockers.mark_duplicate(GUILD, 3, b3, by=ADA)) == (
        "B3 cannot be a duplicate of itself. Name the other blocker."
    )
    await blockers.reopen(GUILD, 1, by=ADA)
    assert await refusal(blockers.mark_duplicate(GUILD, 2, b1, by=ADA)) == ""


async def test_a_blocker_that_is_opened_again_keeps_its_solutions(hub: Hub) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await hub.blockers.claim(GUILD, 1, by=LINUS)
    await hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=2)

    reopened = await hub.blockers.reopen(GUILD, 1, by=ADA)

    assert (reopened.state, reopened.helper, reopened.solution, reopened.ended_at) == (
        State.OPEN,
        None,
        None,
        None,
    )
    assert [str(each.ref) for each in await hub.solutions.of_blocker(GUILD, 1)] == ["S1"]
    again = await hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=3)
    assert str(again.solution) == "S2"
    assert [str(each.ref) for each in await hub.solutions.of_blocker(GUILD, 1)] == ["S1", "S2"]


@few
@given(any_text, any_text, any_text, any_text)
def test_a_form_becomes_a_draft_within_limits_or_is_refused(
    goal: str, happened: str, tried: str, tags: str
) -> None:
    try:
        draft = BlockerDraft.written(
            goal=goal, happened=happened, tried=tried, tags=tags, urgency=Urgency.NOW
        )
    except BadInput:
        return
    assert 0 < len(draft.goal) <= GOAL_LIMIT
    assert 0 < len(draft.happened) <= TEXT_LIMIT


@pytest.mark.parametrize(
    ("goal", "happened", "tried", "sentence"),
    [
        (" ", "x", "", "The goal has no words yet"),
        ("x" * 201, "x", "", "The goal has 201 characters; 200 fit"),
        ("x", "…", "", "The description of what happened has no words yet"),
        ("x", "x", "x" * 1501, "The list of what you tried has 1,501 characters"),
    ],
)
def test_the_sentence_names_the_field_to_mend(goal: str, happened: str, tried: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        BlockerDraft.written(goal=goal, happened=happened, tried=tried, tags="", urgency=Urgency.NOW)
