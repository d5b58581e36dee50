"""How a blocker becomes a solution: by its author's word, or by a helper's answer that its author accepts."""

import pytest

from domain.errors import BadInput, Refused
from domain.hub import Hub
from domain.models.blocker import Blocker
from domain.models.delivery import Delivery, Key
from domain.models.entries import Kind, Ref
from domain.models.lifecycle import State
from domain.models.resolution import HELPERS_LIMIT, Proposal, Resolution
from domain.models.search import Query, Within
from domain.models.sight import FULL
from tests.support.domain import (
    ADA,
    GRACE,
    GUILD,
    HEDY,
    LINUS,
    MODERATOR,
    MONDAY_NOON,
    PLACE,
    ZOE,
    SetClock,
    blocker_draft,
    refusal,
    resolution,
    solution_draft,
)

B1 = Ref(Kind.BLOCKER, 1)


@pytest.fixture
async def claimed(hub: Hub, clock: SetClock) -> Blocker:
    """B1 of ada's, with linus as its helper since an hour later."""
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    clock.skip(hours=1)
    return await hub.blockers.claim(GUILD, 1, by=LINUS)


async def owed(hub: Hub, key: str) -> Delivery | None:
    """A delivery about B1."""
    return await hub.outbox.get(GUILD, Key.parse(key))


async def test_its_author_says_how_it_was_solved_and_who_helped(
    hub: Hub, clock: SetClock, claimed: Blocker
) -> None:
    clock.skip(hours=1)
    told = Resolution.written(
        cause="autodiscover was off",
        fix="Call it",
        prevention="Test the worker",
        code="```python\napp.autodiscover_tasks()\n```",
        helpers=(GRACE, ADA, LINUS, MODERATOR),
    )

    solved = await hub.resolutions.resolve(GUILD, 1, told, by=ADA, cause=2)

    assert (solved.state, solved.helper, solved.ended_at) == (State.SOLVED, LINUS, clock.now())
    assert solved.solution
    solution = await hub.solutions.get(GUILD, solved.solution.number)
    assert (solution.author, solution.title, solution.tags) == (ADA, claimed.title, claimed.tags)
    assert (solution.problem, solution.cause, solution.fix) == (claimed.happened, told.cause, told.fix)
    assert (solution.prevention, solution.code, solution.language) == (
        "Test the worker",
        "app.autodiscover_tasks()",
        "python",
    )
    assert (solution.blocker, solution.asked_at, solution.created_at) == (B1, MONDAY_NOON, clock.now())
    assert solution.helpers == (GRACE, LINUS, MODERATOR), "each once, and not ada herself"


async def test_a_helpers_answer_waits_for_the_authors_word(
    hub: Hub, clock: SetClock, claimed: Blocker
) -> None:
    proposed = await hub.resolutions.resolve(GUILD, 1, resolution(), by=LINUS, cause=2)

    assert proposed.state is State.PROPOSED
    assert proposed.proposal == Proposal(resolution=resolution(), by=LINUS, at=clock.now())
    assert proposed.claimed_at == claimed.claimed_at
    ask = await owed(hub, "ask:B1/answer-2")
    assert ask
    assert ask.channel_id == PLACE.channel_id
    assert await hub.solutions.of_blocker(GUILD, 1) == []

    accepted = await hub.resolutions.accept(GUILD, 1, by=ADA, cause=3)

    (solution,) = await hub.solutions.of_blocker(GUILD, 1)
    assert (accepted.state, accepted.proposal, accepted.solution) == (State.SOLVED, None, solution.ref)
    assert (solution.author, solution.fix, solution.helpers) == (LINUS, resolution().fix, (LINUS,))


@pytest.mark.usefixtures("claimed")
async def test_an_answer_that_does_not_solve_it_leaves_the_helper_at_work(hub: Hub, clock: SetClock) -> None:
    await hub.resolutions.resolve(GUILD, 1, resolution(), by=LINUS, cause=2)
    clock.skip(hours=5)

    declined = await hub.resolutions.decline(GUILD, 1, by=ADA)

    assert (declined.state, declined.helper, declined.proposal) == (State.CLAIMED, LINUS, None)
    assert declined.claimed_at == clock.now(), "the clock of the claim starts anew"
    again = await hub.resolutions.resolve(GUILD, 1, resolution(), by=LINUS, cause=3)
    assert again.state is State.PROPOSED
    assert await owed(hub, "ask:B1/answer-3"), "and she is asked again"


