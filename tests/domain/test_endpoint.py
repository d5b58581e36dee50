"""An endpoint is shared as people copy it, and only those concerned move it on."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput, Refused
from domain.models.endpoint import Status, path_of
from domain.models.entries import Member
from tests.support.domain import ADA, GRACE, MODERATOR, MONDAY_NOON, any_text, endpoint, few

LATER = MONDAY_NOON + timedelta(hours=1)


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("/", "/"),
        ("/api/users/", "/api/users/"),
        ("api/users/", "/api/users/"),
        ("api/users/<int:pk>/", "/api/users/<int:pk>/"),
        ("/api/users/{id}/", "/api/users/{id}/"),
        ("/users/:id", "/users/:id"),
        ("/graphql/", "/graphql/"),
        ("/users?page=2&sort=-name", "/users?page=2&sort=-name"),
        ("/users?filter[name]=ada", "/users?filter[name]=ada"),
        ("/~ada/café/日本", "/~ada/café/日本"),
        ("https://api.example.com", "https://api.example.com"),
        ("https://api.example.com:8443/v1/users?x=1", "https://api.example.com:8443/v1/users?x=1"),
        ("Https://api.example.com/Users", "https://api.example.com/Users"),
        ("http://127.0.0.1:8000/api/", "http://127.0.0.1:8000/api/"),
        ("http://[::1]:8000/api/", "http://[::1]:8000/api/"),
        ("127.0.0.1:8000/api/", "http://127.0.0.1:8000/api/"),
        ("localhost:8000/api/users/", "http://localhost:8000/api/users/"),
    ],
)
def test_a_path_or_url_is_taken_as_people_copy_it(typed: str, path: str) -> None:
    assert path_of(f" {typed}\n") == path
    assert path_of(path) == path


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "GET /api/users/",
        "/api/users and more",
        "/api/\nusers",
        "/api/'users'",
        '/api/"',
        "/api/`id`",
        r"^users/(?P<pk>\d+)/$",
        "/users/<@1>",
        "/users/<script src=x>",
        "ftp://host/file",
        "http://",
        "https:///users",
        "https://?x=1",
    ],
)
def test_what_is_no_path_is_refused_with_what_one_looks_like(typed: str) -> None:
    with pytest.raises(
        BadInput, match=r"(is not a path or URL|The path is empty)\. It looks like /api/users/{id}/"
    ):
        path_of(typed)


def test_a_path_is_not_endless() -> None:
    with pytest.raises(BadInput, match="The path has 301 characters; 300 fit"):
        path_of("/".ljust(301, "x"))
    assert len(path_of("x" * 299)) == 300


@few
@given(any_text | st.text("/ab<>{}[]:?&=$#!*()'\"\\`~;|", max_size=40))
def test_any_text_is_a_path_or_bad_input(typed: str) -> None:
    try:
        path = path_of(typed)
    except BadInput:
        return
    assert path.startswith(("/", "http://", "https://"))
    assert not any(sign.isspace() for sign in path)


@pytest.mark.parametrize(
    ("auth", "scheme"),
    [
        ("Bearer token", "Bearer"),
        ("JWT access token", "Bearer"),
        ("DRF token", "Token"),
        ("HTTP basic", "Basic"),
        ("log in first", "Bearer"),
    ],
)
def test_the_header_is_the_one_that_the_authentication_names(auth: str, scheme: str) -> None:
    assert f'-H "Authorization: {scheme} $TOKEN"' in endpoint("/users/", auth=auth).curl()


@pytest.mark.parametrize("auth", ["", "None", "no", "no auth needed", "not required", "Public", "n/a", "-"])
def test_an_open_endpoint_needs_no_token(auth: str) -> None:
    assert "TOKEN" not in endpoint("/users/", auth=auth).curl()


@pytest.mark.parametrize("who", [ADA, MODERATOR])
def test_author_and_moderators_change_the_status(who: Member) -> None:
    live = endpoint("/users/").moved_to(Status.LIVE, by=who, at=LATER)

    assert (live.status, live.updated_at) == (Status.LIVE, LATER)


def test_nobody_else_changes_it_and_nobody_changes_it_to_what_it_is() -> None:
    mock = endpoint("/users/")
    with pytest.raises(Refused, match="Only ada, who shared E7, or a moderator can change its status"):
        mock.moved_to(Status.LIVE, by=GRACE, at=LATER)
    with pytest.raises(Refused, match="E7 is mock already"):
        mock.moved_to(Status.MOCK, by=ADA, at=LATER)


def test_an_endpoint_is_named_by_method_and_path() -> None:
    assert endpoint("users/").operation == "GET /users/"


def test_the_status_is_said_in_words() -> None:
    assert [status.words for status in Status] == [
        "planned, not there yet",
        "mock, answers with made-up data",
        "live",
        "deprecated, do not build on it",
        "gone, not there any more",
    ]
