"""The page of one operation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from domain.apis.showing.lines import Line
from domain.apis.showing.operation_pages import page_of
from domain.errors import BadInput, NotFound

if TYPE_CHECKING:
    from domain.apis.showing.page import Page
    from domain.apis.tree import Object, Tree


def page(method: str = "GET", path: str = "/users/{id}", *, address: str = "", **fields: Tree) -> Page:
    """The page of an operation with these fields."""
    return page_of(document(method, path, **fields), method, path, address=address)


def document(method: str, path: str, **fields: Tree) -> bytes:
    paths: Object = {path: {method.lower(): dict(fields)}}
    user: Tree = {
        "type": "object",
        "required": ["name"],
        "properties": {
            "id": {"type": "integer", "readOnly": True},
            "name": {"type": "string", "maxLength": 50, "description": "As\nfriends say it."},
            "friends": {"type": "array", "items": {"$ref": "#/components/schemas/User"}},
            "address": {"type": ["object", "null"], "properties": {"city": {"type": "string"}}},
            "tags": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "integer"}}}},
            "scores": {"type": "object", "additionalProperties": {"type": "number"}},
            "password": {"type": "string", "writeOnly": True, "deprecated": True},
        },
    }
    components: Tree = {"schemas": {"User": user}}
    whole: Object = {"openapi": "3.1.0", "info": {}, "paths": paths, "components": components}
    return json.dumps(whole).encode()


def content(schema: Tree, **more: Tree) -> Tree:
    return {"application/json": {"schema": schema, **more}}


USER: Tree = {"$ref": "#/components/schemas/User"}


class TestWhatGoesIn:
    @pytest.mark.parametrize(
        ("schema", "words", "bounds"),
        [
            ({"type": "integer"}, "integer", ""),
            ({"type": "string", "format": "email"}, "text (email)", ""),
            ({"type": "string", "enum": ["open", "done"]}, "one of open, done", ""),
            ({"const": "open"}, "always open", ""),
            ({"enum": list(range(10))}, "one of 0, 1, 2, 3, 4, 5, 6, 7, … (10 in all)", ""),
            ({"type": ["boolean", "null"]}, "true or false or null", ""),
            ({"type": ["integer", "string"]}, "integer or text", ""),
            (
                {"type": "array", "items": {"type": "string"}, "maxItems": 3},
                "list of text",
                "at most 3 items",
            ),
            ({"type": "array", "items": USER}, "list of User", ""),
            ({"oneOf": [USER, {"type": "object", "title": "Team"}]}, "either User or Team", ""),
            ({}, "anything", ""),
            ({"type": "null"}, "null", ""),
            (
                {"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
                "integer",
                "1 to 100, default 20",
            ),
            ({"type": "number", "exclusiveMinimum": 0}, "number", "more than 0"),
            (
                {"type": "integer", "minimum": 0, "exclusiveMaximum": 9},
                "integer",
                "at least 0 and less than 9",
            ),
            ({"type": "integer", "maximum": 9223372036854775807}, "integer", ""),
            ({"type": "string", "minLength": 5, "maxLength": 5}, "text", "5 characters"),
            ({"type": "string", "pattern": "^a+$"}, "text", "matches ^a+$"),
            ({"type": "integer", "multipleOf": 5}, "integer", "a multiple of 5"),
            ({"type": "array", "uniqueItems": True, "items": {}}, "list of anything", "each only once"),
            ({"type": "string", "default": ""}, "text", 'default ""'),
        ],
    )
    def test_a_parameter_is_told_in_words(self, schema: Tree, words: str, bounds: str) -> None:
        parameter: Tree = {"name": "q", "in": "query", "schema": schema, "description": "What\nto find."}

        assert page(parameters=[parameter]).parameters == (
            Line(name="q", type=words, place="query", description="What to find.", bounds=bounds),
        )

    def test_a_body_is_told_as_a_list_of_fields_without_what_the_server_alone_writes(self) -> None:
        body = page("POST", requestBody={"required": True, "content": content(USER)}).body

        assert body
        assert (body.media_type, body.is_required) == ("application/json", True)
        assert [(each.name, each.type) for each in body.lines] == [
            ("name", "text"),
            ("friends", "list of User"),
            ("address", "object or null"),
            ("address.city", "text"),
            ("tags", "list of object"),
            ("tags[].id", "integer"),
            ("scores", "object"),
            ("scores.*", "number"),
            ("password", "text"),
        ]
        assert body.lines[0].is_required
        assert body.lines[0].description == "As friends say it."
        assert body.lines[-1].is_deprecated
        assert json.loads(body.example) == {
            "name": "Amina",
            "address": {"city": "Nairobi"},
            "tags": [{"id": 1}],
            "scores": {"key": 1.5},
        }

    def test_of_several_media_types_the_one_that_is_written_most_easily_is_shown(self) -> None:
        form: Tree = {"schema": USER}
        types: Tree = {"multipart/form-data": form, "application/x-www-form-urlencoded": form}

        body = page("POST", requestBody={"content": types}).body

        assert body
        assert body.media_type == "application/x-www-form-urlencoded"

    def test_a_list_of_fields_ends_however_much_there_is(self) -> None:
        fields: Object = {f"field{number}": {"type": "string"} for number in range(300)}
        body = page("POST", requestBody={"content": content({"type": "object", "properties": fields})}).body

        assert body
        assert len(body.lines) == 100

    def test_a_list_of_lists_of_itself_ends(self) -> None:
        ref: Tree = {"allOf": [{"$ref": "#/paths/~1a/get/x-list"}], "description": "Lists."}
        listed: dict[str, Any] = {"x-list": {"type": "array", "items": ref}}
        found = page(
            "GET",
            "/a",
            parameters=[{"name": "a", "in": "query", "required": True, "schema": ref}],
            **listed,
        )

        assert found.parameters[0].type == "list of list of list of list of more"


class TestWhatComesOut:
    def test_answers_and_errors_stand_apart_each_with_its_example(self) -> None:
        error: Tree = {"detail": "Nobody has this number."}
        found = page(
            responses={
                "404": {"description": "None.", "content": content({}, example=error)},
                "200": {"description": "The user.", "content": content(USER)},
                "default": {"description": "Else."},
            }
        )

        assert [(each.status, each.description) for each in found.answers] == [
            ("200", "The user."),
            ("DEFAULT", "Else."),
        ]
        assert found.answers[0].payload
        assert "password" not in found.answers[0].payload.example
        assert found.answers[0].payload.lines[0].name == "id"
        assert found.answers[1].payload is None
        (missing,) = found.errors
        assert missing.payload
        assert (missing.status, json.loads(missing.payload.example)) == ("404", error)

    def test_an_example_that_is_json_in_a_text_is_read(self) -> None:
        found = page(responses={"200": {"content": content({}, example='{"a": 1}')}})

        assert found.answers[0].payload
        assert found.answers[0].payload.example == '{"a": 1}'


class TestHowToCallIt:
    def test_the_path_the_query_and_the_headers_are_filled_in(self) -> None:
        parameters: Tree = [
            {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "example": "a/b"}},
            {"name": "q", "in": "query", "required": True, "schema": {"type": "string"}, "example": "x y"},
            {"name": "tag", "in": "query", "required": True, "schema": {"type": "array", "example": [1, 2]}},
            {"name": "page", "in": "query", "schema": {"type": "integer"}},
            {"name": "X-Team", "in": "header", "required": True, "schema": {"enum": ["red"]}},
            {"name": "lang", "in": "cookie", "required": True, "schema": {"const": "en"}},
        ]

        found = page(path="/users/{id}/{other}", parameters=parameters, address="https://a.example/v1/")

        assert found.snippets["curl"] == (
            "curl -X GET 'https://a.example/v1/users/a%2Fb/text?q=x+y&tag=1&tag=2' \\\n"
            "  -H 'X-Team: red' \\\n  -H 'Cookie: lang=en'"
        )
        assert list(found.snippets) == ["curl", "fetch", "httpx"]

    def test_a_filter_of_several_fields_is_written_as_its_style_says(self) -> None:
        schema: Tree = {"type": "object", "example": {"a": 1, "b": True}}
        styles = {
            "deepObject": "f%5Ba%5D=1&f%5Bb%5D=true",
            "form": "a=1&b=true",
            "pipeDelimited": "f=a%2C1%2Cb%2Ctrue",
        }

        for style, query in styles.items():
            parameter: Tree = {"name": "f", "in": "query", "required": True, "style": style, "schema": schema}
            assert f"?{query}'" in page(parameters=[parameter]).snippets["curl"]

    @pytest.mark.parametrize(
        ("servers", "address", "begins"),
        [
            ([], "", '"$BASE_URL"/a'),
            ([{"url": "https://b.example/v1"}], "https://a.example", "https://b.example/v1/a"),
            ([{"url": "/api"}], "https://a.example/", "https://a.example/api/a"),
            ([{"url": "/api"}], "", '"$BASE_URL"/api/a'),
        ],
    )
    def test_the_address_is_the_documents_own_or_where_it_was_found(
        self, servers: Tree, address: str, begins: str
    ) -> None:
        whole = json.dumps({"openapi": "3.0.0", "servers": servers, "paths": {"/a": {"get": {}}}}).encode()

        command = page_of(whole, "GET", "/a", address=address).snippets["curl"]

        assert command == f"curl -X GET {begins}"

    def test_a_secret_has_a_placeholder(self) -> None:
        schemes: Tree = {"jwt": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
        needs: Tree = [{"jwt": []}]
        whole: Object = {
            "openapi": "3.0.0",
            "security": needs,
            "paths": {"/a": {"get": {"deprecated": True, "x-sunset": "2027-01-01"}}},
            "components": {"securitySchemes": schemes},
        }

        found = page_of(json.dumps(whole).encode(), "GET", "/a")

        assert (found.auth, found.header) == ("Bearer JWT", "Authorization: Bearer $TOKEN")
        assert '-H "Authorization: Bearer $TOKEN"' in found.snippets["curl"]
        assert (found.is_deprecated, found.sunset) == (True, "2027-01-01")

    def test_a_form_with_a_file_asks_for_a_file(self) -> None:
        picture: Tree = {"type": "string", "format": "uri"}
        fields: Tree = {
            "title": {"type": "string"},
            "avatar": picture,
            "all": {"type": "string", "format": "binary"},
        }
        form: Tree = {"multipart/form-data": {"schema": {"type": "object", "properties": fields}}}

        command = page("POST", requestBody={"content": form}).snippets["curl"]

        assert "--form-string 'title=Learn together'" in command
        assert "-F all=@file.txt" in command
        assert "-F avatar=@file.txt" in command

    def test_what_is_read_has_no_body(self) -> None:
        assert "--data" not in page("GET", requestBody={"content": content(USER)}).snippets["curl"]


class TestFinding:
    def test_a_path_is_found_whatever_its_parameters_are_called(self) -> None:
        assert page_of(document("GET", "/users/{id}"), "get", "/users/{pk}").path == "/users/{id}"

    def test_an_operation_that_is_gone_is_said_to_be(self) -> None:
        with pytest.raises(NotFound, match=r"This API has no operation GET /users any more\."):
            page_of(document("GET", "/users/{id}"), "GET", "/users")

    def test_references_that_lead_too_deep_are_refused(self) -> None:
        schemas: Object = {
            f"S{n}": {"allOf": [{"$ref": f"#/components/schemas/S{n + 1}"}]} for n in range(3000)
        }
        first: Tree = {"$ref": "#/components/schemas/S0"}
        whole = json.loads(document("POST", "/a", requestBody={"content": content(first)}))
        whole["components"] = {"schemas": schemas}

        with pytest.raises(BadInput, match="too deep"):
            page_of(json.dumps(whole).encode(), "POST", "/a")
