"""Which operations of GraphQL a change of a type concerns."""

from datetime import date

import pytest

from domain.apis.comparing.comparison import compare
from domain.apis.reading.documents import document_of

SHOP = """
type Query { movie(id: ID!): Movie, people: [Person!]!, search(by: Filter): [Found!]!, ping: Boolean }
type Mutation { rate(movie: ID!): Movie }
type Movie { title: String, cast: [Person!]! }
type Person { name: String, knows: [Person!]! }
union Found = Movie | Note
type Note { text: String }
input Filter { words: String, year: Year }
input Year { from: Int }
type Lonely { a: Int }
"""


@pytest.mark.parametrize(
    ("before", "after", "operations"),
    [
        ("name: String", "nick: String", ("MUTATION rate", "QUERY movie", "QUERY people", "QUERY search")),
        ("title: String", "name: String", ("MUTATION rate", "QUERY movie", "QUERY search")),
        ("{ text: String", "{ body: String", ("QUERY search",)),
        ("from: Int", "since: Int", ("QUERY search",)),
        ("{ a: Int", "{ b: Int", ()),
        ("ping: Boolean", "pong: Boolean", ("QUERY ping",)),
    ],
)
def test_a_change_concerns_those_that_lead_to_it(
    before: str, after: str, operations: tuple[str, ...]
) -> None:
    old, new = document_of(SHOP.encode()), document_of(SHOP.replace(before, after).encode())

    [breaks] = [
        each for each in compare(old, new, today=date(2026, 1, 1)) if each.rule.name == "field-removed"
    ]

    assert breaks.operations == operations
