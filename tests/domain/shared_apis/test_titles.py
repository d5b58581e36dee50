"""What an API is called of which its document does not tell the title."""

import pytest

from domain.shared_apis.titles import title_in_file, title_in_host


@pytest.mark.parametrize(
    ("host", "title"),
    [
        ("shop.onrender.com", "Shop"),
        ("api.shop.org", "Shop"),
        ("www.api.Shop.co.ke", "Shop"),
        ("api.org", ""),
        ("127.0.0.1", ""),
        ("2001:db8::1", ""),
    ],
)
def test_a_host_tells_what_it_is_called_by_the_first_word_that_is_its_own(host: str, title: str) -> None:
    assert title_in_host(host) == title


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("movies.graphql", "Movies"),
        ("graphene.base.graphql", "Graphene"),
        ("schema.graphql", ""),
        ("SCHEMA.base.graphql", ""),
        ("shop-2.schema.json", "Shop-2"),
    ],
)
def test_so_does_a_file(name: str, title: str) -> None:
    assert title_in_file(name) == title
