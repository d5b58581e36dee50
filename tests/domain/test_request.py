"""A request: its way from being asked for to being there, and what of an API does for it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput, Refused
from domain.models.deeds import Deed
from domain.models.endpoint import Endpoint, Method, Status
from domain.models.entries import Kind, Member, Ref
from domain.models.request import ANSWERS, LIVING, MACHINE, WAITING, Request, RequestState
from domain.models.request_draft import Asked, called, operation_of
from domain.shared_apis.fulfilling import close_to
from domain.shared_apis.fulfilment import Candidate, candidate_of, missing_fields
from domain.shared_apis.syncing import call_of
from tests.support.domain import (
    ADA,
    MODERATOR,
    MONDAY_NOON,
    OLGA,
    ZOE,
    api,
    endpoint,
    few,
    request,
    request_draft,
)

MOVES = (Deed.AGREE, Deed.CALL_OFF, Deed.SETTLE)
DEEDS = (*ANSWERS, *MOVES, Deed.EDIT, Deed.FULFIL)
THERE = replace(endpoint("/refunds"), status=Status.LIVE, fields=("id", "reason"))


def done(deed: Deed, to: Request, by: Member) -> Request:
    """The request after a deed of somebody's."""
    if deed in ANSWERS:
        return to.answered(deed, "By Friday.", by=by, at=MONDAY_NOON)
    if deed is Deed.EDIT:
        return to.edited(request_draft("/returns", api=to.api), by=by, at=MONDAY_NOON)
    if deed is Deed.FULFIL:
        return to.fulfilled(THERE, at=MONDAY_NOON)
    return to.moved(deed, by=by, at=MONDAY_NOON)


@few
@given(
    st.lists(st.tuples(st.sampled_from(DEEDS), st.sampled_from([ADA, OLGA, ZOE, MODERATOR])), max_size=12),
    st.booleans(),
)
def test_whatever_is_done_in_whatever_order_it_keeps_to_its_ways(
    deeds: list[tuple[Deed, Member]], is_close: bool
) -> None:
    now = replace(request(), endpoint=THERE.ref if is_close else None)
    for deed, by in deeds:
        before = now
        try:
            now = done(deed, before, by)
        except Refused:
            assert (before.state, deed) not in MACHINE or deed in MOVES or not before.allows(deed, by)
            continue
        assert now.state is MACHINE[before.state, deed]
        assert deed is Deed.FULFIL or before.allows(deed, by)
        assert (now.answerer is None) == (not now.words and now.answered_at is None)
        assert now.state is not RequestState.THERE or now.endpoint
        assert now.state is not RequestState.OPEN or now.answerer is None
        assert (now.ref, now.author, now.api) == (before.ref, before.author, before.api)


def test_there_and_withdrawn_are_ends_and_each_state_is_said_in_words() -> None:
    assert set(LIVING) == set(RequestState) - {RequestState.THERE, RequestState.WITHDRAWN}
    assert set(WAITING) < set(LIVING)
    assert {state for state, deed in MACHINE if deed is not Deed.UNMASK} == set(LIVING)
    assert [state.words for state in RequestState] == [
        "waits for an answer",
        "accepted, not there yet",
        "countered, waits for its author",
        "declined",
        "there",
        "withdrawn",
    ]


