"""A blocker: what somebody is stuck on, from the cry for help to the solution."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Self

from domain import text
from domain.errors import Refused
from domain.models.entries import Entry, Member, Ref

GOAL_LIMIT = 200
"""Characters of a goal."""

TEXT_LIMIT = 1500
"""Characters of what happened, of what was tried, of a cause or a fix."""


class State(Enum):
    """Where a blocker stands; the value is what the store keeps."""

    OPEN = "open"
    CLAIMED = "claimed"
    SOLVED = "solved"

    @property
    def words(self) -> str:
        """The state as people read it."""
        return {"open": "open, nobody helps yet", "claimed": "somebody helps", "solved": "solved"}[self.value]


class Urgency(Enum):
    """How soon help is needed, from least to most."""

    WHENEVER = "whenever"
    TODAY = "today"
    NOW = "now"

    @property
    def words(self) -> str:
        """The urgency as people read it."""
        return {"whenever": "no hurry", "today": "needed today", "now": "cannot go on without it"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockerDraft:
    """What a member wrote, cleaned and within limits."""

    goal: str
    happened: str
    tried: str
    tags: tuple[str, ...]
    urgency: Urgency

    @classmethod
    def written(cls, *, goal: str, happened: str, tried: str, tags: str, urgency: Urgency) -> Self:
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
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker(Entry):
    """A blocker as it stands."""

    goal: str
    happened: str
    tried: str
    urgency: Urgency
    state: State = State.OPEN
    helper: Member | None = None
    claimed_at: datetime | None = None
    solved_at: datetime | None = None
    solution: Ref | None = None

    def claimed_by(self, helper: Member, *, at: datetime) -> "Blocker":
        """This blocker with `helper` as the one who helps.

        Raises:
            Refused: it is not open, or it is the author's own.
        """
        if self.state is State.SOLVED:
            raise Refused(f"{self.ref} is solved already: see {self.solution}.")
        if self.helper is not None and self.helper.id == helper.id:
            raise Refused(f"You are helping with {self.ref} already.")
        if self.helper is not None:
            raise Refused(
                f"{self.helper.name} is helping with {self.ref} already. You can still write to them below the card."
            )
        if helper.id == self.author.id:
            raise Refused(
                f"{self.ref} is your own. Somebody else can offer to help; if you solved it, press “Resolve”."
            )
        return replace(self, state=State.CLAIMED, helper=helper, claimed_at=at, updated_at=at)

    def released_by(self, member: Member, *, at: datetime) -> "Blocker":
        """This blocker open again, because its helper (or a moderator) hands it back.

        Raises:
            Refused: nobody helps, or `member` is neither the helper nor a moderator.
        """
        if self.state is not State.CLAIMED or self.helper is None:
            raise Refused(f"Nobody is helping with {self.ref} now, so there is nothing to hand back.")
        if member.id != self.helper.id and not member.moderator:
            raise Refused(f"Only {self.helper.name}, who is helping with {self.ref}, can hand it back.")
        return replace(self, state=State.OPEN, helper=None, claimed_at=None, updated_at=at)

    def resolved_by(self, member: Member, *, solution: Ref, at: datetime) -> "Blocker":
        """This blocker solved, its `solution` written down.

        Raises:
            Refused: it is solved already, or `member` is neither author, helper nor moderator.
        """
        self.check_resolvable_by(member)
        return replace(self, state=State.SOLVED, solution=solution, solved_at=at, updated_at=at)

    def check_resolvable_by(self, member: Member) -> None:
        """Refuse unless `member` may resolve this blocker now.

        Raises:
            Refused: it is solved already, or `member` is neither author, helper nor moderator.
        """
        if self.state is State.SOLVED:
            raise Refused(
                f"{self.ref} is solved already: see {self.solution}. You can add yours with /solution post."
            )
        concerned = {self.author.id} | ({self.helper.id} if self.helper else set[int]())
        if member.id not in concerned and not member.moderator:
            raise Refused(
                f"Only {self.author.name} or the one who helps can resolve {self.ref}."
                " If you know the answer, press “I can help” first."
            )
