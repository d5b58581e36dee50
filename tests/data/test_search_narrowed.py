"""A search finds within what it is narrowed to, and nothing else."""

from data.database import Database
from data.store import SqliteStore
from domain.models.entries import Kind, Ref
from domain.models.search import Condition, Within
from tests.data.asking import refs
from tests.data.written import later, write_blocker, write_solution
from tests.support.domain import ADA, GUILD, LINUS


async def test_a_search_is_narrowed_by_kind_tag_author_state_and_time(cohort: SqliteStore) -> None:
    words = "migrations redis orders café"
    async with cohort.transaction() as new:
        await write_solution(new, "Redis is full", at=later(days=9))

    assert set(await refs(cohort, words)) == {"S1", "S2", "B1", "E1", "S4"}
    assert await refs(cohort, words, Within(Kind.BLOCKER)) == ["B1"]
    assert await refs(cohort, words, Within(tag="django")) == ["S1"]
    assert await refs(cohort, words, Within(Kind.ENDPOINT, "django")) == []
    assert set(await refs(cohort, words, Within(author=ADA))) == {"S1", "S2", "B1", "E1", "S4"}
    assert await refs(cohort, words, Within(author=LINUS)) == []
    assert await refs(cohort, words, Within(condition=Condition.WAITING)) == ["B1"]
    assert await refs(cohort, words, Within(condition=Condition.LIVE)) == ["E1"]
    assert set(await refs(cohort, words, Within(condition=Condition.CONFIRMED))) == {"S1", "S2", "S4"}
    assert await refs(cohort, words, Within(condition=Condition.UNCONFIRMED)) == []
    assert await refs(cohort, words, Within(since=later(days=8))) == ["S4"]
    assert "S4" not in await refs(cohort, words, Within(dismissed=(Ref(Kind.SOLUTION, 4),)))


async def test_a_filter_finds_the_one_that_it_leaves_among_thousands_of_better_ones(
    store: SqliteStore, database: Database
) -> None:
    async with store.transaction() as new:
        await write_blocker(new, "Celery sleeps on and on, said somebody, and nothing helps at all")
        for number in range(120):
            await write_solution(new, f"Celery sleeps {number}")
    async with database.transaction() as connection:
        await (
            connection.run(  # as many as a search looks at before it filters, without the time to write them
                """
            INSERT INTO entries
            SELECT 1000 + t.value * 200 + e.id, guild_id, kind, 1000 + t.value * 200 + number, title, state, author_id,
                author_name, 10000 + t.value * 200 + cause_id, created_at, updated_at
            FROM entries e, json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19]') t
            WHERE kind = 'S' AND guild_id = :guild_id
            """,
                guild_id=GUILD,
            )
        )
        await connection.run(
            """
            INSERT INTO documents SELECT e.id, e.guild_id, reading, d.title, body, code, terms, title_stems, body_stems,
                inflected, aliases
            FROM entries e JOIN documents d ON d.entry_id = 2 WHERE e.id > 1000
            """
        )

    assert await refs(store, "celery sleeps", Within(Kind.BLOCKER)) == ["B1"]
