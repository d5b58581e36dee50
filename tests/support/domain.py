"""For tests of the rules: people, drafts, a clock that only the test moves, a courier who never travels."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import settings
from hypothesis import strategies as st

from domain.errors import DomainError
from domain.models.api import Api, Check, Outcome, Source, Told, Watch
from domain.models.blocker import Blocker
from domain.models.blocker_draft import BlockerDraft, Urgency
from domain.models.endpoint import Endpoint, EndpointDraft, Method, Status
from domain.models.entries import Kind, Member, Place, Ref, Spot
from domain.models.request import Request
from domain.models.request_draft import Asked, RequestDraft
from domain.models.resolution import Resolution
from domain.models.solution import Solution
from domain.models.solution_draft import SolutionDraft

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from domain.models.delivery import Delivery

MONDAY_NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)

ADA = Member(1, "ada")
LINUS = Member(2, "linus")
GRACE = Member(3, "grace")
MODERATOR = Member(4, "moira", moderator=True)
ADMINISTRATOR = Member(5, "ken", administrator=True)
HEDY = Member(6, "hedy")
ZOE = Member(7, "zoe")
OLGA = Member(8, "olga")

GUILD = 10
HUB = 20
PLACE = Place(GUILD, HUB)

few = settings(max_examples=60, deadline=None)
"""Enough examples to find a slip, few enough to stay quick."""

any_text = st.text(st.characters(), max_size=120) | st.text(
    "aB7éßİ日हि\u0301\u200c\u200d\u200b\u2028\x0b\r\n\t #,*`_~>+.-👩💻\ufeff\u3164\x00\ud800", max_size=120
)
"""Whatever a keyboard, a clipboard or a broken program can send."""


class SetClock:
    """Stands still until the test moves it."""

    def __init__(self, at: datetime = MONDAY_NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def skip(self, **how_long: float) -> datetime:
        """Move on by so many `days`, `hours`, `seconds`."""
        self.at += timedelta(**how_long)
        return self.at


class FakeCourier:
    """Notes what it was to carry, and does what the test has planned for each try."""

    def __init__(self) -> None:
        self.carried: list[Delivery] = []
        self.troubles: deque[Exception] = deque()
        self.on_the_way: Callable[[], Awaitable[object]] | None = None

    async def carry(self, delivery: Delivery) -> Spot:
        self.carried.append(delivery)
        on_the_way, self.on_the_way = self.on_the_way, None
        if on_the_way:
            await on_the_way()
        if self.troubles:
            raise self.troubles.popleft()
        return Spot(delivery.channel_id or HUB, delivery.message_id or 1000 + len(self.carried))

    @property
    def keys(self) -> list[str]:
        """What was carried, by its keys."""
        return [str(delivery.key) for delivery in self.carried]


def blocker_draft(goal: str = "Celery does not see my tasks", *, tags: str = "celery") -> BlockerDraft:
    return BlockerDraft.written(
        goal=goal, happened="Received unregistered task", tried="", tags=tags, urgency=Urgency.TODAY
    )


def blocker() -> Blocker:
    """A blocker that ada logged on Monday, open: B12."""
    draft = blocker_draft()
    return Blocker(
        guild_id=GUILD,
        ref=Ref(Kind.BLOCKER, 12),
        title=draft.goal,
        tags=draft.tags,
        author=ADA,
        created_at=MONDAY_NOON,
        updated_at=MONDAY_NOON,
        seen_at=MONDAY_NOON,
        goal=draft.goal,
        happened=draft.happened,
        tried=draft.tried,
        urgency=draft.urgency,
    )


def solution_draft(problem: str = "CORS blocks my fetch") -> SolutionDraft:
    return SolutionDraft.written(problem=problem, fix="Install django-cors-headers", tags="django")


def endpoint_draft(path: str = "/api/users/", *, method: Method = Method.GET) -> EndpointDraft:
    return EndpointDraft.written(method=method, path=path, summary="Lists the users", status=Status.MOCK)


def endpoint(path: str, method: Method = Method.GET, *, auth: str = "", request: str = "") -> Endpoint:
    """An endpoint that ada shared on Monday: E7."""
    draft = EndpointDraft.written(
        method=method, path=path, summary="Lists the users", status=Status.MOCK, auth=auth, request=request
    )
    return Endpoint(
        guild_id=GUILD,
        ref=Ref(Kind.ENDPOINT, 7),
        title=f"{method.value} {path}",
        tags=draft.tags,
        author=ADA,
        created_at=MONDAY_NOON,
        updated_at=MONDAY_NOON,
        method=draft.method,
        path=draft.path,
        summary=draft.summary,
        auth=draft.auth,
        request=draft.request,
        response=draft.response,
        status=draft.status,
    )


def api() -> Api:
    """An API that ada shared on Monday: A3."""
    return Api(
        guild_id=GUILD,
        ref=Ref(Kind.API, 3),
        title="Shop",
        tags=(),
        author=ADA,
        created_at=MONDAY_NOON,
        updated_at=MONDAY_NOON,
        watch=Watch.STILL,
        told=Told(format="OpenAPI 3.1", version="1", description="", servers=(), auth="", warnings=()),
        source=Source(),
        revision=1,
        revised_at=MONDAY_NOON,
        last_check=Check.up(Outcome.CHANGED, at=MONDAY_NOON),
    )


def request_draft(
    path: str = "/refunds", *, wanted: str = '{"id": 1}', api: Ref | None = None
) -> RequestDraft:
    return RequestDraft.written(Asked.typed(Method.GET, path, api), wanted=wanted, why="My page needs it")


def request() -> Request:
    """A request that ada made on Monday, of an API of olga's: Q5."""
    draft = request_draft(api=Ref(Kind.API, 3))
    return Request(
        guild_id=GUILD,
        ref=Ref(Kind.REQUEST, 5),
        title="GET /refunds",
        tags=(),
        author=ADA,
        created_at=MONDAY_NOON,
        updated_at=MONDAY_NOON,
        api=draft.api,
        owner=OLGA,
        method=draft.method,
        path=draft.path,
        wanted=draft.wanted,
        why=draft.why,
    )


def solution(**more: Any) -> Solution:
    """A solution that ada posted on Monday, and what `more` says of it: S3."""
    draft = solution_draft()
    return replace(
        Solution(
            guild_id=GUILD,
            ref=Ref(Kind.SOLUTION, 3),
            title=draft.problem,
            tags=draft.tags,
            author=ADA,
            created_at=MONDAY_NOON,
            updated_at=MONDAY_NOON,
            problem=draft.problem,
            cause=draft.cause,
            fix=draft.fix,
            code=draft.code,
        ),
        **more,
    )


def resolution() -> Resolution:
    return Resolution.written(cause="autodiscover was off", fix="Call autodiscover_tasks()")


async def refusal(asked: Awaitable[object]) -> str:
    """The sentence that refused what was asked; nothing where it was done."""
    try:
        await asked
    except DomainError as error:
        return error.sentence
    return ""
