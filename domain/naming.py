"""The endpoints that blockers name: when one changes, whoever is stuck on it may try again."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from domain.errors import NotFound
from domain.models.blocker import Blocker
from domain.models.delivery import Key
from domain.models.endpoint import Method, Status
from domain.models.offer import Offer
from domain.ports import Repositories
from domain.shared_apis.offered import offered
from domain.shared_apis.typed import Typed, matching, typed_in

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


def calls_in(text: str) -> Sequence[Typed]:
    """The methods and paths that a text names, each once, in their order."""
    return list(dict.fromkeys(typed_in(f"{method} {path}") for method, path in _CALL.findall(text)))[:MOST]


async def note_endpoints(store: Repositories, blocker: Blocker) -> None:
    """Keep which endpoints a blocker names: those that all see who see its card."""
    text = f"{blocker.goal}\n{blocker.happened}\n{blocker.tried}"
    card = await store.deliveries.get(blocker.guild_id, Key.card(blocker.ref))
    here = card.channel_id if card else None
    elsewhere = [each.id for each in await store.channels.of_cards(blocker.guild_id) if each.id != here]
    numbers = [
        *await _numbered(store, blocker.guild_id, text, elsewhere),
        *await _called(store, blocker.guild_id, text, elsewhere),
    ]
    await store.namings.keep(blocker.guild_id, blocker.ref.number, list(dict.fromkeys(numbers))[:MOST])


async def _numbered(store: Repositories, guild_id: int, text: str, hidden: Collection[int]) -> Sequence[int]:
    found: list[int] = []
    for number in numbers_in(text):
        try:
            endpoint = await store.endpoints.get(guild_id, number)
        except NotFound:
            continue  # a word that looks like a number, such as the E111 of a linter
        if not await store.channels.hide(guild_id, endpoint.ref, hidden):
            found.append(number)
    return found


async def _called(store: Repositories, guild_id: int, text: str, hidden: Collection[int]) -> Sequence[int]:
    numbers: list[int] = []
    for call in calls_in(text):
        found = await offered(store, guild_id, hidden, call)
        there = [each for each in found.offers if each.status is not Status.GONE]
        numbers += [each.ref.number for each in _certain(matching(call, there, found.bases))]
    return numbers


def _certain(fitting: Sequence[Offer]) -> Sequence[Offer]:
    """Those that alone fit among the endpoints of their API, or among those shared by hand."""
    of_api = Counter(each.api for each in fitting)
    return [each for each in fitting if of_api[each.api] == 1]
