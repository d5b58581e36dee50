"""Drafts: what becomes of a blocker that was written and not posted yet."""

import asyncio
from dataclasses import replace

import pytest

from domain.drafts import Offer
from domain.errors import DomainError, NotFound, Refused
from domain.hub import Hub
from domain.models.blocker import Blocker
from domain.models.blocker_draft import BlockerDraft, Urgency
from domain.models.drafts import KEPT_AT_ONCE, File, KeptDraft
from domain.models.entries import Kind, Member, Ref
from domain.models.solution_draft import SolutionDraft
from tests.support.domain import ADA, GRACE, GUILD, LINUS, MODERATOR, PLACE, SetClock, resolution

S1 = Ref(Kind.SOLUTION, 1)
PROBLEM = "Received unregistered task of type orders.task.send_receipt"


def draft(goal: str = "Send receipts", happened: str = PROBLEM) -> BlockerDraft:
    return BlockerDraft.written(goal=goal, happened=happened, tried="", urgency=Urgency.TODAY)


async def posts(hub: Hub, problem: str = PROBLEM, *, by: Member = LINUS, cause: int = 1000) -> None:
    written = SolutionDraft.written(problem=problem, fix="Name the file tasks.py")
    await hub.solutions.post(PLACE, written, by=by, cause=cause)


async def offered(hub: Hub, *, by: Member = ADA, cause: int = 1, file: File | None = None) -> KeptDraft:
    """A draft that S1 may make needless."""
    offer = await hub.drafts.write(PLACE, draft(), by=by, cause=cause, file=file)
    assert isinstance(offer, Offer)
    return offer.kept


async def test_of_many_drafts_of_one_member_the_newest_are_kept(hub: Hub) -> None:
    await posts(hub)
    others = await offered(hub, by=GRACE, cause=99)
    kept = [await offered(hub, cause=cause) for cause in range(1, KEPT_AT_ONCE + 3)]

    for forgotten in kept[:2]:
        with pytest.raises(NotFound):
            await hub.drafts.offer(GUILD, forgotten.id, by=ADA)
    for there, by in ((others, GRACE), *((each, ADA) for each in kept[2:])):
        assert (await hub.drafts.offer(GUILD, there.id, by=by)).kept == there


async def helped(hub: Hub, number: int = 1) -> int:
    return (await hub.solutions.get(GUILD, number)).helped


# -------------------------------------------------------------------------------- what becomes of a draft


async def test_written_twice_by_one_interaction_it_is_logged_once(hub: Hub) -> None:
    twice = [await hub.drafts.write(PLACE, draft(), by=ADA, cause=1) for _ in range(2)]

    assert [blocker.ref for blocker in twice if isinstance(blocker, Blocker)] == [Ref(Kind.BLOCKER, 1)] * 2


async def test_posted_twice_by_one_interaction_it_is_one_blocker(hub: Hub) -> None:
    await posts(hub)
    kept = await offered(hub)

    twice = [await hub.drafts.post(PLACE, kept.id, by=ADA, cause=2) for _ in range(2)]

    assert twice[0].ref == twice[1].ref == Ref(Kind.BLOCKER, 1)


async def test_of_those_who_act_on_a_draft_at_once_one_wins_and_the_others_hear_so(hub: Hub) -> None:
    await posts(hub)
    kept = await offered(hub)

    ends = await asyncio.gather(
        hub.drafts.post(PLACE, kept.id, by=ADA, cause=2),
        hub.drafts.discard(GUILD, kept.id, by=ADA),
        hub.drafts.post(PLACE, kept.id, by=ADA, cause=3),
        return_exceptions=True,
    )

    assert sorted(isinstance(end, NotFound) for end in ends) == [False, True, True]


