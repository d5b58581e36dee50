"""What learners' documents have wrong is mended where it can be, so that the export is valid whatever came in."""

from __future__ import annotations

import json
from contextlib import suppress
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.apidiff.cases import all_cases
from domain.errors import BadInput
from tests.support.exporting import answered, answering, exported, named, openapi

if TYPE_CHECKING:
    from domain.apis.tree import Object, Tree

NODE: Object = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Node"}}}


def get_of(document: Any, path: str = "/things") -> Any:
    return document["paths"][path]["get"]


def test_an_answer_without_a_description_gets_an_empty_one() -> None:
    document = exported(named(openapi({"/things": {"get": {"responses": {"200": {}}}}})))

    assert get_of(document)["responses"] == {"200": {"description": ""}}


def test_a_parameter_of_the_path_that_nobody_describes_is_text() -> None:
    document = exported(named(openapi({"/things/{id}": {"get": {}}})))

    assert get_of(document, "/things/{id}")["parameters"] == [
        {"name": "id", "in": "path", "schema": {"type": "string"}, "required": True}
    ]


def test_a_parameter_of_the_path_that_the_path_lacks_is_left_out() -> None:
    parameter: Object = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}

    document = exported(named(openapi({"/things": {"parameters": [parameter], "get": {}}})))

    assert "parameters" not in get_of(document)


def test_of_two_parameters_with_one_name_the_operations_own_counts() -> None:
    shared, own = (
        {"name": "page", "in": "query", "schema": {"type": each}} for each in ("string", "integer")
    )

    document = exported(named(openapi({"/things": {"parameters": [shared], "get": {"parameters": [own]}}})))

    assert get_of(document)["parameters"] == [own]


def test_of_two_operations_with_one_id_the_second_gets_a_number() -> None:
    document = exported(
        named(openapi({"/a": {"get": {"operationId": "list"}}, "/b": {"get": {"operationId": "list"}}}))
    )

    assert get_of(document, "/a")["operationId"] == "list"
    assert get_of(document, "/b")["operationId"] == "list_2"


def test_two_paths_that_refer_to_one_item_have_ids_of_their_own() -> None:
    shared: Object = {"get": {"operationId": "list"}}
    there: Object = {"$ref": "#/components/pathItems/Shared"}

    document = exported(
        named(openapi({"/a": there, "/b": there}, components={"pathItems": {"Shared": shared}}))
    )

    assert [get_of(document, path)["operationId"] for path in ("/a", "/b")] == ["list", "list_2"]


def test_numbers_that_are_none_are_left_out() -> None:
    schema: Object = {"minimum": float("inf"), "maximum": 10**299, "minLength": 1.5, "example": float("nan")}

    document = exported(named(openapi(answering(schema))))

    assert answered(document) == {"maximum": 10**299, "examples": [None]}


def test_what_refers_to_nothing_says_so() -> None:
    document = exported(named(openapi(answering({"$ref": "#/components/schemas/Gone"}))))

    assert answered(document) == {"description": "The document has nothing at #/components/schemas/Gone."}


def test_a_reference_into_another_place_becomes_a_component() -> None:
    inner = "#/paths/~1things/get/responses/200/content/application~1json/schema/properties/owner"
    owner: Object = {"type": "object", "properties": {"name": {"type": "string"}}}

    document = exported(
        named(
            openapi(answering({"type": "object", "properties": {"owner": owner, "helper": {"$ref": inner}}}))
        )
    )

    assert answered(document)["properties"]["helper"] == {"$ref": "#/components/schemas/owner"}
    assert document["components"]["schemas"]["owner"] == owner


def test_a_component_whose_name_is_no_name_gets_one() -> None:
    document = exported(
        named(
            openapi(
                answering({"$ref": "#/components/schemas/Page%3CThing%3E"}),
                components={"schemas": {"Page<Thing>": {"type": "object"}}},
            )
        )
    )

    assert answered(document) == {"$ref": "#/components/schemas/Page_Thing"}


