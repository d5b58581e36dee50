"""Solutions in the service: rules and rows together, with many at once and in any order."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.database import Database
from data.store import SqliteStore
from domain.errors import NotFound, Refused
from domain.hub import Hub
from domain.models.deeds import Deed
from domain.models.entries import Kind, Member, Ref
from domain.models.listing import WantedSolutions
from domain.models.search import Query, Within
from domain.models.sight import FULL
from domain.models.solution import Standing
from domain.models.solution_draft import Details, SolutionDraft, Words
from tests.support.domain import (
    ADA,
    GRACE,
    GUILD,
    LINUS,
    MODERATOR,
    PLACE,
    FakeCourier,
    SetClock,
    blocker_draft,
    few,
    resolution,
    solution_draft,
)
from tests.support.hub import hub_over

if TYPE_CHECKING:
    from pathlib import Path

    from domain.models.solution import Solution

TOKEN = "ghp_" + "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3hJ6"
S1 = Ref(Kind.SOLUTION, 1)


async def found(hub: Hub, words: str) -> list[str]:
    """The numbers of the solutions that a search finds."""
    hits = (await hub.search.ask(GUILD, Query(words, Within(Kind.SOLUTION)), by=GRACE, sight=FULL)).hits
    return [str(hit.ref) for hit in hits]


async def quoting(hub: Hub, *members: Member) -> Solution:
    draft = SolutionDraft.written(problem="CORS blocks my fetch", fix="Allow the origin", quoted=members)
    return await hub.solutions.post(PLACE, draft, by=GRACE, cause=1)


async def test_of_a_blocker_it_has_the_tags_and_the_date_unless_it_brings_its_own(hub: Hub) -> None:
    asked = await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    bare = SolutionDraft.written(problem="p", fix="f")

    plain = await hub.solutions.post(PLACE, bare, by=LINUS, cause=2, blocker=asked.ref)
    tagged = await hub.solutions.post(PLACE, solution_draft(), by=LINUS, cause=3, blocker=asked.ref)

    assert (plain.tags, plain.asked_at, plain.blocker) == (("celery",), asked.created_at, asked.ref)
    assert tagged.tags == ("django",)
    assert [each.ref for each in await hub.solutions.of_blocker(GUILD, 1)] == [plain.ref, tagged.ref]


async def test_of_a_blocker_that_is_not_there_nothing_is_posted(hub: Hub) -> None:
    with pytest.raises(NotFound, match="no blocker B7"):
        await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1, blocker=Ref(Kind.BLOCKER, 7))
    assert await hub.solutions.listed(GUILD, WantedSolutions(), limit=5, page=0) == ([], 0)


async def test_posted_twice_by_one_press_it_is_one(hub: Hub) -> None:
    twice = await asyncio.gather(
        *(hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=7) for _ in range(2))
    )

    assert twice[0] == twice[1]


async def test_secrets_of_an_edit_are_masked_before_they_are_kept_or_found(hub: Hub) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)

    await hub.solutions.edit(GUILD, 1, Words(problem="GitHub", fix=f"Set {TOKEN}"), by=ADA)
    await hub.solutions.edit(GUILD, 1, Details(links=(f"https://x:{TOKEN}@a.org",)), by=ADA)

    kept = await hub.solutions.get(GUILD, 1)
    assert TOKEN not in repr(kept)
    assert "[masked GitHub token" in kept.fix
    assert TOKEN not in repr(await hub.entries.history(GUILD, S1))


async def test_an_edit_is_found_by_its_new_words_alone(hub: Hub) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)

    await hub.solutions.edit(GUILD, 1, Words(problem="Redis forgets", fix="Save it"), by=ADA)

    assert await found(hub, "redis") == ["S1"]
    assert await found(hub, "cors") == []


async def test_its_tags_are_its_helpers_to_change(hub: Hub) -> None:
    await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    await hub.blockers.claim(GUILD, 1, by=LINUS)
    await hub.resolutions.resolve(GUILD, 1, resolution(), by=ADA, cause=2)

    tagged = await hub.solutions.tag(GUILD, 1, "#Redis celery", by=LINUS)

    assert tagged.tags == ("redis", "celery")
    assert (await hub.entries.history(GUILD, S1))[-1].deed is Deed.TAG
    with pytest.raises(Refused):
        await hub.solutions.tag(GUILD, 1, "mine", by=GRACE)


async def test_all_who_vote_at_once_count(hub: Hub) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)
    voters = [Member(100 + number, f"voter {number}") for number in range(20)]

    await asyncio.gather(*(hub.solutions.vote(GUILD, 1, helped=each.id % 4 > 0, by=each) for each in voters))

    kept = await hub.solutions.get(GUILD, 1)
    assert (kept.helped, kept.failed) == (15, 5)


async def test_one_who_presses_an_even_number_of_times_says_nothing(hub: Hub) -> None:
    await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=1)

    await asyncio.gather(*(hub.solutions.vote(GUILD, 1, helped=True, by=LINUS) for _ in range(4)))

    assert (await hub.solutions.get(GUILD, 1)).helped == 0


async def test_a_name_taken_out_is_kept_nowhere_on_the_card_and_may_still_veto(hub: Hub) -> None:
    await quoting(hub, ADA, LINUS, ADA)
    await hub.solutions.unname(GUILD, 1, by=LINUS)

    kept = await hub.solutions.get(GUILD, 1)
    assert [member.name for member in kept.quoted] == ["ada", ""]
    await hub.solutions.take_back(GUILD, 1, by=LINUS)
    assert (await hub.solutions.get(GUILD, 1)).standing is Standing.TAKEN_BACK


async def test_words_taken_back_are_neither_found_nor_told_by_history(hub: Hub) -> None:
    await quoting(hub, ADA, LINUS)
    await hub.solutions.edit(GUILD, 1, Words(problem="CORS blocks all", fix="Allow all"), by=GRACE)

    await hub.solutions.take_back(GUILD, 1, by=ADA)

    assert await found(hub, "cors origin allow") == []
    events = await hub.entries.history(GUILD, S1)
    assert [event.deed for event in events] == [Deed.POST, Deed.EDIT, Deed.VETO]
    assert "llow" not in repr(events)
    with pytest.raises(Refused, match="was taken back"):
        await hub.solutions.vote(GUILD, 1, helped=True, by=ADA)


async def test_what_took_a_place_must_be_in_use(hub: Hub) -> None:
    for cause in (1, 2):
        await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=cause)
    await hub.solutions.retire(GUILD, 2, by=MODERATOR)

    with pytest.raises(Refused, match="S2 was retired"):
        await hub.solutions.supersede(GUILD, 1, Ref(Kind.SOLUTION, 2), by=ADA)


async def test_of_two_that_supersede_each_other_at_once_one_is_refused(hub: Hub) -> None:
    for cause in (1, 2):
        await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=cause)

    told = await asyncio.gather(
        hub.solutions.supersede(GUILD, 1, Ref(Kind.SOLUTION, 2), by=ADA),
        hub.solutions.supersede(GUILD, 2, Ref(Kind.SOLUTION, 1), by=ADA),
        return_exceptions=True,
    )

    assert [isinstance(each, Refused) for each in told].count(True) == 1


DEEDS = st.lists(
    st.tuples(st.sampled_from(["supersede", "retire", "restore"]), st.integers(1, 4), st.integers(1, 4)),
    max_size=25,
)


@settings(few, max_examples=15)
@given(DEEDS)
def test_no_sequence_of_deeds_makes_a_circle(
    tmp_path_factory: pytest.TempPathFactory, deeds: list[tuple[str, int, int]]
) -> None:
    asyncio.run(live(tmp_path_factory.mktemp("circles"), deeds))


async def live(folder: Path, deeds: list[tuple[str, int, int]]) -> None:
    """Four solutions live through the deeds; no chain of newer ones may lead back to where it began."""
    clock = SetClock()
    database = Database(folder / "nexus.db", now=clock.now)
    await database.open()
    hub = hub_over(SqliteStore(database), clock, FakeCourier())
    for cause in range(1, 5):
        await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=cause)
    done = 0
    for deed, number, other in deeds:
        try:
            match deed:
                case "supersede":
                    await hub.solutions.supersede(GUILD, number, Ref(Kind.SOLUTION, other), by=MODERATOR)
                case "retire":
                    await hub.solutions.retire(GUILD, number, by=MODERATOR)
                case _:
                    await hub.solutions.restore(GUILD, number, by=MODERATOR)
        except Refused:
            continue
        done += 1
    events = 0
    for number in range(1, 5):
        events += len(await hub.entries.history(GUILD, Ref(Kind.SOLUTION, number)))
        solution, steps = await hub.solutions.get(GUILD, number), 0
        while solution.superseded_by:
            solution, steps = await hub.solutions.get(GUILD, solution.superseded_by.number), steps + 1
            assert steps < 4, deeds
    assert events == 4 + done, "no event is lost, none is told of what was refused"
    await database.close()
