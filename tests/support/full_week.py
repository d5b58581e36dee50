"""Weeks of any size for tests of the recap, made of entries as long as entries can be."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.apis.comparing.changes import changed
from domain.models.api import Api, Check, Outcome, Revision, Source, Told, Watch
from domain.models.api_week import ApiWeek
from domain.models.blocker import Blocker
from domain.models.blocker_draft import Urgency
from domain.models.endpoint import Endpoint, Method, Status
from domain.models.entries import Kind, Member, Ref, Spot
from domain.models.lifecycle import State
from domain.models.recap import Period, Recap
from domain.models.request import Request, RequestState
from domain.models.resolution import Proposal
from domain.models.solution import Solution
from domain.sections.apis import Broken, SharedApis
from domain.sections.blockers import Solved, Waiting
from domain.sections.endpoints import Shared
from domain.sections.requests import AskedFor
from domain.sections.solutions import Learned
from domain.sections.thanks import Thanks
from tests.support.domain import resolution

FRIDAY = datetime(2026, 1, 2, 16, tzinfo=UTC)
SOMEBODY = Member(10**18, "somebody")
STARS = "s" + "*" * 78 + "s"
TAGS = tuple(f"{n}{'t' * 23}" for n in range(5))

LISTS = {
    "answered": "Answers that wait for their author",
    "unchecked": "APIs that could not be checked",
    "asked": "Asked for, without an answer",
    "solved": "Solved",
    "posted": "New solutions",
    "apis": "New APIs",
    "revised": "Changed APIs",
    "endpoints": "New endpoints",
    "changed": "Changed endpoints",
}
"""What `week` calls the lists, and what the recap does."""


def blocker(number: int, title: str, state: State = State.OPEN) -> Blocker:
    solved = state is State.SOLVED
    return Blocker(
        **common(Kind.BLOCKER, number, title),
        goal=title,
        happened="It fails.",
        tried="",
        urgency=Urgency.NOW,
        state=state,
        helper=None if state is State.OPEN else SOMEBODY,
        proposal=Proposal(resolution=resolution(), by=SOMEBODY, at=FRIDAY)
        if state is State.PROPOSED
        else None,
        ended_at=FRIDAY if solved else None,
        solution=Ref(Kind.SOLUTION, number) if solved else None,
        seen_at=FRIDAY,
    )


def solution(number: int, title: str) -> Solution:
    return Solution(**common(Kind.SOLUTION, number, title), problem=title, cause="", fix="Do it", code="")


def endpoint(number: int, title: str) -> Endpoint:
    return Endpoint(
        **common(Kind.ENDPOINT, number, title),
        method=Method.GET,
        path="/",
        summary="Does it.",
        auth="",
        request="",
        response="",
        status=Status.MOCK,
    )


def request(number: int, title: str) -> Request:
    return Request(
        **common(Kind.REQUEST, number, title),
        api=Ref(Kind.API, 9999),
        owner=SOMEBODY,
        method=Method.GET,
        path="/",
        wanted="x",
        why="x",
        state=RequestState.OPEN,
    )


def api(number: int, title: str) -> Api:
    return Api(
        **common(Kind.API, number, title),
        watch=Watch.WATCHED,
        told=Told(format="OpenAPI 3.1", version="", description="", servers=(), auth="", warnings=()),
        source=Source(),
        revision=10**6,
        revised_at=FRIDAY,
        last_check=Check.up(Outcome.UNCHANGED, at=FRIDAY).failed(STARS * 9, at=FRIDAY),
        live=1000,
        users=1000,
    )


def api_week(number: int, title: str, rule: str) -> ApiWeek:
    """An API with changes by one rule, in two revisions of six digits."""
    changes = [changed(rule, f"GET /{each}") for each in range(100)]
    revisions = [
        Revision(
            guild_id=1,
            api=Ref(Kind.API, number),
            number=each,
            at=FRIDAY,
            by=None,
            format="",
            version="",
            mark="",
            changes=changes,
        )
        for each in (999_999, 999_998)
    ]
    return ApiWeek(api=api(number, title), revisions=tuple(revisions))


def common(kind: Kind, number: int, title: str) -> dict[str, Any]:
    """The longest that all entries share: ids of 19 digits, five tags of 24 characters."""
    return {
        "guild_id": 10**18,
        "ref": Ref(kind, 1000 + number),
        "title": title,
        "tags": TAGS,
        "author": SOMEBODY,
        "created_at": FRIDAY,
        "updated_at": FRIDAY,
        "card": Spot(10**18, 10**18),
    }


BROKEN = api_week(1, "", "api-path-removed-without-deprecation")
REVISED = api_week(1, "", "endpoint-added")


def week(counts: Mapping[str, int], title: str = STARS) -> Recap:
    """A recap that has so many of each list, of those who wait, and of those who are thanked."""
    opened = [blocker(n, title, State.CLAIMED if n % 2 else State.OPEN) for n in range(counts["waiting"])]
    return Recap(
        key="2026-01-02",
        period=Period(FRIDAY, FRIDAY),
        sections=(
            Waiting(
                open=tuple(each for each in opened if each.state is State.OPEN),
                claimed=tuple(each for each in opened if each.state is State.CLAIMED),
                answered=tuple(blocker(n, title, State.PROPOSED) for n in range(counts["answered"])),
            ),
            Broken(
                apis=tuple(replace(BROKEN, api=api(n, title)) for n in range(counts["broken"])),
                unchecked=tuple(api(n, title) for n in range(counts["unchecked"])),
            ),
            AskedFor(requests=tuple(request(n, title) for n in range(counts["asked"]))),
            Solved(
                blockers=tuple(blocker(n, title, State.SOLVED) for n in range(counts["solved"])),
                took=timedelta(hours=5),
                took_before=timedelta(days=10),
            ),
            Learned(solutions=tuple(solution(n, title) for n in range(counts["posted"]))),
            SharedApis(
                new=tuple(replace(REVISED, api=api(n, title)) for n in range(counts["apis"])),
                changed=tuple(replace(REVISED, api=api(n, title)) for n in range(counts["revised"])),
            ),
            Shared(
                new=tuple(endpoint(n, title) for n in range(counts["endpoints"])),
                changed=tuple(endpoint(n, title) for n in range(counts["changed"])),
            ),
            Thanks(members=tuple(Member(10**18 + n, "somebody") for n in range(counts["thanked"]))),
        ),
    )
