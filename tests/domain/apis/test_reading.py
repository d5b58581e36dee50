"""What is read of bytes, and how what cannot be read is refused."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.apis.comparing.comparison import compare
from domain.apis.limits import DEPTH, SIZE
from domain.apis.reading.documents import document_of
from domain.apis.reading.plain_yaml import read_yaml
from domain.apis.reading.source import Format, read
from domain.errors import BadInput

OPENAPI = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}}
BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
MERGED_BOMB = "a0: &a0 {x: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 60)
)


def refusal_of(content: bytes | str) -> str:
    with pytest.raises(BadInput) as refused:
        document_of(content.encode() if isinstance(content, str) else content)
    return refused.value.sentence


class TestYaml:
    def test_words_of_yaml_1_1_stay_what_people_wrote(self) -> None:
        read_as = read_yaml("{enum: [yes, no, on, off, 12:30, 2024-01-01, 1_000, 017], country: NO, on: y}")

        assert read_as == {
            "enum": ["yes", "no", "on", "off", "12:30", "2024-01-01", "1_000", 17],
            "country": "NO",
            "on": "y",
        }

    def test_json_s_own_words_are_values(self) -> None:
        assert read_yaml('[true, false, null, ~, 1, -2.5, 1e3, 0x1F, 0o17, "true", \'1\']') == [
            True, False, None, None, 1, -2.5, 1000.0, 31, 15, "true", "1",
        ]  # fmt: skip

    def test_names_of_fields_are_text_however_they_look(self) -> None:
        assert read_yaml("200: {1.10: a, true: b, null: c}") == {
            "200": {"1.10": "a", "true": "b", "null": "c"}
        }

    def test_anchors_and_merges_are_followed(self) -> None:
        read_as = read_yaml("base: &base {a: 1, b: 2}\nwhole: {<<: *base, b: 3}\nagain: *base")

        assert read_as == {"base": {"a": 1, "b": 2}, "whole": {"a": 1, "b": 3}, "again": {"a": 1, "b": 2}}

    @pytest.mark.parametrize("bomb", [BOMB, MERGED_BOMB], ids=["lists", "merges"])
    def test_a_bomb_of_aliases_is_refused_at_its_line(self, bomb: str) -> None:
        sentence = refusal_of(bomb)

        assert sentence.startswith("Line ")
        assert "Use fewer aliases." in sentence

    @pytest.mark.parametrize("text", ["[" * 100_000, "&a [" * 500 + "1" + "]" * 500])
    def test_what_is_too_deep_is_refused(self, text: str) -> None:
        with pytest.raises(BadInput, match=f"more than {DEPTH} levels"):
            read_yaml(text)

    def test_an_alias_cannot_make_it_deeper(self) -> None:
        deep = "[" * 150 + "1" + "]" * 150

        with pytest.raises(BadInput, match=f"more than {DEPTH} levels"):
            read_yaml(f"a: &a {deep}\nb: {'[' * 100}*a{']' * 100}")

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("openapi: 3.1.0\n  paths: {}", "line 2, column 8"),
            ("a: &a [*a]", "*a names an anchor that does not come before it"),
            ("a: !!python/object/apply:os.system [ls]", "the tag"),
            ("? [a]\n: b", "only text can be the name of a field"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_line(self, text: str, told: str) -> None:
        sentence = refusal_of(text)

        assert told in sentence
        assert "line 2" in sentence or "Line 1" in sentence


class TestRecognising:
    @pytest.mark.parametrize(
        ("text", "format_"),
        [
            (json.dumps(OPENAPI), Format.OPENAPI_31),
            ("openapi: 3.0.3\npaths: {}", Format.OPENAPI_30),
            ('"openapi": "3.0.3"\n"paths": {}', Format.OPENAPI_30),
            ("swagger: 2.0\npaths: {}", Format.SWAGGER),
            ("schema {\n  query: Query\n}\ntype Query { a: Int }", Format.SDL),
            ('# all\n"""What is asked."""\ntype Query { a: Int }', Format.SDL),
            ('"What is asked." type Query { a: Int }', Format.SDL),
            ('{"data": {"__schema": {}}}', Format.INTROSPECTION),
        ],
    )
    def test_each_format_is_told_by_its_beginning(self, text: str, format_: Format) -> None:
        assert read(text.encode()).format is format_

    def test_a_line_of_many_hashes_is_read_as_fast_as_any(self) -> None:
        assert read(b"# " * 1000 + b"\nopenapi: 3.0.3").format is Format.OPENAPI_30

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
    def test_what_windows_puts_before_a_text_does_no_harm(self, encoding: str) -> None:
        assert read(json.dumps(OPENAPI).encode(encoding)).format is Format.OPENAPI_31

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"", "It is empty"),
            (b"<!DOCTYPE html><html>", "It is a web page"),
            (b'{"detail": "Authentication credentials were not provided."}', "Authentication credentials"),
            (b'{"info": {}, "item": []}', "It is a Postman collection"),
            (b'{"openapi": "4.0.0"}', "It is of version 4.0.0"),
            (b'{"hello": 1}', "It is no API document"),
            (b"[1, 2]", "It is no API document"),
            (b'{"openapi": "3.1.0", "paths": []}', "/paths: it is missing, or no object"),
            (b'{"openapi": 3,}', "line 1, column 15"),
            (b"caf\xe9: 1", "Byte 4 is no text in UTF-8"),
            (b'{"openapi": ' + b"9" * 301 + b"}", "a number with too many digits"),
            (b'{"openapi": "\\ud83d"}', "half of a character"),
            (b"[" * 100_000, "levels within each other"),
            (b'{"a": ' * 300 + b"1" + b"}" * 300, "levels within each other"),
            (b" " * (SIZE + 1), "at most 10 are read"),
            (b"type Query { a: Missing }", "Unknown type: 'Missing'"),
            (b"type Query { a: Int", "line 1, column 20"),
            (b'{"data": {"__schema": {"types": 1}}}', "It is no whole description in GraphQL"),
        ],
    )
    def test_what_cannot_be_read_is_refused_with_a_sentence(self, content: bytes, told: str) -> None:
        assert told in refusal_of(content)

    @given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
    @example(b"openapi: 3.1.0\npaths: {/a: {get: {responses: 1}}}")
    @example(b"type Query {a: Int} extend type Query {b: Int}")
    @example(b'"a')
    def test_any_bytes_are_read_or_refused_with_a_sentence(self, content: bytes) -> None:
        sentence = "read"
        try:
            document_of(content)
        except BadInput as refusal:
            sentence = refusal.sentence
        assert sentence.strip()

    def test_references_that_lead_too_deep_are_refused(self) -> None:
        schemas = {f"S{n}": {"allOf": [{"$ref": f"#/components/schemas/S{n + 1}"}]} for n in range(3000)}
        schema = {"$ref": "#/components/schemas/S0"}
        answers = {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}
        whole = {
            **OPENAPI,
            "paths": {"/a": {"get": {"responses": answers}}},
            "components": {"schemas": schemas},
        }
        document = document_of(json.dumps(whole).encode())

        with pytest.raises(BadInput, match="references lead too deep"):
            compare(document, document, today=date(2026, 1, 1))


class TestHalfValid:
    def test_many_faults_are_told_by_the_first(self) -> None:
        paths = {f"/{n}": {"get": {"responses": {"200": {"content": None}}}} for n in range(50)}

        sentences = document_of(json.dumps({**OPENAPI, "paths": paths}).encode()).warnings.sentences

        assert len(sentences) == 21
        assert sentences[-1] == "/: more is wrong than is told here."

    def test_a_reference_to_nothing_is_told(self) -> None:
        schema = {
            "properties": {
                "a": {"$ref": "#/components/schemas/Gone"},
                "b": {"$ref": "#/paths/~1a/get/tags/0"},
            }
        }
        answers = {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}
        whole = {**OPENAPI, "paths": {"/a": {"get": {"tags": ["x"], "responses": answers}}}}
        document = document_of(json.dumps(whole).encode())

        assert compare(document, document, today=date(2026, 1, 1)) == []
        assert document.warnings.sentences == (
            "#/components/schemas/Gone: nothing stands there. Correct the $ref, or add what it names.",
            "#/paths/~1a/get/tags/0: nothing stands there. Correct the $ref, or add what it names.",
        )

    def test_what_can_be_read_is_read_with_warnings_that_name_the_place(self) -> None:
        document = document_of(
            b"""{"openapi": "3.0.3", "info": {"title": "t", "version": "1"},
            "paths": {"/a": {"get": {"parameters": [{"name": "x"}], "responses": {"200": {}}}}, "/b": 7}}"""
        )

        told = "\n".join(document.warnings.sentences)
        assert "GET /a, responses/200: " in told
        assert "GET /a: a parameter has no name, or is in no known place. It is left out." in told
        assert "/paths/~1b: a path is an object of methods. It is left out." in told

    def test_a_warning_within_an_operation_names_it_as_people_do(self) -> None:
        document = document_of(
            b"""{"openapi": "3.1.0", "info": {"title": "t", "version": "1"},
            "paths": {"/~a/{id}": {"get": {"responses": 7}}},
            "webhooks": {"done": {"post": {"parameters": [{"name": "x"}]}}}}"""
        )

        told = "\n".join(document.warnings.sentences)
        assert "GET /~a/{id}, responses: 7 is not of type" in told
        assert "webhook POST done: a parameter has no name" in told

    def test_a_directive_that_is_not_declared_is_a_warning(self) -> None:
        document = document_of(b'type Query { a: Int @key(fields: "id") }')

        assert document.warnings.sentences == ("line 1, column 21: Unknown directive '@key'.",)
