"""The page of a field of GraphQL: what is asked is valid, and the answer is what was asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import graphql
import pytest
from graphql import GraphQLSchema, parse, validate

from domain.apis.reading.documents import document_of
from domain.apis.reading.graphql_roots import root_fields
from domain.apis.showing.lines import Line
from domain.apis.showing.operation_pages import page_of
from domain.errors import NotFound

WRITTEN = sorted((Path(__file__).parent / "written").glob("*.graphql"))

SDL = """
type Query {
  "One user."
  user("The number." id: ID!, active: Boolean = true): User
  users(first: Int): UserConnection!
  find(by: Find!): [Result!]!
  several(ids: [[ID!]!]!): [User!]
  loop: Loop
  now: DateTime! @deprecated
}
type Mutation { rename(input: RenameInput!): RenamePayload }
type Subscription { renamed: Node! }
scalar DateTime
enum Role { MEMBER MENTOR }
interface Node { id: ID! }
type User implements Node {
  id: ID!  name: String!  role: Role!  age: Int  score: Float  since: DateTime
  friends: [User!]!  team: Team  secret(key: String!): String
}
type Team { name: String!  owner: User! }
type UserConnection { pageInfo: PageInfo!  edges: [UserEdge!]! }
type UserEdge { cursor: String!  node: User! }
type PageInfo { hasNextPage: Boolean! }
union Result = User | Team
type Loop { next: Loop! }
input Find { role: Role!  name: String  deeper: Find  must: Must! }
input Must { count: Int! }
input RenameInput { id: ID!  name: String! }
type RenamePayload { user: User  errors: [Problem!]! }
type Problem { message: String! }
"""


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_what_is_asked_is_valid_for_each_field_that_frameworks_write(path: Path) -> None:
    hold_all_fields(path.read_bytes())


def test_what_is_asked_is_valid_and_the_answer_has_its_shape() -> None:
    hold_all_fields(SDL.encode())


def hold_all_fields(content: bytes) -> None:
    """Ask each field as its page says, of a server that has nothing but the answer of the page."""
    schema = document_of(content).api
    assert isinstance(schema, GraphQLSchema)
    for method, name, _ in root_fields(schema):
        page = page_of(content, method, name)
        assert page.body
        assert page.answers[0].payload
        body = json.loads(page.body.example)
        answer = json.loads(page.answers[0].payload.example)

        assert validate(schema, parse(body["query"])) == [], body["query"]
        if method != "SUBSCRIPTION":
            ask = cast("Any", graphql).graphql_sync
            done = ask(schema, body["query"], answer["data"], None, body.get("variables"))
            assert (done.data, done.errors) == (answer["data"], None)


def test_a_field_is_told_with_its_arguments_and_what_comes_back() -> None:
    page = page_of(SDL.encode(), "query", "user")

    assert (page.method, page.path, page.summary) == ("QUERY", "user", "One user.")
    assert page.parameters == (
        Line(name="id", type="ID!", is_required=True, description="The number."),
        Line(name="active", type="Boolean"),
    )
    assert page.body
    assert json.loads(page.body.example) == {
        "query": "query ($id: ID!) { user(id: $id) { id name role age score since } }",
        "variables": {"id": "1"},
    }
    (answer,) = page.answers
    assert answer.description == "Gives User."
    assert answer.payload
    assert json.loads(answer.payload.example)["data"]["user"]["role"] == "MEMBER"
    assert ("friends", "[User!]!") in [(each.name, each.type) for each in answer.payload.lines]
    assert page_of(SDL.encode(), "QUERY", "now").is_deprecated


@pytest.mark.parametrize(
    ("name", "query"),
    [
        (
            "users",
            "query { users { pageInfo { hasNextPage } edges { cursor node { id name role age score since } } } }",
        ),
        (
            "find",
            "query ($by: Find!) { find(by: $by) { __typename ... on User { id name role age score since } } }",
        ),
        ("loop", "query { loop { __typename } }"),
    ],
)
def test_what_wraps_the_meant_thing_is_looked_into(name: str, query: str) -> None:
    page = page_of(SDL.encode(), "QUERY", name)

    assert page.body
    assert json.loads(page.body.example)["query"] == query


def test_an_input_has_what_it_must_have_and_ends() -> None:
    page = page_of(SDL.encode(), "QUERY", "find")

    assert page.body
    assert json.loads(page.body.example)["variables"] == {
        "by": {"role": "MEMBER", "name": "Amina", "must": {"count": 3}}
    }


def test_a_list_of_lists_is_one() -> None:
    body = page_of(SDL.encode(), "QUERY", "several").body

    assert body
    assert json.loads(body.example)["variables"] == {"ids": [["1"]]}


def test_it_is_posted_to_where_it_was_found() -> None:
    found, nowhere = (
        page_of(SDL.encode(), "QUERY", "user", address=each) for each in ("https://a.example/gql", "")
    )

    assert found.snippets["curl"].startswith("curl -X POST https://a.example/gql \\\n")
    assert nowhere.snippets["curl"].startswith('curl -X POST "$BASE_URL"/graphql/ \\\n')


def test_a_field_that_is_gone_is_said_to_be() -> None:
    with pytest.raises(NotFound, match=r"This API has no mutation user any more\."):
        page_of(SDL.encode(), "MUTATION", "user")
