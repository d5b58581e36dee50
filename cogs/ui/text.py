"""Putting people's words on a card: they read as they were typed, and break nothing.

Discord's Markdown: https://support.discord.com/hc/en-us/articles/210298617
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final, TypeAlias

from discord.utils import format_dt

from domain.models.entries import Entry, Member, Spot
from domain.models.search import MARK
from domain.text import one_line, shortened

Render: TypeAlias = Callable[[str], str]
"""Makes Markdown of what somebody typed."""

_FENCE = re.compile(r"```(?:([\w+#.-]{1,20})\n)?(.*?)(?:```|\Z)", re.DOTALL)
_FENCE_MARK = re.compile(r"```(?:[\w+#.-]{1,20}(?=\n))?")
_LOOKS_LIKE_OUTPUT = re.compile(
    r"^(?:\s{2,}\S|\t|Traceback \(|[\w.]+(?:Error|Exception|Warning)\b:?|at \S+ \(|\$ |>>> |[{}\[\]<])",
    re.MULTILINE,
)
ZERO_WIDTH: Final = "\u200b"

# As far as Discord takes an address; within one, a backslash would be part of it.
_ADDRESS: Final = r"<https?://[^\s<>]+>|(?:https?|steam)://[^\s<]+[^\s<.,:;\"'\]]"
_ALIVE = re.compile(
    rf"""
    (?P<address>{_ADDRESS})(?P<after>[.,:;"'\]]*(?=<))?
    | (?P<before>^[^\S\n]*)(?P<block>\#{{1,3}}|>(?:>>)?|-\#?|\+)(?=\s|$)   # heading, quote, list, small line
    | (?P<number>^[^\S\n]*\d+)(?P<dot>\.)(?=\s|$)
    | (?P<mention>@(?=everyone|here)|<(?=@[!&]?\d | \#\d | a?:\w+:\d | /[^<>:]+:\d | t:-?\d | id:\w))
    | (?P<markdown>[\\*_~|`\[] | <(?=\+\d | [^\s>]+@ | [^:\ >]+: | [^:\ >]*\Z))
    """,
    re.MULTILINE | re.VERBOSE,
)
_RISKY_IN_ADDRESS = re.compile(r"@(?=everyone|here)|`|\](?=\()")
_MARKED_ADDRESS = re.compile(r"(?:\x02?https?\x03?:|<[^: >]+:\x02?)/[^\s<]+")
_IDLE_MARKS = re.compile(f"{MARK[1]}(\\s*){MARK[0]}|{MARK[0]}(\\s*){MARK[1]}")
"""Between two found words that stand side by side, and around nothing."""


def plain(text: str) -> str:
    """`text` on one line, every sign shown as it is: no formatting, no mention, no link with another face."""
    return escaped(one_line(text))


def prose(text: str) -> str:
    """`text` over its lines: code fences and what looks like a program's output as code, the rest as it is."""
    if "```" not in text:
        return code(text) if looks_like_output(text) else escaped(text)
    parts: list[str] = []
    end = 0
    for match in _FENCE.finditer(text):
        parts += [escaped(text[end : match.start()]).strip("\n"), code(match[2], match[1] or "")]
        end = match.end()
    parts.append(escaped(text[end:]).strip("\n"))
    return "\n".join(part for part in parts if part.strip())


def looks_like_output(text: str) -> bool:
    """Whether most of a text's lines read like an error, a log or code rather than sentences."""
    lines = [line for line in text.splitlines() if line.strip()]
    telling = sum(bool(_LOOKS_LIKE_OUTPUT.match(line)) for line in lines)
    return len(lines) > 1 and telling * 2 >= len(lines)


def code(text: str, language: str = "") -> str:
    """`text` as a block of code, which its own back-ticks cannot end."""
    body = re.sub("`{3,}", lambda run: ZERO_WIDTH.join(run[0]), text.strip("\n"))
    return f"```{language}\n{body or ' '}\n```"


def marked(passage: str) -> str:
    """A search passage on one line, its found words bold."""
    opening, closing = MARK
    passage = _MARKED_ADDRESS.sub(_unmarked, _IDLE_MARKS.sub(r"\1\2", passage))
    pieces = re.split(f"{opening}(.*?){closing}", passage, flags=re.DOTALL)
    shown = (
        f"**{plain(piece)}**" if found and piece.strip() else _spaced(piece)
        for found, piece in _alternating(pieces)
    )
    return "".join(shown).strip()


def unfenced(passage: str) -> str:
    """A passage without the marks of code fences: it may hold one end of a fence alone."""
    return _FENCE_MARK.sub("", passage)


def _unmarked(address: re.Match[str]) -> str:
    """An address without marks: bold words would become part of where it leads."""
    return re.sub(f"[{''.join(MARK)}]", "", address[0])


def _alternating(pieces: list[str]) -> list[tuple[bool, str]]:
    return [(bool(position % 2), piece) for position, piece in enumerate(pieces)]


def _spaced(piece: str) -> str:
    """`plain`, but with a space kept at either end, so that words stay apart."""
    if not piece.strip():
        return " " if piece else ""
    return (" " if piece[0].isspace() else "") + plain(piece) + (" " if piece[-1].isspace() else "")


def escaped(text: str) -> str:
    """`text` with Markdown, mentions and Discord's `<…>` markup made harmless; addresses stay whole."""
    return _ALIVE.sub(_harmless, text)


def _harmless(alive: re.Match[str]) -> str:
    if alive["address"]:
        # A space keeps what follows from becoming part of the address.
        return _RISKY_IN_ADDRESS.sub(rf"\g<0>{ZERO_WIDTH}", alive[0]) + " " * (alive["after"] is not None)
    if alive["mention"]:
        return ("\\<" if alive[0] == "<" else alive[0]) + ZERO_WIDTH
    if alive["block"]:
        return f"{alive['before']}\\{alive['block']}"
    return f"{alive['number'] or ''}\\{alive['dot'] or alive['markdown']}"


def fitted(text: str, limit: int, render: Render) -> tuple[str, bool]:
    """`render(text)` in at most `limit` characters, cut where it must be; and whether it was.

    The cut is made in `text`, before rendering, so that no escape, fence or bold word is cut in two.
    """
    rendered = render(text)
    if len(rendered) <= limit:
        return rendered, False
    keep = min(len(text), limit)
    while keep > 1:
        rendered = render(shortened(text, keep))
        if len(rendered) <= limit:
            return rendered, True
        keep = min(keep - 1, keep * limit // len(rendered))
    return "…", True


def whole_lines(markdown: str, limit: int) -> str:
    """As many whole lines of ready Markdown as fit in `limit` characters, an open fence closed."""
    if len(markdown) <= limit:
        return markdown
    fence = "\n```"
    head = markdown[: max(limit - len(fence), 0) + 1].rpartition("\n")[0]
    return head + fence if head.count("```") % 2 else head


def counted(number: int, word: str) -> str:
    """So many of something: `1 hour`, `72 hours`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


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
