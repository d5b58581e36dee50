"""The memory that this process holds, as the system tells it."""

import resource
import sys
from pathlib import Path
from typing import Final

STATM: Final = Path("/proc/self/statm")
"""Where Linux tells it, in pages: all that is mapped, then what is resident."""


def most_held() -> int:
    """The most memory that this process held so far, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def held_now() -> int:
    """The memory that this process holds, in bytes; where the system does not tell, the most that it held."""
    if not STATM.exists():
        return most_held()
    return int(STATM.read_text().split()[1]) * resource.getpagesize()
