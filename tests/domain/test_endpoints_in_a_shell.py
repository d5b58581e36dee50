"""What a printed curl command does in a shell: it calls curl once, with what was shared, and nothing else."""

import subprocess
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.apis.showing.by_hand import snippets_by_hand
from domain.errors import BadInput
from domain.models.endpoint import Endpoint, Method, path_of
from tests.support.domain import endpoint

# A shell where curl only tells its arguments, and where nothing else can be run.
SHELL = "curl() { printf '%s\\0' \"$@\"; }\n"

DATA = ["--data-raw", '{"name": "it\'s me"}']


def told_to_curl(shared: Endpoint) -> list[str]:
    """The arguments that curl gets when the printed command is pasted into a shell."""
    ran = subprocess.run(
        ["/bin/sh", "-eu", "-c", SHELL + shared.curl()],
        env={"PATH": "", "BASE_URL": "http://base", "TOKEN": "t0ken"},
        capture_output=True,
        timeout=10,
        check=True,
    )
    assert not ran.stderr
    return ran.stdout.decode().split("\0")[:-1]


@pytest.mark.parametrize(
    ("shared", "arguments"),
    [
        (endpoint("/users/"), ["-X", "GET", "http://base/users/"]),
        (endpoint("users/"), ["-X", "GET", "http://base/users/"]),
        (endpoint("https://api.example.com/u?a=1&b=2"), ["-X", "GET", "https://api.example.com/u?a=1&b=2"]),
        (endpoint("HTTPS://api.example.com/u"), ["-X", "GET", "https://api.example.com/u"]),
        (endpoint("/users/", Method.HEAD, request="{}"), ["--head", "http://base/users/"]),
        (endpoint("/users/", Method.DELETE), ["-X", "DELETE", "http://base/users/"]),
        (
            endpoint("/login/", Method.POST, request=DATA[1]),
            ["-X", "POST", "http://base/login/", "-H", "Content-Type: application/json", *DATA],
        ),
        (
            endpoint("/login/", Method.POST, request="name=ada"),
            ["-X", "POST", "http://base/login/", "--data-raw", "name=ada"],
        ),
    ],
)
def test_curl_is_told_what_was_shared(shared: Endpoint, arguments: list[str]) -> None:
    assert told_to_curl(shared) == arguments


def test_what_cannot_be_seen_goes_on_no_clipboard() -> None:
    hidden = "\x1b[201~\x03\u202e\u2066\u200b"
    shared = replace(endpoint("/users/", Method.POST, request="name=ada"), path=f"/users/{hidden}")

    assert not set(shared.curl()) & set("\x1b\x03\u202e\u2066\u200b")
    assert all(
        not set(call) & set("\x1b\x03\u202e\u2066\u200b") for call in snippets_by_hand(shared).values()
    )


def test_braces_and_brackets_are_no_ranges_for_curl_to_run_through() -> None:
    asked = told_to_curl(endpoint("/users/[1-1000000]/{id}/"))

    assert asked == ["--globoff", "-X", "GET", "http://base/users/[1-1000000]/{id}/"]


def test_an_example_that_names_a_file_does_not_send_the_reader_s_file() -> None:
    assert told_to_curl(endpoint("/x", Method.POST, request="@/etc/passwd"))[-2:] == [
        "--data-raw",
        "@/etc/passwd",
    ]


@pytest.mark.parametrize(
    ("auth", "header"),
    [
        ("Bearer JWT", "Authorization: Bearer t0ken"),
        ("DRF token", "Authorization: Token t0ken"),
        ("HTTP basic", "Authorization: Basic t0ken"),
        ("Log in first", "Authorization: Bearer t0ken"),
        ("API key in X-API-Key", "X-API-Key: t0ken"),
    ],
)
def test_the_token_goes_where_the_words_on_authentication_say(auth: str, header: str) -> None:
    assert told_to_curl(endpoint("/users/", auth=auth))[-2:] == ["-H", header]


@pytest.mark.parametrize("auth", ["", "None", "no auth needed", "public.", "-", "n/a"])
def test_where_no_authentication_is_needed_no_token_is_asked_for(auth: str) -> None:
    assert "TOKEN" not in endpoint("/users/", auth=auth).curl()


@pytest.mark.parametrize(
    "path",
    ["/$(touch${IFS}x)", "/a;reboot", "/a&&reboot", "/a|sh", "/$HOME", "/*", "/~", "/!!", "/a#b", "/%s"],
)
def test_a_hostile_path_stays_a_path(path: str) -> None:
    assert told_to_curl(endpoint(path))[-1] == f"http://base{path}"


HOSTILE = st.text(st.sampled_from("ab/$(){}[];&|<>'\"`\\!#*?~%@=- \n\té…"), min_size=1, max_size=60)


@settings(max_examples=40, deadline=None)
@given(typed=HOSTILE, request=HOSTILE)
def test_whatever_was_shared_reaches_curl_as_it_was_typed(typed: str, request: str) -> None:
    try:
        shared = endpoint(typed, Method.PUT, request=request)
    except BadInput:
        shared = endpoint("/safe", Method.PUT, request=request)

    arguments = told_to_curl(shared)

    assert f"http://base{shared.path}" in arguments
    if shared.request:
        assert arguments[-1] == shared.request


@given(typed=st.text(max_size=320))
def test_a_path_that_was_read_once_reads_the_same_again(typed: str) -> None:
    try:
        path = path_of(typed)
    except BadInput:
        return

    assert path_of(path) == path
    assert len(path) <= 300
