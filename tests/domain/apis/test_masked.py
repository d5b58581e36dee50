"""No secret of a shared document is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from graphql import build_schema, introspection_from_schema

from domain.apis.keeping.digesting import Digest, digest_of
from domain.apis.reading.documents import document_of
from domain.apis.reading.source import Format
from domain.masking import Safe

if TYPE_CHECKING:
    from domain.apis.tree import Object, Tree

SAFE = Safe(b"the key of an installation")
TOKEN = "ghp_" + "a1B2c3D4e5" * 4


def document(**fields: Tree) -> Object:
    return {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": {}, **fields}


def digest(tree: Object) -> Digest:
    return digest_of(json.dumps(tree).encode(), SAFE)


def kept(tree: Object) -> Object:
    found: Object = json.loads(digest(tree).content)
    return found


@pytest.mark.parametrize(
    "fields",
    [
        {"info": {"title": "", "version": "", "description": f"Try it with {TOKEN}."}},
        {"servers": [{"url": "https://a.example/{t}", "variables": {"t": {"default": TOKEN}}}]},
        {"x-demo": {"headers": {"Authorization": f"Bearer {TOKEN}"}}},
        {"components": {"schemas": {"A": {"example": [{"note": TOKEN}]}}}},
        {"components": {"schemas": {"A": {"properties": {"t": {"default": TOKEN}}}}}},
        {"components": {"examples": {"a": {"value": {"note": TOKEN}}}}},
        {"components": {"parameters": {"p": {"name": "t", "in": "query", "example": TOKEN}}}},
    ],
)
def test_a_token_is_masked_wherever_it_stands(fields: Object) -> None:
    found = digest(document(**fields)).content.decode()

    assert TOKEN not in found
    assert "[masked GitHub token " in found


@pytest.mark.parametrize(
    "fields",
    [
        {"components": {"schemas": {"A": {"example": {"password": "hunter2!x"}}}}},
        {"components": {"schemas": {"A": {"properties": {"password": {"example": "hunter2!x"}}}}}},
        {"components": {"headers": {"X-Api-Key": {"schema": {"default": "hunter2!x"}}}}},
        {
            "components": {
                "parameters": {"p": {"name": "api_key", "in": "query", "schema": {"example": "hunter2!x"}}}
            }
        },
    ],
)
def test_a_name_tells_that_a_value_is_a_secret(fields: Object) -> None:
    assert "hunter2" not in digest(document(**fields)).content.decode()


def test_what_clients_are_built_from_stays_as_it_is() -> None:
    schema: Tree = {
        "type": "object",
        "properties": {
            "example": {"type": "string", "pattern": TOKEN, "enum": [TOKEN], "format": TOKEN},
            "default": {"$ref": f"#/components/schemas/{TOKEN}"},
            TOKEN: {"const": TOKEN},
        },
        "required": [TOKEN],
    }
    tree = document(components={"schemas": {TOKEN: schema}})

    assert kept(tree) == tree


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://ada:ada@a.example/v1", "https://a.example/v1"),
        ("https://ada@a.example/v1", "https://a.example/v1"),
        ("//ada:x@a.example", "//a.example"),
        ("https://a.example/@ada/x@y", "https://a.example/@ada/x@y"),
        ("https://a.example?page=2&token={token}", "https://a.example?page=2&token={token}"),
    ],
)
def test_an_address_loses_who_logs_in(address: str, shown: str) -> None:
    assert kept(document(servers=[{"url": address}]))["servers"] == [{"url": shown}]


def test_the_secrets_of_an_addresss_query_are_masked() -> None:
    found = digest(document(servers=[{"url": "https://a.example/?page=2&api_key=ada&x=1"}])).servers

    assert found[0].startswith("https://a.example/?page=2&api_key=[masked API key ")
    assert found[0].endswith("]&x=1")


def test_the_host_of_swagger_is_an_address() -> None:
    tree: Object = {"swagger": "2.0", "info": {}, "host": "ada:secret@a.example:80", "paths": {}}

    assert digest(tree).servers == ("https://a.example:80",)


def test_sdl_is_masked_in_its_texts_and_comments_and_kept_otherwise() -> None:
    sdl = f'''
        """
        Send {TOKEN} along.
        """
        type Query {{ # such as {TOKEN}
          user(password: String = "hunter2!x", notes: [String] = ["\\"{TOKEN}\\""]): ID
            @deprecated(reason: "{TOKEN}")
        }}
    '''

    found = digest_of(sdl.encode(), SAFE).content.decode()

    assert TOKEN not in found
    assert "hunter2" not in found
    assert found.count("[masked GitHub token ") == 4
    assert document_of(found.encode()).format is Format.SDL


def test_an_introspection_is_masked_in_its_defaults() -> None:
    schema = build_schema('type Query { a(password: String = "hunter2!x", other: Int = 1): ID }')

    found = digest_of(json.dumps(introspection_from_schema(schema)).encode(), SAFE).content

    assert b"hunter2" not in found
    assert document_of(found).format is Format.INTROSPECTION


def test_masking_is_the_same_each_time_so_nothing_seems_to_change() -> None:
    once = digest(document(info={"title": "", "version": "", "description": TOKEN}))

    again = digest_of(once.content, SAFE)

    assert (again.content, again.mark) == (once.content, once.mark)


def test_what_the_owner_calls_harmless_stays() -> None:
    tree = document(info={"title": "", "version": "", "description": TOKEN})
    safe = Safe(SAFE.key, frozenset({SAFE.fingerprint(TOKEN)}))

    assert TOKEN.encode() in digest_of(json.dumps(tree).encode(), safe).content
