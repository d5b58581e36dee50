"""What a reader of error texts hands over."""

from typing import NamedTuple

from domain.traces.trouble import Trouble


class Told(NamedTuple):
    """An error, where it stands and how much it tells."""

    line: int
    """The number of the line that names it, from 0."""

    rank: int
    """3 with a frame of the user's own, 2 where it is told in full, 1 where it only says that something else failed."""

    trouble: Trouble

    before: str = ""
    """What stands before the error on its line."""

    after: str = ""
    """What stands after it, where one can tell where it ends."""
