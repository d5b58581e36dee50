"""The weekly recap as a message: what needs a hand first, then as much of every section as fits."""

from collections.abc import Sequence

from cogs.recap.chart import Chart
from cogs.recap.sections import Lines, Part, Rows, Words, told
from cogs.recap.whole import WholeButton, headline
from cogs.ui import text
from cogs.ui.cards import COMPONENT_BUDGET, TEXT_BUDGET, Accent, Card
from domain.models.recap import Recap
from domain.models.server import Server

ROWS = 8
"""Entries that have their button, at most."""

ROW = 3
"""Components of such an entry."""

FRAME = 8
"""Components beside the parts: the box, the title, a button in its row, the picture, the last lines."""

LINES = 8
"""Entries that one part of the recap names."""

SECTIONS = 2100
"""Characters that what has buttons leaves to the lists below, where they need so many."""

END = 300
"""Characters that the lists leave to the last lines, and to the words in place of a picture that is refused."""

PICTURE = "last-eight-weeks.png"
"""The name of the chart's file."""


def recap_card(recap: Recap, chart: Chart | None = None) -> Card:
    """The recap: first what needs a hand, then what was learned, then what is new; its chart at the end."""
    card = Card(Accent.HELPED)
    card.title("Weekly recap", headline(recap))
    if recap.is_quiet:
        card.text("A quiet week: nothing new, and nobody waits for a hand.")
    parts = [part for section in recap.sections for part in told(section)]
    is_whole = show_parts(card, parts)
    card.actions(None if is_whole else WholeButton(recap.key))
    if chart:
        card.attach(PICTURE, chart.image, is_image=True, alt=chart.alt)
    return card.text(
        "-# Stuck? `/blocker log`. Solved something? `/solution post`. Looking for something? `/search`."
    )


def show_parts(card: Card, parts: Sequence[Part]) -> bool:
    """Show as much of all parts as fits; returns whether that is all."""
    rows = [part for part in parts if isinstance(part, Rows)]
    lists = [part for part in parts if isinstance(part, Lines)]
    words = [part for part in parts if isinstance(part, Words)]
    said = [f"**{part.name}**: {part.said}" for part in words]
    last = END + sum(map(len, said))
    below = last + min(SECTIONS, sum(len(listed(part, min(LINES, len(part.lines)))) for part in lists))
    shown = fitting(rows, room(card) - below, places_in(parts))
    for part, count in zip(rows, shown, strict=True):
        show_rows(card, part, count)
    counts = fitting(lists, room(card) - last)
    for part, count in zip(lists, counts, strict=True):
        card.text(listed(part, count))
    for each in said:
        card.text(each)
    return (
        shown == [len(part.rows) for part in rows]
        and counts == [len(part.lines) for part in lists]
        and all(part.is_whole for part in words)
    )


def preview_card(recap: Recap, server: Server | None, chart: Chart | None = None) -> Card:
    """The recap as it would read now, for one reader, and when the next one comes."""
    return recap_card(recap, chart).line().text(f"-# Only you see this. {next_one(server)}")


def next_one(server: Server | None) -> str:
    """When the next recap comes; None is a server where nothing was logged yet."""
    if server is None:
        return "The first recap comes once something was logged."
    if server.recaps.is_paused:
        return "Recaps are paused here."
    return f"The next recap comes on {text.at(server.next_recap_at)}."


def room(card: Card) -> int:
    """Characters that still fit on a card."""
    return TEXT_BUDGET - card.content_length()


def places_in(parts: Sequence[Part]) -> int:
    """How many entries can have their button: each part needs a component, and two where it has such entries."""
    heads = sum(2 if isinstance(part, Rows) else 1 for part in parts)
    return min(ROWS, (COMPONENT_BUDGET - FRAME - heads) // ROW)


def show_rows(card: Card, part: Rows, count: int) -> None:
    """The first `count` entries under their name, each with its button, and how many more there are."""
    card.text(f"**{part.name}** ({len(part.rows)})")
    for line, button in part.rows[:count]:
        card.row(line, button)
    if count < len(part.rows):
        card.text(f"-# and {len(part.rows) - count} more")


def fitting(parts: Sequence[Rows | Lines], limit: int, places: int | None = None) -> list[int]:
    """How many entries of each part fit in `limit` characters, and `places`, in all: each gets one more in its turn."""
    counts = [0] * len(parts)
    left = limit - sum(len(listed(part, 0)) for part in parts)
    is_growing = True
    while is_growing:
        is_growing = False
        for place, part in enumerate(parts):
            count = counts[place]
            more = len(listed(part, count + 1)) - len(listed(part, count))
            has_place = places is None or sum(counts) < places
            if has_place and count < min(LINES, len(part.lines)) and more <= left:
                counts[place] += 1
                left -= more
                is_growing = True
    return counts


def listed(part: Rows | Lines, count: int) -> str:
    """The first `count` lines of a part under its name, and how many more there are."""
    left = len(part.lines) - count
    name = f"**{part.name}** ({len(part.lines)})" + (f" · {part.about}" if part.about else "")
    more = [f"-# and {left} more"] if left > 0 else []
    return "\n".join([name, *part.lines[:count], *more])
