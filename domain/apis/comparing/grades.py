"""What a change does to clients."""

from enum import Enum


class Grade(Enum):
    """What a change does to those who use the API, the worst first."""

    BREAKING = "breaking"
    """A client that kept to the document fails."""
    RISKY = "risky"
    """It may, depending on how it is written."""
    SAFE = "safe"
    """It goes on as before."""


BREAKING, RISKY, SAFE = Grade
