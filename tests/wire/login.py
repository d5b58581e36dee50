"""The routes of the bot's first moments: who am I, and where is the Gateway?"""

from __future__ import annotations

from aiohttp import web

from tests.wire.answers import ok, unauthorized
from tests.wire.ledger import API
from tests.wire.payloads import BOT, TOKEN, Json, application


def routes() -> list[web.RouteDef]:
    """Return the routes."""
    return [
        web.get(f"{API}/users/@me", _me),
        web.get(f"{API}/applications/@me", _application),
        web.get(f"{API}/oauth2/applications/@me", _application),
        web.get(f"{API}/gateway", _gateway),
        web.get(f"{API}/gateway/bot", _gateway_for_bots),
    ]


async def _me(request: web.Request) -> web.Response:
    if request.headers.get("Authorization") != f"Bot {TOKEN}":
        raise unauthorized()
    return ok(BOT)


async def _application(_: web.Request) -> web.Response:
    return ok(application())


async def _gateway(request: web.Request) -> web.Response:
    return ok({"url": gateway_url(request)})


async def _gateway_for_bots(request: web.Request) -> web.Response:
    starts: Json = {"total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 1}
    return ok({"url": gateway_url(request), "shards": 1, "session_start_limit": starts})


def gateway_url(request: web.Request) -> str:
    """Return the Gateway's address: the root of the server that was asked."""
    return f"ws://{request.host}/"
