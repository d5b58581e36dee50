"""The calls that the API makes to its clients: the same changes as elsewhere, the other way round."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bench.apidiff.cases import Case, all_cases
from domain.apis.comparing.comparison import compare
from domain.apis.comparing.rules import name_for_hooks
from domain.apis.reading.documents import Document, document_of
from domain.apis.reading.models import Api
from domain.apis.tree import Object, object_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.apis.tree import Tree

TODAY = date(2026, 1, 1)
FINE: Object = {"200": {"description": "fine"}}
BODIES = [case for case in all_cases() if case.table in {"responses.yaml", "requests.yaml"}]


def document(**parts: Tree) -> Document:
    whole: Object = {"openapi": "3.1.0", "info": {"title": "Things", "version": "1"}, **parts}
    return document_of(json.dumps(whole).encode())


def step_into(value: Tree, *steps: str) -> Object:
    for step in steps:
        value = object_of(value).get(step)
    return object_of(value)


def as_webhook(written: bytes) -> Document:
    """The body of a case as what a webhook brings, or as what it takes for an answer."""
    whole = object_of(json.loads(written))
    sent = step_into(whole, "paths", "/things", "post", "requestBody", "content")
    received = step_into(whole, "paths", "/things", "get", "responses", "200", "content")
    answer: Object = {"200": {"description": "fine", **({"content": sent} if sent else {})}}
    call: Object = {"responses": answer, **({"requestBody": {"content": received}} if received else {})}
    components = object_of(whole.get("components"))
    return document(webhooks={"done": {"post": call}}, components=components)


def swapped(rules: Mapping[str, str]) -> Mapping[str, str]:
    return {name_for_hooks(name, "webhook"): grade for name, grade in rules.items()}


@pytest.mark.parametrize("case", BODIES, ids=lambda case: f"{case.table}: {case.name}")
def test_what_a_webhook_brings_is_received_and_what_it_takes_is_sent(case: Case) -> None:
    found = compare(as_webhook(case.base), as_webhook(case.revision), today=TODAY)

    assert {each.rule.name: each.rule.grade.value for each in found} == swapped(case.expected)


def test_a_webhook_is_named_by_its_method_and_name() -> None:
    found = compare(
        document(webhooks={"done": {"post": {"responses": FINE}}}), document(webhooks={}), today=TODAY
    )

    assert [(each.operation, each.where) for each in found] == [("webhook POST done", "")]


def test_a_callback_is_told_at_the_operation_that_leads_to_it() -> None:
    def subscribing(schema: Object) -> Document:
        body: Object = {"content": {"application/json": {"schema": schema}}}
        call: Object = {"{$request.query.url}": {"post": {"requestBody": body, "responses": FINE}}}
        return document(paths={"/subscribe": {"post": {"responses": FINE, "callbacks": {"done": call}}}})

    found = compare(
        subscribing({"type": "object", "properties": {"id": {"type": "integer"}}}),
        subscribing({"type": "object", "properties": {"id": {"type": "string"}}}),
        today=TODAY,
    )

    assert [(each.rule.name, each.operation, each.where) for each in found] == [
        (
            "callback-request-property-type-changed",
            "POST /subscribe",
            "callback POST done: request body: id",
        )
    ]


def test_a_callback_with_two_addresses_is_told_apart_by_them() -> None:
    def subscribing(*addresses: str) -> Document:
        calls: Object = {each: {"post": {"responses": FINE}} for each in addresses}
        return document(paths={"/subscribe": {"post": {"responses": FINE, "callbacks": {"done": calls}}}})

    found = compare(subscribing("{$url}", "{$other}"), subscribing("{$url}", "{$third}"), today=TODAY)

    assert sorted(each.rule.name for each in found) == ["callback-added", "callback-removed"]


def test_a_callback_that_leads_to_itself_is_read_once() -> None:
    subscribe: Object = {
        "responses": FINE,
        "callbacks": {"again": {"{$url}": {"$ref": "#/paths/~1subscribe"}}},
    }

    api = document(paths={"/subscribe": {"post": subscribe}}).api

    assert isinstance(api, Api)
    assert [hook.name for hook in api.operations[0].callbacks] == ["again"]
    assert api.operations[0].callbacks[0].call.callbacks == ()


def test_webhooks_that_cannot_be_read_are_left_out_with_a_warning() -> None:
    told = "\n".join(document(webhooks={"done": 7, "late": {"post": []}}).warnings.sentences)

    assert "/webhooks/done: a path is an object of methods. It is left out." in told
    assert "webhook POST late: an operation is an object. It is left out." in told
