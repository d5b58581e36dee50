"""A server's own synonyms are kept in the order of adding, and search reads them in one query."""

import pytest

from data.store import SqliteStore
from domain.retrieval.synonyms import Synonyms
from tests.data.written import OTHER_GUILD, later
from tests.support.domain import ADA, GRACE, GUILD

WORKFLOW, LEAD = ("wf", "workflow", "work flow"), ("pm", "project lead")


async def test_groups_are_kept_for_each_server_with_numbers_of_its_own(store: SqliteStore) -> None:
    async with store.transaction() as new:
        first = await new.synonyms.add(GUILD, WORKFLOW, by=ADA, at=later(hours=1))
        second = await new.synonyms.add(GUILD, LEAD, by=GRACE, at=later())
        theirs = await new.synonyms.add(OTHER_GUILD, LEAD, by=GRACE, at=later())

    async with store.reading() as kept:
        assert await kept.synonyms.listed(GUILD) == [first, second]
        assert await kept.synonyms.listed(OTHER_GUILD) == [theirs]
        assert await kept.synonyms.groups(GUILD) == [WORKFLOW, LEAD]
        assert await kept.synonyms.groups(12) == []
    assert (first.words, first.added_by, first.at) == (WORKFLOW, ADA, later(hours=1))
    assert (first.number, second.number, theirs.number) == (1, 2, 1)


async def test_a_group_is_removed_from_its_own_server_alone(store: SqliteStore) -> None:
    async with store.transaction() as new:
        group = await new.synonyms.add(GUILD, LEAD, by=ADA, at=later())

        assert await new.synonyms.remove(OTHER_GUILD, group.number) is None
        assert await new.synonyms.remove(GUILD, group.number) == group
        assert await new.synonyms.remove(GUILD, group.number) is None
        assert (await new.synonyms.add(GUILD, WORKFLOW, by=ADA, at=later())).number == 2


@pytest.mark.parametrize("words", [["wf"], ["work", "flow"]])
async def test_search_finds_a_servers_words_on_top_of_the_table(store: SqliteStore, words: list[str]) -> None:
    async with store.transaction() as new:
        await new.synonyms.add(GUILD, WORKFLOW, by=ADA, at=later())
        ours = Synonyms.built_in().with_groups(await new.synonyms.groups(GUILD))

    assert (range(len(words)), ("workflow",)) in ours.within(words)
    assert (range(1), ("kubernetes",)) in ours.within(["k8s"])
