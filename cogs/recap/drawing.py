"""Draws the chart of a recap's weeks with matplotlib. Import it where one is drawn: that takes a second and 60 MB.

matplotlib is not made for several threads: whoever calls `drawn` sees to it that one does.

Places are in pixels of the picture as Discord shows it, from its upper left corner. The file has two for each, so that
it is sharp on fine screens. Sizes of letters and lines are in points, of which 72 are 100 pixels.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from matplotlib import style
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator, NullLocator, StrMethodFormatter
from PIL import Image

from domain.models.recap import Week

WIDTH: Final = 550
"""As wide as Discord shows a picture that stands alone."""

HEIGHT: Final = 340
LEFT: Final = 120
RIGHT: Final = 546
"""The weeks stand between these two, their names left of them."""

BACKGROUND: Final = "#1f2126"
"""The picture's own, so that it reads alike in Discord's dark theme and in the light one."""

WORDS: Final = "#f2f3f5"
ASIDE: Final = "#b5bac1"
GRID: Final = "#3a3d44"

OPENED: Final = "#e69f00"
SOLVED: Final = "#009e73"
STILL_OPEN: Final = "#56b4e9"
"""Three of the colours that Okabe and Ito chose for all kinds of sight (https://jfly.uni-koeln.de/color/)."""

FRAME: Final[dict[str, Any]] = {"facecolor": "none", "edgecolor": OPENED}
FILLED: Final[dict[str, Any]] = {"facecolor": SOLVED, "edgecolor": SOLVED}
DOTTED: Final[dict[str, Any]] = {"color": STILL_OPEN, "clip_on": False}
"""Form tells apart what colour does."""

STYLE: Final[dict[str, Any]] = {
    "font.family": "DejaVu Sans",  # it comes with matplotlib
    "font.size": 10,
    "text.color": WORDS,
    "figure.facecolor": BACKGROUND,
    "axes.facecolor": BACKGROUND,
    "axes.edgecolor": ASIDE,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": GRID,
    "ytick.left": False,
    "ytick.color": ASIDE,
    "ytick.labelsize": 9,
    "lines.linewidth": 1.8,
    "lines.marker": "o",
    "lines.markersize": 5,
    "patch.linewidth": 1.4,
}

SHADES: Final = 64
"""Colours of the file: those above, and the edges of letters between them."""


def drawn(title: str, days: Sequence[str], weeks: Sequence[Week]) -> bytes:
    """A PNG image of how weeks went, each above its day; and below that in numbers."""
    with style.context(["default", STYLE]):
        figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=200)
        draw_bars(figure, weeks)
        draw_line(figure, [week.still_open for week in weeks])
        write(figure, title, days, weeks)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        picture = Image.frombytes("RGBA", canvas.get_width_height(), canvas.buffer_rgba().tobytes())
    return as_png(picture.convert("RGB"))


def as_png(picture: Image.Image) -> bytes:
    """A picture as a file of a third of the size: its colours are few, so they are numbered."""
    content = BytesIO()
    numbered = picture.quantize(SHADES, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    numbered.save(content, "PNG", optimize=True)
    return content.getvalue()


def draw_bars(figure: Figure, weeks: Sequence[Week]) -> None:
    """What was opened and what was solved, side by side."""
    most = max(max(week.opened, week.solved) for week in weeks)
    axes = panel(figure, top=48, bottom=150, weeks=len(weeks), most=most)
    for place, week in enumerate(weeks):
        for count, start, look in ((week.opened, place - 0.35, FRAME), (week.solved, place + 0.03, FILLED)):
            if count:  # a bar without height would still show its edge
                axes.add_patch(Rectangle((start, 0), 0.32, count, **look))


def draw_line(figure: Figure, still_open: Sequence[int]) -> None:
    """What was still open, on a scale of its own: it may be many times what a week brings."""
    axes = panel(figure, top=168, bottom=220, weeks=len(still_open), most=max(still_open))
    axes.add_line(Line2D(range(len(still_open)), still_open, **DOTTED))


def panel(figure: Figure, *, top: int, bottom: int, weeks: int, most: int) -> Axes:
    """Room for so many weeks, and for whole numbers from 0 to the most."""
    axes = room(figure, LEFT, top, RIGHT, bottom)
    axes.set_xlim(-0.5, weeks - 0.5)
    axes.set_ylim(0, max(1, most) * 1.05)
    axes.xaxis.set_major_locator(NullLocator())
    axes.yaxis.set_major_locator(MaxNLocator((bottom - top) // 25, integer=True, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    return axes


def room(figure: Figure, left: int, top: int, right: int, bottom: int) -> Axes:
    """A part of the picture to draw in."""
    place = (left / WIDTH, 1 - bottom / HEIGHT, (right - left) / WIDTH, (bottom - top) / HEIGHT)
    return figure.add_axes(place)  # pyright: ignore[reportUnknownMemberType]  (other arguments have no type)


def write(figure: Figure, title: str, days: Sequence[str], weeks: Sequence[Week]) -> None:
    """The title, the days, and the numbers beside what they are drawn as."""
    page = room(figure, 0, 0, WIDTH, HEIGHT)
    page.set_axis_off()
    page.set_xlim(0, WIDTH)
    page.set_ylim(HEIGHT, 0)
    page.add_artist(Text(16, 29, title, fontweight="bold", fontsize=11.5))
    row(page, 246, "week until", days, x=16, fontsize=9, color=ASIDE)
    row(page, 272, "opened", [f"{week.opened:,}" for week in weeks])
    row(page, 296, "solved", [f"{week.solved:,}" for week in weeks])
    row(page, 320, "still open", [f"{week.still_open:,}" for week in weeks])
    page.add_patch(Rectangle((20, 262), 12, 10, **FRAME))
    page.add_patch(Rectangle((20, 286), 12, 10, **FILLED))
    page.add_line(Line2D((16, 26, 36), (315, 315, 315), markevery=[1], **DOTTED))


def row(page: Axes, y: int, name: str, cells: Sequence[str], *, x: int = 44, **look: Any) -> None:
    """A name, and a cell under each week, on one line."""
    page.add_artist(Text(x, y, name, **look))
    for place, cell in enumerate(cells):
        middle = LEFT + (place + 0.5) * (RIGHT - LEFT) / len(cells)
        page.add_artist(Text(middle, y, cell, horizontalalignment="center", **look))
