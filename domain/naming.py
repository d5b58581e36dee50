"""The endpoints that blockers name: when one changes, whoever is stuck on it may try again."""

import re
from collections.abc import AsyncIterator, Sequence
from typing import Final

from domain.errors import NotFound
from domain.models.blocker import Blocker
from domain.models.delivery import Key
from domain.models.endpoint import Endpoint, Method
from domain.ports import Repositories

MOST: Final = 5
"""Endpoints that count of one blocker: a pasted log may name them all."""

_NUMBER: Final = re.compile(r"\bE([1-9][0-9]{0,8})\b")

_CALL: Final = re.compile(
    rf"\b({'|'.join(Method.__members__)})\s+[`\"']?(?:https?://[^\s/?#\"'`]+)?(/[^\s?#\"'`,;]*(?<![.:)]))"
)
"""A method and a path, as people write them and as logs have them."""


def numbers_in(text: str) -> Sequence[int]:
    """The numbers of endpoints that a text names, each once, in their order."""
    return list(dict.fromkeys(int(found) for found in _NUMBER.findall(text)))[:MOST]


def calls_in(text: str) -> Sequence[tuple[Method, str]]:
    """The methods and paths that a text names, each once, in their order."""
    return list(dict.fromkeys((Method(method), path) for method, path in _CALL.findall(text)))[:MOST]


async def note_endpoints(store: Repositories, blocker: Blocker) -> None:
    """Keep which endpoints a blocker names: those that all see who see its card."""
    text = f"{blocker.goal}\n{blocker.happened}\n{blocker.tried}"
    here = await _channel(store, blocker.guild_id, Key.card(blocker.ref))
    named = [
        each.ref.number
        async for each in _named(store, blocker.guild_id, text)
        if await _channel(store, blocker.guild_id, Key.card(each.api or each.ref)) == here
    ]
    numbers = list(dict.fromkeys(named))[:MOST]
    await store.namings.keep(blocker.guild_id, blocker.ref.number, numbers)


async def _named(store: Repositories, guild_id: int, text: str) -> AsyncIterator[Endpoint]:
    for number in numbers_in(text):
        try:
            yield await store.endpoints.get(guild_id, number)
        except NotFound:
            continue  # a word that looks like a number, such as the E111 of a linter
    for method, path in calls_in(text):
        for each in await store.namings.called(guild_id, method, path):
            yield each


async def _channel(store: Repositories, guild_id: int, key: Key) -> int | None:
    card = await store.deliveries.get(guild_id, key)
    return card.channel_id if card else None