async def test_nobody_else_can_do_anything_with_a_draft(hub: Hub) -> None:
    await posts(hub)
    kept = await offered(hub)
    drafts = hub.drafts

    for deed in (
        drafts.offer(GUILD, kept.id, by=MODERATOR),
        drafts.post(PLACE, kept.id, by=MODERATOR, cause=2),
        drafts.discard(GUILD, kept.id, by=MODERATOR),
        drafts.solved_by(GUILD, kept.id, S1, by=MODERATOR),
        drafts.not_solved(GUILD, kept.id, by=MODERATOR),
        drafts.same_as(GUILD, kept.id, 1, by=MODERATOR),
    ):
        with pytest.raises(
            Refused, match=r"This draft is somebody else's\. /blocker log starts one of your own"
        ):
            await deed
    assert await helped(hub) == 0
    assert await drafts.pending(GUILD, by=ADA) == kept


async def test_another_server_s_draft_is_out_of_reach(hub: Hub) -> None:
    await posts(hub)
    kept = await offered(hub)

    with pytest.raises(NotFound):
        await hub.drafts.offer(GUILD + 1, kept.id, by=ADA)
    assert await hub.drafts.pending(GUILD + 1, by=ADA) is None


async def test_a_draft_s_number_is_never_given_again(hub: Hub) -> None:
    await posts(hub)
    first = await offered(hub)
    await hub.drafts.discard(GUILD, first.id, by=ADA)

    assert (await offered(hub, by=GRACE)).id != first.id


async def test_a_draft_is_kept_for_a_day(hub: Hub, clock: SetClock) -> None:
    await posts(hub)
    kept = await offered(hub)

    clock.skip(hours=23, minutes=59)
    assert await hub.drafts.forget_old() == 0
    assert await hub.drafts.pending(GUILD, by=ADA) == kept
    clock.skip(minutes=2)
    assert await hub.drafts.pending(GUILD, by=ADA) is None
    assert await hub.drafts.forget_old() == 1


async def test_a_new_draft_takes_the_place_of_the_one_that_it_replaces_and_of_no_other_s(hub: Hub) -> None:
    await posts(hub)
    ada, grace = await offered(hub), await offered(hub, by=GRACE, cause=2)

    for goal, older in (("Draw a chart", ada.id), ("Write tests", grace.id), ("Paint it black", 999)):
        await hub.drafts.write(PLACE, draft(goal, "No."), by=ADA, cause=10 + older, replaces=older)

    assert await hub.drafts.pending(GUILD, by=ADA) is None
    assert await hub.drafts.pending(GUILD, by=GRACE) == grace


async def test_what_was_not_it_is_not_offered_to_who_starts_anew(hub: Hub) -> None:
    await posts(hub)
    await posts(hub, f"{PROBLEM} again", cause=1001)
    looked_at = replace(draft(), dismissed=(S1,))
    kept = await hub.drafts.write(PLACE, looked_at, by=ADA, cause=1)
    assert isinstance(kept, Offer)

    anew = await hub.drafts.write(PLACE, draft(), by=ADA, cause=2, replaces=kept.kept.id)

    assert isinstance(anew, Offer)
    assert [hit.ref for hit in anew.hits] == [Ref(Kind.SOLUTION, 2)]


async def test_solved_by_one_then_by_another_only_the_last_one_counts(hub: Hub) -> None:
    await posts(hub)
    await posts(hub, cause=1001)
    kept = await offered(hub)

    await hub.drafts.solved_by(GUILD, kept.id, S1, by=ADA)
    await hub.drafts.solved_by(GUILD, kept.id, Ref(Kind.SOLUTION, 2), by=ADA)
    assert [await helped(hub, number) for number in (1, 2)] == [0, 1]

    await hub.drafts.not_solved(GUILD, kept.id, by=ADA)
    await hub.drafts.not_solved(GUILD, kept.id, by=ADA)
    assert [await helped(hub, number) for number in (1, 2)] == [0, 0]


@pytest.mark.parametrize("said", [True, False])
async def test_undone_what_was_said_of_the_solution_before_is_said_again(hub: Hub, said: bool) -> None:
    await posts(hub)
    await hub.solutions.vote(GUILD, 1, helped=said, by=ADA)
    kept = await offered(hub)

    await hub.drafts.solved_by(GUILD, kept.id, S1, by=ADA)
    assert await helped(hub) == 1
    await hub.drafts.not_solved(GUILD, kept.id, by=ADA)

    solution = await hub.solutions.get(GUILD, 1)
    assert (solution.helped, solution.failed) == (said, not said)


