"""APIs as Markdown for a README."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from domain.apis.export import escaping
from domain.apis.export.exported import Form
from domain.apis.export.forms import export
from domain.models.endpoint import Method
from tests.support.domain import endpoint
from tests.support.exporting import REAL, answering, named, openapi

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from markdown_it.token import Token

    from domain.apis.export.exported import Exported
    from domain.apis.tree import Object
    from domain.models.endpoint import Endpoint

GITHUB = MarkdownIt("gfm-like", {"linkify": False})
NASTY = "a | `b` <img src=x> *c* _d_ [e](f) #g ~h~ $i$ &amp; \\ j"


def readme(*apis: Exported, by_hand: Sequence[Endpoint] = (), title: str = "Shop") -> str:
    return export(Form.MARKDOWN, title, apis, by_hand).decode()


def tokens_of(markdown: str) -> list[Token]:
    """What GitHub makes of Markdown, those within lines as well."""
    return [each for token in GITHUB.parse(markdown) for each in (token, *(token.children or ()))]


def cells_of(markdown: str) -> list[list[str]]:
    """The rows of all tables, as they are read."""
    rows: list[list[str]] = []
    tokens = GITHUB.parse(markdown)
    for number, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        if token.type in {"td_open", "th_open"}:
            rows[-1].append(shown(tokens[number + 1]))
    return rows


def shown(inline: Token) -> str:
    return "".join(each.content for each in inline.children or () if each.type != "html_inline")


def blocks_of(markdown: str) -> list[tuple[str, str]]:
    """The blocks of code, each with its language."""
    return [(each.info, each.content) for each in GITHUB.parse(markdown) if each.type == "fence"]


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_what_a_framework_writes_has_a_table_that_leads_to_each_operation(path: Path) -> None:
    markdown = readme(named(path.read_bytes()))

    links = [each.attrs["href"] for each in tokens_of(markdown) if each.type == "link_open"]
    assert links
    assert all(f'<a id="{str(link).removeprefix("#")}"></a>' in markdown for link in links)
    assert markdown.count("<details>") == markdown.count("</details>") == 3 * len(links)


def test_an_api_says_what_it_is_where_it_is_and_how_to_authenticate() -> None:
    markdown = readme(
        named(
            openapi(
                {"/me": {"get": {"summary": "Shows me"}}},
                servers=[{"url": "https://shop.example.org"}],
                components={"securitySchemes": {"login": {"type": "http", "scheme": "bearer"}}},
                security=[{"login": []}],
            )
        )
    )

    assert markdown.startswith(
        "# Shop\n\n"
        "- Version: 1.2\n"
        "- Address: `https://shop.example.org`\n"
        "- Authentication: Bearer token, as `Authorization: Bearer $TOKEN`\n\n"
        "| Operation | What it does | Authentication |\n"
        "| --- | --- | --- |\n"
        "| [`GET /me`](#operation-1) | Shows me | Bearer token |\n"
    )


def test_several_apis_have_headings_of_their_own_and_anchors_do_not_repeat() -> None:
    paths: Object = {"/me": {"get": {}}}

    markdown = readme(named(openapi(paths), "A3 · Shop"), named(openapi(paths), "A4 · Bank"))

    assert "\n## A3 · Shop\n" in markdown
    assert "\n## A4 · Bank\n" in markdown
    assert markdown.count("\n### `GET /me`\n") == 2
    assert '<a id="operation-1"></a>' in markdown
    assert '<a id="operation-2"></a>' in markdown


def test_an_operation_tells_what_goes_in_and_what_comes_out() -> None:
    name: Object = {"type": "string", "example": "Ada", "description": "What to call them."}
    paths: Any = answering({"type": "object", "required": ["name"], "properties": {"name": name}})
    paths["/things"]["get"] |= {
        "summary": "Lists things",
        "parameters": [
            {"name": "page", "in": "query", "schema": {"type": "integer"}, "description": "Which."}
        ],
        "deprecated": True,
        "x-sunset": "2026-12-31",
    }
    paths["/things"]["get"]["responses"]["404"] = {"description": "No such thing."}

    markdown = readme(named(openapi(paths)))

    assert "**Deprecated**, gone after 2026-12-31." in markdown
    assert "| [`GET /things`](#operation-1) | Lists things *(deprecated)* |" in markdown
    assert "**Answer 200**: Fine." in markdown
    assert "**Answer 404**: No such thing." in markdown
    assert ["page", "query", "integer", "Which."] in cells_of(markdown)
    assert ["name", "text", "yes", "What to call them."] in cells_of(markdown)
    assert ("json", '{"name": "Ada"}\n') in blocks_of(markdown)
    assert [language for language, _ in blocks_of(markdown)[-3:]] == ["sh", "js", "python"]


def test_a_body_tells_its_media_type_its_fields_and_an_example() -> None:
    schema: Object = {"type": "object", "properties": {"age": {"type": "integer", "example": 36}}}
    body: Object = {"required": True, "content": {"application/json": {"schema": schema}}}

    markdown = readme(named(openapi({"/users": {"post": {"requestBody": body}}})))

    assert "**Body**: `application/json`, required" in markdown
    assert ["age", "integer"] in cells_of(markdown)
    assert ("json", '{"age": 36}\n') in blocks_of(markdown)


def test_graphql_is_told_field_by_field() -> None:
    markdown = readme(
        named(b'"Things to read." type Query { "All of them." books(first: Int!): [String!]! }')
    )

    assert ["QUERY books", "All of them."] in cells_of(markdown)
    assert ["first", "Int!", "yes"] in cells_of(markdown)


def test_an_endpoint_by_hand_is_told_as_it_was_shared() -> None:
    markdown = readme(by_hand=[endpoint("/users", Method.POST, request='{"name": "Ada"}')])

    assert ["POST /users", "Lists the users"] in cells_of(markdown)
    assert "E7 is mock, answers with made-up data." in markdown
    assert ("json", '{"name": "Ada"}\n') in blocks_of(markdown)


def test_where_an_api_is_served_is_taken_from_who_shared_it_if_its_document_does_not_tell() -> None:
    markdown = readme(named(openapi({"/me": {"get": {}}}), address="https://shop.example.org"))

    assert "- Address: `https://shop.example.org`" in markdown
    assert "https://shop.example.org/me" in blocks_of(markdown)[0][1]


def test_nothing_that_people_wrote_breaks_out_of_its_place() -> None:
    parameter: Object = {"name": NASTY, "in": "query", "schema": {"type": "string"}, "description": NASTY}
    get: Object = {
        "summary": NASTY,
        "description": f"{NASTY}\n\n# {NASTY}\n- {NASTY}",
        "parameters": [parameter],
        "responses": {"200": {"description": NASTY}},
    }

    markdown = readme(named(openapi({f"/{NASTY}": {"get": get}}), NASTY), title=NASTY)

    tokens = tokens_of(markdown)
    html = {each.content.strip() for each in tokens if each.type in {"html_block", "html_inline"}}
    assert all(
        each.startswith(('<a id="operation-', "</a>", "<details>", "</details>", "<code>", "</code>"))
        for each in html
    )
    assert {each.type for each in tokens}.isdisjoint({"image", "em_open", "s_open", "ordered_list_open"})
    assert [NASTY, "query", "text", NASTY] in cells_of(markdown)
    assert len([each for each in tokens if each.type == "heading_open"]) == 2


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60))
def test_any_text_is_shown_as_it_was_written(told: str) -> None:
    plain = escaping.text.one_line(told)

    paragraphs = [each for each in GITHUB.parse(f"So: {escaping.line(told)}.") if each.type == "inline"]

    assert [shown(each) for each in paragraphs] == [f"So: {plain}."]


@given(st.text(st.sampled_from("`|\\a b<*"), max_size=20))
def test_any_code_is_shown_as_it_was_written_also_in_a_table(told: str) -> None:
    plain = escaping.text.one_line(told)

    rows = cells_of(f"| So |\n| --- |\n| x{escaping.code_in_table(told)} |\n")

    assert rows == [["So"], [f"x{plain}"]]


@given(st.text(st.sampled_from("`~\na "), max_size=40))
def test_a_block_of_code_ends_where_it_should(told: str) -> None:
    assert blocks_of(f"{escaping.block(told)}\n\nThe end.") == [("", f"{told}\n")]
