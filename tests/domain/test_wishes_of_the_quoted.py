"""Whoever was quoted can have their name taken out, or their words: nothing that Nexus shows or keeps has them then."""

from dataclasses import replace
from typing import Any

import pytest

from data.store import SqliteStore
from domain.hub import Hub
from domain.models.deeds import Deed
from domain.models.entries import Kind, Member, Ref
from domain.models.search import Query, Within
from domain.models.sight import FULL
from domain.models.solution import Standing
from domain.models.solution_draft import SolutionDraft
from domain.retrieval.spelling import by_length
from tests.support.domain import ADA, GUILD, HEDY, LINUS, MODERATOR, PLACE, refusal

S1 = Ref(Kind.SOLUTION, 1)
WORD = "autodiscover"
DRAFT = SolutionDraft.written(
    problem=f"{WORD} was off",
    cause=f"no {WORD}",
    fix=f"call {WORD}",
    prevention=f"test {WORD}",
    code=f"```python\n{WORD}()\n```",
    links=f"https://example.com/{WORD}",
    versions=f"{WORD} 5.2",
    tags=WORD,
    quoted=(HEDY, LINUS),
)


@pytest.fixture
async def quoting(hub: Hub) -> None:
    """S1, posted by ada from messages of hedy and linus, and edited since."""
    await hub.solutions.post(PLACE, DRAFT, by=ADA, cause=1)
    await hub.solutions.edit(GUILD, 1, replace(DRAFT, fix=f"{WORD} again"), by=ADA)


async def told(hub: Hub) -> list[Any]:
    """All that the history of S1 keeps."""
    return [(event.before, event.after) for event in await hub.entries.history(GUILD, S1)]


@pytest.mark.usefixtures("quoting")
async def test_a_name_goes_and_the_words_stay(hub: Hub) -> None:
    unnamed = await hub.solutions.unname(GUILD, 1, by=HEDY)

    assert unnamed == await hub.solutions.get(GUILD, 1)
    assert (unnamed.quoted, unnamed.fix) == ((Member(HEDY.id, ""), LINUS), f"{WORD} again")
    assert "quoted" not in str(await told(hub))
    assert f"call {WORD}" in str(await told(hub))
    assert (await hub.entries.history(GUILD, S1))[-1].deed is Deed.UNNAME


@pytest.mark.usefixtures("quoting")
@pytest.mark.parametrize("who", [HEDY, LINUS])
async def test_words_that_are_taken_back_are_gone_from_all_places(
    hub: Hub, store: SqliteStore, who: Member
) -> None:
    async with store.reading() as stored:
        assert await stored.index.forms(GUILD, [by_length(WORD)]) == [WORD]

    taken_back = await hub.solutions.take_back(GUILD, 1, by=who)

    assert taken_back == await hub.solutions.get(GUILD, 1)
    assert (taken_back.standing, taken_back.quoted, taken_back.author) == (Standing.TAKEN_BACK, (), ADA)
    assert WORD not in str(taken_back)
    assert WORD not in str(await told(hub))
    assert [event.deed for event in await hub.entries.history(GUILD, S1)] == [Deed.POST, Deed.EDIT, Deed.VETO]
    answer = await hub.search.ask(GUILD, Query(WORD, Within(Kind.SOLUTION)), by=ADA, sight=FULL)
    assert answer.hits == ()
    async with store.reading() as stored:
        assert not await stored.index.forms(GUILD, [by_length(WORD)])


@pytest.mark.usefixtures("quoting")
async def test_what_was_taken_back_stays_so(hub: Hub) -> None:
    await hub.solutions.take_back(GUILD, 1, by=HEDY)
    gone = "S1 was taken back, so there is nothing to do with it."

    assert await refusal(hub.solutions.edit(GUILD, 1, DRAFT, by=ADA)) == gone
    assert await refusal(hub.solutions.vote(GUILD, 1, helped=False, by=ADA)) == gone
    assert await refusal(hub.solutions.retire(GUILD, 1, by=MODERATOR)) == gone
    sentence = await refusal(hub.solutions.restore(GUILD, 1, by=MODERATOR))
    assert sentence == "S1 is neither retired nor superseded."


@pytest.mark.usefixtures("quoting")
async def test_whose_name_is_gone_may_still_take_their_words_back(hub: Hub) -> None:
    await hub.solutions.unname(GUILD, 1, by=HEDY)

    assert await refusal(hub.solutions.unname(GUILD, 1, by=HEDY)) == "S1 does not name you."
    assert (await hub.solutions.take_back(GUILD, 1, by=HEDY)).standing is Standing.TAKEN_BACK


@pytest.mark.usefixtures("quoting")
async def test_nobody_else_takes_words_or_names_back(hub: Hub) -> None:
    for who in (ADA, MODERATOR):
        assert await refusal(hub.solutions.unname(GUILD, 1, by=who)) == "S1 does not name you."
        sentence = await refusal(hub.solutions.take_back(GUILD, 1, by=who))
        assert sentence == "S1 does not quote you, so it is not yours to take back."
