"""The repositories keep what they are given, give it back the same, and never mix servers up."""

import sqlite3

import pytest

from data.database import Database
from data.store import SqliteStore
from domain.errors import NotFound
from domain.models.blocker_draft import Urgency
from domain.models.endpoint import Method, Status
from domain.models.entries import Kind, Ref
from domain.models.lifecycle import State
from domain.models.listing import Wanted
from domain.models.recap import Period
from domain.models.search import Condition, Query, Within
from tests.data.written import (
    OTHER_GUILD,
    later,
    new_entry,
    write_blocker,
    write_endpoint,
    write_solution,
)
from tests.support.domain import ADA, GUILD, LINUS, MONDAY_NOON, blocker_draft

WEEK = Period(MONDAY_NOON, later(days=7))


async def test_numbers_count_up_for_each_server_and_kind_alone(store: SqliteStore) -> None:
    async with store.transaction() as new:
        written = [
            await write_blocker(new, "One"),
            await write_blocker(new, "Two"),
            await write_solution(new, "Three"),
            await write_endpoint(new, "/four"),
            await write_blocker(new, "Five", guild_id=OTHER_GUILD),
        ]

    assert [str(entry.ref) for entry in written] == ["B1", "B2", "S1", "E1", "B1"]


async def test_a_number_is_never_given_twice_even_if_its_entry_is_deleted(
    store: SqliteStore, database: Database
) -> None:
    async with store.transaction() as new:
        await write_blocker(new, "Deleted")
    async with database.transaction() as connection:
        assert await connection.run("DELETE FROM entries WHERE guild_id = :guild_id", guild_id=GUILD) == 1

    async with store.transaction() as new:
        assert (await write_blocker(new, "Next")).ref == Ref(Kind.BLOCKER, 2)


async def test_a_number_of_a_write_that_failed_is_given_to_the_next(store: SqliteStore) -> None:
    async def fails() -> None:
        async with store.transaction() as new:
            await write_blocker(new, "Never kept")
            await write_blocker(new, "Nor this", urgency=Urgency.NOW, guild_id=2**64)

    with pytest.raises(OverflowError):
        await fails()
    async with store.transaction() as new:
        assert (await write_blocker(new, "Kept")).ref.number == 1


