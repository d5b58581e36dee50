"""The search index finds by words, within one server, whatever was asked."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.database import Database
from data.store import SqliteStore
from domain.models.entries import Kind, Ref
from domain.models.search import MARK, QUERY_LIMIT, TERMS_LIMIT, Found, Query
from domain.text import clean
from tests.data.written import OTHER_GUILD, later, write_blocker, write_endpoint, write_solution
from tests.support.domain import GUILD, LINUS, any_text

TRACEBACK = """Traceback (most recent call last):
  File "/app/manage.py", line 22, in <module>
    main()
django.db.utils.OperationalError: could not connect to server: Connection refused ("db", 5432)?"""

WITHIN_ONE_STORE = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # the examples only read
)


async def asked(store: SqliteStore, text: str, kind: Kind | None = None, tag: str | None = None) -> Found:
    """Everything found for a query, as a search's one page."""
    query = Query(text, kind, tag)
    async with store.reading() as reading:
        hits = tuple(await reading.index.find(GUILD, query, limit=50))
    return Found(search_id=1, query=query, hits=hits, page=0, pages=1, total=len(hits))


async def found(store: SqliteStore, text: str, kind: Kind | None = None, tag: str | None = None) -> list[str]:
    """The numbers of what is found, best first."""
    return [str(hit.ref) for hit in (await asked(store, text, kind, tag)).hits]


@pytest.fixture
async def cohort(store: SqliteStore) -> SqliteStore:
    """A store with a cohort's entries, and another server's with the same words."""
    async with store.transaction() as new:
        await write_solution(
            new,
            "Two migrations conflict after a merge",
            fix="Run makemigrations --merge, then select_related for the N+1 queries",
            code="python manage.py makemigrations --merge",
            tags="django database",
        )
        await write_blocker(new, "docker-compose cannot reach Redis", happened=TRACEBACK, tags="docker")
        await write_endpoint(new, "/api/orders/", summary="Lists the orders", response='{"detail": "404"}')
        await write_solution(new, "Straße, café and हिन्दी in a slug", fix="allow_unicode=True in .env for C#")
        for _ in range(3):
            await write_solution(
                new, "Two migrations conflict: select_related, docker-compose, 404", guild_id=OTHER_GUILD
            )
    return store


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("migration", "S1"),
        ("MIGRATING conflicts", "S1"),
        ("select_related", "S1"),
        ("N+1", "S1"),
        ("makemigrations --merge", "S1"),
        ("database", "S1"),
        ("docker-compose", "B1"),
        (TRACEBACK, "B1"),
        ("OperationalError: could not connect", "B1"),
        ("why does my docker not reach redis, please?", "B1"),
        ("404", "E1"),
        ("/api/orders/", "E1"),
        ("C#", "S2"),
        (".env", "S2"),
        ("straße", "S2"),
        ("cafe\u0301", "S2"),
        ("CAFE", "S2"),
        ("हिन्दी", "S2"),
    ],
)
async def test_an_entry_is_found_by_its_words_in_any_form(
    cohort: SqliteStore, query: str, first: str
) -> None:
    answer = await asked(cohort, query)

    assert str(answer.hits[0].ref) == first
    assert answer.fits


async def test_common_words_of_a_question_find_nothing_by_themselves(cohort: SqliteStore) -> None:
    assert Query("Why does this not work with my Redis?").terms == ("work", "redis")
    assert Query("Why doesn't it, and couldn't I?").terms[0] == "why"  # nothing else is left to look for
    assert not (await asked(cohort, "can you please help me with this and that")).fits


async def test_one_word_in_common_with_a_longer_question_is_no_answer(cohort: SqliteStore) -> None:
    answer = await asked(cohort, "migrations of tectonic plates under Iceland")

    assert [str(hit.ref) for hit in answer.hits] == ["S1"]
    assert not answer.fits


