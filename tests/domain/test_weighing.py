"""A solution counts as confirmed while it keeps helping, and as unconfirmed once it fails twice or ages."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.hub import Hub
from domain.models.deeds import Deed
from domain.models.entries import Kind, Member, Ref
from domain.models.solution import Vote
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
    few,
    refusal,
    solution,
    solution_draft,
)

FRESH = timedelta(days=10)
HOUR = timedelta(hours=1)

votes_told = st.lists(st.tuples(st.booleans(), st.integers(0, 20 * 24)), max_size=8)


def slowly(votes: list[Vote], now: datetime) -> datetime | None:
    """Since when it is unconfirmed, told vote by vote."""
    confirmed, failed = MONDAY_NOON, list[datetime]()
    for vote in sorted(votes, key=lambda vote: (vote.at, vote.helped)):
        if vote.helped:
            confirmed, failed = vote.at, []
        elif vote.at > confirmed:
            failed.append(vote.at)
    moments = [confirmed + FRESH, *failed[1:2]]
    return min(moments) if min(moments) <= now else None


@few
@given(votes_told, st.integers(0, 30 * 24))
def test_votes_are_weighed_as_they_came(told: list[tuple[bool, int]], hours: int) -> None:
    now = MONDAY_NOON + hours * HOUR
    votes = [
        Vote(Member(number, "somebody"), helped, MONDAY_NOON + after * HOUR)
        for number, (helped, after) in enumerate(told)
        if after <= hours
    ]

    weighed = solution().weighed(votes, now=now, fresh_for=FRESH)

    assert weighed.helped + weighed.failed == len(votes)
    assert weighed.helped == sum(vote.helped for vote in votes)
    assert weighed.unconfirmed_since == slowly(votes, now)


async def test_who_changes_their_mind_is_counted_once(hub: Hub) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)
    vote = hub.solutions.vote

    found, is_taken_back = await vote(GUILD, 1, helped=True, by=LINUS)
    assert (found.helped, found.failed, is_taken_back) == (1, 0, False)
    found, is_taken_back = await vote(GUILD, 1, helped=False, by=LINUS)
    assert (found.helped, found.failed, is_taken_back) == (0, 1, False)
    found, is_taken_back = await vote(GUILD, 1, helped=False, by=LINUS)
    assert (found.helped, found.failed, is_taken_back) == (0, 0, True)
    deeds = [event.deed for event in await hub.entries.history(GUILD, Ref(Kind.SOLUTION, 1))]
    assert deeds == [Deed.POST, Deed.HELPED, Deed.FAILED, Deed.TAKE_BACK]


async def test_two_for_whom_it_did_not_work_make_it_unconfirmed_until_it_helps_again(
    hub: Hub, clock: SetClock
) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)
    for who in (LINUS, GRACE):
        clock.skip(hours=1)
        found, _ = await hub.solutions.vote(GUILD, 1, helped=False, by=who)
    assert found.unconfirmed_since == clock.now()
    assert await hub.solutions.get(GUILD, 1) == found

    clock.skip(hours=1)
    found, _ = await hub.solutions.vote(GUILD, 1, helped=True, by=HEDY)
    assert (found.helped, found.failed, found.unconfirmed_since) == (1, 2, None)

    clock.skip(hours=1)
    found, _ = await hub.solutions.vote(GUILD, 1, helped=True, by=HEDY)
    assert found.unconfirmed_since is not None, "she took it back, so nothing confirms it"


async def test_an_author_may_say_that_it_does_not_work_any_more(hub: Hub) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)

    found, _ = await hub.solutions.vote(GUILD, 1, helped=False, by=ADA)

    assert found.failed == 1
    sentence = await refusal(hub.solutions.vote(GUILD, 1, helped=True, by=ADA))
    assert sentence == "S1 is your own; others say whether it helped."


async def test_nobody_votes_on_what_is_out_of_use(hub: Hub) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)
    await hub.solutions.vote(GUILD, 1, helped=True, by=LINUS)
    await hub.solutions.retire(GUILD, 1, by=MODERATOR)

    for who in (LINUS, GRACE):
        sentence = await refusal(hub.solutions.vote(GUILD, 1, helped=True, by=who))
        assert sentence == "S1 was retired, so there is nothing to do with it."
    assert (await hub.solutions.get(GUILD, 1)).helped == 1
