"""What search learns from those who say that a solution answered them, and what it does not."""

from collections.abc import Sequence

from domain.hub import Hub
from domain.models.alias import ALIASES_LIMIT, MEMBER_ALIASES_LIMIT
from domain.models.entries import Member
from domain.models.search import Query
from domain.models.sight import FULL
from tests.support.domain import ADA, GUILD, PLACE, solution_draft


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
