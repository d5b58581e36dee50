"""Whoever made the last move of a blocker can take it back, and all is as it was before."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import pytest

from domain.hub import Hub
from domain.models.blocker import Blocker
from domain.models.deeds import Deed
from domain.models.delivery import DeliveryState, Key
from domain.models.entries import Kind, Member, Ref
from domain.models.lifecycle import UNDOABLE
from domain.models.search import Query
from domain.models.sight import FULL
from domain.models.solution import Standing
from tests.support.domain import (
    ADA,
    GRACE,
    GUILD,
    HEDY,
    LINUS,
    MODERATOR,
    PLACE,
    SetClock,
    blocker_draft,
    refusal,
    resolution,
)

Does = Callable[[Hub], Awaitable[object]]

B1 = Ref(Kind.BLOCKER, 1)
B2 = Ref(Kind.BLOCKER, 2)


class Move(NamedTuple):
    """What was done before, what is done and undone, and by whom."""

    before: Sequence[str]
    by: Member


DONE: dict[str, Does] = {
    "claim": lambda hub: hub.blockers.claim(GUILD, 1, by=LINUS),
    "release": lambda hub: hub.blockers.release(GUILD, 1, by=LINUS),
    "hand over": lambda hub: hub.blockers.hand_over(GUILD, 1, HEDY, by=LINUS),
    "propose": lambda hub: hub.resolutions.resolve(GUILD, 1, resolution(), by=LINUS, cause=20),
    "accept": lambda hub: hub.resolutions.accept(GUILD, 1, by=ADA, cause=21),
    "decline": lambda hub: hub.resolutions.decline(GUILD, 1, by=ADA),
    "resolve": lambda hub: hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=22),
    "drop": lambda hub: hub.blockers.drop(GUILD, 1, by=ADA),
    "duplicate": lambda hub: hub.blockers.mark_duplicate(GUILD, 1, B2, by=ADA),
}

MOVES: dict[str, Move] = {
    "claim": Move([], LINUS),
    "release": Move(["claim"], LINUS),
    "hand over": Move(["claim"], LINUS),
    "propose": Move(["claim"], LINUS),
    "accept": Move(["claim", "propose"], ADA),
    "decline": Move(["claim", "propose"], ADA),
    "resolve": Move(["claim", "propose"], ADA),
    "drop": Move(["claim", "propose"], ADA),
    "duplicate": Move(["claim"], ADA),
}


async def done(hub: Hub, clock: SetClock, *deeds: str) -> Blocker:
    """Log B1 and B2, and do these deeds; returns B1."""
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await hub.blockers.log(PLACE, blocker_draft(), by=HEDY, cause=2)
    await hub.blockers.join(GUILD, 1, by=GRACE)
    for deed in deeds:
        clock.skip(minutes=1)
        await DONE[deed](hub)
    return await hub.blockers.get(GUILD, 1)


def test_every_deed_that_can_be_undone_is_here() -> None:
    assert set(MOVES) == {deed.value for deed in UNDOABLE}


@pytest.mark.parametrize("deed", MOVES)
async def test_what_is_undone_leaves_all_as_it_was(hub: Hub, clock: SetClock, deed: str) -> None:
    move = MOVES[deed]
    before = await done(hub, clock, *move.before)
    clock.skip(minutes=1)
    await DONE[deed](hub)
    clock.skip(minutes=1)

    undone, event = await hub.blockers.undo(GUILD, 1, by=move.by)

    assert event.deed.value == deed
    assert undone == await hub.blockers.get(GUILD, 1)
    assert replace(undone, updated_at=before.updated_at, seen_at=before.seen_at) == before
    assert undone.updated_at == clock.now()
    history = await hub.entries.history(GUILD, B1)
    assert [each.deed for each in history[-2:]] == [Deed(deed), Deed.UNDO]
    card = await hub.outbox.get(GUILD, Key.card(B1))
    assert card
    assert card.state is DeliveryState.DUE


@pytest.mark.parametrize("deed", MOVES)
async def test_nobody_undoes_what_another_did_and_nobody_undoes_twice(
    hub: Hub, clock: SetClock, deed: str
) -> None:
    move = MOVES[deed]
    await done(hub, clock, *move.before, deed)
    nothing = "There is nothing of yours to undo on B1. Only its last change can be undone, once, by whoever made it."

    for who in {ADA, LINUS, GRACE, MODERATOR} - {move.by}:
        assert await refusal(hub.blockers.undo(GUILD, 1, by=who)) == nothing
    await hub.blockers.undo(GUILD, 1, by=move.by)
    assert await refusal(hub.blockers.undo(GUILD, 1, by=move.by)) == nothing


@pytest.mark.parametrize("deed", ["resolve", "accept"])
async def test_a_solution_that_is_undone_is_retired_and_not_found(
    hub: Hub, clock: SetClock, deed: str
) -> None:
    await done(hub, clock, *MOVES[deed].before, deed)
    await hub.blockers.undo(GUILD, 1, by=ADA)

    solution = await hub.solutions.get(GUILD, 1)
    assert solution.standing is Standing.RETIRED
    found = await hub.search.ask(GUILD, Query("autodiscover"), by=LINUS, sight=FULL)
    assert [str(hit.ref) for hit in found.hits] == []
    assert [event.deed for event in await hub.entries.history(GUILD, solution.ref)] == [Deed.POST, Deed.UNDO]
    again = await hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=30)
    assert str(again.solution) == "S2"


async def test_a_solution_that_was_retired_meanwhile_stays_so(hub: Hub, clock: SetClock) -> None:
    await done(hub, clock, "resolve")
    await hub.solutions.retire(GUILD, 1, by=MODERATOR)

    await hub.blockers.undo(GUILD, 1, by=ADA)

    deeds = [event.deed for event in await hub.entries.history(GUILD, Ref(Kind.SOLUTION, 1))]
    assert deeds == [Deed.POST, Deed.RETIRE]


async def test_words_and_tags_that_changed_since_stay(hub: Hub, clock: SetClock) -> None:
    await done(hub, clock, "claim")
    await hub.blockers.edit(GUILD, 1, blocker_draft("Other words", tags="redis"), by=ADA)
    await hub.blockers.leave(GUILD, 1, by=GRACE)

    undone, _ = await hub.blockers.undo(GUILD, 1, by=LINUS)

    assert (undone.helper, undone.title, undone.tags) == (None, "Other words", ("redis",))
    assert undone.affected == 0


async def test_whom_a_duplicate_took_along_comes_back_and_others_stay(hub: Hub, clock: SetClock) -> None:
    await done(hub, clock)
    await hub.blockers.join(GUILD, 2, by=LINUS)
    await hub.blockers.mark_duplicate(GUILD, 1, B2, by=ADA)
    await hub.blockers.join(GUILD, 2, by=MODERATOR)
    assert set(await hub.blockers.affected(GUILD, 2)) == {LINUS, ADA, GRACE, MODERATOR}

    await hub.blockers.undo(GUILD, 1, by=ADA)

    assert set(await hub.blockers.affected(GUILD, 2)) == {LINUS, MODERATOR}
    assert list(await hub.blockers.affected(GUILD, 1)) == [GRACE]


async def test_who_was_stuck_on_the_other_one_before_stays_there(hub: Hub, clock: SetClock) -> None:
    await done(hub, clock)
    await hub.blockers.join(GUILD, 2, by=GRACE)
    await hub.blockers.mark_duplicate(GUILD, 1, B2, by=ADA)

    await hub.blockers.undo(GUILD, 1, by=ADA)

    assert list(await hub.blockers.affected(GUILD, 2)) == [GRACE]


async def test_a_duplicate_of_what_was_solved_since_is_undone_all_the_same(hub: Hub, clock: SetClock) -> None:
    await done(hub, clock, "duplicate")
    await hub.resolutions.resolve(GUILD, 2, resolution(), by=HEDY, cause=40)

    undone, _ = await hub.blockers.undo(GUILD, 1, by=ADA)

    assert undone.is_waiting
    assert ADA in await hub.blockers.affected(GUILD, 2), "for it was told to her"


async def test_a_claim_that_lapsed_is_not_undone(hub: Hub, clock: SetClock) -> None:
    await done(hub, clock, "claim")
    clock.skip(hours=72)
    while await hub.errands.do_due():
        pass

    assert "nothing of yours to undo" in await refusal(hub.blockers.undo(GUILD, 1, by=LINUS))


async def test_on_a_new_blocker_there_is_nothing_to_undo(hub: Hub, clock: SetClock) -> None:
    await done(hub, clock)

    assert "nothing of yours to undo" in await refusal(hub.blockers.undo(GUILD, 1, by=ADA))
