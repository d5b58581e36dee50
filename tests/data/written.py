"""Entries as tests of the storage write them."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from domain.changes import document_of_blocker, document_of_endpoint, document_of_solution
from domain.models.blocker import Blocker
from domain.models.blocker_draft import BlockerDraft, Urgency
from domain.models.endpoint import Endpoint, EndpointDraft, Method, Status
from domain.models.entries import NewEntry
from domain.models.resolution import Origin
from domain.models.solution import Solution
from domain.models.solution_draft import SolutionDraft
from tests.support.domain import ADA, GUILD, MONDAY_NOON

if TYPE_CHECKING:
    from datetime import datetime

    from domain.models.entries import Ref
    from domain.ports import Repositories

OTHER_GUILD = GUILD + 1

causes = count(1)
"""Ids of interactions, each used once."""


def new_entry(
    title: str, *, guild_id: int = GUILD, tags: str = "", at: datetime = MONDAY_NOON, cause: int | None = None
) -> NewEntry:
    number = next(causes) if cause is None else cause
    return NewEntry(guild_id=guild_id, title=title, tags=tuple(tags.split()), author=ADA, at=at, cause=number)


def later(**spans: float) -> datetime:
    """Monday noon and so many `days`, `hours` or `minutes`."""
    return MONDAY_NOON + timedelta(**spans)


async def write_blocker(
    store: Repositories,
    goal: str,
    *,
    happened: str = "Nothing.",
    urgency: Urgency = Urgency.TODAY,
    guild_id: int = GUILD,
    tags: str = "",
    at: datetime = MONDAY_NOON,
) -> Blocker:
    """Store a blocker, and index it."""
    entry = new_entry(goal[:80], guild_id=guild_id, tags=tags, at=at)
    draft = BlockerDraft(goal=goal, happened=happened, tried="", tags=entry.tags, urgency=urgency)
    blocker = await store.blockers.add(entry, draft)
    await store.index.put(document_of_blocker(blocker))
    return blocker


async def write_solution(
    store: Repositories,
    problem: str,
    *,
    fix: str = "So.",
    code: str = "",
    guild_id: int = GUILD,
    tags: str = "",
    at: datetime = MONDAY_NOON,
    blocker: Ref | None = None,
) -> Solution:
    """Store a solution, and index it."""
    entry = new_entry(problem[:80], guild_id=guild_id, tags=tags, at=at)
    draft = SolutionDraft(problem=problem, fix=fix, code=code, tags=entry.tags)
    solution = await store.solutions.add(entry, draft, origin=Origin(blocker=blocker))
    await store.index.put(document_of_solution(solution, None))
    return solution


async def write_endpoint(
    store: Repositories,
    path: str,
    *,
    method: Method = Method.GET,
    summary: str = "Does it.",
    response: str = "",
    guild_id: int = GUILD,
    tags: str = "",
    at: datetime = MONDAY_NOON,
) -> Endpoint:
    """Store an endpoint, and index it."""
    entry = new_entry(f"{method.value} {path}", guild_id=guild_id, tags=tags, at=at)
    draft = EndpointDraft(
        method=method,
        path=path,
        summary=summary,
        auth="",
        request="",
        response=response,
        status=Status.LIVE,
        tags=entry.tags,
    )
    endpoint = await store.endpoints.add(entry, draft)
    await store.index.put(document_of_endpoint(endpoint))
    return endpoint
