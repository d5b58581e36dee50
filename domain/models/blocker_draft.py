"""What is written into a blocker, cleaned and within limits."""

from dataclasses import dataclass
from enum import Enum
from typing import Self

from domain import text
from domain.models.entries import TEXT_LIMIT, Ref, Spot

GOAL_LIMIT = 200
"""Characters of a goal."""


class Urgency(Enum):
    """How soon help is needed, from least to most."""

    WHENEVER = "whenever"
    TODAY = "today"
    NOW = "now"

    @property
    def words(self) -> str:
        """The urgency as people read it."""
        return {"whenever": "no hurry", "today": "needed soon", "now": "cannot go on without it"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockerDraft:
    """What a member wrote, cleaned and within limits."""

    goal: str
    happened: str
    tried: str = ""
    tags: tuple[str, ...] = ()
    urgency: Urgency = Urgency.TODAY
    source: Spot | None = None
    """The message it was made from."""
    follows: Ref | None = None
    """The blocker whose solution did not help with this one."""
    dismissed: tuple[Ref, ...] = ()
    """Entries that its author looked at and found not to be it."""

    @classmethod
    def written(
        cls,
        *,
        goal: str,
        happened: str,
        tried: str,
        urgency: Urgency,
        tags: str = "",
        source: Spot | None = None,
        follows: Ref | None = None,
        dismissed: tuple[Ref, ...] = (),
    ) -> Self:
        """The draft from what was typed into the form.

        Raises:
            BadInput: a field is empty, too long or cannot be read.
        """
        return cls(
            goal=text.required(goal, "goal", limit=GOAL_LIMIT),
            happened=text.required(happened, "description of what happened", limit=TEXT_LIMIT),
            tried=text.optional(tried, "list of what you tried", limit=TEXT_LIMIT),
            tags=text.tags_of(tags),
            urgency=urgency,
            source=source,
            follows=follows,
            dismissed=dismissed,
        )
