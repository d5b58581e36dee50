"""What becomes of requests when an API is known anew, within the caller's transaction."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from domain.changes import channel_of, keep_request
from domain.models.api import Api
from domain.models.deeds import Deed
from domain.models.delivery import CALM, Key, Topic
from domain.models.endpoint import Endpoint
from domain.models.entries import Ref
from domain.models.request import Request
from domain.ports import Repositories
from domain.shared_apis.fulfilment import Candidate, candidate_of
from domain.shared_apis.syncing import Call

SETTLED = "settled"
"""The part of the news that a request's author takes what is there for it."""


def close_to(request: Request, api: Api, endpoints: Mapping[Call, Endpoint]) -> Request:
    """The request, knowing what of an API comes close to it; what is known of other APIs stays."""
    candidate = candidate_of(request, api, endpoints)
    others = tuple(line for line in request.differs if not line.startswith(f"{api.ref} "))
    return replace(
        request, differs=others + candidate.differs, endpoint=_closest(request, candidate, endpoints)
    )


def _closest(request: Request, candidate: Candidate, endpoints: Mapping[Call, Endpoint]) -> Ref | None:
    if candidate.endpoint:
        return candidate.endpoint.ref
    is_of_this = any(each.ref == request.endpoint for each in endpoints.values())
    return None if is_of_this else request.endpoint


async def look(
    store: Repositories, request: Request, api: Api, endpoints: Mapping[Call, Endpoint], *, at: datetime
) -> None:
    """See whether a request is there now that its API changed at that time, or how what is there differs.

    What was there before, and is as it was, did not do when it was asked for: it does not fulfil the request now.
    """
    candidate = candidate_of(request, api, endpoints)
    if candidate.endpoint and candidate.is_it and candidate.endpoint.updated_at >= at:
        await fulfil(store, request, candidate.endpoint, at=at)
        return
    after = close_to(request, api, endpoints)
    if after != request:
        await keep_request(store, Deed.DIFFER, request, replace(after, updated_at=at), by=None)
        if after.endpoint and after.nearness and after.nearness not in request.differs:
            await _tell_near(store, after, after.endpoint, at=at)


async def fulfil(store: Repositories, request: Request, endpoint: Endpoint, *, at: datetime) -> Request:
    """Have a request be there, and those told who asked for it or need it too."""
    there = request.fulfilled(endpoint, at=at)
    await keep_request(store, Deed.FULFIL, request, there, by=None)
    await tell(store, there, Topic.THERE, at=at)
    return there


async def _tell_near(store: Repositories, request: Request, endpoint: Ref, *, at: datetime) -> None:
    """Have those who asked for a request or need it too told what is near to it: each thing once, one a day."""
    last = await store.said.last(request.guild_id, Key.about(Topic.NEAR, request.ref), now=at)
    await store.deliveries.want_once(
        request.guild_id,
        Key.near(request.ref, endpoint, request.nearness),
        at=max(at, last + CALM) if last else at,
        channel_id=await channel_of(store, request),
    )


async def tell(
    store: Repositories, request: Request, topic: Topic, part: str | None = None, *, at: datetime
) -> None:
    """Have news of a request told where its card stands, once for each part."""
    await store.deliveries.want_once(
        request.guild_id,
        Key.about(topic, request.ref, part),
        at=at,
        channel_id=await channel_of(store, request),
    )