@pytest.mark.parametrize(
    ("state", "deed", "sentence"),
    [
        (RequestState.THERE, Deed.EDIT, "Q5 is there already: see E7."),
        (
            RequestState.WITHDRAWN,
            Deed.NEED,
            "Q5 was withdrawn. Who needs it can ask anew, with /api request.",
        ),
        (
            RequestState.OPEN,
            Deed.AGREE,
            "Nothing else is proposed for Q5 now, so there is nothing to agree to.",
        ),
        (RequestState.ACCEPTED, Deed.GRANT, "Q5 is accepted already."),
        (RequestState.DECLINED, Deed.DENY, "Q5 is declined already."),
    ],
)
def test_where_there_is_no_way_it_is_said(state: RequestState, deed: Deed, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        replace(request(), state=state, endpoint=THERE.ref).after(deed)

    assert refused.value.sentence == sentence


def test_nothing_that_is_not_there_can_do() -> None:
    with pytest.raises(Refused, match="Nothing is there yet that could do for Q5"):
        request().moved(Deed.SETTLE, by=ADA, at=MONDAY_NOON)


@pytest.mark.parametrize("deed", [Deed.COUNTER, Deed.DENY])
def test_a_counter_and_a_decline_say_why(deed: Deed) -> None:
    with pytest.raises(BadInput, match="The answer has no words yet"):
        request().answered(deed, " ", by=OLGA, at=MONDAY_NOON)
    assert request().answered(Deed.GRANT, " ", by=OLGA, at=MONDAY_NOON).words == ""


# What is asked for


@pytest.mark.parametrize(
    "path",
    [
        "/users/{id}",
        "/users/<int:pk>",
        "/users/:id",
        "https://api.example.org/users/{user_id}?page=1",
    ],
)
def test_a_path_is_the_same_however_its_parameters_are_written(path: str) -> None:
    assert called(path) == "/users/{}"


def test_method_and_path_are_read_from_one_line() -> None:
    assert operation_of(" patch  /users/{id} ") == (Method.PATCH, "/users/{id}")
    with pytest.raises(BadInput, match="Write the method and then the path"):
        operation_of("/users/{id}")


def test_graphql_is_asked_for_by_name() -> None:
    assert Asked.typed(Method.MUTATION, "/createUser").path == "createUser"
    assert Asked.typed(Method.GET, "users").path == "/users"
    with pytest.raises(BadInput, match="A mutation is asked for by its name"):
        Asked.typed(Method.MUTATION, "create user")


# What does for it


def offered(path: str, *there: Endpoint, wanted: str = "Refunds.", base: str = "") -> Candidate:
    """What an API at that base, with these endpoints, has for `GET` of a path."""
    shop = replace(api(), told=replace(api().told, servers=(f"https://shop.example.org{base}",)))
    return candidate_of(request_draft(path, wanted=wanted), shop, {call_of(each): each for each in there})


@pytest.mark.parametrize(
    ("path", "base"),
    [
        ("/refunds", ""),
        ("/refunds", "/api/v1"),
        ("/api/v1/refunds", "/api/v1"),
        ("/api/v1/refunds", "/api/v1/"),
    ],
)
def test_a_path_does_with_or_without_what_the_apis_address_ends_with(path: str, base: str) -> None:
    assert offered(path, THERE, base=base) == Candidate(endpoint=THERE)


@pytest.mark.parametrize(
    "path", ["/refunds/", "/refund", "/v2/refunds", "/api/v1/refund/", "/Refunds", "/rest/refunds"]
)
def test_a_path_that_differs_in_plural_version_or_slash_comes_close(path: str) -> None:
    assert offered(path, THERE) == Candidate(
        endpoint=THERE, differs=("A3 has GET /refunds (E7): its path is another",)
    )


@pytest.mark.parametrize("path", ["/returns", "/refunds/{id}", "/orders/refunds", "/"])
def test_another_path_does_not(path: str) -> None:
    assert offered(path, THERE) == Candidate()


def test_another_method_comes_close_and_what_is_gone_does_not() -> None:
    post = replace(THERE, method=Method.POST)

    assert offered("/refunds", post).differs == ("A3 has /refunds with POST, not with GET",)
    assert offered("/refunds", replace(THERE, status=Status.GONE)) == Candidate()


def test_fields_of_the_wanted_example_that_are_missing_are_named() -> None:
    offer = offered(
        "/refunds", THERE, wanted='[{"ID": 1, "reason": "…", "paid_at": null, "by": {"name": 1}}]'
    )

    assert offer.differs == ("A3 has GET /refunds (E7): without paid_at, by, name",)
    assert missing_fields("All of them, with id and total.", THERE) == []


def test_many_missing_fields_are_counted() -> None:
    wanted = ", ".join(f'"f{number}": 1' for number in range(8))

    assert offered("/refunds", THERE, wanted=wanted).differs == (
        "A3 has GET /refunds (E7): without f0, f1, f2, f3, f4 and 3 more",
    )


def test_what_is_known_of_other_apis_stays() -> None:
    of_other = "A4 has GET /refund (E9): its path is another"
    known = replace(request(), api=None, differs=(of_other,), endpoint=Ref(Kind.ENDPOINT, 9))

    nothing = close_to(known, api(), {})
    close = close_to(replace(known, path="/refund"), api(), {call_of(THERE): THERE})
    gone = close_to(close, api(), {call_of(THERE): replace(THERE, status=Status.GONE)})

    assert nothing == known
    assert close.differs == (of_other, "A3 has GET /refunds (E7): its path is another")
    assert close.endpoint == THERE.ref
    assert (gone.differs, gone.endpoint) == ((of_other,), None)
