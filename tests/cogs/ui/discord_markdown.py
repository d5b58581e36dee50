"""How Discord's client reads a text: what people see of it, and what in it comes alive.

After the rules of its Markdown parser, as far as bots' messages meet them. A backslash shows the sign after it as it
is, but not within code; an address goes on up to a space or `<`.
"""

import re
from dataclasses import dataclass, field

FENCE = re.compile(r"```(.*?)```", re.DOTALL)
ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
INLINE_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
ADDRESS = re.compile(r"(?:https?|steam)://[^\s<]+[^<.,:;\"'\]\s]")
BRACKETED_ADDRESS = re.compile(r"<[^: >]+:/[^ >]+>")
BOLD = re.compile(r"\*\*((?:\\.|[^\\])+?)\*\*(?!\*)", re.DOTALL)
BLOCK = re.compile(r" *(?:#{1,3}|>(?:>>)?|-#|[-*+]|[0-9]+\.)\s")

LIVE = {
    "mention": re.compile(r"<@[!&]?[0-9]+>|@everyone|@here"),
    "channel": re.compile(r"<#[0-9]+>"),
    "command": re.compile(r"</[^<>:]+:[0-9]+>"),
    "time": re.compile(r"<t:-?[0-9]+(?::[tTdDfFR])?>"),
    "emoji": re.compile(r"<a?:\w+:[0-9]+>"),
    "navigation": re.compile(r"<id:\w+>"),
    "masked link": re.compile(r"\[(?:\\.|[^\\\]])*\]\([^)]*\)", re.DOTALL),
    "emphasis": re.compile(r"(\*\*|__|\*|_|~~|\|\|)(?:\\.|[^\\])+?\1", re.DOTALL),
    "open fence": re.compile(r"```"),
    "inline code": INLINE_CODE,
}

PINGS = re.compile(r"<@[!&]?[0-9]+>|@everyone|@here")
"""What Discord's servers take for a mention, whatever stands before it."""


@dataclass
class Reading:
    """A text as it looks to a reader."""

    shown: str = ""
    live: list[str] = field(default_factory=list[str])
    addresses: list[str] = field(default_factory=list[str])

    def take(self, other: "Reading") -> None:
        self.shown += other.shown
        self.live += other.live
        self.addresses += other.addresses


def read(text: str, *, bold: bool = False) -> Reading:
    """Read `text`; with `bold`, bold words are meant to be there."""
    reading = Reading(live=[f"ping {ping}" for ping in PINGS.findall(FENCE.sub("", text))])
    place = 0
    while place < len(text):
        if (place == 0 or text[place - 1] == "\n") and (block := BLOCK.match(text, place)):
            reading.live.append(f"block {block[0]!r}")
        place = _step(text, place, reading, bold=bold)
    return reading


def _step(text: str, place: int, reading: Reading, *, bold: bool) -> int:
    """Read what stands at `place`; returns where the rest begins."""
    if found := FENCE.match(text, place) or ESCAPE.match(text, place):
        reading.shown += found[1]
    elif found := BRACKETED_ADDRESS.match(text, place) or ADDRESS.match(text, place):
        reading.shown += found[0]
        reading.addresses.append(found[0].strip("<>"))
    elif bold and (found := BOLD.match(text, place)):
        reading.take(read(found[1]))
    else:
        found = next((hit for pattern in LIVE.values() if (hit := pattern.match(text, place))), None)
        if found is None:
            reading.shown += text[place]
            return place + 1
        reading.live.append(found[0])
        reading.shown += found[0]
    return found.end()
