"""Logs: lines for people or for machines, with who did what where, and never a token."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Literal

import discord

from bot.config import TOKEN_SHAPE

HIDDEN = "[hidden]"

_TOKENS = re.compile(rf"(?<![\w-]){TOKEN_SHAPE.pattern}|aW50ZXJhY3Rpb24[\w=-]+")
"""A bot's token, and an interaction's: base64 of `interaction:…`."""

_TOKENS_IN_ADDRESSES = re.compile(r"(/(?:webhooks|interactions)/\d+/)[\w=%.-]+")

_context: ContextVar[dict[str, str | int]] = ContextVar("interaction")


def note_interaction(interaction: discord.Interaction[Any]) -> None:
    """From here on, lines of this task say which interaction they belong to."""
    command = interaction.command.qualified_name if interaction.command else custom_id_of(interaction)
    _context.set(
        {
            "guild": interaction.guild_id or 0,
            "user": interaction.user.id,
            "command": command,
            "interaction": interaction.id,
        }
    )


def custom_id_of(interaction: discord.Interaction[Any]) -> str:
    """The id of the button or form of an interaction."""
    return str((interaction.data or {}).get("custom_id", ""))


def hide_tokens(text: str) -> str:
    """`text` without the bot's token and without the tokens of interactions."""
    return _TOKENS_IN_ADDRESSES.sub(rf"\1{HIDDEN}", _TOKENS.sub(HIDDEN, text))


class HumanLines(logging.Formatter):
    """One line for people: time, level, where, what, and the interaction's context."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without tokens."""
        context = _context.get({})
        tail = "".join(f" {name}={value}" for name, value in context.items())
        line = f"{stamp(record):%H:%M:%S} {record.levelname.lower():7} {record.name}: {record.getMessage()}{tail}"
        trace = f"\n{self.formatException(record.exc_info)}" if record.exc_info else ""
        return hide_tokens(line + trace)


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The object, without tokens."""
        fields: dict[str, str | int] = {
            "time": stamp(record).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": hide_tokens(record.getMessage()),
            **_context.get({}),
        }
        if record.exc_info:
            fields["traceback"] = hide_tokens(self.formatException(record.exc_info))
        return json.dumps(fields, ensure_ascii=False)


def stamp(record: logging.LogRecord) -> datetime:
    """When a line was logged, in UTC."""
    return datetime.fromtimestamp(record.created, UTC)


def set_up(level: str, form: Literal["human", "json"]) -> None:
    """Log to standard error in this form, from this level on."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if form == "json" else HumanLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    # These say at INFO what is only of use when something is wrong with them.
    for chatty in ("apscheduler", "discord.gateway", "aiosqlite", "matplotlib", "PIL"):
        logging.getLogger(chatty).setLevel(
            max(logging.WARNING, root.level) if level != "debug" else logging.INFO
        )
