"""Examples that are made where a document gives none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.apis.reading.references import References
from domain.apis.reading.schemas import Schemas
from domain.apis.reading.warnings import Warnings
from domain.apis.showing.examples import Examples
from domain.apis.showing.patterns import allows, made_from

if TYPE_CHECKING:
    from domain.apis.tree import Object, Tree


def made(schema: Object, *, is_sent: bool = True, name: str = "", **components: Tree) -> Tree:
    return made_among(dict(components), schema, is_sent=is_sent, name=name)


def made_among(components: Object, schema: Object, *, is_sent: bool = True, name: str = "") -> Tree:
    root: Object = {"components": {"schemas": components}}
    return Examples(Schemas(References(root, Warnings())), is_sent=is_sent).of(schema, name)


def ref(name: str) -> Object:
    return {"$ref": f"#/components/schemas/{name}"}


def fields(**properties: Tree) -> Object:
    return {"type": "object", "properties": dict(properties)}


TEXT: Object = {"type": "string"}
COUNT: Object = {"type": "integer"}


@pytest.mark.parametrize(
    ("name", "schema", "example"),
    [
        ("first_name", TEXT, "Amina"),
        ("userEmail", TEXT, "amina@example.com"),
        ("title", TEXT, "Learn together"),
        ("whatever", TEXT, "text"),
        ("count", COUNT, 3),
        ("whatever", COUNT, 1),
        ("price", {"type": "number"}, 9.99),
        ("price", {"type": "string", "format": "decimal", "pattern": r"^-?\d{0,8}(?:\.\d{0,2})?$"}, "9.99"),
        ("", {"type": "string", "format": "date-time"}, "2026-01-15T09:30:00Z"),
        ("", {"type": "string", "format": "uuid"}, "3fa85f64-5717-4562-b3fc-2c963f66afa6"),
        ("is_done", {"type": "boolean"}, True),
        ("tags", {"type": "array", "items": TEXT}, ["backend"]),
        ("status", {"enum": ["todo", "done"]}, "todo"),
        ("status", {"enum": ["todo", "done"], "default": "done"}, "done"),
        ("kind", {"const": "cat"}, "cat"),
        ("size", {"type": "integer", "default": 20}, 20),
        ("size", {"type": "integer", "default": 20, "example": 5}, 5),
        ("size", {"type": ["integer", "null"], "examples": [7, 8]}, 7),
        ("", {"type": "null"}, None),
        ("name", {"type": ["string", "null"], "default": None}, "Amina"),
        ("size", {"type": "integer", "exclusiveMinimum": 10}, 11),
        ("size", {"type": "integer", "multipleOf": 4}, 12),
        ("size", {"type": "integer", "multipleOf": 4, "maximum": 10}, 8),
        ("price", {"type": "number", "multipleOf": 0.01}, 9.99),
        ("pair", {"type": "array", "prefixItems": [TEXT, COUNT]}, ["text", 1]),
        ("code", {"type": "string", "pattern": "^[A-Z]{3}-\\d{4}$"}, "AAA-1111"),
    ],
)
def test_an_example_looks_like_something_that_somebody_wrote(
    name: str, schema: Object, example: Tree
) -> None:
    assert made(schema, name=name) == example


def test_an_object_has_all_its_fields_but_those_that_are_deprecated() -> None:
    user = fields(id=COUNT, name=TEXT, nick={"type": "string", "deprecated": True})

    assert made({"type": "array", "items": ref("User")}, User=user) == [{"id": 1, "name": "Amina"}]


def test_what_the_server_alone_writes_is_not_sent_and_a_password_does_not_come_back() -> None:
    user = fields(id={"type": "integer", "readOnly": True}, password={"type": "string", "writeOnly": True})
    shown: Tree = {"id": 3, "password": "x", "more": 1}
    given_one: Object = {**user, "example": shown}

    assert made(user, is_sent=True) == {"password": "your-password"}
    assert made(user, is_sent=False) == {"id": 1}
    assert made(given_one, is_sent=True) == {"password": "x", "more": 1}
    assert made(given_one, is_sent=False) == {"id": 3, "more": 1}


def test_all_of_is_one_and_of_variants_the_first_is_taken() -> None:
    shape: Object = {"oneOf": [fields(radius=COUNT), fields(side=COUNT)]}
    whole: Object = {"allOf": [fields(name=TEXT), shape]}

    assert made(whole) == {"name": "Amina", "radius": 1}


def test_a_variant_says_which_one_it_is() -> None:
    tells: Tree = {"propertyName": "kind", "mapping": {"dog": "#/components/schemas/Dog"}}
    pets: Object = {"Cat": fields(kind=TEXT), "Dog": fields(kind=TEXT, name=TEXT)}

    for first, kind in {"Cat": "Cat", "Dog": "dog"}.items():
        shape: Object = {"oneOf": [ref(first), fields(x=TEXT)], "discriminator": tells}
        example = made_among(pets, shape)
        assert isinstance(example, dict)
        assert example["kind"] == kind


def test_what_leads_back_to_itself_ends() -> None:
    user = fields(name=TEXT, friend=ref("User"), friends={"type": "array", "items": ref("User")})

    assert made(ref("User"), User=user) == {"name": "Amina"}


def test_what_must_lead_back_to_itself_ends_too() -> None:
    node: Object = {**fields(next=ref("Node"), all={"type": "array", "items": ref("Node")})}
    node["required"] = ["next", "all"]
    maybe: Object = {"anyOf": [ref("Node"), {"type": "null"}]}

    assert made(ref("Node"), Node=node) == {"next": {}, "all": []}
    assert made(ref("Node"), Node={**fields(next=maybe), "required": ["next"]}) == {"next": {"next": None}}
    assert made(ref("A"), A={"oneOf": [ref("A"), ref("A")]}) == {}


def test_an_example_stays_small_where_ever_more_is_required() -> None:
    def both(name: str) -> Object:
        return {**fields(a=ref(name), b=ref(name)), "required": ["a", "b"]}

    twice: Object = {f"A{number}": both(f"A{number + 1}") for number in range(20)}
    lists: Object = TEXT
    for _ in range(4):
        lists = {"type": "array", "minItems": 50, "items": lists}

    for example in (made_among(twice, ref("A0")), made(lists)):
        assert len(json.dumps(example)) < 100_000


def test_an_example_stays_small_where_the_document_is_a_jungle() -> None:
    many = [f"A{number}" for number in range(40)]
    jungle: Object = {name: fields(**{other: ref(other) for other in many}) for name in many}

    assert len(json.dumps(made_among(jungle, ref("A0")))) < 20_000


PATTERNS = [
    "^[a-z]+$",
    r"^\d{3}-\d{2}$",
    "^(red|green)$",
    r"^#[0-9a-fA-F]{6}$",
    "[^/]+",
    r"^v\d+\.\d+$",
    "x?y*",
]
numbers = st.integers(-1000, 1000)


def bounded(low: str, high: str, limits: st.SearchStrategy[int], width: int) -> st.SearchStrategy[Object]:
    """Bounds of which the lower is below the upper."""

    def between(start: int, more: int, which: int) -> Object:
        both: Object = {low: start, high: start + more}
        return both if which == 3 else {name: both[name] for name in list(both)[:which]}

    return st.builds(between, limits, st.integers(2, width), st.integers(0, 3))


def typed(kind: str, *more: st.SearchStrategy[Object]) -> st.SearchStrategy[Object]:
    def whole(*parts: Object) -> Object:
        return {"type": kind, **{word: value for part in parts for word, value in part.items()}}

    return st.builds(whole, *more)


scalars: st.SearchStrategy[Object] = st.one_of(
    typed("integer", bounded("minimum", "maximum", numbers, 50)),
    typed("integer", bounded("exclusiveMinimum", "exclusiveMaximum", numbers, 50)),
    typed("number", bounded("exclusiveMinimum", "maximum", numbers, 50)),
    typed("string", bounded("minLength", "maxLength", st.integers(0, 60), 60)),
    st.sampled_from(PATTERNS).map(lambda pattern: {"type": "string", "pattern": pattern}),
    st.sampled_from(["date-time", "uuid", "email", "uri", "binary", "ipv6"]).map(
        lambda name: {"type": "string", "format": name}
    ),
    st.lists(st.one_of(numbers, st.text(max_size=5)), min_size=1, max_size=4).map(
        lambda values: {"enum": list(values)}
    ),
    st.just({"type": ["string", "null"]}),
    st.just({"type": "boolean"}),
    st.just({}),
)
names = st.sampled_from(["id", "name", "email", "count", "price", "tags", "x", "created_at"])


def larger(inner: st.SearchStrategy[Object]) -> st.SearchStrategy[Object]:
    properties = st.dictionaries(names, inner, max_size=4)
    required = st.lists(names, max_size=3, unique=True)

    def whole(own: dict[str, Object], needed: list[str], closed: bool) -> Object:
        known = [name for name in needed if name in own]
        parts: Object = {"type": "object", "properties": dict(own), "required": list(known)}
        return {**parts, "additionalProperties": False} if closed else parts

    def several(items: Object, least: int) -> Object:
        return {"type": "array", "items": items, "minItems": least, "maxItems": least + 2}

    def named(each: Object) -> Object:
        return {"type": "object", "additionalProperties": each}

    def chosen(each: list[Object]) -> Object:
        return {"anyOf": list(each)}

    def merged(one: Object, other: Object) -> Object:
        return {"allOf": [fields(a=one), fields(b=other)]}

    return st.one_of(
        st.builds(whole, properties, required, st.booleans()),
        st.builds(several, inner, st.integers(0, 3)),
        st.builds(named, inner),
        st.builds(chosen, st.lists(inner, min_size=2, max_size=3)),
        st.builds(merged, inner, inner),
    )


schemas = st.recursive(scalars, larger, max_leaves=8)


@given(schemas, names, st.booleans())
@settings(max_examples=100)
def test_an_example_fits_its_schema(schema: Object, name: str, is_sent: bool) -> None:
    example = made(schema, name=name, is_sent=is_sent)

    assert jsonschema_rs.is_valid(schema, example), example
    assert made(schema, name=name, is_sent=is_sent) == example


@given(st.text(alphabet="ab1[]()|?*+{}^$\\.-d, ", max_size=12))
@settings(max_examples=100)
def test_a_text_is_made_from_a_pattern_or_not_at_all(pattern: str) -> None:
    assert all(allows(pattern, text) for text in made_from(pattern))


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_as_people_write_it_is_understood(pattern: str) -> None:
    assert list(made_from(pattern))


def test_a_pattern_that_takes_others_for_ever_takes_no_time_here() -> None:
    assert made({"type": "string", "pattern": "^(a+)+!$"}) == "a!"


@given(
    st.dictionaries(
        st.sampled_from(["minimum", "maximum", "multipleOf", "minLength", "maxItems"]), st.floats()
    )
)
def test_bounds_beyond_all_numbers_do_no_harm(bounds: dict[str, float]) -> None:
    for kind in ("integer", "number", "string", "array"):
        assert made({"type": kind, **bounds}) is not None
