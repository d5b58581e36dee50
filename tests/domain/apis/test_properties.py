"""What holds for any two documents."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.apidiff.cases import all_cases
from bench.apidiff.large import large_document
from bench.apidiff.mutating import mutated
from domain.apis.comparing import comparison
from domain.apis.comparing.comparison import compare
from domain.apis.comparing.schemas import MOST
from domain.apis.reading.documents import Document, document_of
from domain.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.apis.comparing.changes import Change
    from domain.apis.tree import Object, Tree

TODAY = date(2026, 1, 1)
REAL: list[Object] = [json.loads(case.base) for case in all_cases() if case.base.startswith(b"{")] + [
    large_document(10)
]
MIRRORED = {
    "endpoint-added": "api-removed-without-deprecation",
    "new-optional-request-parameter": "request-parameter-removed",
    "response-success-status-added": "response-success-status-removed",
    "response-optional-property-added": "response-optional-property-removed",
    "response-required-property-added": "response-required-property-removed",
    "response-property-became-nullable": "response-property-became-not-nullable",
    "request-property-became-optional": "request-property-became-required",
    "response-property-enum-value-added": "response-property-enum-value-removed",
}


def one_mutated(which: int, seed: int, times: int) -> Object:
    return mutated(REAL[which], seed=seed, times=times)


documents = st.builds(one_mutated, st.integers(0, len(REAL) - 1), st.integers(0, 10_000), st.integers(0, 20))


def understood(document: Object) -> Document | None:
    try:
        return document_of(json.dumps(document).encode())
    except BadInput:
        return None


def changes(old: Object, new: Object) -> Sequence[Change]:
    before, after = understood(old), understood(new)
    if before is None or after is None:
        return ()
    return compare(before, after, today=TODAY)


@given(documents)
@settings(max_examples=60)
def test_a_document_and_itself_are_the_same(document: Object) -> None:
    assert not changes(document, document)


@given(documents, documents)
@settings(max_examples=80)
def test_two_documents_are_compared_the_same_each_time(old: Object, new: Object) -> None:
    assert changes(old, new) == changes(old, new)


@given(st.integers(0, 10_000), st.integers(1, 10))
@settings(max_examples=40)
def test_what_is_added_one_way_is_removed_the_other_way(seed: int, times: int) -> None:
    document = large_document(6)
    other = mutated(document, seed=seed, times=times)

    there, back = changes(document, other), changes(other, document)

    for added, removed in MIRRORED.items():
        assert places(there, added) == places(back, removed), added
        assert places(back, added) == places(there, removed), added


def places(found: Sequence[Change], rule: str) -> set[tuple[str, str]]:
    return {
        (each.operation, each.where) for each in found if each.rule.name.replace("api-path-", "api-") == rule
    }


def document_with(answers: Object) -> Object:
    """A document with paths, each of which is answered with a schema."""
    paths: Object = {}
    for path, schema in answers.items():
        content: Object = {"application/json": {"schema": schema}}
        paths[path] = {"get": {"responses": {"200": {"description": "", "content": content}}}}
    return {"openapi": "3.1.0", "info": {"title": "", "version": ""}, "paths": paths}


def test_a_schema_that_all_others_lead_to_is_told_in_good_time() -> None:
    def tangle(*names: str) -> Object:
        fields: Object = {name: {"$ref": f"#/components/schemas/{name}"} for name in names}
        schemas: Object = {name: {"type": "object", "properties": fields} for name in names}
        return {**document_with({"/a": fields["A0"]}), "components": {"schemas": schemas}}

    names = [f"A{number}" for number in range(40)]

    found = changes(tangle(*names), tangle(*names[:-1]))

    assert {each.rule.name for each in found} == {"response-optional-property-removed"}
    assert found[0].where.startswith("response 200: A")
    assert 39 <= len(found) <= MOST


def test_two_apis_that_have_too_little_in_common_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "MOST", 10)
    many = document_with({f"/{number}": {} for number in range(11)})

    with pytest.raises(BadInput, match="these are two APIs, not one that changed"):
        changes(many, document_with({}))


ODD: list[Tree] = [
    None, True, False, 0, -1, 1, 0.1, 1e30, 1e-10, 1e308, "x", "", [], [7], ["a"], {}, {"a": 7}, {"a": {}},
    {"a": ["b"]}, {"$ref": 7}, {"propertyName": 7}, {"propertyName": "k", "mapping": [1]},
    {"propertyName": "k", "mapping": {"a": 7}},
]  # fmt: skip
SELDOM: list[str] = [
    "multipleOf", "uniqueItems", "dependentRequired", "dependentSchemas", "patternProperties", "prefixItems", "items",
    "contentMediaType", "contentEncoding", "discriminator", "not", "if", "then", "contains", "propertyNames",
    "unevaluatedProperties", "minContains", "x-sunset", "deprecated",
]  # fmt: skip
strange = st.dictionaries(st.sampled_from(SELDOM), st.sampled_from(ODD), min_size=1, max_size=3)


@given(strange, strange)
@example({"multipleOf": 1e30}, {"multipleOf": 1e-10})
@example({"multipleOf": float("inf")}, {"multipleOf": -1})
@settings(max_examples=100)
def test_words_of_json_schema_may_have_any_value(old: Object, new: Object) -> None:
    changes(document_with({"/a": old}), document_with({"/a": new}))


@given(strange)
@settings(max_examples=50)
def test_strange_words_are_the_same_as_themselves(schema: Object) -> None:
    assert not changes(document_with({"/a": schema}), document_with({"/a": schema}))
