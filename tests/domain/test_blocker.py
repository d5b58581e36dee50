"""A blocker goes from the cry for help to its solution, and never anywhere else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput, Refused
from domain.models.blocker import GOAL_LIMIT, TEXT_LIMIT, Blocker, BlockerDraft, State, Urgency
from domain.models.entries import Kind, Member, Ref
from tests.support.domain import ADA, GRACE, GUILD, LINUS, MODERATOR, MONDAY_NOON, any_text, few

LATER = MONDAY_NOON + timedelta(hours=1)
SOLUTION = Ref(Kind.SOLUTION, 3)

OPEN = Blocker(
    guild_id=GUILD,
    ref=Ref(Kind.BLOCKER, 12),
    title="Celery does not see my tasks",
    tags=("celery",),
    author=ADA,
    created_at=MONDAY_NOON,
    updated_at=MONDAY_NOON,
    goal="Celery does not see my tasks",
    happened="Received unregistered task",
    tried="",
    urgency=Urgency.TODAY,
)
CLAIMED = OPEN.claimed_by(LINUS, at=LATER)
SOLVED = CLAIMED.resolved_by(ADA, solution=SOLUTION, at=LATER)


def after(blocker: Blocker, step: str, who: Member) -> Blocker:
    """What becomes of a blocker when somebody presses a button."""
    at = blocker.updated_at + timedelta(minutes=1)
    if step == "claim":
        return blocker.claimed_by(who, at=at)
    if step == "release":
        return blocker.released_by(who, at=at)
    return blocker.resolved_by(who, solution=SOLUTION, at=at)


steps = st.tuples(
    st.sampled_from(["claim", "release", "resolve"]), st.sampled_from([ADA, LINUS, GRACE, MODERATOR])
)


@few
@given(st.lists(steps, max_size=12))
def test_whatever_people_press_a_blocker_stays_sound(pressed: list[tuple[str, Member]]) -> None:
    blocker = OPEN
    for step, who in pressed:
        before = blocker
        try:
            blocker = after(blocker, step, who)
        except Refused:
            assert blocker is before
            continue
        assert before.state is not State.SOLVED, "solved is final"
        assert blocker.updated_at > before.updated_at
        if blocker.state is not State.SOLVED:
            assert (blocker.helper is not None) == (blocker.state is State.CLAIMED)
            assert (blocker.claimed_at is not None) == (blocker.state is State.CLAIMED)
        assert blocker.helper is None or blocker.helper.id != blocker.author.id
        assert (blocker.solution is not None) == (blocker.state is State.SOLVED)
        assert (blocker.solved_at is not None) == (blocker.state is State.SOLVED)
        assert replace(blocker, **_what_buttons_change(before)) == before, "nothing else changes"


def _what_buttons_change(before: Blocker) -> dict[str, object]:
    names = ("state", "helper", "claimed_at", "solved_at", "solution", "updated_at")
    return {name: getattr(before, name) for name in names}


def test_who_helps_is_noted_and_hands_it_back_without_a_trace() -> None:
    assert CLAIMED.helper == LINUS
    assert CLAIMED.claimed_at == LATER
    assert CLAIMED.released_by(LINUS, at=LATER) == replace(OPEN, updated_at=LATER)


def test_a_solved_blocker_still_says_who_helped() -> None:
    assert SOLVED.helper == LINUS
    assert SOLVED.solution == SOLUTION


@pytest.mark.parametrize("who", [ADA, LINUS, MODERATOR])
def test_author_helper_and_moderators_can_resolve(who: Member) -> None:
    assert CLAIMED.resolved_by(who, solution=SOLUTION, at=LATER).state is State.SOLVED


def test_a_moderator_can_hand_back_for_a_helper_who_left() -> None:
    assert CLAIMED.released_by(MODERATOR, at=LATER).state is State.OPEN


@pytest.mark.parametrize(
    ("blocker", "step", "who", "sentence"),
    [
        (CLAIMED, "claim", GRACE, "linus is helping with B12 already. You can still write to them below"),
        (CLAIMED, "claim", LINUS, "You are helping with B12 already."),
        (OPEN, "claim", ADA, "B12 is your own. Somebody else can offer to help"),
        (SOLVED, "claim", GRACE, "B12 is solved already: see S3."),
        (OPEN, "release", LINUS, "Nobody is helping with B12 now"),
        (SOLVED, "release", LINUS, "Nobody is helping with B12 now"),
        (CLAIMED, "release", ADA, "Only linus, who is helping with B12, can hand it back."),
        (OPEN, "resolve", GRACE, "Only ada or the one who helps can resolve B12."),
        (SOLVED, "resolve", ADA, "B12 is solved already: see S3. You can add yours with /solution post."),
    ],
)
def test_what_the_rules_do_not_allow_is_refused_with_the_reason(
    blocker: Blocker, step: str, who: Member, sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        after(blocker, step, who)
    assert sentence in refused.value.sentence


def test_state_and_urgency_are_said_in_words() -> None:
    assert [state.words for state in State] == ["open, nobody helps yet", "somebody helps", "solved"]
    assert [urgency.words for urgency in Urgency] == [
        "no hurry",
        "needed today",
        "cannot go on without it",
    ]


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
