"""What the bot does in channels: it posts, edits and reads messages, and opens direct ones."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from aiohttp import web

from tests.wire.answers import ok
from tests.wire.ledger import API
from tests.wire.payloads import direct_channel, new_id, user

if TYPE_CHECKING:
    from tests.wire.messages import Messages

_MESSAGES = f"{API}/channels/{{channel}}/messages"
_MESSAGE = f"{_MESSAGES}/{{message}}"


class Channels:
    """The routes of channels."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._direct: dict[str, str] = {}

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.post(_MESSAGES, self._post),
            web.get(_MESSAGES, self._history),
            web.get(_MESSAGE, self._read),
            web.patch(_MESSAGE, self._edit),
            web.post(f"{API}/users/@me/channels", self._open_direct),
        ]

    async def _post(self, request: web.Request) -> web.Response:
        return ok(self._messages.add(request.match_info["channel"], await request.json()))

    async def _history(self, request: web.Request) -> web.Response:
        limit = int(request.query.get("limit", "50"))
        after = int(request.query.get("after", "0"))
        before = int(request.query.get("before", new_id()))
        newest_first = self._messages.newest_first(request.match_info["channel"])
        return ok(list(islice((kept for kept in newest_first if after < int(kept["id"]) < before), limit)))

    async def _read(self, request: web.Request) -> web.Response:
        return ok(self._messages.get(request.match_info["message"]))

    async def _edit(self, request: web.Request) -> web.Response:
        return ok(self._messages.edit(request.match_info["message"], await request.json()))

    async def _open_direct(self, request: web.Request) -> web.Response:
        recipient = (await request.json())["recipient_id"]
        channel_id = self._direct.setdefault(str(recipient), new_id())
        return ok(direct_channel(channel_id, user(str(recipient), "Somebody")))
