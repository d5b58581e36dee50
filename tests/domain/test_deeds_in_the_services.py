"""The services hold to the table of who may do what: whoever may not changes nothing and reads why."""

from collections.abc import Awaitable, Callable

import pytest

from data.store import SqliteStore
from domain.errors import Refused
from domain.hub import Hub
from domain.models.deeds import Deed, Role
from domain.models.endpoint import Status
from domain.models.entries import Kind, Member, Ref
from domain.models.request import ANSWERS
from tests.domain.desk import PASTED, SECRET, Desk
from tests.domain.who_may import ROWS, WHO, may
from tests.support.documents import with_refunds
from tests.support.domain import (
    ADA,
    GUILD,
    HEDY,
    LINUS,
    MODERATOR,
    SetClock,
    blocker_draft,
    endpoint_draft,
    refusal,
    request_draft,
    solution_draft,
)

Makes = Callable[[Desk], Awaitable[int]]
Does = Callable[[Desk, int, Member], Awaitable[object]]

TO_BLOCKERS: dict[Deed, tuple[Makes, Does]] = {
    Deed.EDIT: (
        Desk.claimed,
        lambda it, n, by: it.hub.blockers.edit(GUILD, n, blocker_draft("Other words"), by=by),
    ),
    Deed.TAG: (Desk.claimed, lambda it, n, by: it.hub.blockers.tag(GUILD, n, "redis", by=by)),
    Deed.UNMASK: (
        Desk.claimed,
        lambda it, n, by: it.hub.secrets.unmask(GUILD, Ref(Kind.BLOCKER, n), SECRET, by=by),
    ),
    Deed.CLAIM: (Desk.unclaimed, lambda it, n, by: it.hub.blockers.claim(GUILD, n, by=by)),
    Deed.RELEASE: (Desk.claimed, lambda it, n, by: it.hub.blockers.release(GUILD, n, by=by)),
    Deed.HAND_OVER: (Desk.claimed, lambda it, n, by: it.hub.blockers.hand_over(GUILD, n, HEDY, by=by)),
    Deed.JOIN: (Desk.unjoined, lambda it, n, by: it.hub.blockers.join(GUILD, n, by=by)),
    Deed.LEAVE: (Desk.claimed, lambda it, n, by: it.hub.blockers.leave(GUILD, n, by=by)),
    Deed.PROPOSE: (Desk.claimed, Desk.resolve),
    Deed.ACCEPT: (
        Desk.answered,
        lambda it, n, by: it.hub.resolutions.accept(GUILD, n, by=by, cause=it.cause),
    ),
    Deed.DECLINE: (Desk.answered, lambda it, n, by: it.hub.resolutions.decline(GUILD, n, by=by)),
    Deed.RESOLVE: (Desk.claimed, Desk.resolve),
    Deed.DROP: (Desk.claimed, lambda it, n, by: it.hub.blockers.drop(GUILD, n, by=by)),
    Deed.DUPLICATE: (Desk.claimed, Desk.mark_duplicate),
    Deed.REOPEN: (Desk.dropped, lambda it, n, by: it.hub.blockers.reopen(GUILD, n, by=by)),
}

TO_SOLUTIONS: dict[Deed, tuple[Makes, Does]] = {
    Deed.EDIT: (
        Desk.posted,
        lambda it, n, by: it.hub.solutions.edit(GUILD, n, solution_draft("Other words"), by=by),
    ),
    Deed.HELPED: (Desk.posted, lambda it, n, by: it.hub.solutions.vote(GUILD, n, helped=True, by=by)),
    Deed.FAILED: (Desk.posted, lambda it, n, by: it.hub.solutions.vote(GUILD, n, helped=False, by=by)),
    Deed.TAKE_BACK: (Desk.posted, Desk.take_back),
    Deed.SUPERSEDE: (Desk.posted, Desk.supersede),
    Deed.RETIRE: (Desk.posted, lambda it, n, by: it.hub.solutions.retire(GUILD, n, by=by)),
    Deed.RESTORE: (Desk.retired, lambda it, n, by: it.hub.solutions.restore(GUILD, n, by=by)),
    Deed.UNNAME: (Desk.posted, lambda it, n, by: it.hub.solutions.unname(GUILD, n, by=by)),
    Deed.VETO: (Desk.posted, lambda it, n, by: it.hub.solutions.take_back(GUILD, n, by=by)),
}

TO_APIS: dict[Deed, tuple[Makes, Does]] = {
    Deed.EDIT: (
        Desk.shared_api,
        lambda it, n, by: it.hub.apis.sharing.edit(GUILD, n, title="Other", tags="words", by=by),
    ),
    Deed.REVISE: (
        Desk.shared_api,
        lambda it, n, by: it.hub.apis.watching.bring(GUILD, n, with_refunds(), by=by),
    ),
    Deed.MUTE: (
        Desk.shared_api,
        lambda it, n, by: it.hub.apis.mutes.mute(
            GUILD, "field-added", "So what", api=Ref(Kind.API, n), by=by
        ),
    ),
    Deed.WATCH: (
        Desk.watched_api,
        lambda it, n, by: it.hub.apis.standing.watch(GUILD, n, wanted=False, by=by),
    ),
    Deed.BRING_BACK: (Desk.retired_api, lambda it, n, by: it.hub.apis.standing.bring_back(GUILD, n, by=by)),
    Deed.WITHDRAW: (Desk.shared_api, lambda it, n, by: it.hub.apis.standing.retire(GUILD, n, by=by)),
}