async def test_an_author_may_tell_another_story_while_an_answer_waits(hub: Hub, claimed: Blocker) -> None:
    await hub.resolutions.resolve(GUILD, 1, resolution(), by=LINUS, cause=2)

    solved = await hub.resolutions.resolve(GUILD, 1, Resolution.found_alone("Restarted it"), by=ADA, cause=3)

    (solution,) = await hub.solutions.of_blocker(GUILD, 1)
    assert (solved.state, solved.proposal) == (State.SOLVED, None)
    assert (solution.author, solution.fix, solution.cause) == (ADA, "Restarted it", "")
    assert claimed.helper == LINUS
    assert solution.helpers == (LINUS,)


async def test_who_is_affected_is_told_once_and_nobody_else(hub: Hub) -> None:
    for cause in (1, 2):
        await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=cause)
    for who in (GRACE, LINUS):
        await hub.blockers.join(GUILD, 1, by=who)

    for number in (1, 2):
        await hub.resolutions.resolve(GUILD, number, resolution(), by=ADA, cause=10 + number)

    assert await owed(hub, "told:B1/S1")
    assert await owed(hub, "told:B2/S2") is None


async def test_the_form_opens_for_who_may_resolve_or_propose(hub: Hub, clock: SetClock) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    may = hub.resolutions.who_resolves

    assert (await may(GUILD, 1, by=ADA))[1] is True
    assert (await may(GUILD, 1, by=MODERATOR))[1] is False
    assert "press “I can help” first" in await refusal(may(GUILD, 1, by=ZOE))
    clock.skip(hours=48)
    assert (await may(GUILD, 1, by=MODERATOR))[1] is True
    await hub.blockers.drop(GUILD, 1, by=ADA)
    with pytest.raises(Refused, match=r"B1 is no longer needed\. You can reopen it"):
        await may(GUILD, 1, by=ADA)


async def test_a_moderator_ends_it_in_the_place_of_a_silent_author(hub: Hub, clock: SetClock) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    clock.skip(hours=48)

    solved = await hub.resolutions.resolve(GUILD, 1, resolution(), by=MODERATOR, cause=2)

    (solution,) = await hub.solutions.of_blocker(GUILD, 1)
    assert solved.state is State.SOLVED
    assert (solution.author, solution.helpers) == (MODERATOR, ())


async def test_several_solutions_stand_beside_each_other(hub: Hub) -> None:
    await hub.blockers.log(PLACE, blocker_draft(tags="celery redis"), by=ADA, cause=1)
    await hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=2)
    for cause, who in ((3, HEDY), (4, GRACE)):
        draft = solution_draft("Another way to register tasks")
        await hub.solutions.post(PLACE, draft, by=who, cause=cause, blocker=B1)

    solutions = await hub.solutions.of_blocker(GUILD, 1)
    assert [(str(each.ref), each.author) for each in solutions] == [("S1", ADA), ("S2", HEDY), ("S3", GRACE)]
    assert {each.asked_at for each in solutions} == {MONDAY_NOON}
    await hub.solutions.retire(GUILD, 2, by=MODERATOR)
    assert [str(each.ref) for each in await hub.solutions.of_blocker(GUILD, 1)] == ["S1", "S3"]
    assert str((await hub.blockers.get(GUILD, 1)).solution) == "S1"


async def test_a_blocker_that_ended_is_left_to_its_solution_by_a_search(hub: Hub) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=2)

    async def found(query: Query) -> list[str]:
        return [str(hit.ref) for hit in (await hub.search.ask(GUILD, query, by=LINUS, sight=FULL)).hits]

    assert await found(Query("unregistered task")) == ["S1"]
    assert await found(Query("unregistered task", Within(Kind.BLOCKER))) == ["B1"]
    await hub.blockers.reopen(GUILD, 1, by=ADA)
    assert set(await found(Query("unregistered task"))) == {"B1", "S1"}


def test_five_at_most_are_thanked_and_what_was_found_alone_says_how() -> None:
    thanked = Resolution.written(cause="c", fix="f", helpers=(ADA, LINUS, GRACE, HEDY, ZOE, MODERATOR))

    assert len(thanked.helpers) == HELPERS_LIMIT
    with pytest.raises(BadInput, match="The fix has no words yet"):
        Resolution.found_alone(" ")
