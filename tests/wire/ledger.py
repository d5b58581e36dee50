"""The list of everything that the bot asked of Discord."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.wire.answers import ApiError, no_route, refusal
from tests.wire.trouble import Trouble

if TYPE_CHECKING:
    from aiohttp.typedefs import Handler, Middleware

    from tests.wire.watch import Watch

API = "/api/v10"


@dataclass(frozen=True)
class Request:
    """One request of the bot: `path` begins after the API's address, `json` is what it sent, if anything."""

    method: str
    path: str
    json: Any


class Ledger:
    """Writes down each request before it is answered.

    Attributes:
        requests: all of them, in order of arrival.
        unknown: those that no route is there for.
        trouble: what goes wrong instead of an answer.
    """

    def __init__(self, watch: Watch) -> None:
        self.requests: list[Request] = []
        self.unknown: list[Request] = []
        self.trouble = Trouble()
        self._watch = watch

    def middleware(self) -> Middleware:
        """Return the part that aiohttp puts around every handler."""

        @web.middleware
        async def write_down(request: web.Request, handler: Handler) -> web.StreamResponse:
            sent = await request.json() if request.can_read_body else None
            entry = Request(request.method, request.path.removeprefix(API), sent)
            self.requests.append(entry)
            self._watch.news()
            try:
                await self.trouble.strike(f"{entry.method} {entry.path}", request)
                return await handler(request)
            except ApiError as error:
                return refusal(error)
            except web.HTTPException:
                self.unknown.append(entry)
                return refusal(no_route())
            finally:
                # Who waits runs only when aiohttp has written the answer, so that the bot has it before the
                # next event: discord.py knows a form only once it has read that Discord took it.
                self._watch.news()

        return write_down
