"""Which endpoints a text names."""

import pytest
from hypothesis import given

from domain.naming import calls_in, numbers_in
from domain.shared_apis.typed import typed_in
from tests.support.domain import any_text, few


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("GET /users/{id} answers 500", ["GET /users/{id}"]),
        ('"POST /api/tasks/ HTTP/1.1" 403 -', ["POST /api/tasks/"]),
        ("I call `DELETE https://api.example.org/users/7?hard=1`", ["DELETE /users/7"]),
        ("GET /a, then GET /a/?page=2 again and PUT /b.", ["GET /a", "PUT /b"]),
        ("Get /users is no call, and GETS /x neither", []),
    ],
)
def test_calls_are_read_as_people_and_logs_write_them(text: str, calls: list[str]) -> None:
    assert calls_in(text) == [typed_in(call) for call in calls]


def test_numbers_are_words_of_their_own() -> None:
    assert numbers_in("E7 and e8, #E9 but not THE10 or E0 or E7") == [7, 9]


@few
@given(any_text)
def test_any_text_can_be_looked_through(text: str) -> None:
    assert len(calls_in(text)) <= 5
    assert len(numbers_in(text)) <= 5
