"""How one authenticates, in words and in what a call carries."""

from __future__ import annotations

import pytest

from domain.apis.reading.models import Need, Scheme
from domain.apis.showing.auth import Token, auth_in_words, tokens_of

NOTHING: frozenset[str] = frozenset()


def needs(*each: str) -> list[Need]:
    """Needs, each of which names schemes with `+` between them."""
    return [{name: NOTHING for name in need.split("+") if name} for need in each]


@pytest.mark.parametrize(
    ("name", "scheme", "words", "token"),
    [
        (
            "jwtAuth",
            Scheme("http", "bearer", bearer_format="JWT"),
            "Bearer JWT",
            Token("header", "Authorization", "Bearer"),
        ),
        (
            "HTTPBearer",
            Scheme("http", "bearer"),
            "Bearer token",
            Token("header", "Authorization", "Bearer"),
        ),
        (
            "basicAuth",
            Scheme("http", "basic"),
            "Basic, with name and password",
            Token("header", "Authorization", "Basic"),
        ),
        (
            "key",
            Scheme("apiKey", location="header", name="X-API-Key"),
            "API key in header X-API-Key",
            Token("header", "X-API-Key"),
        ),
        (
            "key",
            Scheme("apiKey", location="query", name="key"),
            "API key in query parameter key",
            Token("query", "key"),
        ),
        (
            "cookieAuth",
            Scheme("apiKey", location="cookie", name="sessionid"),
            "cookie sessionid",
            Token("cookie", "sessionid"),
        ),
        (
            "tokenAuth",
            Scheme(
                "apiKey",
                location="header",
                name="Authorization",
                description='Token-based authentication with required prefix "Token"',
            ),
            "Token in header Authorization",
            Token("header", "Authorization", "Token"),
        ),
        (
            "Bearer",
            Scheme("apiKey", location="header", name="Authorization"),
            "Bearer token in header Authorization",
            Token("header", "Authorization", "Bearer"),
        ),
        (
            "key",
            Scheme("apiKey", location="header", name="Authorization", description="Api-Key <your key>"),
            "Api-Key token in header Authorization",
            Token("header", "Authorization", "Api-Key"),
        ),
        (
            "BotToken",
            Scheme("apiKey", location="header", name="Authorization", description="Discord bot token"),
            "API key in header Authorization",
            Token("header", "Authorization"),
        ),
        ("o", Scheme("oauth2"), "OAuth 2 (Bearer token)", Token("header", "Authorization", "Bearer")),
        ("mtls", Scheme("mutualTLS"), "client certificate", None),
        ("hawk", Scheme("http", "hawk"), "hawk", Token("header", "Authorization", "Bearer")),
    ],
)
def test_a_scheme_has_words_and_a_place_in_the_call(
    name: str, scheme: Scheme, words: str, token: Token | None
) -> None:
    assert auth_in_words(needs(name), {name: scheme}) == words
    assert list(tokens_of(needs(name), {name: scheme})) == ([token] if token else [])


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ([], "none"),
        ([""], "none"),
        (["a"], "a"),
        (["a", "a"], "a"),
        (["a", "b"], "a, or b"),
        (["a+b"], "a and b"),
        (["", "a"], "a, or none"),
    ],
)
def test_several_ways_are_told_in_one_sentence(asked: list[str], words: str) -> None:
    assert auth_in_words(needs(*asked), {}) == words


def test_a_way_through_headers_is_taken_first_as_anybody_can_paste_it() -> None:
    schemes = {
        "cookie": Scheme("apiKey", location="cookie", name="sessionid"),
        "key": Scheme("apiKey", location="header", name="X-Key"),
    }

    assert [each.name for each in tokens_of(needs("", "cookie", "key"), schemes)] == ["X-Key"]
    assert [each.name for each in tokens_of(needs("cookie"), schemes)] == ["sessionid"]
    assert not tokens_of(needs(""), schemes)


def test_what_only_people_read_makes_no_other_scheme() -> None:
    assert Scheme("http", "bearer", bearer_format="JWT", description="a") == Scheme("http", "bearer")