async def test_two_forms_of_one_word_count_as_one_word(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await write_solution(new, "A migration, two migrations, and migrating")

    answer = await asked(store, "migrations of tectonic plates under Iceland")

    assert answer.hits[0].found == 1
    assert not answer.fits


async def test_both_of_two_words_are_needed_for_an_answer(cohort: SqliteStore) -> None:
    assert not (await asked(cohort, "redis cluster")).fits
    assert (await asked(cohort, "redis docker")).fits


async def test_more_of_the_words_rank_higher_and_the_newer_breaks_a_tie(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await write_solution(new, "Celery on Redis", at=later(days=1))
        await write_solution(new, "Celery", fix="Celery")
        await write_solution(new, "Celery", fix="Celery")

    assert await found(store, "celery redis") == ["S1", "S3", "S2"]


async def test_found_words_are_marked_in_the_passage(cohort: SqliteStore) -> None:
    opening, closing = MARK

    (hit,) = (await asked(cohort, "conflicting merge")).hits

    assert f"{opening}conflict{closing} after a {opening}merge{closing}" in hit.passage
    assert hit.found == 2


async def test_where_only_the_code_matches_the_passage_is_of_the_code(cohort: SqliteStore) -> None:
    (hit,) = (await asked(cohort, "detail")).hits

    assert hit.passage == '{"\x02detail\x03": "404"}'


async def test_kind_and_tag_narrow_the_search(cohort: SqliteStore) -> None:
    words = "migrations redis orders café"

    assert set(await found(cohort, words)) == {"S1", "S2", "B1", "E1"}
    assert await found(cohort, words, Kind.BLOCKER) == ["B1"]
    assert await found(cohort, words, tag="django") == ["S1"]
    assert await found(cohort, words, Kind.ENDPOINT, "django") == []


@WITHIN_ONE_STORE
@example("")
@example('"')
@example('server : "server11"')
@example('"server11" OR title : migrations')
@example("migrations AND NOT OR NEAR(conflict, 2) * ^ : ( ) - + { }")
@example("migrations*")
@example("^two - title:migrations")
@example("🙂🔥")
@example("mi\x00grations \x01\x02\x03\ud800")
@example("İ ǰ ﬃ ٣ ² Ⅷ")
@example("' ; DROP TABLE entries; --")
@example(TRACEBACK * 10)
@example("migrations " * (QUERY_LIMIT // 11))
@given(any_text | st.text(alphabet="migrations serv1\"'*^:()-+{}\x00\u0301²", max_size=60))
async def test_any_text_is_a_query_and_never_finds_another_servers_entries(
    cohort: SqliteStore, text: str
) -> None:
    query = Query(clean(text)[:QUERY_LIMIT])
    own = {Ref(Kind.SOLUTION, 1), Ref(Kind.SOLUTION, 2), Ref(Kind.BLOCKER, 1), Ref(Kind.ENDPOINT, 1)}

    for each in (query, Query(text)):
        async with cohort.reading() as reading:
            hits = await reading.index.find(GUILD, each, limit=50)
            foreign = await reading.index.find(GUILD + 2, each, limit=50)

        assert {hit.ref for hit in hits} <= own
        assert not foreign
        assert all(0 < hit.found <= len(each.terms) for hit in hits)


@given(any_text)
@settings(max_examples=60, deadline=None)
def test_the_words_of_a_query_are_single_words_each_once(text: str) -> None:
    terms = Query(text).terms

    assert len(set(terms)) == len(terms) <= TERMS_LIMIT
    assert all(term.isalnum() and '"' not in term for term in terms)
    assert Query(text.upper()).terms == Query(text.upper().lower()).terms


async def test_a_solved_blocker_is_left_to_its_solution_unless_blockers_are_asked_for(
    store: SqliteStore,
) -> None:
    async with store.transaction() as new:
        blocker = await write_blocker(new, "Celery is asleep")
        await write_solution(new, "Celery is asleep", blocker=blocker.ref)
        helped = blocker.claimed_by(LINUS, at=later(hours=1))
        await new.blockers.save(helped.solved(Ref(Kind.SOLUTION, 1), at=later(hours=2)))

    assert await found(store, "celery asleep") == ["S1"]
    assert await found(store, "celery asleep", Kind.BLOCKER) == ["B1"]


async def test_an_entry_that_was_deleted_is_not_found_and_its_words_lead_to_no_other(
    store: SqliteStore, database: Database
) -> None:
    async with store.transaction() as new:
        await write_solution(new, "Celery is asleep")
    async with database.transaction() as connection:
        await connection.run("DELETE FROM entries WHERE guild_id = :guild_id", guild_id=GUILD)
    async with store.transaction() as new:
        await write_solution(new, "Redis is full")

    assert await found(store, "celery") == []
    assert await found(store, "redis") == ["S2"]
