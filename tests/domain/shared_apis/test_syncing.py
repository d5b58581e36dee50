"""Which endpoints an API has once its document is a new one."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.apis.keeping.digest import Summary
from domain.apis.reading.lives import day_of
from domain.models.endpoint import Endpoint, EndpointDraft, Method, Status
from domain.models.entries import Kind, Ref
from domain.shared_apis.syncing import call_of, synced
from tests.support.domain import MONDAY_NOON, endpoint, few

A1 = Ref(Kind.API, 1)


def operation(method: str, path: str, **more: object) -> Summary:
    """An operation as a document tells of it."""
    plain = Summary(
        method=method,
        path=path,
        summary="",
        description="",
        tags=(),
        auth="",
        fields=(),
        is_deprecated=False,
        sunset="",
    )
    return replace(plain, **more)


def kept(number: int, draft: EndpointDraft) -> Endpoint:
    """The endpoint that a draft became."""
    return replace(
        endpoint(draft.path, draft.method),
        ref=Ref(Kind.ENDPOINT, number),
        tags=draft.tags,
        summary=draft.summary,
        auth=draft.auth,
        status=draft.status,
        api=A1,
        words=draft.words,
        fields=draft.fields,
        document_sunset=draft.sunset,
    )


def after(known: list[Endpoint], told: list[Summary], revision: int) -> list[Endpoint]:
    """All endpoints that an API has or had after a document."""
    found = synced(known, told, revision=revision, at=MONDAY_NOON)
    changed = {each.ref: each for each in found.changed}
    new = [kept(len(known) + place, draft) for place, draft in enumerate(found.new, 1)]
    return [changed.get(each.ref, each) for each in known] + new


paths = st.sampled_from(["/users", "/users/{id}", "/users/{user_id}", "/users/{id}/posts", "/" + "x" * 400])
operations = st.lists(
    st.builds(
        operation,
        st.sampled_from(["GET", "POST", "TRACE", "QUERY", "COPY"]),
        paths,
        is_deprecated=st.booleans(),
        summary=st.sampled_from(["", "Lists"]),
        tags=st.sampled_from([(), ("User accounts",)]),
    ),
    max_size=8,
)


@few
@given(st.lists(operations, min_size=1, max_size=5))
def test_after_any_documents_exactly_the_operations_of_the_last_are_there(
    documents: list[list[Summary]],
) -> None:
    known: list[Endpoint] = []
    for revision, told in enumerate(documents, 1):
        known = after(known, told, revision)

    there = {call_of(each) for each in known if each.status is not Status.GONE}
    last = {call_of(draft) for draft in synced([], documents[-1], revision=1, at=MONDAY_NOON).new}
    assert there == last
    assert len({call_of(each) for each in known}) == len(known), "none is there twice"
    again = synced(known, documents[-1], revision=9, at=MONDAY_NOON)
    assert (again.new, again.changed) == ([], [])


def test_a_parameter_that_gets_another_name_keeps_its_endpoint() -> None:
    [first] = after([], [operation("GET", "/users/{id}")], 1)

    [renamed] = after([first], [operation("GET", "/users/{user_id}")], 2)

    assert renamed.ref == first.ref
    assert renamed.operation == "GET /users/{user_id}"


def test_one_that_goes_and_comes_back_is_the_same() -> None:
    told = [operation("GET", "/users")]
    known = after([], told, 1)

    [gone] = after(known, [], 2)
    [back] = after([gone], told, 3)

    assert (gone.status, gone.gone_in) == (Status.GONE, 2)
    assert (back.ref, back.status, back.gone_in) == (known[0].ref, Status.LIVE, None)


def test_a_day_that_its_owner_set_stays_whatever_the_document_says() -> None:
    [known] = after([], [operation("GET", "/users")], 1)
    known = replace(known, owner_sunset=date(2026, 6, 30), status=Status.DEPRECATED)

    [still] = after([known], [operation("GET", "/users", summary="Lists the users")], 2)

    assert (still.status, still.sunset) == (Status.DEPRECATED, date(2026, 6, 30))


def test_what_no_endpoint_can_be_is_counted() -> None:
    told = [operation("COPY", "/a"), operation("GET", "/" + "x" * 300), operation("GET", "/b")]

    found = synced([], told, revision=1, at=MONDAY_NOON)

    assert [draft.path for draft in found.new] == ["/b"]
    assert found.unlisted == 2


def test_an_operation_of_graphql_is_told_by_its_field() -> None:
    [found] = synced([], [operation("MUTATION", "createUser")], revision=1, at=MONDAY_NOON).new

    assert call_of(found) == (Method.MUTATION, "createUser")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-06-30", date(2026, 6, 30)),
        ("2026-06-30T00:00:00Z", date(2026, 6, 30)),
        ("Tue, 30 Jun 2026 00:00:00 GMT", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_sunset_is_a_day_or_nothing(written: str, day: date | None) -> None:
    assert day_of(written) == day
