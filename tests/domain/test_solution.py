"""A solution is a problem somebody had and what solved it: when it holds, and what changes it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused
from domain.models.entries import Kind, Member, Ref
from domain.models.solution import Solution, Standing, Vote
from domain.models.solution_draft import Details, SolutionDraft, Words
from tests.support.domain import ADA, GRACE, GUILD, LINUS, MODERATOR, MONDAY_NOON, few

FRESH = timedelta(days=180)


def posted(**more: object) -> Solution:
    """S3, which ada posted on Monday."""
    solution = Solution(
        guild_id=GUILD,
        ref=Ref(Kind.SOLUTION, 3),
        title="CORS blocks my fetch",
        tags=("django",),
        author=ADA,
        created_at=MONDAY_NOON,
        updated_at=MONDAY_NOON,
        problem="CORS blocks my fetch",
        cause="",
        fix="Install django-cors-headers",
        code="",
    )
    return replace(solution, **more)


# ------------------------------------------------------------------------------ whether it holds


def vote(by: Member, *, helped: bool, day: float) -> Vote:
    return Vote(by, helped, MONDAY_NOON + timedelta(days=day))


def since(*votes: Vote, day: float) -> float | None:
    """Since which day S3 is unconfirmed, seen on a day."""
    seen = posted().weighed(votes, now=MONDAY_NOON + timedelta(days=day), fresh_for=FRESH)
    doubted = seen.unconfirmed_since
    return None if doubted is None else (doubted - MONDAY_NOON) / timedelta(days=1)


def test_it_is_fresh_for_half_a_year_from_when_it_was_posted_or_last_helped() -> None:
    assert since(day=179.9) is None
    assert since(day=180) == 180
    assert since(day=999) == 180
    helped = vote(LINUS, helped=True, day=100)
    assert since(helped, day=279.9) is None
    assert since(helped, day=280) == 280


def test_two_failures_since_it_last_helped_are_doubt_enough() -> None:
    first, second = vote(LINUS, helped=False, day=1), vote(GRACE, helped=False, day=2)

    assert since(first, day=3) is None
    assert since(second, first, day=3) == 2
    assert since(first, second, vote(MODERATOR, helped=True, day=2.5), day=3) is None
    assert since(vote(MODERATOR, helped=True, day=0.5), first, second, day=3) == 2
    assert since(vote(MODERATOR, helped=True, day=1.5), first, second, day=3) is None


@few
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 400)), max_size=12), st.integers(400, 800))
def test_votes_are_counted_in_any_order(told: list[tuple[bool, int]], today: int) -> None:
    votes = [vote(Member(each, ""), helped=helped, day=day) for each, (helped, day) in enumerate(told)]
    now = MONDAY_NOON + timedelta(days=today)

    weighed = posted().weighed(votes, now=now, fresh_for=FRESH)

    assert weighed == posted().weighed(votes[::-1], now=now, fresh_for=FRESH)
    assert weighed.helped + weighed.failed == len(votes)
    assert weighed.unconfirmed_since is None or MONDAY_NOON < weighed.unconfirmed_since <= now


# -------------------------------------------------------------------------------- what changes it


def test_the_title_follows_the_problem_that_it_came_from() -> None:
    words = Words(problem="CORS blocks all", fix="Do it")

    assert posted().edited_by(ADA, words, at=MONDAY_NOON).title == "CORS blocks all"
    assert posted(title="My blocker").edited_by(ADA, words, at=MONDAY_NOON).title == "My blocker"
    assert posted(title="My blocker").edited_by(ADA, Details(), at=MONDAY_NOON).title == "My blocker"


def test_words_and_details_leave_each_other_alone() -> None:
    whole = posted(links=("https://a.org",), versions=("Django 5.2",))

    worded = whole.edited_by(ADA, Words(problem="p", fix="f"), at=MONDAY_NOON)
    detailed = whole.edited_by(ADA, Details(tags=("a",)), at=MONDAY_NOON)

    assert (worded.tags, worded.links, worded.versions) == (whole.tags, whole.links, whole.versions)
    assert (detailed.fix, detailed.tags, detailed.links) == (whole.fix, ("a",), ())


def test_a_whole_draft_changes_all_but_whom_it_quotes() -> None:
    draft = SolutionDraft(problem="p", fix="f", tags=("a",), quoted=(GRACE,))

    edited = posted(quoted=(LINUS,)).edited_by(ADA, draft, at=MONDAY_NOON)

    assert (edited.problem, edited.tags, edited.quoted) == ("p", ("a",), (LINUS,))


def test_a_name_goes_from_all_its_places_and_the_right_to_veto_stays() -> None:
    named = posted(helpers=(LINUS, GRACE), quoted=(ADA, LINUS))
    assert named.names(LINUS)

    unnamed = named.without_name_of(LINUS, at=MONDAY_NOON)

    assert not unnamed.names(LINUS)
    assert unnamed.helpers == (GRACE,)
    assert [member.name for member in unnamed.quoted] == ["ada", ""]
    assert unnamed.taken_back(by=LINUS, at=MONDAY_NOON).standing is Standing.TAKEN_BACK
    with pytest.raises(Refused, match="S3 does not name you"):
        unnamed.without_name_of(LINUS, at=MONDAY_NOON)


def test_nothing_that_was_said_stays_in_what_was_taken_back() -> None:
    said = posted(
        cause="said", prevention="said", code="said", language="said", links=("said",), versions=("said",)
    )
    said = replace(said, title="said", problem="said", fix="said", tags=("said",), quoted=(LINUS,))

    assert "said" not in repr(said.taken_back(by=LINUS, at=MONDAY_NOON))


@pytest.mark.parametrize("standing", [Standing.RETIRED, Standing.TAKEN_BACK])
def test_what_is_out_of_use_is_not_changed(standing: Standing) -> None:
    gone = posted(standing=standing)

    for change in (
        lambda: gone.edited_by(ADA, Details(), at=MONDAY_NOON),
        lambda: gone.tagged_by(ADA, (), at=MONDAY_NOON),
        lambda: gone.superseded(Ref(Kind.SOLUTION, 4), by=ADA, at=MONDAY_NOON),
        lambda: gone.retired(by=MODERATOR, at=MONDAY_NOON),
    ):
        with pytest.raises(Refused, match=f"S3 was {standing.words}, so there is nothing to do with it"):
            change()


@pytest.mark.parametrize("standing", [Standing.POSTED, Standing.TAKEN_BACK])
def test_only_what_is_retired_or_superseded_comes_back(standing: Standing) -> None:
    with pytest.raises(Refused, match="S3 is neither retired nor superseded"):
        posted(standing=standing).restored(by=MODERATOR, at=MONDAY_NOON)
