"""What search learns from those who say that a solution answered them, and what it does not."""

from collections.abc import Sequence

import pytest

from domain.errors import NotFound
from domain.hub import Hub
from domain.models.alias import ALIASES_LIMIT, MEMBER_ALIASES_LIMIT
from domain.models.entries import Kind, Member, Ref
from domain.models.search import Query, Reason
from domain.models.sight import FULL
from domain.models.solution_draft import SolutionDraft
from tests.support.domain import (
    ADA,
    GRACE,
    GUILD,
    HEDY,
    LINUS,
    PLACE,
    ZOE,
    SetClock,
    blocker_draft,
    solution_draft,
)

TRACE = """Traceback (most recent call last):
  File "/app/orders/views.py", line 3, in create
    order = by_id[customer_id]
KeyError: 'customer_id'
"""


async def solved(hub: Hub, words: str, *, by: Member, number: int = 1) -> int:
    """Search, and say that a solution answered it; returns the search's number."""
    asked = await hub.search.ask(GUILD, Query(words), by=by, sight=FULL)
    await hub.learning.solved(GUILD, asked.search_id, number, by=by)
    return asked.search_id


async def wordings(hub: Hub, number: int = 1) -> Sequence[str]:
    return [alias.text for alias in await hub.learning.aliases(GUILD, number)]


async def test_one_member_drives_out_no_wording_but_their_own(hub: Hub) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)
    people = [Member(100 + number, f"member{number}") for number in range(ALIASES_LIMIT)]
    for person in people:
        await solved(hub, f"riddle {person.name}", by=person)

    for number in range(ALIASES_LIMIT):
        await solved(hub, f"junk{number}", by=ADA)

    kept = await wordings(hub)
    assert len(kept) == ALIASES_LIMIT
    assert kept[-MEMBER_ALIASES_LIMIT:] == ["junk9", "junk10", "junk11"]
    assert kept[0] == f"riddle member{MEMBER_ALIASES_LIMIT}"


async def posts_both(hub: Hub) -> None:
    """S1 tells of the error and helped three; S2, by grace for hedy's blocker, is about something else."""
    told = SolutionDraft.written(problem=f"Orders break\n{TRACE}", fix="Use by_id.get()", tags="")
    await hub.solutions.post(PLACE, told, by=ADA, cause=1)
    for voter in (GRACE, LINUS, ZOE):
        await hub.solutions.vote(GUILD, 1, helped=True, by=voter)
    asked = await hub.blockers.log(PLACE, blocker_draft("Flowers for the office"), by=HEDY, cause=2)
    spam = SolutionDraft.written(problem="Buy my flowers", fix="Order ten", tags="")
    await hub.solutions.post(PLACE, spam, by=GRACE, cause=3, blocker=asked.ref)


async def test_nobody_puts_their_own_solution_first_for_an_error(hub: Hub) -> None:
    await posts_both(hub)
    for own in (GRACE, HEDY):
        await solved(hub, TRACE, by=own, number=2)

    found = await hub.search.ask(GUILD, Query(TRACE), by=LINUS, sight=FULL)

    assert found.hits[0].ref == Ref(Kind.SOLUTION, 1)
    assert [hit.ref.number for hit in found.hits if hit.reason is Reason.SAME_ERROR] == [1]
    assert await wordings(hub, 2) == ["KeyError: customer_id, in create"], "the words are kept"


async def test_somebody_else_teaches_which_error_a_solution_solves(hub: Hub) -> None:
    await posts_both(hub)
    await solved(hub, TRACE, by=GRACE, number=2)
    await solved(hub, TRACE, by=LINUS, number=2)

    found = await hub.search.ask(GUILD, Query(TRACE), by=ZOE, sight=FULL)

    assert {hit.ref.number for hit in found.hits if hit.reason is Reason.SAME_ERROR} == {1, 2}


async def test_what_others_made_of_a_search_is_forgotten_with_it_and_nothing_older(
    hub: Hub, clock: SetClock
) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)
    await hub.solutions.post(PLACE, solution_draft("Redis forgets"), by=ADA, cause=2)
    older = await solved(hub, "my private jobs vanish", by=ZOE, number=2)
    clock.skip(seconds=1)
    asked = await hub.search.ask(GUILD, Query("my private jobs vanish"), by=GRACE, sight=FULL)
    await hub.learning.solved(GUILD, asked.search_id, 1, by=LINUS)
    copy = await hub.learning.dismiss(GUILD, asked.search_id, Ref(Kind.SOLUTION, 1), by=LINUS)
    other = await solved(hub, "fetch is refused", by=LINUS)

    assert await hub.learning.forget(GUILD, by=GRACE) == 2

    assert await wordings(hub) == ["fetch is refused"]
    assert await wordings(hub, 2) == ["my private jobs vanish"]
    for gone in (asked.search_id, copy):
        with pytest.raises(NotFound):
            await hub.search.query(GUILD, gone)
    for kept in (older, other):
        assert await hub.search.query(GUILD, kept)
    assert [finding async for finding in hub.upkeep.verify()] == []


async def test_a_few_words_that_anybody_may_have_typed_stay_with_others(hub: Hub) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)
    await hub.search.ask(GUILD, Query("fetch is refused"), by=GRACE, sight=FULL)
    others = await solved(hub, "fetch is refused", by=LINUS)

    assert await hub.learning.forget(GUILD, by=GRACE) == 1

    assert await wordings(hub) == ["fetch is refused"]
    assert await hub.search.query(GUILD, others)


async def test_taken_back_a_solution_did_not_work_as_was_said_before(hub: Hub) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)
    await hub.solutions.vote(GUILD, 1, helped=False, by=GRACE)
    search = await solved(hub, "fetch is refused", by=GRACE)
    assert (await hub.solutions.get(GUILD, 1)).failed == 0

    solution = await hub.learning.not_solved(GUILD, search, 1, by=GRACE)
    assert (solution.helped, solution.failed) == (0, 1)

    await hub.solutions.vote(GUILD, 1, helped=False, by=GRACE)
    search = await solved(hub, "fetch is refused", by=GRACE)
    solution = await hub.learning.not_solved(GUILD, search, 1, by=GRACE)
    assert (solution.helped, solution.failed) == (0, 0), "it was taken back before"