async def test_undone_after_the_solution_was_retired_nothing_is_said_of_it(hub: Hub) -> None:
    await posts(hub)
    await hub.solutions.vote(GUILD, 1, helped=True, by=ADA)
    kept = await offered(hub)
    await hub.drafts.solved_by(GUILD, kept.id, S1, by=ADA)
    await hub.solutions.retire(GUILD, 1, by=MODERATOR)

    offer = await hub.drafts.not_solved(GUILD, kept.id, by=ADA)

    assert offer.hits == ()
    assert await helped(hub) == 0


async def test_posted_after_all_the_solution_did_not_help(hub: Hub) -> None:
    await posts(hub)
    kept = await offered(hub)
    await hub.drafts.solved_by(GUILD, kept.id, S1, by=ADA)
    assert await hub.drafts.pending(GUILD, by=ADA) is None

    await hub.drafts.post(PLACE, kept.id, by=ADA, cause=2)

    assert await helped(hub) == 0


async def test_an_unknown_solution_cannot_have_solved_it(hub: Hub) -> None:
    await posts(hub)
    kept = await offered(hub)

    with pytest.raises(NotFound):
        await hub.drafts.solved_by(GUILD, kept.id, Ref(Kind.SOLUTION, 9), by=ADA)
    assert await hub.drafts.pending(GUILD, by=ADA) == kept


async def test_a_blocker_that_has_ended_meanwhile_cannot_be_joined(hub: Hub) -> None:
    await hub.blockers.log(PLACE, draft(), by=LINUS, cause=1000)
    kept = await offered(hub)
    await hub.blockers.drop(GUILD, 1, by=LINUS)

    with pytest.raises(DomainError):
        await hub.drafts.same_as(GUILD, kept.id, 1, by=ADA)
    assert await hub.drafts.pending(GUILD, by=ADA) == kept


async def test_a_draft_s_file_waits_with_it_without_its_secrets(hub: Hub) -> None:
    await posts(hub)
    kept = await offered(hub, file=File("a.log", b"DB_PASSWORD=kX9-pw-Trombone-77\n"))
    assert kept.file
    assert b"Trombone" not in kept.file.content

    blocker = await hub.drafts.post(PLACE, kept.id, by=ADA, cause=2)

    assert await hub.blockers.file(GUILD, blocker.ref) == kept.file


# ------------------------------------------------------------------------------------------- still stuck


async def still_stuck(hub: Hub) -> Blocker:
    """Linus logs what follows B1."""
    follows = replace(draft(), follows=Ref(Kind.BLOCKER, 1))
    logged = await hub.drafts.write(PLACE, follows, by=LINUS, cause=50)
    assert isinstance(logged, Blocker)
    return logged


async def test_the_solution_of_the_one_before_did_not_work_for_who_is_still_stuck(hub: Hub) -> None:
    await hub.blockers.log(PLACE, draft(), by=ADA, cause=1)
    await hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=2)

    assert (await still_stuck(hub)).follows == Ref(Kind.BLOCKER, 1)
    assert (await hub.solutions.get(GUILD, 1)).failed == 1


async def test_a_retired_solution_is_not_blamed_again(hub: Hub) -> None:
    await hub.blockers.log(PLACE, draft(), by=ADA, cause=1)
    await hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=2)
    await hub.solutions.retire(GUILD, 1, by=MODERATOR)

    await still_stuck(hub)

    assert (await hub.solutions.get(GUILD, 1)).failed == 0


async def test_one_can_be_stuck_after_a_blocker_that_was_reopened(hub: Hub) -> None:
    await hub.blockers.log(PLACE, draft(), by=ADA, cause=1)

    assert (await still_stuck(hub)).follows == Ref(Kind.BLOCKER, 1)
