"""Interactions: what members do, and every way in which the bot may answer them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from aiohttp import web

from tests.wire.answers import already_acknowledged, done, ok, unknown_interaction, unknown_message
from tests.wire.ledger import API
from tests.wire.payloads import CHANNEL_ID, EPHEMERAL, LOADING, Json, interaction
from tests.wire.shown import Shown, numbered

if TYPE_CHECKING:
    from tests.wire.messages import Messages

_WEBHOOK = f"{API}/webhooks/{{application}}/{{token}}"
_MESSAGE = f"{_WEBHOOK}/messages/{{message}}"


class Act(IntEnum):
    """What somebody did."""

    COMMAND = 2
    PRESS = 3
    SUBMIT = 5


class Reply(IntEnum):
    """How the bot answers first."""

    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    MODAL = 9


@dataclass
class Exchange:
    """One interaction and what has come back.

    Attributes:
        interaction: what the bot was told.
        reply: how it answered first.
        original: the message that it may call @original.
        shown: what the person sees; nothing while the bot has only asked for patience.
    """

    interaction: Json
    reply: Reply | None = None
    original: Json | None = None
    shown: Shown | None = None


class Interactions:
    """All exchanges by their tokens, and the routes that answers come in by."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._by_token: dict[str, Exchange] = {}

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.post(f"{API}/interactions/{{interaction}}/{{token}}/callback", self._reply),
            web.post(_WEBHOOK, self._follow_up),
            web.get(_MESSAGE, self._read),
            web.patch(_MESSAGE, self._edit),
            web.delete(_MESSAGE, self._delete),
        ]

    def begin(self, act: Act, data: Json, source: Json | None, by: Json) -> Exchange:
        """Open an exchange; `source` is the message that the act began at, if at one."""
        exchange = Exchange(interaction(act, data, source, by))
        self._by_token[exchange.interaction["token"]] = exchange
        return exchange

    def tokens(self) -> list[str]:
        """Return the tokens of all exchanges: each lets whoever has it speak as the bot."""
        return list(self._by_token)

    async def _reply(self, request: web.Request) -> web.Response:
        exchange = self._exchange(request)
        if exchange.reply is not None:
            raise already_acknowledged()
        sent = await request.json()
        exchange.reply = Reply(sent["type"])
        self._take(exchange, exchange.reply, sent.get("data") or {})
        return ok(_receipt(exchange))

    def _take(self, exchange: Exchange, reply: Reply, data: Json) -> None:
        match reply:
            case Reply.MESSAGE:
                exchange.original = self._messages.add(CHANNEL_ID, data)
                exchange.shown = Shown(exchange.original)
            case Reply.DEFERRED_MESSAGE:
                exchange.original = self._messages.add(CHANNEL_ID, data, flags=LOADING)
            case Reply.DEFERRED_UPDATE:
                exchange.original = exchange.interaction.get("message")
            case Reply.UPDATE:
                exchange.original = self._messages.edit(exchange.interaction["message"]["id"], data)
                exchange.shown = Shown(exchange.original)
            case Reply.MODAL:
                form = {**data, "components": numbered(data["components"])}
                exchange.shown = Shown(form, source=exchange.interaction.get("message"))

    async def _follow_up(self, request: web.Request) -> web.Response:
        exchange, sent = self._exchange(request), await request.json()
        original = exchange.original
        if original is not None and original["flags"] & LOADING:
            kept = self._messages.edit(original["id"], sent)
        else:
            kept = self._messages.add(CHANNEL_ID, sent)
        exchange.shown = exchange.shown or Shown(kept)
        return ok(kept)

    async def _read(self, request: web.Request) -> web.Response:
        return ok(self._messages.get(self._named(request)))

    async def _edit(self, request: web.Request) -> web.Response:
        exchange = self._exchange(request)
        kept = self._messages.edit(self._named(request), await request.json())
        exchange.shown = exchange.shown or Shown(kept)
        return ok(kept)

    async def _delete(self, request: web.Request) -> web.Response:
        self._messages.delete(self._named(request))
        return done()

    def _exchange(self, request: web.Request) -> Exchange:
        exchange = self._by_token.get(request.match_info["token"])
        if exchange is None:
            raise unknown_interaction()
        return exchange

    def _named(self, request: web.Request) -> str:
        name, original = request.match_info["message"], self._exchange(request).original
        if name != "@original":
            return name
        if original is None:
            raise unknown_message()
        return original["id"]


def _receipt(exchange: Exchange) -> Json:
    receipt: Json = {"interaction": {"id": exchange.interaction["id"], "type": exchange.interaction["type"]}}
    original, reply = exchange.original, exchange.reply
    if original is not None:
        receipt["interaction"] |= {
            "response_message_id": original["id"],
            "response_message_loading": bool(original["flags"] & LOADING),
            "response_message_ephemeral": bool(original["flags"] & EPHEMERAL),
        }
    if reply in {Reply.MESSAGE, Reply.UPDATE}:
        receipt["resource"] = {"type": reply, "message": original}
    return receipt
