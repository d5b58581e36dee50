"""What can go wrong at Discord's door, before any route is asked."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from aiohttp import web

    from tests.wire.answers import ApiError


@dataclass
class Plan:
    """What happens to the next requests like `pattern`, as often as `times` says."""

    pattern: str
    happens: Callable[[web.Request], Coroutine[None, None, None]]
    times: int


class Trouble:
    """Plans are patterns such as `POST /channels/*/messages`; the Gateway is `GET /`."""

    def __init__(self) -> None:
        self._plans: list[Plan] = []
        self._held: list[asyncio.Event] = []

    def drops(self, pattern: str, *, times: int = 1) -> None:
        """Hang up on the next such requests instead of answering."""

        async def drop(request: web.Request) -> None:
            assert request.transport is not None
            request.transport.abort()

        self._plans.append(Plan(pattern, drop, times))

    def refuses(self, pattern: str, error: ApiError, *, times: int = 1) -> None:
        """Answer the next such requests with an error."""

        async def refuse(_: web.Request) -> None:
            raise error

        self._plans.append(Plan(pattern, refuse, times))

    def holds(self, pattern: str) -> asyncio.Event:
        """Let the next such request wait for the event; what it asks for is done then, whoever still listens."""
        released = asyncio.Event()
        self._held.append(released)

        async def hold(_: web.Request) -> None:
            await released.wait()

        self._plans.append(Plan(pattern, hold, 1))
        return released

    def ends(self) -> None:
        """Let go of whatever is held, and plan nothing more."""
        self._plans.clear()
        for released in self._held:
            released.set()

    async def strike(self, asked: str, request: web.Request) -> None:
        """Do what is planned for this request, if anything is."""
        plan = next((plan for plan in self._plans if plan.times and fnmatch(asked, plan.pattern)), None)
        if plan is not None:
            plan.times -= 1
            await plan.happens(request)
