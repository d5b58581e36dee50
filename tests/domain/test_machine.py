"""A blocker goes from state to state on the ways there are; on all others it stays, and the reason is said."""

from collections.abc import Awaitable, Callable

import pytest

from data.store import SqliteStore
from domain.hub import Hub
from domain.models.deeds import Deed
from domain.models.delivery import Delivery, Key
from domain.models.entries import Kind, Member, Ref
from domain.models.lifecycle import ENDS, MACHINE, TRANSITIONS, UNDOABLE, WAITING, State
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
    refusal,
    resolution,
)

Does = Callable[[Hub], Awaitable[object]]

B1 = Ref(Kind.BLOCKER, 1)
B2 = Ref(Kind.BLOCKER, 2)

WAYS_TO: dict[State, list[Does]] = {
    State.OPEN: [],
    State.CLAIMED: [lambda hub: hub.blockers.claim(GUILD, 1, by=LINUS)],
    State.PROPOSED: [
        lambda hub: hub.blockers.claim(GUILD, 1, by=LINUS),
        lambda hub: hub.resolutions.resolve(GUILD, 1, resolution(), by=LINUS, cause=10),
    ],
    State.SOLVED: [lambda hub: hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=11)],
    State.DROPPED: [lambda hub: hub.blockers.drop(GUILD, 1, by=ADA)],
    State.DUPLICATE: [lambda hub: hub.blockers.mark_duplicate(GUILD, 1, B2, by=ADA)],
}
"""How B1 of ada's, which grace said “Me too” to, comes to each state."""

DEEDS: dict[Deed, Does] = {
    Deed.EDIT: lambda hub: hub.blockers.edit(
        GUILD, 1, blocker_draft("Redis loses my keys", tags="redis"), by=ADA
    ),
    Deed.TAG: lambda hub: hub.blockers.tag(GUILD, 1, "redis", by=ADA),
    Deed.CLAIM: lambda hub: hub.blockers.claim(GUILD, 1, by=HEDY),
    Deed.RELEASE: lambda hub: hub.blockers.release(GUILD, 1, by=LINUS),
    Deed.HAND_OVER: lambda hub: hub.blockers.hand_over(GUILD, 1, HEDY, by=LINUS),
    Deed.JOIN: lambda hub: hub.blockers.join(GUILD, 1, by=ZOE),
    Deed.LEAVE: lambda hub: hub.blockers.leave(GUILD, 1, by=GRACE),
    Deed.ACCEPT: lambda hub: hub.resolutions.accept(GUILD, 1, by=ADA, cause=20),
    Deed.DECLINE: lambda hub: hub.resolutions.decline(GUILD, 1, by=ADA),
    Deed.RESOLVE: lambda hub: hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=21),
    Deed.DROP: lambda hub: hub.blockers.drop(GUILD, 1, by=ADA),
    Deed.DUPLICATE: lambda hub: hub.blockers.mark_duplicate(GUILD, 1, B2, by=ADA),
    Deed.REOPEN: lambda hub: hub.blockers.reopen(GUILD, 1, by=ADA),
}
"""Each deed, by somebody who may do it."""

NOTHING_WAITS = "No answer waits for a word on B1 now."
NOT_ENDED = "B1 has not ended, so there is nothing to reopen."
DECIDE_FIRST = "An answer to B1 waits for ada's word. Please let them decide first."
IS_SOLVED = "B1 is solved already: see S1."
ADD_YOURS = f"{IS_SOLVED} You can add yours with /solution post."
TO_HELP = (Deed.CLAIM, Deed.RELEASE, Deed.HAND_OVER, Deed.JOIN, Deed.LEAVE)
TO_DECIDE = (Deed.ACCEPT, Deed.DECLINE, Deed.DROP, Deed.DUPLICATE)

REFUSED: dict[State, dict[Deed, str]] = {
    State.OPEN: {
        Deed.RELEASE: "Nobody is helping with B1 now, so there is nothing to hand back.",
        Deed.HAND_OVER: "Nobody is helping with B1 now, so there is nothing to hand over.",
        Deed.ACCEPT: NOTHING_WAITS,
        Deed.DECLINE: NOTHING_WAITS,
        Deed.REOPEN: NOT_ENDED,
    },
    State.CLAIMED: {
        Deed.CLAIM: "linus is helping with B1 already. You can still write to them below the card.",
        Deed.ACCEPT: NOTHING_WAITS,
        Deed.DECLINE: NOTHING_WAITS,
        Deed.REOPEN: NOT_ENDED,
    },
    State.PROPOSED: {
        Deed.CLAIM: DECIDE_FIRST,
        Deed.RELEASE: DECIDE_FIRST,
        Deed.HAND_OVER: DECIDE_FIRST,
        Deed.REOPEN: NOT_ENDED,
    },
    State.SOLVED: {**dict.fromkeys((*TO_HELP, *TO_DECIDE), IS_SOLVED), Deed.RESOLVE: ADD_YOURS},
    State.DROPPED: {
        **dict.fromkeys(TO_HELP, "B1 is no longer needed. ada can reopen it."),
        **dict.fromkeys((*TO_DECIDE, Deed.RESOLVE), "B1 is no longer needed. You can reopen it."),
    },
    State.DUPLICATE: dict.fromkeys((*TO_HELP, *TO_DECIDE, Deed.RESOLVE), "B1 is a duplicate: go on at B2."),
}
"""What is said where there is no way."""


