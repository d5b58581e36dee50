"""How a chart looks: large enough, sharp, small as a file, and readable however somebody sees."""

import asyncio
import re
from dataclasses import replace
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cogs.recap.chart import alt_of, chart_of, image_of
from cogs.recap.drawing import ASIDE, BACKGROUND, OPENED, SOLVED, STILL_OPEN, WORDS
from cogs.ui.cards import ALT_LIMIT
from domain.models.recap import Period, Recap, Week
from domain.models.schedule import WEEK
from domain.sections.eight_weeks import EightWeeks, weeks_until
from domain.sections.solutions import Learned
from tests.support.domain import MONDAY_NOON, few, solution

UTC = ZoneInfo("UTC")

BUSY = [(5, 3, 6), (8, 7, 7), (6, 8, 5), (2, 3, 4), (9, 6, 7), (12, 9, 10), (7, 11, 6), (10, 8, 8)]
SPARSE = [(0, 0, 0)] * 6 + [(1, 0, 1), (0, 1, 0)]
CROWDED = [(9_831 * n, 12_907 * n, 7_643 * n) for n in range(1, 9)]

TOLD = re.compile(r"Week until (\d+ \w+): ([\d,]+) opened, ([\d,]+) solved, ([\d,]+) still open\.")


def weeks(figures: list[tuple[int, int, int]]) -> EightWeeks:
    """Weeks up to Monday, 5 January 2026: opened, solved and still open of each."""
    periods = weeks_until(MONDAY_NOON, UTC)
    counted = [
        Week(period=period, opened=opened, solved=solved, still_open=still_open)
        for period, (opened, solved, still_open) in zip(periods, figures, strict=True)
    ]
    return EightWeeks(weeks=tuple(counted), zone=UTC)


def recap(figures: list[tuple[int, int, int]], *, is_quiet: bool = False) -> Recap:
    return Recap(
        key="2026-01-05",
        period=Period(MONDAY_NOON - WEEK, MONDAY_NOON),
        sections=(Learned(solutions=() if is_quiet else (solution(),)), weeks(figures)),
    )


# ------------------------------------------------------------------------------------------ the words


@few
@given(st.lists(st.tuples(*[st.integers(0, 10**9)] * 3), min_size=8, max_size=8))
def test_the_words_have_every_figure_and_fit(figures: list[tuple[int, int, int]]) -> None:
    alt = alt_of(weeks(figures))

    assert [tuple(int(each.replace(",", "")) for each in told[1:]) for told in TOLD.findall(alt)] == figures
    assert len(alt) <= ALT_LIMIT


def test_weeks_are_named_by_the_day_on_which_they_end() -> None:
    days = [told[0] for told in TOLD.findall(alt_of(weeks(BUSY)))]

    assert days == ["17 Nov", "24 Nov", "1 Dec", "8 Dec", "15 Dec", "22 Dec", "29 Dec", "5 Jan"]


# ---------------------------------------------------------------------------------------- the picture


@pytest.mark.parametrize("figures", [BUSY, SPARSE, CROWDED, [(0, 0, 0)] * 8])
def test_the_picture_is_sharp_and_small(figures: list[tuple[int, int, int]]) -> None:
    content = image_of(weeks(figures))
    picture = Image.open(BytesIO(content))
    picture.load()

    assert picture.format == "PNG"
    assert picture.size == (1100, 680), "two pixels for each that Discord shows"
    assert len(content) < 30_000


def test_the_same_weeks_make_the_same_picture() -> None:
    assert image_of(weeks(BUSY)) == image_of(weeks(BUSY))


@pytest.mark.parametrize("changed", [{"opened": 11}, {"solved": 7}, {"still_open": 9}])
def test_every_figure_shows(changed: dict[str, Any]) -> None:
    before = weeks(BUSY)
    after = replace(before, weeks=(*before.weeks[:-1], replace(before.weeks[-1], **changed)))

    assert image_of(before) != image_of(after)


def test_a_week_without_any_shows_no_bar() -> None:
    colours = colours_of(image_of(weeks([(0, 0, 5)] * 8)))

    assert 0 < colours[rgb(SOLVED)] < 1000, "the sign beside its name alone"


def test_it_has_a_background_of_its_own_in_every_corner() -> None:
    picture = Image.open(BytesIO(image_of(weeks(BUSY)))).convert("RGB")

    for corner in ((0, 0), (1099, 0), (0, 679), (1099, 679)):
        assert picture.getpixel(corner) == rgb(BACKGROUND)


@pytest.mark.parametrize(
    ("colour", "least"), [(OPENED, 3), (SOLVED, 3), (STILL_OPEN, 3), (WORDS, 7), (ASIDE, 7)]
)
def test_what_is_drawn_and_written_stands_out(colour: str, least: float) -> None:
    assert contrast(colour, BACKGROUND) >= least


def contrast(one: str, other: str) -> float:
    """How much two colours differ in brightness, from 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How bright a colour is, from 0 to 1."""
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (part / 255 for part in rgb(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def colours_of(content: bytes) -> dict[tuple[int, ...], int]:
    """The colours of a picture, with the number of pixels of each."""
    found: Any = Image.open(BytesIO(content)).convert("RGB").getcolors(1100 * 680)
    return {colour: count for count, colour in found}


# ------------------------------------------------------------------------------------------- when it is


async def test_it_is_drawn_while_nexus_goes_on() -> None:
    drawing = asyncio.create_task(chart_of(recap(BUSY)))
    turns = 0
    while not drawing.done():
        await asyncio.sleep(0)
        turns += 1

    assert turns > 50, "drawn on the event loop, it would leave two or three"
    assert drawing.result()


@pytest.mark.parametrize(
    "told", [recap([(0, 0, 3)] * 7 + [(9, 9, 3)]), recap(BUSY, is_quiet=True)], ids=["too little", "quiet"]
)
async def test_nothing_is_drawn_of_too_little_or_for_nobody(told: Recap) -> None:
    assert await chart_of(told) is None


async def test_many_at_once_are_drawn_one_after_the_other_and_right() -> None:
    charts = await asyncio.gather(*(chart_of(recap(figures)) for figures in (BUSY, SPARSE, BUSY)))

    assert charts[0] == charts[2]
    assert charts[1] is not None
    assert charts[1].image == image_of(weeks(SPARSE))
