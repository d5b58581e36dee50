"""A newer solution takes the place of an older one, and no chain of them leads back."""

from random import Random

import pytest

from domain.errors import NotFound
from domain.hub import Hub
from domain.models.entries import Kind, Place, Ref
from domain.models.search import Query
from domain.models.sight import FULL
from domain.models.solution import Standing
from tests.support.domain import ADA, GUILD, MODERATOR, PLACE, refusal, solution_draft


def s(number: int) -> Ref:
    """The solution of that number."""
    return Ref(Kind.SOLUTION, number)


async def post(hub: Hub, count: int, place: Place = PLACE) -> None:
    """Post so many solutions of ada's."""
    for cause in range(1, count + 1):
        await hub.solutions.post(place, solution_draft(f"CORS blocks my fetch {cause}"), by=ADA, cause=cause)


async def test_the_older_one_names_the_newer_and_is_found_after_it(hub: Hub) -> None:
    await post(hub, 2)

    older = await hub.solutions.supersede(GUILD, 2, s(1), by=ADA)

    assert (older.standing, older.superseded_by) == (Standing.SUPERSEDED, s(1))
    found = await hub.search.ask(GUILD, Query("cors fetch"), by=ADA, sight=FULL)
    assert [hit.ref for hit in found.hits] == [s(1), s(2)]


async def test_it_may_name_another_newer_one_later_and_be_brought_back(hub: Hub) -> None:
    await post(hub, 3)
    await hub.solutions.supersede(GUILD, 1, s(2), by=ADA)

    assert (await hub.solutions.supersede(GUILD, 1, s(3), by=ADA)).superseded_by == s(3)
    back = await hub.solutions.restore(GUILD, 1, by=MODERATOR)
    assert (back.standing, back.superseded_by) == (Standing.POSTED, None)


async def test_what_is_out_of_use_takes_no_place_and_gives_none_up(hub: Hub) -> None:
    await post(hub, 2)
    await hub.solutions.retire(GUILD, 1, by=MODERATOR)
    retired = "S1 was retired, so there is nothing to do with it."

    assert await refusal(hub.solutions.supersede(GUILD, 2, s(1), by=ADA)) == retired
    assert await refusal(hub.solutions.supersede(GUILD, 1, s(2), by=ADA)) == retired
    with pytest.raises(NotFound):
        await hub.solutions.supersede(GUILD, 1, s(9), by=ADA)
    with pytest.raises(NotFound):
        await hub.solutions.supersede(GUILD, 9, s(2), by=ADA)


async def test_circles_are_refused_however_long(hub: Hub) -> None:
    await post(hub, 4)
    for number in (1, 2, 3):
        await hub.solutions.supersede(GUILD, number, s(number + 1), by=ADA)

    for number in (1, 2, 3):
        sentence = f"S{number} has S4 in its place already, so it cannot take the place of S4."
        assert await refusal(hub.solutions.supersede(GUILD, 4, s(number), by=ADA)) == sentence
    own = await refusal(hub.solutions.supersede(GUILD, 4, s(4), by=ADA))
    assert own == "S4 cannot take its own place. Name the newer solution."


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_is_named_retired_and_restored_no_circle_arises(hub: Hub, seed: int) -> None:
    random = Random(seed)  # noqa: S311  (a game, no secret)
    await post(hub, 5)
    done = 0
    for _ in range(60):
        older, newer = random.randint(1, 5), random.randint(1, 5)
        what = random.choice(["supersede", "supersede", "supersede", "retire", "restore"])
        if what == "supersede":
            done += not await refusal(hub.solutions.supersede(GUILD, older, s(newer), by=ADA))
        elif what == "retire":
            await refusal(hub.solutions.retire(GUILD, older, by=MODERATOR))
        else:
            await refusal(hub.solutions.restore(GUILD, older, by=MODERATOR))
        newer_of = {number: (await hub.solutions.get(GUILD, number)).superseded_by for number in range(1, 6)}
        for number, at in newer_of.items():
            passed, newer_one = {number}, at
            while newer_one:
                assert newer_one.number not in passed, newer_of
                passed.add(newer_one.number)
                newer_one = newer_of[newer_one.number]
    assert done > 2
