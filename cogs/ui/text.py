"""Putting people's words on a card: they read as they were typed, and break nothing.

Discord's Markdown: https://support.discord.com/hc/en-us/articles/210298617
"""

import re
from collections.abc import Callable
from datetime import datetime

from discord.utils import escape_markdown, escape_mentions, format_dt

from domain.models.entries import Entry, Member, Spot
from domain.models.search import MARK
from domain.text import one_line

_FENCE = re.compile(r"```(?:([\w+#.-]{1,20})\n)?(.*?)(?:```|\Z)", re.DOTALL)
_LOOKS_LIKE_OUTPUT = re.compile(
    r"^(?:\s{2,}\S|\t|Traceback \(|[\w.]+(?:Error|Exception|Warning)\b:?|at \S+ \(|\$ |>>> |[{}\[\]<])",
    re.MULTILINE,
)
_MARKUP = re.compile(r"<(?=[@#:/atid])|(?<=\w)://(?=\S*\))")
ZERO_WIDTH = "\u200b"


def plain(text: str) -> str:
    """`text` on one line, every sign shown as it is: no formatting, no mention, no link with another face."""
    return _escaped(one_line(text))


def prose(text: str) -> str:
    """`text` over its lines: code fences and what looks like a program's output as code, the rest as it is."""
    if "```" not in text:
        return code(text) if looks_like_output(text) else _escaped(text)
    parts: list[str] = []
    end = 0
    for match in _FENCE.finditer(text):
        parts += [_escaped(text[end : match.start()]).strip("\n"), code(match[2], match[1] or "")]
        end = match.end()
    parts.append(_escaped(text[end:]).strip("\n"))
    return "\n".join(part for part in parts if part.strip())


def looks_like_output(text: str) -> bool:
    """Whether most of a text's lines read like an error, a log or code rather than sentences."""
    lines = [line for line in text.splitlines() if line.strip()]
    telling = sum(bool(_LOOKS_LIKE_OUTPUT.match(line)) for line in lines)
    return len(lines) > 1 and telling * 2 >= len(lines)


def code(text: str, language: str = "") -> str:
    """`text` as a block of code, which its own back-ticks cannot end."""
    body = text.strip("\n").replace("```", f"`{ZERO_WIDTH}`{ZERO_WIDTH}`")
    return f"```{language}\n{body or ' '}\n```"


def marked(passage: str) -> str:
    """A search passage on one line, its found words bold."""
    opening, closing = MARK
    pieces = re.split(f"{opening}(.*?){closing}", passage, flags=re.DOTALL)
    shown = (
        f"**{plain(piece)}**" if found and piece.strip() else _spaced(piece)
        for found, piece in _alternating(pieces)
    )
    return re.sub(r"\*\*(\s*)\*\*", r"\1", "".join(shown)).strip()


def _alternating(pieces: list[str]) -> list[tuple[bool, str]]:
    return [(bool(position % 2), piece) for position, piece in enumerate(pieces)]


def _spaced(piece: str) -> str:
    """`plain`, but with a space kept at either end, so that words stay apart."""
    if not piece.strip():
        return " " if piece else ""
    return (" " if piece[0].isspace() else "") + plain(piece) + (" " if piece[-1].isspace() else "")


def _escaped(text: str) -> str:
    """`text` with Markdown, mentions and Discord's `<…>` markup made harmless."""
    escaped = escape_mentions(escape_markdown(text, ignore_links=False))
    escaped = re.sub(r"<(?=[@#:/atid])", rf"<{ZERO_WIDTH}", escaped)
    return re.sub(r"(?m)^(\s*)(-#|\d+\.|[-+]) ", rf"\1{ZERO_WIDTH}\2 ", escaped)


def fitted(text: str, limit: int, render: Callable[[str], str]) -> tuple[str, bool]:
    """`render(text)` in at most `limit` characters, cut where it must be; and whether it was."""
    rendered = render(text)
    if len(rendered) <= limit:
        return rendered, False
    keep = min(len(text), limit)
    while keep > 1:
        rendered = render(text[:keep].rstrip() + "…")
        if len(rendered) <= limit:
            return rendered, True
        keep = min(keep - 1, keep * limit // len(rendered))
    return "…", True


def when(moment: datetime) -> str:
    """A time that each reader sees in their own zone, such as `2 hours ago`."""
    return format_dt(moment, "R")


def at(moment: datetime) -> str:
    """A time that each reader sees in their own zone, with day and hour."""
    return format_dt(moment, "f")


def on_day(moment: datetime) -> str:
    """A day that each reader sees in their own zone."""
    return format_dt(moment, "D")


def person(member: Member) -> str:
    """A member by their mention, which shows their present name; it pings nobody."""
    return f"<@{member.id}>"


def tags(tags: tuple[str, ...]) -> str:
    """Tags as people write them: `#django #celery`; an empty string where there are none."""
    return " ".join(f"`#{tag}`" for tag in tags)


def link(guild_id: int, spot: Spot) -> str:
    """The address of a message."""
    return f"https://discord.com/channels/{guild_id}/{spot.channel_id}/{spot.message_id}"


def heading(entry: Entry) -> str:
    """An entry's number and title."""
    return f"{entry.ref} · {plain(entry.title)}"
