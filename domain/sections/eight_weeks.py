"""What a recap's picture shows: how the last eight weeks went for blockers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from domain.models.recap import Period, Week
from domain.models.schedule import WEEK, Schedule
from domain.ports import Repositories

COUNT: Final = 8

ENOUGH: Final = 2
"""In how many of the weeks something must have happened: one alone shows no course."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EightWeeks:
    """Weeks one after the other, the last of which ends with the recap's period; and their server's time zone."""

    weeks: tuple[Week, ...]
    zone: ZoneInfo

    @property
    def is_quiet(self) -> bool:
        """Always: how weeks went is no news, and no reason for a recap."""
        return True

    @property
    def is_enough(self) -> bool:
        """Whether there is something to see: blockers opened or solved in more weeks than one."""
        return sum(bool(week.opened or week.solved) for week in self.weeks) >= ENOUGH

    def last_day(self, week: Week) -> date:
        """The day on which a week was over, where its server is."""
        return week.period.end.astimezone(self.zone).date()


async def eight_weeks(
    store: Repositories, guild_id: int, period: Period, hidden: Collection[int]
) -> EightWeeks:
    """How the weeks up to the period's end went."""
    server = await store.servers.get(guild_id)
    zone = (server.schedule if server else Schedule()).zone
    weeks = await store.recaps.weeks(guild_id, weeks_until(period.end, zone), hidden)
    return EightWeeks(weeks=tuple(weeks), zone=zone)


def weeks_until(end: datetime, zone: ZoneInfo) -> Sequence[Period]:
    """The weeks up to a moment: each begins at its hour of the day, whatever the clocks of the zone did since."""
    local = end.astimezone(zone)
    starts = [(local - WEEK * ago).astimezone(UTC) for ago in range(COUNT, 0, -1)]
    return [Period(start, over) for start, over in pairwise([*starts, end])]
