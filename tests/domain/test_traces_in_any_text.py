"""No text is too odd, too long or too ordinary for the readers of errors."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.traces import trouble_in, troubles_in
from domain.traces.lines import LINE, LOOKED_AT
from tests.support.domain import any_text, few
from tests.support.error_kinds import KINDS
from tests.support.errors import stored_form_of

pieces = st.sampled_from(
    [piece for kind in KINDS for piece in stored_form_of(kind).replace(" ", "\n").splitlines(keepends=True)]
)


@pytest.mark.parametrize(
    "text",
    [
        "TypeError in my serializer, why?",
        "how do I raise a ValueError in clean()?",
        "Note: this is how it works",
        "Error: something went wrong and I do not know what",
        "Exception: what is it?",
        "Look at /etc/nginx/nginx.conf",
        "name: web\nimage: python:3.11\nerrors: none\n",
        '{"detail": "Not found.", "error": "invalid", "code": 404}',
        "HTTP/1.1 404 Not Found\nContent-Type: text/html\nX-Error: none",
        "[10:32] ada: hello\n[10:33] linus: hi, did you see the error?",
        "ERROR: true",
        "ERROR:    Exception in ASGI application",
        "try:\n    pay()\nexcept ValueError: pass",
        "class PaymentError(Exception):\n    pass",
        "    raise TypeError('x: y')",
        "throw new TypeError('x: y')",
        "import { HttpError } from './errors'",
        "const [error, setError] = useState(null)",
        "what does 404 not found mean",
        "how do I fix docker compose when a service exited with code 1?",
        "git push fails with error: what now?",
        "my script: Permission denied, when I run ./x.sh",
        "",
    ],
)
def test_an_ordinary_text_tells_of_no_error(text: str) -> None:
    assert trouble_in(text) is None


@few
@given(any_text | st.lists(pieces | any_text, max_size=30).map("".join))
@example("Traceback (most recent call last):\n\ud800Error: \ud800\x00")
def test_every_text_can_be_read(text: str) -> None:
    for trouble in troubles_in(text):
        assert "\n" not in trouble.kind + trouble.message + trouble.frame
        assert len(trouble.words.split()) <= 40
        assert all(sign.isascii() and sign.isalnum() and len(sign) == 13 for sign in trouble.fingerprints)


@few
@given(any_text.filter(lambda text: trouble_in(text) is None))
def test_what_surrounds_an_error_does_not_change_it(text: str) -> None:
    error = "django.db.utils.OperationalError: no such table: orders_order"
    alone = trouble_in(error)

    assert alone
    assert alone in troubles_in(f"{text}\n\n{error}\n\n{text}")


def test_of_a_long_log_the_end_is_read() -> None:
    error = "KeyError: 'email'\n"
    noise = "GET /orders/ 200\n" * LOOKED_AT

    assert trouble_in(noise + error) == trouble_in(error)
    assert trouble_in(error + noise) is None


@pytest.mark.parametrize(
    "sign", ["a", "a.", " ", "'", '"', "/", "1:", "> | ", "E   ", "Error: ", 'File "', "at ", "a/b/", "Aa "]
)
@pytest.mark.parametrize("before", ["", "TypeError: ", "ERROR: ", "    at ", '  File "'])  # fmt: skip
def test_a_line_is_read_up_to_a_limit(before: str, sign: str) -> None:
    """What a pattern may have to try over is bounded by the line it is given; see `LINE`."""
    for trouble in troubles_in(f"TypeError: x\n{before}{sign * LOOKED_AT}"):
        assert len(trouble.message) <= 2 * LINE


def test_at_most_eight_errors_are_read_from_one_text() -> None:
    text = "".join(f"NameError: name 'x{chr(97 + number)}' is not defined\n" for number in range(20))

    assert [trouble.message[7] for trouble in troubles_in(text)] == list("mnopqrst")
