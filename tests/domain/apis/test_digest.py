"""What is kept of a shared document."""

from __future__ import annotations

import json
import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.apidiff.cases import Case, all_cases
from bench.apidiff.large import large_document
from bench.apidiff.mutating import mutated
from domain.apis.comparing.comparison import compare
from domain.apis.keeping.digest import Digest, Summary
from domain.apis.keeping.digesting import digest_of
from domain.apis.limits import SIZE
from domain.apis.reading.documents import document_of
from domain.apis.reading.source import Format
from domain.apis.tree import Object, Tree
from domain.errors import BadInput
from domain.masking import Safe
from tests.support.discord_contract import NOTICE, find_document

SAFE = Safe(b"the key of an installation")
TODAY = date(2026, 1, 1)
WRITTEN = sorted(path for path in (Path(__file__).parent / "written").glob("*.*") if path.suffix != ".md")
REAL: list[Object] = [json.loads(case.base) for case in all_cases() if case.base.startswith(b"{")]
REAL.append(large_document(6))


def document(**fields: Tree) -> Object:
    return {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": {}, **fields}


def digest(tree: Object) -> Digest:
    return digest_of(json.dumps(tree).encode(), SAFE)


def only(tree: Object) -> Summary:
    (operation,) = digest(tree).operations
    return operation


def one_operation(**fields: Tree) -> Object:
    return document(paths={"/users/{id}": {"get": fields}})


def in_query(name: str) -> Object:
    return {"name": name, "in": "query"}


class TestWhatListsNeed:
    def test_an_operation_says_what_it_does_and_how_one_gets_in(self) -> None:
        schema: Tree = {
            "type": "object",
            "properties": {"name": {}, "owner": {"$ref": "#/components/schemas/A"}},
        }
        schemes: Tree = {"jwt": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
        tree = one_operation(
            summary="Show a user",
            description="By number.",
            tags=["users"],
            security=[{"jwt": []}],
            parameters=[{"name": "id", "in": "path", "schema": {"type": "integer"}}],
            requestBody={"content": {"application/json": {"schema": schema}}},
            responses={"200": {"description": "", "content": {"application/json": {"schema": schema}}}},
            deprecated=True,
            **{"x-sunset": "2026-12-31"},
        )
        tree["components"] = {
            "schemas": {"A": {"properties": {"email": {}, "friend": {"$ref": "#/components/schemas/A"}}}},
            "securitySchemes": schemes,
        }

        assert only(tree) == Summary(
            method="GET",
            path="/users/{id}",
            summary="Show a user",
            description="By number.",
            tags=("users",),
            auth="Bearer JWT",
            fields=("id", "name", "owner", "email", "friend"),
            is_deprecated=True,
            sunset="2026-12-31",
        )

    def test_an_api_says_what_it_is(self) -> None:
        found = digest(
            document(
                info={"title": "Shop\n", "version": 1.0, "description": "What we sell. " * 100},
                servers=[{"url": "https://a.example/v1/"}, {"url": "https://a.example/v1"}, {"url": "/"}],
            )
        )

        assert (found.format, found.title, found.version) == (Format.OPENAPI_31, "Shop", "1.0")
        assert found.servers == ("https://a.example/v1",)
        assert len(found.description) <= 500
        assert found.description.endswith("What we…")
        assert found.warnings[-1] == "/: it has no operation, so there is nothing to call yet."

    def test_the_first_line_of_its_description_is_the_summary_of_an_operation_without(self) -> None:
        assert only(one_operation(description="Show a user.\n\nBy number.")).summary == "Show a user."

    def test_graphql_has_operations_too(self) -> None:
        sdl = """
            type Query { "One user." user(id: ID!, where: Where): User  old: Int @deprecated }
            type Mutation { rename(name: String!): User }
            input Where { active: Boolean }
            type User { id: ID!, friends: [User!]! }
        """

        found = digest_of(sdl.encode(), SAFE)

        assert [(each.method, each.path, each.summary) for each in found.operations] == [
            ("QUERY", "user", "One user."),
            ("QUERY", "old", ""),
            ("MUTATION", "rename", ""),
        ]
        assert found.operations[0].fields == ("id", "where", "active", "friends")
        assert [each.is_deprecated for each in found.operations] == [False, True, False]
        assert (found.auth, found.title, found.servers) == ("", "", ())

    def test_at_most_200_names_are_kept_of_an_operation(self) -> None:
        fields: Object = {f"field{number}": {} for number in range(300)}
        tree = one_operation(requestBody={"content": {"a/b": {"schema": {"properties": fields}}}})

        assert len(only(tree).fields) == 200

    def test_operations_that_share_a_great_schema_do_not_each_keep_it_whole(self) -> None:
        schema: Tree = {"type": "object", "properties": {f"{number:090}": {} for number in range(150)}}
        content: Tree = {"application/json": {"schema": {"$ref": "#/components/schemas/A"}}}

        kept = only({
            **one_operation(responses={"200": {"description": "", "content": content}}),
            "components": {"schemas": {"A": schema}},
        }).fields  # fmt: skip

        assert kept[0] == f"{0:090}"
        assert 3_800 < sum(map(len, kept)) <= 4_000

    def test_names_that_nobody_looks_for_are_left_out(self) -> None:
        names = ("page", "x" * 101, "so\x1brt\nby", "\u200b")
        parameters: Tree = [in_query(name) for name in names]

        assert only(one_operation(parameters=parameters)).fields == ("page", "sort by")

    def test_few_servers_are_kept_and_none_that_is_no_address(self) -> None:
        hosts = ["a." * 250 + "x", *(f"api{number}.example" for number in range(30))]
        servers: Tree = [{"url": f"https://{host}"} for host in hosts]

        kept = digest({**one_operation(), "servers": servers}).servers

        assert len(kept) == 20
        assert kept[0] == "https://api0.example"

    def test_warnings_are_few_and_short(self) -> None:
        refs: Object = {f"/{n}": {"$ref": f"https://other.example/{'x' * 999}{n}"} for n in range(99)}

        found = digest(document(paths=refs)).warnings

        assert len(found) == 51
        assert max(map(len, found)) <= 400
        assert found[-1].startswith("… and ")

    def test_more_operations_than_are_kept_are_refused(self) -> None:
        many: Object = {f"/{number}": {"get": {}} for number in range(3001)}

        with pytest.raises(BadInput, match="It has 3,001 operations, and at most 3,000 are kept"):
            digest(document(paths=many))

    def test_references_that_lead_too_deep_are_refused(self) -> None:
        schemas: Object = {
            f"S{n}": {"allOf": [{"$ref": f"#/components/schemas/S{n + 1}"}]} for n in range(3000)
        }
        tree = one_operation(
            requestBody={"content": {"a/b": {"schema": {"$ref": "#/components/schemas/S0"}}}}
        )
        tree["components"] = {"schemas": schemas}

        with pytest.raises(BadInput, match="too deep"):
            digest(tree)

    def test_what_grows_too_large_when_it_is_written_out_is_refused(self) -> None:
        text = "a: &a\n  " + "x" * 1000 + "\nb: [" + ", ".join(["*a"] * 11_000) + "]\n"
        start = "openapi: 3.1.0\ninfo: {title: a, version: b}\npaths: {}\nx-all:\n"

        with pytest.raises(BadInput, match=r"Written out it has 10\.. MiB"):
            digest_of((start + "".join(f"  {line}\n" for line in text.splitlines())).encode(), SAFE)

    def test_it_travels_to_another_process(self) -> None:
        found = digest(large_document(1))

        assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - what we pickled ourselves


class TestNothingIsLost:
    @pytest.mark.parametrize("path", [*WRITTEN, find_document()], ids=str)
    def test_what_is_kept_is_the_same_as_what_was_shared(self, path: Path | None) -> None:
        if path is None:
            pytest.skip(NOTICE)
        content = path.read_bytes()

        found = digest_of(content, SAFE)

        assert compare(document_of(content), document_of(found.content), today=TODAY) == []
        assert found.operations

    @pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
    def test_each_case_of_the_table_is_kept_as_it_is(self, case: Case) -> None:
        kept = digest_of(case.base, SAFE).content

        assert compare(document_of(case.base), document_of(kept), today=TODAY) == []

    @given(st.integers(0, len(REAL) - 1), st.integers(0, 10_000), st.integers(0, 30))
    @settings(max_examples=60)
    def test_a_document_that_is_half_right_is_kept_or_refused(
        self, which: int, seed: int, times: int
    ) -> None:
        content = json.dumps(mutated(REAL[which], seed=seed, times=times)).encode()
        try:
            found = digest_of(content, SAFE)
        except BadInput:
            return

        assert compare(document_of(content), document_of(found.content), today=TODAY) == []
        assert len(found.content) <= SIZE

    def test_a_mark_changes_with_the_document(self) -> None:
        one, other = (
            document(servers=[{"url": each}]) for each in ("https://a.example", "https://b.example")
        )

        assert digest(one).mark == digest(dict(one)).mark != digest(other).mark

    def test_a_host_that_is_none_does_no_harm(self) -> None:
        tree = document(servers=[{"url": "https://[here]/v1"}])

        assert digest(tree).servers == ("https://[here]/v1",)
        content = json.dumps(tree).encode()
        assert compare(document_of(content), document_of(content), today=TODAY) == []
