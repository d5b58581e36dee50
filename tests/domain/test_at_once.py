"""When several press at the same moment, one wins and the others read why."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import pytest

from domain.drafts import Offer
from domain.errors import DomainError
from domain.hub import Hub
from domain.models.deeds import Deed
from domain.models.entries import Kind, Ref
from domain.models.lifecycle import State
from tests.support.domain import (
    ADA,
    GRACE,
    GUILD,
    HEDY,
    LINUS,
    MODERATOR,
    PLACE,
    ZOE,
    blocker_draft,
    endpoint_draft,
    resolution,
    solution_draft,
)

B1 = Ref(Kind.BLOCKER, 1)


async def at_once(*asked: Awaitable[object]) -> tuple[list[object], list[str]]:
    """What came of asking for all of it at the same moment: the successes, and the sentences of the refusals."""
    came = await asyncio.gather(*asked, return_exceptions=True)
    refused = [each.sentence for each in came if isinstance(each, DomainError)]
    done = [each for each in came if not isinstance(each, BaseException)]
    assert len(refused) + len(done) == len(asked), came
    return done, refused


async def logged(hub: Hub, *, claimed: bool = False, answered: bool = False) -> None:
    """B1 of ada's, with linus as its helper, and his answer."""
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    if claimed or answered:
        await hub.blockers.claim(GUILD, 1, by=LINUS)
    if answered:
        await hub.resolutions.resolve(GUILD, 1, resolution(), by=LINUS, cause=2)


async def deeds(hub: Hub, ref: Ref = B1) -> Sequence[Deed]:
    """What was done to an entry, in order."""
    return [event.deed for event in await hub.entries.history(GUILD, ref)]


async def solutions(hub: Hub) -> list[str]:
    """The solutions that were written, newest first."""
    return [str(each.ref) for each in await hub.entries.suggest(GUILD, "", Kind.SOLUTION)]


async def test_of_two_who_offer_help_one_helps(hub: Hub) -> None:
    await logged(hub)

    done, refused = await at_once(
        hub.blockers.claim(GUILD, 1, by=LINUS), hub.blockers.claim(GUILD, 1, by=GRACE)
    )

    blocker = await hub.blockers.get(GUILD, 1)
    assert done == [blocker]
    assert blocker.helper in {LINUS, GRACE}
    assert blocker.helper
    assert refused == [
        f"{blocker.helper.name} is helping with B1 already. You can still write to them below the card."
    ]
    assert await deeds(hub) == [Deed.LOG, Deed.CLAIM]


async def test_of_two_who_hand_it_over_one_does(hub: Hub) -> None:
    await logged(hub, claimed=True)

    done, refused = await at_once(
        hub.blockers.hand_over(GUILD, 1, HEDY, by=LINUS), hub.blockers.hand_over(GUILD, 1, ZOE, by=LINUS)
    )

    assert len(done) == 1
    assert refused == ["Only hedy, who is helping with B1, can hand it over."]


async def test_one_who_helps_while_the_author_solves_it_comes_before_or_too_late(hub: Hub) -> None:
    await logged(hub)

    _, refused = await at_once(
        hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=2),
        hub.blockers.claim(GUILD, 1, by=LINUS),
    )

    blocker = await hub.blockers.get(GUILD, 1)
    assert blocker.state is State.SOLVED
    assert refused in ([], ["B1 is solved already: see S1."])
    assert (blocker.helper == LINUS) == (not refused)


async def test_of_two_who_resolve_one_writes_the_solution(hub: Hub) -> None:
    await logged(hub, claimed=True)

    done, refused = await at_once(
        hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=2),
        hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=3),
    )

    assert len(done) == 1
    assert refused == ["B1 is solved already: see S1. You can add yours with /solution post."]
    assert await solutions(hub) == ["S1"]
    assert await deeds(hub) == [Deed.LOG, Deed.CLAIM, Deed.RESOLVE]


async def test_an_answer_proposed_while_the_author_solves_it_comes_before_or_too_late(hub: Hub) -> None:
    await logged(hub, claimed=True)

    _, refused = await at_once(
        hub.resolutions.resolve(GUILD, 1, resolution(), by=LINUS, cause=2),
        hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=3),
    )

    blocker = await hub.blockers.get(GUILD, 1)
    assert (blocker.state, blocker.proposal) == (State.SOLVED, None)
    assert await solutions(hub) == ["S1"]
    assert len(refused) == (Deed.PROPOSE not in await deeds(hub))


PRESSED: dict[str, Callable[[Hub, int], Awaitable[object]]] = {
    "it works": lambda hub, cause: hub.resolutions.accept(GUILD, 1, by=ADA, cause=cause),
    "not yet": lambda hub, _: hub.resolutions.decline(GUILD, 1, by=ADA),
    "undo": lambda hub, _: hub.blockers.undo(GUILD, 1, by=LINUS),
    "no longer needed": lambda hub, _: hub.blockers.drop(GUILD, 1, by=ADA),
}