def test_a_discriminator_names_components_as_they_are_called_now() -> None:
    pet: Object = {
        "oneOf": [{"$ref": "#/components/schemas/A Cat"}],
        "discriminator": {
            "propertyName": "kind",
            "mapping": {"cat": "#/components/schemas/A Cat", "x": "Tom"},
        },
    }

    document = exported(
        named(openapi(answering(pet), components={"schemas": {"A Cat": {"type": "object"}, "Tom": {}}}))
    )

    assert answered(document)["discriminator"]["mapping"] == {
        "cat": "#/components/schemas/A_Cat",
        "x": "#/components/schemas/Tom",
    }


def test_a_tree_that_refers_to_itself_stays_one() -> None:
    document = exported(
        named(
            openapi(answering({"$ref": "#/components/schemas/Node"}), components={"schemas": {"Node": NODE}})
        )
    )

    assert document["components"]["schemas"] == {"Node": NODE}


@pytest.mark.parametrize(
    ("schema", "kept"),
    [
        ({"type": "string", "default": 0}, False),
        ({"type": "string", "format": "email", "default": "nobody"}, False),
        ({"type": "integer", "default": 0}, True),
        ({"type": "string", "nullable": True, "default": None}, True),
        ({"allOf": [{"$ref": "#/components/schemas/Level"}], "default": "low"}, True),
        ({"allOf": [{"$ref": "#/components/schemas/Level"}], "default": "none"}, False),
    ],
    ids=str,
)
def test_a_default_that_its_schema_forbids_is_left_out(schema: Object, kept: bool) -> None:
    level: Object = {"type": "string", "enum": ["low", "high"]}

    document = exported(named(openapi(answering(schema), components={"schemas": {"Level": level}})))

    assert ("default" in answered(document)) is kept


def test_what_is_no_part_of_openapi_is_left_out_and_extensions_stay() -> None:
    document = exported(
        named(
            openapi(
                {"/things": {"get": {"colour": "red", "x-team": "blue"}}, "x-note": {"y": 1}}, basePath="/"
            )
        )
    )

    assert document["paths"] == {"/things": {"get": {"x-team": "blue"}}}


@pytest.mark.parametrize(
    ("scheme", "mended"),
    [
        ({"type": "basic"}, {"type": "http", "scheme": "basic"}),
        ({"type": "oauth2"}, {"type": "oauth2", "flows": {}}),
        (
            {"type": "oauth2", "flows": {"password": {}}},
            {"type": "oauth2", "flows": {"password": {"tokenUrl": "", "scopes": {}}}},
        ),
        ({"type": "apiKey", "name": "X-Key", "in": "body"}, None),
        ({"type": "magic"}, None),
    ],
    ids=str,
)
def test_a_security_scheme_has_what_its_type_needs_or_is_left_out(
    scheme: Object, mended: Object | None
) -> None:
    document = exported(named(openapi({}, components={"securitySchemes": {"login": scheme}})))

    assert document.get("components", {}).get("securitySchemes", {}).get("login") == mended


REAL: list[Object] = [json.loads(case.base) for case in all_cases() if case.base.startswith(b"{")]
WRONG: list[Any] = [
    None,
    True,
    -1,
    1.5,
    "",
    "x",
    "#/paths",
    [],
    {},
    [None],
    [{}],
    {"$ref": "#/x"},
    {"a": 1},
    ["string"],
]


@given(
    st.integers(0, len(REAL) - 1),
    st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(WRONG)), max_size=3),
)
@example(35, [(1490, None), (60, [None])])
@example(321, [(1695, None), (1695, None)])
@settings(max_examples=40, deadline=None)
def test_whatever_is_wrong_in_a_document_its_export_is_valid(
    which: int, damage: list[tuple[int, Any]]
) -> None:
    document = deepcopy(REAL[which])
    for place, wrong in damage:
        places = list(places_in(document))
        holder, key = places[place % len(places)]
        holder[key] = deepcopy(wrong)

    with suppress(BadInput):
        exported(named(document))


def places_in(value: Tree) -> list[tuple[Any, Any]]:
    """Each place in a document but its version, as what holds it and the key."""
    match value:
        case dict():
            within = [(key, each) for key, each in value.items() if key not in {"openapi", "swagger"}]
        case list():
            within = list(enumerate(value))
        case _:
            return []
    return [(value, key) for key, _ in within] + [place for _, each in within for place in places_in(each)]
