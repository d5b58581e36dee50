"""How what an entry is, and what members made of it, moves it among the hits, within limits."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

SUPERSEDED: Final = 0.5
"""For a solution with a newer one in its place."""

UNCONFIRMED: Final = 0.75
"""For one that nobody has confirmed for long, or that failed twice."""

OF_DOCUMENT: Final = 0.9
"""For an endpoint that a document lists: an API brings many at once, and nobody wrote them as an answer."""

LIFT: Final = 0.15
"""The most that having helped lifts by, and that having failed lowers by."""

HALF: Final = 3
"""How many more votes for one side than for the other give half of that."""

FRESH: Final = 0.05
"""The most that being new lifts by."""

AGEING: Final = timedelta(days=90)
"""After which half of that is left."""


class Record(NamedTuple):
    """What became of an entry."""

    created_at: datetime
    helped: int = 0
    failed: int = 0
    is_unconfirmed: bool = False
    is_superseded: bool = False
    is_of_document: bool = False
    """Whether it is an endpoint that the document of an API lists."""


def standing(record: Record, now: datetime) -> float:
    """What the score of an entry is multiplied by: 1 for an old one of which nobody has said anything."""
    ahead = record.helped - record.failed
    votes = LIFT * ahead / (abs(ahead) + HALF)
    age = max(now - record.created_at, timedelta())
    freshness = FRESH * 0.5 ** (age / AGEING)
    doubt = (SUPERSEDED if record.is_superseded else 1.0) * (UNCONFIRMED if record.is_unconfirmed else 1.0)
    listed = OF_DOCUMENT if record.is_of_document else 1.0
    return (1 + votes + freshness) * doubt * listed