async def test_one_interaction_writes_one_entry(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await new.blockers.add(new_entry("One", cause=77), blocker_draft())
        await new.blockers.add(new_entry("One", cause=77, guild_id=OTHER_GUILD), blocker_draft())

    with pytest.raises(sqlite3.IntegrityError):
        async with store.transaction() as new:
            await new.blockers.add(new_entry("Again", cause=77), blocker_draft())
    async with store.reading() as reading:
        assert await reading.entries.made_by(GUILD, 77) == Ref(Kind.BLOCKER, 1)
        assert await reading.entries.made_by(GUILD, 78) is None


async def test_what_was_added_is_read_back_the_same(store: SqliteStore) -> None:
    async with store.transaction() as new:
        blocker = await write_blocker(new, "Ship 'it'", tags="z-last a.first m+mid", urgency=Urgency.NOW)
        solution = await write_solution(new, "Ship; DROP", code="é 🙂\n\ttab", blocker=blocker.ref)
        endpoint = await write_endpoint(new, "/a?b=%", method=Method.PATCH, response="{}")

    async with store.reading() as reading:
        assert await reading.blockers.get(GUILD, 1) == blocker
        assert await reading.solutions.get(GUILD, 1) == solution
        assert await reading.endpoints.get(GUILD, 1) == endpoint
        assert await reading.endpoints.of_operation(GUILD, Method.PATCH, "/a?b=%") == endpoint
    assert blocker.tags == ("z-last", "a.first", "m+mid")


async def test_what_changed_of_a_blocker_is_kept_and_of_its_namesake_elsewhere_is_not(
    store: SqliteStore,
) -> None:
    async with store.transaction() as new:
        namesake = await write_blocker(new, "Theirs")
        blocker = await write_blocker(new, "Mine", guild_id=OTHER_GUILD)
        claimed = blocker.claimed_by(LINUS, at=later(hours=1))
        await new.blockers.save(claimed)
        assert await new.blockers.get(OTHER_GUILD, 1) == claimed
        solved = claimed.solved(Ref(Kind.SOLUTION, 3), at=later(hours=2))
        await new.blockers.save(solved)

    async with store.reading() as reading:
        assert await reading.blockers.get(OTHER_GUILD, 1) == solved
        assert await reading.blockers.get(GUILD, 1) == namesake


async def test_an_endpoints_new_status_is_kept(store: SqliteStore) -> None:
    async with store.transaction() as new:
        endpoint = await write_endpoint(new, "/a")
        moved = endpoint.moved_to(Status.MOCK, by=ADA, at=later(hours=1))
        await new.endpoints.save(moved)

    async with store.reading() as reading:
        assert await reading.endpoints.get(GUILD, 1) == moved


async def test_one_method_and_path_is_one_endpoint_of_a_server(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await write_endpoint(new, "/a")
        await write_endpoint(new, "/a", method=Method.POST)
        await write_endpoint(new, "/a", guild_id=OTHER_GUILD)

    with pytest.raises(sqlite3.IntegrityError):
        async with store.transaction() as new:
            await write_endpoint(new, "/a")


async def test_an_unknown_number_says_where_to_look(store: SqliteStore) -> None:
    async with store.transaction() as new:
        for _ in range(2):
            await write_blocker(new, "Theirs", guild_id=OTHER_GUILD)
            await write_solution(new, "Theirs", guild_id=OTHER_GUILD)
        await write_endpoint(new, "/theirs", guild_id=OTHER_GUILD)

    async with store.reading() as reading:
        with pytest.raises(NotFound, match="no blocker B2 in this server"):
            await reading.blockers.get(GUILD, 2)
        with pytest.raises(NotFound, match="no solution S1 in this server"):
            await reading.solutions.get(GUILD, 1)
        with pytest.raises(NotFound, match="no endpoint E1 in this server"):
            await reading.endpoints.get(GUILD, 1)
        assert await reading.endpoints.of_operation(GUILD, Method.GET, "/theirs") is None


async def test_blockers_are_listed_open_first_then_urgent_then_oldest(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await write_blocker(new, "Young", at=later(hours=2))
        await write_blocker(new, "Old", at=later(hours=1), tags="celery")
        await write_blocker(new, "Urgent", urgency=Urgency.NOW, at=later(hours=3))
        helped = await write_blocker(new, "Helped", urgency=Urgency.NOW, tags="celery")
        await new.blockers.save(helped.claimed_by(LINUS, at=later(hours=4)))
        await write_blocker(new, "Theirs", guild_id=OTHER_GUILD, tags="celery")

        async def titles(wanted: Wanted, limit: int = 10, offset: int = 0) -> tuple[list[str], int]:
            listed, total = await new.blockers.listed(
                GUILD, wanted, now=later(days=9), limit=limit, offset=offset
            )
            return [blocker.title for blocker in listed], total

        assert await titles(Wanted()) == (["Urgent", "Old", "Young", "Helped"], 4)
        assert await titles(Wanted(), limit=2, offset=1) == (["Old", "Young"], 4)
        assert await titles(Wanted(), limit=2, offset=9) == ([], 4)
        assert await titles(Wanted(states=(State.CLAIMED,))) == (["Helped"], 1)
        assert await titles(Wanted(states=(State.SOLVED,))) == ([], 0)
        assert await titles(Wanted(tag="celery")) == (["Old", "Helped"], 2)
        assert await titles(Wanted(tag="cel")) == ([], 0)
        assert await titles(Wanted(author_id=ADA.id, helper_id=LINUS.id)) == (["Helped"], 1)
        assert await titles(Wanted(author_id=LINUS.id)) == ([], 0)
        span = later(days=9) - later(hours=2)
        assert await titles(Wanted(untouched_for=span)) == (["Old"], 1)


async def test_what_was_solved_last_is_listed_first(store: SqliteStore) -> None:
    async with store.transaction() as new:
        for title, hours in (("First", 1), ("Last", 3), ("Second", 2)):
            blocker = await write_blocker(
                new, title, urgency=Urgency.NOW if title == "First" else Urgency.TODAY
            )
            solution = Ref(Kind.SOLUTION, hours)
            await new.blockers.save(blocker.solved(solution, at=later(hours=hours)))

        listed, _ = await new.blockers.listed(
            GUILD, Wanted(states=(State.SOLVED,)), now=later(days=1), limit=9, offset=0
        )

    assert [blocker.title for blocker in listed] == ["Last", "Second", "First"]


async def test_endpoints_are_listed_by_path_and_method(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await write_endpoint(new, "/users", method=Method.POST, tags="auth")
        await write_endpoint(new, "/users")
        await write_endpoint(new, "/orders")
        await write_endpoint(new, "/aaa", guild_id=OTHER_GUILD, tags="auth")

        listed, total = await new.endpoints.listed(GUILD, tag=None, limit=2, offset=1)
        tagged, tagged_total = await new.endpoints.listed(GUILD, tag="auth", limit=9, offset=0)

    assert ([endpoint.operation for endpoint in listed], total) == (["GET /users", "POST /users"], 3)
    assert ([endpoint.operation for endpoint in tagged], tagged_total) == (["POST /users"], 1)


async def test_a_week_holds_what_happened_from_its_start_up_to_its_end(store: SqliteStore) -> None:
    async with store.transaction() as new:
        for at in (later(days=-1), WEEK.start, later(days=3), WEEK.end):
            await write_solution(new, "Posted", at=at)
            await write_endpoint(new, f"/{at.day}", at=at)
            blocker = await write_blocker(new, "Solved", at=later(days=-2))
            solved = blocker.solved(Ref(Kind.SOLUTION, 1), at=at)
            await new.blockers.save(solved)
        await write_solution(new, "Of a blocker", at=later(days=1), blocker=Ref(Kind.BLOCKER, 1))
        await write_solution(new, "Theirs", at=later(days=1), guild_id=OTHER_GUILD)

        assert [each.ref.number for each in await new.solutions.posted_within(GUILD, WEEK, ())] == [3, 2]
        assert [each.ref.number for each in await new.endpoints.shared_within(GUILD, WEEK, ())] == [3, 2]
        assert [each.ref.number for each in await new.blockers.solved_within(GUILD, WEEK, ())] == [3, 2]
        assert [each.ref.number for each in await new.blockers.waiting_at(GUILD, later(days=1), ())] == [3, 4]


async def test_entries_are_suggested_by_number_first_then_by_title_newest_first(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await write_blocker(new, "Redis 100% full")
        await write_blocker(new, "Celery")
        await write_solution(new, "B2 or not B2", at=later(hours=1))
        await write_solution(new, "Theirs", guild_id=OTHER_GUILD)

        async def suggested(typed: str, *kinds: Kind, limit: int = 9) -> list[str]:
            found = await new.entries.suggest(GUILD, kinds or tuple(Kind), typed, limit=limit)
            return [str(each.ref) for each in found]

        assert await suggested("") == ["S1", "B2", "B1"]
        assert await suggested("", limit=1) == ["S1"]
        assert await suggested("b2") == ["B2", "S1"]
        assert await suggested("2") == ["B2", "S1"]
        assert await suggested("0%") == ["B1"]
        assert await suggested("_") == []
        assert await suggested("CEL") == ["B2"]
        assert await suggested("", Kind.SOLUTION) == ["S1"]
        assert await suggested("theirs") == []


async def test_the_number_typed_in_full_comes_before_those_that_go_on(store: SqliteStore) -> None:
    async with store.transaction() as new:
        for _ in range(12):
            await write_blocker(new, "Été")

        for typed in ("b1", "1"):
            found = await new.entries.suggest(GUILD, [Kind.BLOCKER], typed, limit=2)
            assert [str(each.ref) for each in found] == ["B1", "B12"]
        assert len(await new.entries.suggest(GUILD, [Kind.BLOCKER], "Été", limit=25)) == 12


async def test_tags_are_suggested_most_used_first(store: SqliteStore) -> None:
    async with store.transaction() as new:
        await write_blocker(new, "One", tags="django docker")
        await write_solution(new, "Two", tags="docker")
        await write_solution(new, "Three", tags="d_jango", guild_id=OTHER_GUILD)

        assert await new.entries.tags(GUILD, "", limit=9) == ["docker", "django"]
        assert await new.entries.tags(GUILD, "dj", limit=9) == ["django"]
        assert await new.entries.tags(GUILD, "d_", limit=9) == []
        assert await new.entries.tags(GUILD, "", limit=1) == ["docker"]


async def test_a_search_is_kept_for_its_server_until_it_is_forgotten(store: SqliteStore) -> None:
    full = Query(
        "celery",
        Within(Kind.ENDPOINT, "api", ADA, Condition.MOCK, MONDAY_NOON, (Ref(Kind.ENDPOINT, 7),)),
        ("x1", "x2"),
        is_literal=True,
    )
    async with store.transaction() as new:
        old = await new.searches.add(GUILD, Query("old"), by=ADA, at=MONDAY_NOON)
        kept = await new.searches.add(GUILD, full, by=ADA, at=later(days=1))
        await new.searches.dismiss(GUILD, kept, Ref(Kind.ENDPOINT, 7))

        assert await new.searches.get(GUILD, kept) == full
        assert await new.searches.get(GUILD, old) == Query("old")
        with pytest.raises(NotFound):
            await new.searches.get(OTHER_GUILD, kept)
        assert await new.searches.forget(later(days=1)) == 1
        assert await new.searches.get(GUILD, kept) == full
        with pytest.raises(NotFound):
            await new.searches.get(GUILD, old)
