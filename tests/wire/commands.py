"""The application commands that the bot registered, and what typing one of them sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from tests.wire.answers import ok
from tests.wire.ledger import API
from tests.wire.payloads import BOT_ID, Json, new_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_GLOBAL = f"{API}/applications/{{application}}/commands"
_OF_A_GUILD = f"{API}/applications/{{application}}/guilds/{{guild}}/commands"


class Commands:
    """All registered commands: the global ones and each server's own."""

    def __init__(self) -> None:
        self._by_scope: dict[str | None, list[Json]] = {}

    def routes(self) -> list[web.RouteDef]:
        """Return the routes."""
        return [
            web.get(_GLOBAL, self._list),
            web.put(_GLOBAL, self._replace),
            web.get(_OF_A_GUILD, self._list),
            web.put(_OF_A_GUILD, self._replace),
        ]

    def registered(self) -> list[Json]:
        """Return every command there is, in whatever scope."""
        return [command for scope in self._by_scope.values() for command in scope]

    def find(self, name: str) -> Json | None:
        """Return the command of that name, or None."""
        return next((command for command in self.registered() if command["name"] == name), None)

    async def _list(self, request: web.Request) -> web.Response:
        return ok(self._by_scope.get(request.match_info.get("guild"), []))

    async def _replace(self, request: web.Request) -> web.Response:
        guild = request.match_info.get("guild")
        self._by_scope[guild] = [
            {
                "type": 1,
                "description": "",  # of a menu's entry too, which is sent without one
                **sent,
                "id": new_id(),
                "application_id": BOT_ID,
                "guild_id": guild,
                "version": new_id(),
            }
            for sent in await request.json()
        ]
        return ok(self._by_scope[guild])


def typed(command: Json, subcommands: Sequence[str], values: Mapping[str, object]) -> Json:
    """Return what a client sends for a command with its values.

    Raises:
        AssertionError: the command has no such subcommand or option.
    """
    options = _options(command, subcommands, values)
    return {"id": command["id"], "name": command["name"], "type": command["type"], "options": options}


def _options(level: Json, subcommands: Sequence[str], values: Mapping[str, object]) -> list[Json]:
    if not subcommands:
        return [
            {"type": _option(level, name)["type"], "name": name, "value": values[name]} for name in values
        ]
    name, *deeper = subcommands
    chosen = _option(level, name)
    return [{"type": chosen["type"], "name": name, "options": _options(chosen, deeper, values)}]


def _option(level: Json, name: str) -> Json:
    known: dict[str, Json] = {option["name"]: option for option in level.get("options", [])}
    assert name in known, f"{level['name']!r} has no {name!r}, only {sorted(known)}"
    return known[name]
