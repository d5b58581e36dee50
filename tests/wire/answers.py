"""How Discord answers over HTTP: JSON with room left in every rate limit, nothing at all, or a numbered error."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Without these discord.py sends one request of a route at a time.
_GENEROUS = {"X-RateLimit-Limit": "1000", "X-RateLimit-Remaining": "999", "X-RateLimit-Reset-After": "1.0"}


class ApiError(Exception):
    """Discord says no: an HTTP status with Discord's own number and words for the reason."""

    def __init__(self, status: HTTPStatus, code: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.body = {"code": code, "message": reason}


def ok(data: Mapping[str, object] | Sequence[object], *, status: HTTPStatus = HTTPStatus.OK) -> web.Response:
    """Answer with JSON."""
    # Bytes, because aiohttp adds a charset to text, and then discord.py does not take it for JSON.
    body = json.dumps(data).encode()
    return web.Response(body=body, status=status, content_type="application/json", headers=_GENEROUS)


def done() -> web.Response:
    """Answer that it is done, with no content."""
    return web.Response(status=HTTPStatus.NO_CONTENT, headers=_GENEROUS)


def refusal(error: ApiError) -> web.Response:
    """Answer with an error."""
    return ok(error.body, status=error.status)


def unauthorized() -> ApiError:
    """Discord does not know this token."""
    return ApiError(HTTPStatus.UNAUTHORIZED, 0, "401: Unauthorized")


def no_route() -> ApiError:
    """Discord has no such route, or the rig does not have it yet."""
    return ApiError(HTTPStatus.NOT_FOUND, 0, "404: Not Found")


def unknown_message() -> ApiError:
    """The message is not there."""
    return ApiError(HTTPStatus.NOT_FOUND, 10008, "Unknown Message")


def thread_already_open() -> ApiError:
    """A message has one thread."""
    return ApiError(HTTPStatus.BAD_REQUEST, 160004, "A thread has already been created for this message")


def unknown_interaction() -> ApiError:
    """Nobody did what the bot answers to."""
    return ApiError(HTTPStatus.NOT_FOUND, 10062, "Unknown interaction")


def already_acknowledged() -> ApiError:
    """An interaction takes one first answer."""
    return ApiError(HTTPStatus.BAD_REQUEST, 40060, "Interaction has already been acknowledged.")
