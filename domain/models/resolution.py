"""A resolution: how a blocker was solved, as its author or helper tells it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self

from domain import text
from domain.models.entries import TEXT_LIMIT, Member, Ref

HELPERS_LIMIT = 5
"""Members thanked by one resolution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Cause, fix, how to prevent it, code, and who helped; cleaned and within limits."""

    cause: str
    fix: str
    prevention: str = ""
    code: str = ""
    helpers: tuple[Member, ...] = ()

    @classmethod
    def written(
        cls,
        *,
        cause: str,
        fix: str,
        prevention: str = "",
        code: str = "",
        helpers: tuple[Member, ...] = (),
    ) -> Self:
        """The resolution from what was typed into the form.

        Raises:
            BadInput: the cause or the fix is empty, or a field is too long.
        """
        return cls(
            cause=text.required(cause, "cause", limit=TEXT_LIMIT),
            fix=text.required(fix, "fix", limit=TEXT_LIMIT),
            prevention=text.optional(prevention, "advice on how to prevent it", limit=TEXT_LIMIT),
            code=text.optional(code, "code", limit=TEXT_LIMIT),
            helpers=tuple(helper.named for helper in helpers[:HELPERS_LIMIT]),
        )

    @classmethod
    def found_alone(cls, fix: str) -> Self:
        """The resolution of somebody who solved it by themselves and says in a few words how.

        Raises:
            BadInput: it is empty or too long.
        """
        return cls(cause="", fix=text.required(fix, "fix", limit=TEXT_LIMIT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A resolution that waits for the author's word."""

    resolution: Resolution
    by: Member
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a solution comes from: the blocker, when that was logged, and who helped."""

    blocker: Ref | None = None
    asked_at: datetime | None = None
    helpers: tuple[Member, ...] = ()


ITSELF: Final = Origin()
"""The origin of a solution that came from no blocker."""
