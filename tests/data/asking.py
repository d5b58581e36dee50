"""Asking the index as a search does, in tests of the storage."""

from collections.abc import Collection

from data.store import SqliteStore
from domain.finding import found, hits
from domain.models.search import EVERYTHING, Found, Query, Within
from tests.data.written import OTHER_GUILD, write_blocker, write_endpoint, write_solution
from tests.support.domain import GUILD, MONDAY_NOON

TRACEBACK = """Traceback (most recent call last):
  File "/app/manage.py", line 22, in <module>
    main()
django.db.utils.OperationalError: could not connect to server: Connection refused ("db", 5432)?"""


async def asked(
    store: SqliteStore,
    text: str,
    within: Within = EVERYTHING,
    *,
    guild_id: int = GUILD,
    hidden: Collection[int] = (),
) -> Found:
    """Everything found for a query, as a search's one page."""
    query = Query(text, within)
    async with store.reading() as reading:
        answer = await found(reading, guild_id, query, hidden=hidden, now=MONDAY_NOON, limit=50)
        shown = await hits(reading, guild_id, answer, answer.ranked)
    return Found(
        search_id=1,
        query=query,
        words=answer.words,
        mended=answer.mended,
        hits=shown,
        page=0,
        pages=1,
        total=len(shown),
    )


async def refs(store: SqliteStore, text: str, within: Within = EVERYTHING) -> list[str]:
    """The numbers of what is found, best first."""
    return [str(hit.ref) for hit in (await asked(store, text, within)).hits]


async def write_cohort(store: SqliteStore) -> None:
    """Store a cohort's entries, and another server's with the same words."""
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
        await write_solution(
            new, "useEffect runs twice in React 18.2.0", fix="StrictMode mounts a component twice"
        )
        for _ in range(3):
            await write_solution(
                new, "Two migrations conflict: select_related, docker-compose, 404", guild_id=OTHER_GUILD
            )
