"""People go on talking on the line of an error, quote it, or paste another version's words: it is the same error."""

import pytest

from domain.traces import troubles_in

SPLIT = "AttributeError: 'NoneType' object has no attribute 'split'"
OCI = 'exec: "gunicorn": executable file not found in $PATH: unknown'


def known(text: str) -> set[str]:
    return {mark for trouble in troubles_in(text) for mark in trouble.fingerprints}


@pytest.mark.parametrize(
    ("stored", "pasted"),
    [
        ("KeyError: 'email'", "I get \"KeyError: 'email'\""),
        ("KeyError: 'email'", "I get **KeyError: 'email'** when I log in"),
        ("KeyError: 'email'", "KeyError: 'email' any idea? I use Django 4.2"),
        (SPLIT, f"{SPLIT} when i run it"),
        (SPLIT, f"{SPLIT}, what is that?"),
        ("ValueError: no price for A-1001", "ValueError: no price for ZX-77431"),
        (
            (
                f"docker: Error response from daemon: OCI runtime create failed: container_linux.go:380: starting"
                f" container process caused: {OCI}."
            ),
            (
                f"Error response from daemon: failed to create task for container: failed to create shim task: OCI"
                f" runtime create failed: runc create failed: unable to start container process: error during"
                f" container init: {OCI}"
            ),
        ),
        (
            (
                "sqlalchemy.exc.ProgrammingError: (sqlalchemy.dialects.postgresql.asyncpg.ProgrammingError)"
                " <class 'asyncpg.exceptions.UndefinedTableError'>: relation \"orders\" does not exist"
            ),
            'asyncpg.exceptions.UndefinedTableError: relation "orders" does not exist',
        ),
        (
            (
                "npm ERR! code ERESOLVE\nnpm ERR! ERESOLVE unable to resolve dependency tree\n"
                'npm ERR! peer react@"^16.8.5 || ^17.0.0" from react-easy-crop@3.1.0'
            ),
            (
                "npm error code ERESOLVE\nnpm error ERESOLVE could not resolve\n"
                'npm error peer react@"^16.0.0 || ^18" from react-easy-crop@4.0.0'
            ),
        ),
        (
            (
                "Page not found (404)\nRequest Method:\tGET\nRequest URL:\thttp://127.0.0.1:8000/orders/12/\n"
                "The current path, orders/12/, didn\u2019t match any of these."
            ),
            (
                "Page not found (404)\nRequest Method: GET\nRequest URL: http://localhost/x\n"
                "The current path, x, didn't match any of these."
            ),
        ),
        (
            "Http404: No Order matches the given query.",
            "Page not found (404)\nNo Order matches the given query.\nRequest Method: GET",
        ),
        (
            (
                "Forbidden (403)\nCSRF verification failed. Request aborted.\n\nHelp\nReason given for failure:\n\n"
                "    CSRF cookie not set."
            ),
            (
                "Forbidden (403) CSRF verification failed. Request aborted. Help Reason given for failure:"
                " CSRF cookie not set."
            ),
        ),
    ],
)
def test_it_is_the_same_error(stored: str, pasted: str) -> None:
    assert known(stored) & known(pasted)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TypeError: 'NoneType' object is not callable", "TypeError: 'NoneType' object is not iterable"),
        ("KeyError: 'email' when I log in", "KeyError: 'name' when I log in"),
        (
            "Page not found (404)\nNo Order matches the given query.",
            "Page not found (404)\nNo User matches the given query.",
        ),
    ],
)
def test_it_is_another_error(one: str, other: str) -> None:
    assert known(one)
    assert not known(one) & known(other)
