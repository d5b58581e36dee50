"""Reaching another Discord-compatible server than Discord's own."""

import logging

from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route
from yarl import URL

log = logging.getLogger(__name__)


def use_api(url: str) -> None:
    """Send this process's requests to the API at `url`."""
    Route.BASE = url.rstrip("/")
    log.warning("Using the Discord-compatible server at %s", Route.BASE)


async def find_gateway(http: HTTPClient) -> None:
    """Ask the API where its gateway is, and connect there."""
    answer = await http.request(Route("GET", "/gateway"))
    DiscordWebSocket.DEFAULT_GATEWAY = URL(answer["url"])
