"""A message picked as the challenge, until the message with the answer is picked too."""

from dataclasses import dataclass
from datetime import timedelta

from domain.models.entries import Member

PICKED_FOR = timedelta(hours=1)
"""How long a picked challenge waits for its answer."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a message asked, who wrote it (nobody for a bot), and where it stands."""

    text: str
    author: Member | None
    link: str
