"""Which endpoints an API has once its document is a new one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain import text
from domain.apis.keeping.digest import Summary
from domain.apis.reading.lives import day_of
from domain.apis.reading.matching import shape_of
from domain.models.endpoint import PATH_LIMIT, SUMMARY_LIMIT, Endpoint, EndpointDraft, Method, Status

Call = tuple[Method, str]
"""A method, and a path whatever its parameters are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What becomes of an API's endpoints."""

    new: Sequence[EndpointDraft]
    changed: Sequence[Endpoint]
    """As they are now: told otherwise, gone, or there again."""
    unlisted: int = 0
    """Operations that no endpoint can be made of."""


def call_of(endpoint: Endpoint | EndpointDraft) -> Call:
    """What tells an endpoint from the others of its API."""
    return endpoint.method, shape_of(endpoint.path)


def call_named(operation: str) -> Call | None:
    """The call that a change names, such as `GET /users/{id}` or `QUERY user`; None for the whole API."""
    method, _, path = operation.partition(" ")
    found = Method.__members__.get(method.upper())
    return (found, shape_of(path)) if found else None


def synced(known: Sequence[Endpoint], told: Sequence[Summary], *, revision: int, at: datetime) -> Synced:
    """What becomes of the endpoints that an API has or had, now that its document tells of these operations."""
    drafts = _by_call(told)
    kept = {call_of(each): each for each in known}
    after = [
        _as_told(each, drafts[call]) if (call := call_of(each)) in drafts else _gone(each, revision)
        for each in known
    ]
    return Synced(
        new=[draft for call, draft in drafts.items() if call not in kept],
        changed=[replace(new, updated_at=at) for old, new in zip(known, after, strict=True) if new != old],
        unlisted=len(told) - len(drafts),
    )


def shares_calls(known: Sequence[Endpoint], told: Sequence[Summary]) -> bool:
    """Whether an API that has endpoints keeps any, once its document tells of these operations; so if it has none."""
    there = {call_of(each) for each in known if each.status is not Status.GONE}
    return not there or bool(there & _by_call(told).keys())


def shares_most_calls(known: Sequence[Endpoint], told: Sequence[Summary]) -> bool:
    """Whether at least half of all that an API has and these operations are is the same."""
    there = {call_of(each) for each in known if each.status is not Status.GONE}
    calls = _by_call(told).keys()
    return bool(there) and 2 * len(there & calls) >= len(there | calls)


def _by_call(told: Sequence[Summary]) -> Mapping[Call, EndpointDraft]:
    """The operations as endpoints; of two that look the same to a caller, the first."""
    drafts: dict[Call, EndpointDraft] = {}
    for summary in told:
        if (draft := _draft_of(summary)) is not None:
            drafts.setdefault(call_of(draft), draft)
    return drafts


def _draft_of(summary: Summary) -> EndpointDraft | None:
    """An operation as an endpoint; None where its method is none that Nexus knows, or its path is too long."""
    if summary.method not in Method.__members__ or len(summary.path) > PATH_LIMIT:
        return None
    return EndpointDraft(
        method=Method(summary.method),
        path=summary.path,
        summary=text.shortened(text.one_line(summary.summary), SUMMARY_LIMIT),
        auth=text.one_line(summary.auth),
        request="",
        response="",
        status=Status.DEPRECATED if summary.is_deprecated else Status.LIVE,
        tags=text.tags_from(summary.tags),
        words=summary.description,
        fields=tuple(filter(None, map(text.one_line, summary.fields))),
        sunset=day_of(summary.sunset),
    )


def _as_told(endpoint: Endpoint, draft: EndpointDraft) -> Endpoint:
    status = draft.status
    if status is Status.LIVE and endpoint.owner_sunset:
        status = Status.DEPRECATED
    return replace(
        endpoint,
        title=text.title_of(f"{draft.method.value} {draft.path}"),
        path=draft.path,
        summary=draft.summary,
        auth=draft.auth,
        tags=draft.tags,
        status=status,
        words=draft.words,
        fields=draft.fields,
        document_sunset=draft.sunset,
        gone_in=None,
    )


def _gone(endpoint: Endpoint, revision: int) -> Endpoint:
    if endpoint.status is Status.GONE:
        return endpoint
    return replace(endpoint, status=Status.GONE, gone_in=revision)
