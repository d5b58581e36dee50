"""A new document of an API: its revision, its endpoints and all that follows, within the caller's transaction."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from domain.apis.comparing.changes import Change
from domain.apis.keeping.digest import Digest
from domain.changes import index_entry
from domain.errors import NotFound
from domain.models.api import KEPT_WHOLE, LONGEST_PAUSE, Api, Outcome, Revision, Source, Told, Watch
from domain.models.deeds import Deed
from domain.models.delivery import Key
from domain.models.endpoint import Endpoint
from domain.models.entries import Member
from domain.models.events import Event
from domain.models.failures import doubling
from domain.models.server import Server
from domain.ports import Clock, Repositories, Store
from domain.shared_apis.announced import as_announced
from domain.shared_apis.consequences import CONSEQUENCES
from domain.shared_apis.muting import Sifted, sifted
from domain.shared_apis.revised import Revised, revised_within
from domain.shared_apis.syncing import synced

BATCH: Final = 25
"""Endpoints that are indexed or dropped within one transaction: nobody else can write meanwhile."""

GONE: Final = 300
"""Endpoints of an API that are gone and kept, though nothing points to them."""


async def revise_within(
    store: Repositories,
    clock: Clock,
    api: Api,
    digest: Digest,
    changes: Sequence[Change],
    *,
    by: Member | None,
    source: Source,
    is_fetched: bool,
) -> Revised:
    """Keep a new document of an API, and what it brings with it.

    `by` is who brought it, None where Nexus found it; `is_fetched` says whether it was read at the API's address.
    What takes long is to be done after the transaction: see `settle`.
    """
    now = clock.now()
    known = await store.api_endpoints.of(api.guild_id, api.ref.number)
    found = await sifted(store, api, as_announced(changes, known, now.date()))
    revision = _revision_of(api, digest, found, by=by, at=now)
    unlisted = await _sync(store, api, known, digest, revision=revision.number, at=now)
    after = replace(
        api,
        updated_at=now,
        told=told_of(digest, unlisted=unlisted),
        source=source,
        revision=revision.number,
        revised_at=now,
        last_check=api.last_check.after(Outcome.CHANGED, at=now, is_fetched=is_fetched),
    )
    await store.revisions.add(revision, digest.content)
    await store.revisions.prune(api.guild_id, api.ref.number, last=revision.number - KEPT_WHOLE)
    await _keep(store, api, after, by=by)
    revised = await revised_within(store, revision)
    for follow in CONSEQUENCES:
        await follow(store, clock, revised)
    await store.deliveries.want(api.guild_id, Key.card(api.ref), at=now)
    return revised


async def _keep(store: Repositories, before: Api, after: Api, *, by: Member | None) -> None:
    """Keep an API as its new revision makes it; the first is told where the API is shared."""
    server = await server_of(store, after)
    await store.apis.save(after, check_at=next_check(after, server.check_minutes))
    if after.revision > 1:
        await store.events.add(Event.of(Deed.REVISE, before, after, by=by, at=after.updated_at))
        await index_entry(store, after)


def told_of(digest: Digest, *, unlisted: int = 0) -> Told:
    """What a document tells of its API; so many of its operations are no endpoints."""
    left_out = [f"Left out, as their methods or long paths are not known here: operations ({unlisted})."]
    return Told(
        format=digest.format.value,
        version=digest.version,
        description=digest.description,
        servers=digest.servers,
        auth=digest.auth,
        warnings=(*left_out[: min(unlisted, 1)], *digest.warnings),
    )


def next_check(api: Api, minutes: int) -> datetime | None:
    """When an API is looked at again: the longer apart, the more often that failed; None if it is not watched."""
    if api.watch is not Watch.WATCHED:
        return None
    pause = timedelta(minutes=minutes)
    return api.last_check.at + doubling(pause, max(api.last_check.tries, 1), LONGEST_PAUSE)


async def index_endpoints(store: Store, guild_id: int, numbers: Sequence[int]) -> None:
    """Make endpoints found by their words, some in each transaction; those that are gone are found no longer."""
    for start in range(0, len(numbers), BATCH):
        async with store.transaction() as writing:
            for number in numbers[start : start + BATCH]:
                with suppress(NotFound):  # it is gone, and was dropped
                    await index_entry(writing, await writing.endpoints.get(guild_id, number))


async def settle(store: Store, revised: Revised) -> None:
    """Drop what went long ago, and make the endpoints found by their words that a revision made or told otherwise."""
    await _forget_gone(store, revised.api)
    numbers = [
        each.ref.number
        for each in revised.endpoints.values()
        if each.updated_at == revised.api.updated_at  # both as the store keeps them, in milliseconds
    ]
    await index_endpoints(store, revised.api.guild_id, numbers)


async def _forget_gone(store: Store, api: Api) -> None:
    dropped = BATCH
    while dropped == BATCH:
        async with store.transaction() as writing:
            dropped = await writing.api_endpoints.forget_gone(
                api.guild_id, api.ref.number, kept=GONE, limit=BATCH
            )


async def server_of(store: Repositories, api: Api) -> Server:
    """What the server of an API has set."""
    server = await store.servers.get(api.guild_id)
    assert server is not None  # noqa: S101  (a server with an API was used before)
    return server


def _revision_of(api: Api, digest: Digest, found: Sifted, *, by: Member | None, at: datetime) -> Revision:
    return Revision(
        guild_id=api.guild_id,
        api=api.ref,
        number=api.revision + 1,
        at=at,
        by=by.named if by else None,
        format=digest.format.value,
        version=digest.version,
        mark=digest.mark,
        changes=found.changes,
        muted=found.muted,
        reasons=found.reasons,
    )


async def _sync(
    store: Repositories, api: Api, known: Sequence[Endpoint], digest: Digest, *, revision: int, at: datetime
) -> int:
    """Keep the endpoints that an API has now, of which it had some before; returns how many operations are none."""
    found = synced(known, digest.operations, revision=revision, at=at)
    await store.api_endpoints.add(api, found.new, at=at)
    for endpoint in found.changed:
        await store.endpoints.save(endpoint)
    # Who dies before they are indexed leaves that to the next start.
    await store.upkeep.outdate(api.guild_id, [endpoint.ref.number for endpoint in found.changed])
    return found.unlisted
