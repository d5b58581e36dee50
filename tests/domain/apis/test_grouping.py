"""What changed in the same way in several operations is one thing."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.apis.comparing.changes import Change, changed, in_order
from domain.apis.comparing.comparison import compare
from domain.apis.comparing.grouping import by_operations, grouped
from domain.apis.reading.documents import document_of

WRITTEN = Path(__file__).parent / "written"
GONE, NULLABLE, SENT = (
    "response-required-property-removed",
    "response-property-became-nullable",
    "request-property-became-nullable",
)


def told(*changes: Change) -> list[tuple[str, tuple[str, ...]]]:
    """The place and the operations of each group."""
    return [(each.where(), each.operations) for each in grouped(changes)]


def test_a_field_that_went_everywhere_is_one_change() -> None:
    assert told(
        changed(GONE, "GET /tasks", "response 200: is_late", "boolean"),
        changed(GONE, "GET /tasks/{id}", "response 200: is_late", "boolean"),
    ) == [("response 200: is_late", ("GET /tasks", "GET /tasks/{id}"))]


def test_it_may_stand_at_other_depths_and_be_answered_with_other_statuses() -> None:
    assert told(
        changed(GONE, "GET /tasks", "response 200: results[].is_late", "boolean"),
        changed(GONE, "GET /tasks/{id}", "response 200: is_late", "boolean"),
        changed(GONE, "POST /tasks", "response 201: is_late", "boolean"),
    ) == [
        (
            "response 200, 201: is_late, results[].is_late",
            ("GET /tasks", "GET /tasks/{id}", "POST /tasks"),
        )
    ]


def test_a_parameter_or_a_need_that_many_operations_have_is_one() -> None:
    assert told(
        changed("request-parameter-removed", "GET /tasks", "query parameter page"),
        changed("request-parameter-removed", "GET /users", "query parameter page"),
        changed("api-security-added", "GET /tasks", "security", None, "bearer"),
        changed("api-security-added", "GET /users", "security", None, "bearer"),
    ) == [
        ("query parameter page", ("GET /tasks", "GET /users")),
        ("security", ("GET /tasks", "GET /users")),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((GONE, "response 200: name", "string"), (GONE, "response 200: title", "string")),
        ((GONE, "response 200: name", "string"), (GONE, "response 200: name", "integer")),
        ((GONE, "response 200: a", 1), (GONE, "response 200: a", True)),
        ((NULLABLE, "response 200: name"), (SENT, "request body: name")),
        ((NULLABLE, "response 200: name"), (NULLABLE, "response 200 as text/csv: name")),
        ((NULLABLE, "response 200: a.*"), (NULLABLE, "response 200: b.*")),
        (("request-parameter-removed", "query parameter a"), ("request-parameter-removed", "query parameter b")),
        (("response-success-status-added", "response 200"), ("response-success-status-added", "response 201")),
        (("endpoint-added", ""), ("endpoint-added", "")),
    ],
)  # fmt: skip
def test_what_is_not_the_same_stays_apart(one: tuple[str, str], other: tuple[str, str]) -> None:
    (rule, *place), (another, *elsewhere) = one, other

    assert len(grouped([changed(rule, "GET /a", *place), changed(another, "GET /b", *elsewhere)])) == 2


def test_a_week_of_a_framework_is_told_in_as_many_lines_as_things_changed() -> None:
    base, revision = (
        document_of((WRITTEN / f"drf_spectacular_3_0.{state}.yaml").read_bytes())
        for state in ("base", "revision")
    )

    groups = grouped(compare(base, revision, today=date(2026, 1, 1)))

    assert [each.where() for each in groups if each.rule.grade.value == "breaking"] == [
        "",
        "response 200, 201: assignee, results[].assignee",
        "response 200, 201: is_late, results[].is_late",
        "request body: estimate",
        "request body: title",
        "request body: reporter",
    ]


# Whatever changed

operations = st.sampled_from(["", "GET /a", "GET /b", "POST /a", "webhook POST done"])
places = st.sampled_from([
    "", "security", "servers", "query parameter q", "response 200", "response 201: a", "response 200: a",
    "response 200: b[].a", "request body: a", "response 200: header X", "callback POST c: request body: a",
])  # fmt: skip
changes_found = st.lists(
    st.builds(
        changed,
        st.sampled_from([GONE, NULLABLE, SENT, "endpoint-added", "response-success-status-added"]),
        operations,
        places,
        st.sampled_from([None, 1, True, "1", "x"]),
    )
)


@given(changes_found)
def test_nothing_is_lost_and_nothing_told_twice(changes: list[Change]) -> None:
    assert Counter(each for group in grouped(changes) for each in group.changes) == Counter(changes)


@given(changes_found)
def test_the_order_is_kept(changes: list[Change]) -> None:
    found = in_order(changes)
    groups = grouped(found)

    firsts = [found.index(group.changes[0]) for group in groups]
    assert firsts == sorted(firsts)
    for group in groups:
        assert list(group.changes) == [each for each in found if each in group.changes]


@given(changes_found)
def test_what_is_told_of_one_holds_for_all_of_a_group(changes: list[Change]) -> None:
    for group in grouped(changes):
        for each in group.changes:
            assert (each.rule, repr(each.before), repr(each.after)) == (
                group.rule,
                repr(group.before),
                repr(group.after),
            )
            assert each.operation in group.operations
            place = each.where.rpartition(": ")[2]
            assert place in group.where() or place.startswith("response")


@given(changes_found)
def test_each_group_stands_once_below_its_operations(changes: list[Change]) -> None:
    groups = grouped(changes)

    below = by_operations(groups)

    assert sorted(id(each) for its in below.values() for each in its) == sorted(map(id, groups))
    assert all(group.operations == operations for operations, its in below.items() for group in its)
