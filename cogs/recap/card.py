"""The weekly recap as a message: what needs a hand first, then as much of every section as fits."""

from collections.abc import Sequence

from cogs.recap.chart import Chart
from cogs.recap.sections import Lines, Part, Rows, Words, told
from cogs.recap.whole import WholeButton, headline
from cogs.ui import text
from cogs.ui.cards import TEXT_BUDGET, Accent, Card
from domain.models.recap import Recap
from domain.models.server import Server

ROWS = 8
"""Entries that have their button: as many as a message has components for."""

LINES = 8
"""Entries that one list of the recap names."""

SECTIONS = 1900
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
    lists = [part for part in parts if isinstance(part, Lines)]
    words = [part for part in parts if isinstance(part, Words)]
    said = [f"**{part.name}**: {part.said}" for part in words]
    last = END + sum(map(len, said))
    below = last + min(SECTIONS, sum(len(listed(part, min(LINES, len(part.lines)))) for part in lists))
    rows = [part for part in parts if isinstance(part, Rows)]
    shown = [show_rows(card, part, below=below) for part in rows]
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


def show_rows(card: Card, part: Rows, *, below: int) -> int:
    """Entries under their name, each with its button, as many as leave room `below`; the rest is counted.

    Returns how many.
    """
    card.text(f"**{part.name}** ({len(part.rows)})")
    shown = 0
    while shown < min(ROWS, len(part.rows)) and room(card) - len(part.rows[shown][0]) >= below:
        line, button = part.rows[shown]
        card.row(line, button)
        shown += 1
    if shown < len(part.rows):
        card.text(f"-# and {len(part.rows) - shown} more")
    return shown


def fitting(lists: Sequence[Lines], limit: int) -> list[int]:
    """How many lines of each list fit in `limit` characters in all: each gets one more in its turn."""
    counts = [0] * len(lists)
    left = limit - sum(len(listed(part, 0)) for part in lists)
    is_growing = True
    while is_growing:
        is_growing = False
        for place, part in enumerate(lists):
            count = counts[place]
            more = len(listed(part, count + 1)) - len(listed(part, count))
            if count < min(LINES, len(part.lines)) and more <= left:
                counts[place] += 1
                left -= more
                is_growing = True
    return counts


def listed(part: Lines, count: int) -> str:
    """The first `count` lines of a list under its name, and how many more there are."""
    left = len(part.lines) - count
    name = f"**{part.name}** ({len(part.lines)})" + (f" · {part.about}" if part.about else "")
    more = [f"-# and {left} more"] if left > 0 else []
    return "\n".join([name, *part.lines[:count], *more])
