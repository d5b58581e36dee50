"""A recap's one picture: how the last eight weeks went for blockers, and the words that say the same."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple

from domain.models.recap import Recap, Week
from domain.sections.eight_weeks import EightWeeks

TITLE: Final = "Blockers of the last eight weeks"

EASEL: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")
"""The thread that draws all pictures: matplotlib is not made for several, and each would keep memory of its own."""


class Chart(NamedTuple):
    """A picture."""

    image: bytes
    """As PNG."""
    alt: str
    """What it shows, in words."""


async def chart_of(recap: Recap) -> Chart | None:
    """The picture of a recap, drawn off the event loop; None where there is too little to draw."""
    weeks = recap.section(EightWeeks)
    if recap.is_quiet or not weeks.is_enough:
        return None
    image = await asyncio.get_running_loop().run_in_executor(EASEL, image_of, weeks)
    return Chart(image, alt_of(weeks))


def image_of(weeks: EightWeeks) -> bytes:
    """The chart of weeks as PNG."""
    from cogs.recap.drawing import drawn  # noqa: PLC0415  (many a Nexus never draws: let those who do pay for it)

    return drawn(TITLE, [day_of(weeks, week) for week in weeks.weeks], weeks.weeks)


def alt_of(weeks: EightWeeks) -> str:
    """The chart of weeks in words."""
    told = [
        f"Week until {day_of(weeks, week)}: {week.opened:,} opened, {week.solved:,} solved,"
        f" {week.still_open:,} still open."
        for week in weeks.weeks
    ]
    return " ".join([f"{TITLE}.", *told])


def day_of(weeks: EightWeeks, week: Week) -> str:
    """The day on which a week was over, short: `6 Feb`."""
    day = weeks.last_day(week)
    return f"{day.day} {day:%b}"
