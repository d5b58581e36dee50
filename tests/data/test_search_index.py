"""The search index finds by words, within one server, whatever was asked."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.database import Database
from data.search_index import title_expression
from data.store import SqliteStore
from domain.models.entries import Kind, Ref
from domain.models.search import EVERYTHING, MARK, QUERY_LIMIT, Condition, Within
from domain.retrieval.concepts import concepts_of
from domain.retrieval.planning import plan
from domain.retrieval.synonyms import Synonyms
from domain.retrieval.words import stem
from domain.text import clean
from tests.data.asking import TRACEBACK, asked, refs
from tests.data.written import later, write_blocker, write_solution
from tests.support.domain import GUILD, LINUS, any_text

WITHIN_ONE_STORE = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # the examples only read
)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("migration", "S1"),
        ("MIGRATING conflicts", "S1"),
        ("select_related", "S1"),
        ("selectRelated", "S1"),
        ("related select", "S1"),
        ("N+1", "S1"),
        ("makemigrations --merge", "S1"),
        ("database", "S1"),
        ("docker-compose", "B1"),
        ("dockercompose", "B1"),
        ("docker compose", "B1"),
        (TRACEBACK, "B1"),
        ("OperationalError: could not connect", "B1"),
        ("django.db.utils.OperationalError", "B1"),
        ("operational error", "B1"),
        ("ConnectionRefused", "B1"),
        ("why does my docker not reach redis, please?", "B1"),
        ("404", "E1"),
        ("/api/orders/", "E1"),
        ("C#", "S2"),
        (".env", "S2"),
        ("straße", "S2"),
        ("STRASSE", "S2"),
        ("cafe\u0301", "S2"),
        ("CAFE", "S2"),
        ("हिन्दी", "S2"),
        ("useEffect", "S3"),
        ("useeffect", "S3"),
        ("use effect", "S3"),
        ("react 18", "S3"),
        ("react v18.2", "S3"),
        ("strict mode", "S3"),
    ],
)
async def test_an_entry_is_found_by_its_words_in_any_form(
    cohort: SqliteStore, query: str, first: str
) -> None:
    answer = await asked(cohort, query)

    assert str(answer.hits[0].ref) == first
    assert answer.fits


async def test_common_words_of_a_question_find_nothing(cohort: SqliteStore) -> None:
    answer = await asked(cohort, "can you please help me with this, and that?")

    assert (answer.words, answer.hits) == ((), ())
    assert not answer.fits


async def test_one_word_in_common_with_a_longer_question_is_no_answer(cohort: SqliteStore) -> None:
    answer = await asked(cohort, "migrations of tectonic plates under Iceland")

    assert [str(hit.ref) for hit in answer.hits] == ["S1"]
    assert not answer.fits


async def test_two_forms_of_one_word_count_as_one_word(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await write_solution(new, "A migration, two migrations, and migrating")

    answer = await asked(store, "migrations, migrating: tectonic plates under Iceland")

    assert answer.hits[0].found == 1
    assert not answer.fits


async def test_both_of_two_words_are_needed_for_an_answer(cohort: SqliteStore) -> None:
    assert not (await asked(cohort, "redis cluster")).fits
    assert (await asked(cohort, "redis docker")).fits


async def test_more_of_the_words_rank_higher_and_the_newer_breaks_a_tie(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await write_solution(new, "Celery on Redis", at=later(days=1))
        await write_solution(new, "Celery", fix="Celery")
        await write_solution(new, "Celery", fix="Celery", at=later(hours=1))

    assert await refs(store, "celery redis") == ["S1", "S3", "S2"]


async def test_found_words_are_marked_in_the_passage(cohort: SqliteStore) -> None:
    opening, closing = MARK

    (hit,) = (await asked(cohort, "merging selected queries")).hits

    assert f"{opening}select_related{closing} for the N+1 {opening}queries{closing}" in hit.passage
    assert hit.found == 3


async def test_where_only_the_code_matches_the_passage_is_of_the_code(cohort: SqliteStore) -> None:
    (hit,) = (await asked(cohort, "detail")).hits

    assert hit.passage == '{"\x02detail\x03": "404"}'


@WITHIN_ONE_STORE
@example("")
@example('"')
@example('server : "server11"')
@example('"server11" OR title : migrations')
@example("migrations AND NOT OR NEAR(conflict, 2) * ^ : ( ) - + { }")
@example("migrations*")
@example(f"{GUILD + 1}:migrat/3 ^two =two !x")
@example("^two - title:migrations")
@example("🙂🔥")
@example("mi\x00grations \x01\x02\x03\ud800")
@example("İ ǰ ﬃ ٣ ² Ⅷ")
@example("' ; DROP TABLE entries; --")
@example(TRACEBACK * 10)
@example("migrations " * (QUERY_LIMIT // 11))
@given(any_text | st.text(alphabet="migrations serv1\"'*^:()-+{}\x00\u0301²=/!", max_size=60))
async def test_any_text_is_a_query_and_never_finds_another_servers_entries(
    cohort: SqliteStore, text: str
) -> None:
    own = {Ref(Kind.SOLUTION, n) for n in (1, 2, 3)} | {Ref(Kind.BLOCKER, 1), Ref(Kind.ENDPOINT, 1)}

    for each in (clean(text)[:QUERY_LIMIT], text):
        answer = await asked(cohort, each)
        foreign = await asked(cohort, each, guild_id=GUILD + 2)

        assert {hit.ref for hit in answer.hits} <= own
        assert not foreign.hits
        assert all(hit.terms <= set(answer.words) for hit in answer.hits)


async def test_a_solved_blocker_is_left_to_its_solution_unless_blockers_are_asked_for(
    store: SqliteStore,
) -> None:
    async with store.transaction() as new:
        blocker = await write_blocker(new, "Celery is asleep")
        await write_solution(new, "Celery is asleep", blocker=blocker.ref)
        helped = blocker.claimed_by(LINUS, at=later(hours=1))
        await new.blockers.save(helped.solved(Ref(Kind.SOLUTION, 1), at=later(hours=2)))

    assert await refs(store, "celery asleep") == ["S1"]
    assert await refs(store, "celery asleep", Within(Kind.BLOCKER)) == ["B1"]
    assert await refs(store, "celery asleep", Within(condition=Condition.SOLVED)) == ["B1"]


async def test_an_entry_that_was_deleted_is_not_found_and_its_words_lead_to_no_other(
    store: SqliteStore, database: Database
) -> None:
    async with store.transaction() as new:
        await write_solution(new, "Celery is asleep")
    async with database.transaction() as connection:
        await connection.run("DELETE FROM entries WHERE guild_id = :guild_id", guild_id=GUILD)
    async with store.transaction() as new:
        await write_solution(new, "Redis is full")

    assert await refs(store, "celery") == []
    assert await refs(store, "redis") == ["S2"]


async def test_a_word_that_nobody_wrote_is_mended_and_the_answer_says_so(cohort: SqliteStore) -> None:
    answer = await asked(cohort, "migratoins confilct")

    assert [str(hit.ref) for hit in answer.hits] == ["S1"]
    assert {(each.typed, each.meant) for each in answer.mended} == {
        ("migratoins", "migrations"),
        ("confilct", "conflict"),
    }


async def test_a_word_that_somebody_wrote_stays_as_it_was_typed(cohort: SqliteStore) -> None:
    async with cohort.transaction() as new:
        await write_solution(new, "A confilct of spelling")

    answer = await asked(cohort, "confilct")

    assert answer.mended == ()
    assert str(answer.hits[0].ref) == "S4"


async def test_titles_complete_by_how_their_words_begin_in_whatever_order(cohort: SqliteStore) -> None:
    async def titles(*words: str, within: Within = EVERYTHING) -> list[str]:
        async with cohort.reading() as reading:
            shown = await reading.index.titles(GUILD, words, within, (), limit=9)
        return [str(each.ref) for each in shown]

    assert await titles("migr") == ["S1"]
    assert await titles("merge", "conf") == ["S1"]
    assert await titles("conf", "merge") == ["S1"]
    assert await titles("conf", "redis") == []
    assert await titles("select") == []
    assert set(await titles()) == {"S1", "S2", "S3", "B1", "E1"}
    assert await titles("tw", within=Within(tag="django")) == ["S1"]


def test_the_words_of_a_title_are_quoted() -> None:
    assert title_expression(7, ["a", "b.c"]) == '"7:^a"* AND "7:^b.c"*'


async def test_what_is_written_and_taken_back_again_leaves_nothing_in_the_index(
    store: SqliteStore, database: Database
) -> None:
    async with store.transaction() as new:
        first = await write_solution(new, "Celery is asleep", code="celery -A shop worker")
        await write_solution(new, "Redis is full")
        await new.index.drop(GUILD, first.ref)
    async with database.transaction() as connection:
        rows = await connection.all("SELECT term FROM entry_vocabulary WHERE term LIKE '%celer%'")
        await connection.run("INSERT INTO entry_terms (entry_terms) VALUES ('integrity-check')")

    assert rows == []


async def test_a_search_reads_no_more_than_its_budget(store: SqliteStore) -> None:
    async with store.transaction() as new:
        for number in range(30):
            await write_solution(new, f"Celery sleeps {'soundly' if number < 5 else ''}")
    concepts = concepts_of("celery sleeps soundly", Synonyms())
    words = [word for concept in concepts for word in concept.stems]

    async with store.reading() as reading:
        counts = await reading.index.counts(GUILD, words, ())
    small = plan(concepts, [], counts, budget=9)
    tiny = plan(concepts, [], counts, budget=1)

    assert sum(each.entries for each in small.lookups) <= 9
    assert {each.word for each in small.lookups} == {stem("soundly")}
    assert [each.word for each in tiny.lookups] == [stem("soundly")]