async def bring(hub: Hub, state: State) -> None:
    """Log B1 and B2, and bring B1 to this state."""
    for cause in (1, 2):
        await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=cause)
    await hub.blockers.join(GUILD, 1, by=GRACE)
    for way in WAYS_TO[state]:
        await way(hub)


async def all_of(hub: Hub, store: SqliteStore) -> tuple[object, ...]:
    """Everything that a deed to B1 could change: the row, its events, whom it affects, its card."""
    card: Delivery | None = await hub.outbox.get(GUILD, Key.card(B1))
    async with store.reading() as stored:
        solutions = await stored.solutions.of_blocker(GUILD, 1)
    return (
        await hub.blockers.get(GUILD, 1),
        list(await hub.entries.history(GUILD, B1)),
        list(await hub.blockers.affected(GUILD, 1)),
        card,
        list(solutions),
    )


def test_every_way_and_every_refusal_is_spelled_out() -> None:
    ways = {(state, deed) for state, deed in MACHINE if deed in DEEDS}
    refusals = {(state, deed) for state, said in REFUSED.items() for deed in said}

    assert ways | refusals == {(state, deed) for state in State for deed in DEEDS}
    assert not ways & refusals
    assert {deed for _, deed in MACHINE} - set(DEEDS) == {Deed.PROPOSE, Deed.LAPSE, Deed.UNMASK}


@pytest.mark.parametrize("state", State)
async def test_where_there_is_no_way_it_is_said_and_all_stays(
    hub: Hub, store: SqliteStore, clock: SetClock, state: State
) -> None:
    await bring(hub, state)
    clock.skip(minutes=1)
    before = await all_of(hub, store)

    for deed, sentence in REFUSED[state].items():
        assert await refusal(DEEDS[deed](hub)) == sentence, deed
        assert await all_of(hub, store) == before, deed


@pytest.mark.parametrize(("state", "deed"), [way for way in MACHINE if way[1] in DEEDS])
async def test_where_there_is_a_way_it_leads_to_its_state_and_is_noted_once(
    hub: Hub, clock: SetClock, state: State, deed: Deed
) -> None:
    await bring(hub, state)
    before = await hub.entries.history(GUILD, B1)
    clock.skip(minutes=1)

    assert await refusal(DEEDS[deed](hub)) == ""

    blocker = await hub.blockers.get(GUILD, 1)
    assert blocker.state is MACHINE[state, deed]
    added = (await hub.entries.history(GUILD, B1))[len(before) :]
    assert [(event.deed, event.at) for event in added] == [(deed, clock.now())]


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (State.PROPOSED, DECIDE_FIRST),
        (State.SOLVED, ADD_YOURS),
        (State.DROPPED, "B1 is no longer needed. ada can reopen it."),
        (State.DUPLICATE, "B1 is a duplicate: go on at B2."),
    ],
)
async def test_an_answer_is_proposed_only_while_somebody_is_stuck_and_none_waits(
    hub: Hub, state: State, sentence: str
) -> None:
    await bring(hub, state)

    asked = hub.resolutions.resolve(GUILD, 1, resolution(), by=LINUS, cause=30)

    assert await refusal(asked) == sentence


async def test_who_helps_already_is_told_so(hub: Hub) -> None:
    await bring(hub, State.CLAIMED)

    assert await refusal(hub.blockers.claim(GUILD, 1, by=LINUS)) == "You are helping with B1 already."


async def test_an_author_is_asked_to_decide_first(hub: Hub) -> None:
    await bring(hub, State.PROPOSED)

    asked = hub.blockers.release(GUILD, 1, by=ADA)

    assert await refusal(asked) == "An answer to B1 waits for your word. Please decide on it first."


@pytest.mark.parametrize("state", State)
async def test_a_silent_claim_lapses_where_somebody_helps_and_nowhere_else(
    hub: Hub, store: SqliteStore, clock: SetClock, state: State
) -> None:
    await bring(hub, state)
    before = await all_of(hub, store)
    clock.skip(hours=72)
    while await hub.errands.do_due():
        pass

    blocker = await hub.blockers.get(GUILD, 1)
    if state is State.CLAIMED:
        assert (blocker.state, blocker.helper, blocker.claimed_at) == (State.OPEN, None, None)
        assert (await hub.entries.history(GUILD, B1))[-1].by is None
    else:
        assert blocker.state is state
        assert (await all_of(hub, store))[1] == before[1], "nothing is noted"


@pytest.mark.parametrize("to", [ADA, LINUS])
async def test_it_is_handed_over_to_somebody_who_can_help_and_does_not_yet(hub: Hub, to: Member) -> None:
    await bring(hub, State.CLAIMED)

    sentence = await refusal(hub.blockers.hand_over(GUILD, 1, to, by=LINUS))

    assert sentence in {
        "ada is the one who is stuck on B1. Choose somebody else.",
        "linus is helping with B1 already. Choose somebody else.",
    }
    assert to.name in sentence


def test_waiting_and_ended_are_all_states_and_only_moves_can_be_undone() -> None:
    assert set(WAITING) | set(ENDS) == set(State)
    assert all(not state.is_end for state in WAITING)
    assert UNDOABLE - {Deed.HAND_OVER} < TRANSITIONS
    assert not UNDOABLE & {Deed.LAPSE, Deed.REOPEN, Deed.JOIN, Deed.EDIT, Deed.UNDO}


def test_each_state_is_said_in_words() -> None:
    assert [state.words for state in State] == [
        "open, nobody helps yet",
        "somebody helps",
        "an answer waits for the author's word",
        "solved",
        "no longer needed",
        "duplicate",
    ]