@pytest.mark.parametrize(
    "both",
    [
        ("it works", "not yet"),
        ("it works", "undo"),
        ("not yet", "undo"),
        ("it works", "no longer needed"),
        ("it works", "it works"),
        ("undo", "undo"),
    ],
)
async def test_an_answer_is_decided_upon_once(hub: Hub, both: tuple[str, str]) -> None:
    await logged(hub, answered=True)

    done, refused = await at_once(*(PRESSED[each](hub, cause) for cause, each in enumerate(both, start=3)))

    assert (len(done), len(refused)) == (1, 1)
    assert refused[0].endswith(".")
    assert len(await deeds(hub)) == 4
    assert len(await solutions(hub)) == ((await hub.blockers.get(GUILD, 1)).state is State.SOLVED)


TWICE: dict[str, Callable[[Hub], Awaitable[object]]] = {
    "resolve": lambda hub: hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=9),
    "propose": lambda hub: hub.resolutions.resolve(GUILD, 1, resolution(), by=LINUS, cause=9),
    "accept": lambda hub: hub.resolutions.accept(GUILD, 1, by=ADA, cause=9),
}


@pytest.mark.parametrize("what", TWICE)
async def test_the_same_press_told_twice_counts_once(hub: Hub, what: str) -> None:
    await logged(hub, claimed=True, answered=what == "accept")
    before = await deeds(hub)

    done, refused = await at_once(*(TWICE[what](hub) for _ in range(3)))
    done.append(await TWICE[what](hub))

    assert refused == []
    assert done == [await hub.blockers.get(GUILD, 1)] * 4
    assert len(await deeds(hub)) == len(before) + 1


async def test_an_answer_told_twice_by_one_press_does_not_come_back_when_it_was_declined(hub: Hub) -> None:
    await logged(hub, answered=True)
    await hub.resolutions.decline(GUILD, 1, by=ADA)

    again = await hub.resolutions.resolve(GUILD, 1, resolution(), by=LINUS, cause=2)

    assert again.state is State.CLAIMED


async def test_who_says_me_too_twice_is_counted_once(hub: Hub) -> None:
    await logged(hub)

    done, refused = await at_once(*(hub.blockers.join(GUILD, 1, by=GRACE) for _ in range(3)))

    assert len(done) == 1
    assert refused == ["You said “Me too” to B1 already. You hear of it when it is solved."] * 2
    assert (await hub.blockers.get(GUILD, 1)).affected == 1
    assert await deeds(hub) == [Deed.LOG, Deed.JOIN]


async def test_many_say_me_too_and_all_are_counted(hub: Hub) -> None:
    await logged(hub)

    done, refused = await at_once(
        *(hub.blockers.join(GUILD, 1, by=who) for who in (LINUS, GRACE, HEDY, ZOE, MODERATOR))
    )

    assert (len(done), refused) == (5, [])
    assert (await hub.blockers.get(GUILD, 1)).affected == 5


async def test_who_presses_this_helped_twice_takes_it_back(hub: Hub) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)

    await at_once(
        *(hub.solutions.vote(GUILD, 1, helped=True, by=LINUS) for _ in range(2)),
        hub.solutions.vote(GUILD, 1, helped=True, by=GRACE),
    )

    solution = await hub.solutions.get(GUILD, 1)
    assert (solution.helped, solution.failed) == (1, 0)


async def test_a_draft_is_posted_once(hub: Hub) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=LINUS, cause=1)
    offer = await hub.drafts.write(PLACE, blocker_draft(), by=ADA, cause=2)
    assert isinstance(offer, Offer)

    done, refused = await at_once(
        *(hub.drafts.post(PLACE, offer.kept.id, by=ADA, cause=cause) for cause in (3, 4, 3))
    )

    assert len(done) + len(refused) == 3
    assert len({str(getattr(each, "ref", "")) for each in done}) == 1
    assert [str(each.ref) for each in await hub.entries.suggest(GUILD, "", Kind.BLOCKER)] == ["B2", "B1"]


async def test_many_at_once_get_a_number_each(hub: Hub) -> None:
    done, _ = await at_once(
        *(hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=cause) for cause in range(1, 9))
    )

    assert sorted(str(getattr(each, "ref", "")) for each in done) == [f"B{n}" for n in range(1, 9)]


async def test_of_two_who_share_the_same_endpoint_one_does(hub: Hub) -> None:
    done, refused = await at_once(
        hub.endpoints.share(PLACE, endpoint_draft(), by=ADA, cause=1),
        hub.endpoints.share(PLACE, endpoint_draft(), by=LINUS, cause=2),
    )

    assert len(done) == 1
    assert "GET /api/users/ was shared before: it is E1, mock" in refused[0]


async def test_two_solutions_cannot_take_each_others_place(hub: Hub) -> None:
    for cause in (1, 2):
        draft = replace(solution_draft(), tags=())
        await hub.solutions.post(PLACE, draft, by=ADA, cause=cause)

    done, refused = await at_once(
        hub.solutions.supersede(GUILD, 1, Ref(Kind.SOLUTION, 2), by=ADA),
        hub.solutions.supersede(GUILD, 2, Ref(Kind.SOLUTION, 1), by=ADA),
    )

    assert len(done) == 1
    assert "so it cannot take the place of" in refused[0]
