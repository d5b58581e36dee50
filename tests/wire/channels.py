"""What the bot does in channels: it posts, edits and reads messages, opens threads and direct channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from tests.wire.answers import ok, thread_already_open
from tests.wire.ledger import API
from tests.wire.payloads import Json, direct_channel, new_id, thread, user

if TYPE_CHECKING:
    from tests.wire.gateway import Gateway
    from tests.wire.messages import Messages

_MESSAGES = f"{API}/channels/{{channel}}/messages"
_MESSAGE = f"{_MESSAGES}/{{message}}"


class Channels:
    """The routes of channels.

    Attributes:
        threads: those that the bot opened, by id.
    """

    def __init__(self, messages: Messages, gateway: Gateway) -> None:
        self.threads: dict[str, Json] = {}
        self._messages = messages
        self._gateway = gateway
        self._direct: dict[str, str] = {}

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.post(_MESSAGES, self._post),
            web.get(_MESSAGES, self._history),
            web.get(_MESSAGE, self._read),
            web.patch(_MESSAGE, self._edit),
            web.post(f"{_MESSAGE}/threads", self._open_thread),
            web.post(f"{API}/users/@me/channels", self._open_direct),
        ]

    async def _post(self, request: web.Request) -> web.Response:
        return ok(self._messages.post(request.match_info["channel"], await request.json()))

    async def _history(self, request: web.Request) -> web.Response:
        """Newest first: of those after a message the ones that follow it, of others the newest."""
        limit = int(request.query.get("limit", "50"))
        after = int(request.query.get("after", "0"))
        before = int(request.query.get("before", new_id()))
        newest_first = self._messages.newest_first(request.match_info["channel"])
        found = [kept for kept in newest_first if after < int(kept["id"]) < before]
        return ok(found[-limit:] if "after" in request.query else found[:limit])

    async def _read(self, request: web.Request) -> web.Response:
        return ok(self._messages.get(request.match_info["message"]))

    async def _edit(self, request: web.Request) -> web.Response:
        return ok(self._messages.edit(request.match_info["message"], await request.json()))

    async def _open_thread(self, request: web.Request) -> web.Response:
        card = self._messages.get(request.match_info["message"])
        if card["id"] in self.threads:
            raise thread_already_open()
        opened = thread(card["id"], card["channel_id"], (await request.json())["name"])
        self.threads[card["id"]] = opened
        await self._gateway.dispatch("THREAD_CREATE", {**opened, "newly_created": True})
        return ok(opened)

    async def _open_direct(self, request: web.Request) -> web.Response:
        recipient = (await request.json())["recipient_id"]
        channel_id = self._direct.setdefault(str(recipient), new_id())
        return ok(direct_channel(channel_id, user(str(recipient), "Somebody")))