TO_REQUESTS: dict[Deed, tuple[Makes, Does]] = {
    **{
        deed: (
            Desk.requested,
            lambda it, n, by, deed=deed: it.hub.apis.requests.answer(GUILD, n, deed, "So.", by=by),
        )
        for deed in ANSWERS
    },
    Deed.EDIT: (
        Desk.requested,
        lambda it, n, by: it.hub.apis.requests.edit(GUILD, n, request_draft("/a"), by=by),
    ),
    Deed.AGREE: (Desk.requested, lambda it, n, by: it.hub.apis.requests.agree(GUILD, n, by=by)),
    Deed.NEED: (Desk.unneeded, lambda it, n, by: it.hub.apis.requests.need(GUILD, n, by=by)),
    Deed.NEED_NOT: (Desk.requested, lambda it, n, by: it.hub.apis.requests.need_not(GUILD, n, by=by)),
    Deed.CALL_OFF: (Desk.requested, lambda it, n, by: it.hub.apis.requests.call_off(GUILD, n, by=by)),
    Deed.SETTLE: (Desk.requested, lambda it, n, by: it.hub.apis.requests.settle(GUILD, n, by=by)),
}

TO_ENDPOINTS: dict[Deed, tuple[Makes, Does]] = {
    Deed.EDIT: (
        Desk.shared,
        lambda it, n, by: it.hub.endpoints.edit(GUILD, n, endpoint_draft(f"/other/{n}/"), by=by),
    ),
    Deed.SUNSET: (
        Desk.shared_live,
        lambda it, n, by: it.hub.apis.sunsets.announce(GUILD, n, "in 9 days", by=by),
    ),
    Deed.MOVE: (Desk.shared, lambda it, n, by: it.hub.endpoints.move(GUILD, n, Status.LIVE, by=by)),
}

TABLES = {
    Kind.BLOCKER: TO_BLOCKERS,
    Kind.SOLUTION: TO_SOLUTIONS,
    Kind.ENDPOINT: TO_ENDPOINTS,
    Kind.API: TO_APIS,
    Kind.REQUEST: TO_REQUESTS,
}

DONE_TO = [(kind, deed) for kind, table in TABLES.items() for deed in table]


@pytest.fixture
def desk(hub: Hub, store: SqliteStore) -> Desk:
    return Desk(hub, store)


def sentence_of(deed: Deed, ref: Ref) -> str:
    """How the refusal of a deed begins for this entry."""
    says = ROWS[deed].says
    for example in ("B12", "S3", "E7", "A3", "Q5"):
        says = says.replace(example, str(ref))
    return says


def test_every_deed_of_the_table_is_tried() -> None:
    assert {deed for _, deed in DONE_TO} == set(ROWS)


@pytest.mark.parametrize(("kind", "deed"), DONE_TO)
async def test_a_deed_is_done_by_those_who_may_and_by_nobody_else(desk: Desk, kind: Kind, deed: Deed) -> None:
    make, do = TABLES[kind][deed]
    for role, who in WHO.items():
        ref = Ref(kind, await make(desk))
        before = await desk.events(ref)
        sentence = await refusal(do(desk, ref.number, who))
        after = await desk.events(ref)

        is_done = after[-1].deed is deed and len(after) > len(before)
        assert is_done == may(deed, role, Role.STRANGER), role
        if not sentence:
            assert after[-1].by == who
            continue
        assert after == before, "what is refused leaves no trace"
        if deed is not Deed.RESOLVE:
            assert sentence.startswith(sentence_of(deed, ref)), role


@pytest.mark.parametrize("deed", [Deed.ACCEPT, Deed.DECLINE, Deed.RESOLVE])
async def test_once_the_author_was_silent_for_two_days_a_moderator_decides(
    desk: Desk, clock: SetClock, deed: Deed
) -> None:
    make, do = TO_BLOCKERS[deed]
    for role, who in WHO.items():
        ref = Ref(Kind.BLOCKER, await make(desk))
        clock.skip(hours=48)
        await refusal(do(desk, ref.number, who))

        is_done = (await desk.events(ref))[-1].deed is deed
        assert is_done == may(deed, role, Role.STRANGER, late=True), role


async def test_a_moderator_waits_for_an_author_who_was_heard_of(desk: Desk, clock: SetClock) -> None:
    number = await desk.answered()
    clock.skip(hours=47, minutes=59)

    with pytest.raises(Refused, match="ada decides whether the answer solves B1; please wait"):
        await desk.hub.resolutions.accept(GUILD, number, by=MODERATOR, cause=desk.cause)
    await desk.hub.blockers.edit(GUILD, number, PASTED, by=ADA)
    clock.skip(hours=47, minutes=59)
    with pytest.raises(Refused, match="please wait"):
        await desk.hub.resolutions.accept(GUILD, number, by=MODERATOR, cause=desk.cause)


async def test_an_answer_gives_an_author_who_was_silent_two_days_more(desk: Desk, clock: SetClock) -> None:
    number = await desk.claimed()
    clock.skip(hours=100)
    await desk.resolve(number, LINUS)
    clock.skip(hours=47)

    with pytest.raises(Refused, match="please wait"):
        await desk.hub.resolutions.decline(GUILD, number, by=MODERATOR)
    clock.skip(hours=1)
    declined = await desk.hub.resolutions.decline(GUILD, number, by=MODERATOR)
    assert declined.helper == LINUS
