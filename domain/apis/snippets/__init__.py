"""A call in the languages that people paste it into: a shell, JavaScript, Python.

Where nobody told the host, `BASE_URL` stands for it, and `TOKEN` for what is secret: the reader sets both.
"""

from collections.abc import Mapping

from domain.apis.calls import Call
from domain.apis.snippets.curl import curl
from domain.apis.snippets.fetch import fetch
from domain.apis.snippets.httpx import httpx

__all__ = ["curl", "fetch", "httpx", "snippets_of"]


def snippets_of(call: Call) -> Mapping[str, str]:
    """The call as `curl`, as JavaScript's `fetch` and as Python's `httpx`, by these names."""
    return {"curl": curl(call), "fetch": fetch(call), "httpx": httpx(call)}
