"""A blocker: what somebody is stuck on, from the cry for help to the solution."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain import text
from domain.errors import Refused
from domain.models.blocker_draft import BlockerDraft, Urgency
from domain.models.deeds import Deed, Role
from domain.models.entries import Entry, Member, Ref, Spot
from domain.models.lifecycle import MACHINE, State
from domain.models.resolution import Proposal, Resolution
from domain.models.server import Habits


@dataclass(frozen=True, slots=True)
class Source:
    """The message that something was made from."""

    spot: Spot
    is_gone: bool = False
    """Whether it was deleted on Discord since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker(Entry):
    """A blocker as it stands. It has one author, and at most one helper at a time."""

    goal: str
    happened: str
    tried: str
    urgency: Urgency
    state: State = State.OPEN
    helper: Member | None = None
    claimed_at: datetime | None = None
    proposal: Proposal | None = None
    ended_at: datetime | None = None
    """When it was solved, dropped or found to be a duplicate."""
    solution: Ref | None = None
    duplicate_of: Ref | None = None
    follows: Ref | None = None
    source: Source | None = None
    file: str = ""
    """The name of the file that came with it."""
    affected: int = 0
    """How many others said “Me too”."""
    seen_at: datetime
    """When its author was last heard of here."""
    called: int = 0
    """Steps of the ladder that were taken: see `domain.models.ladder`."""

    @property
    def is_waiting(self) -> bool:
        """Whether its author is still stuck."""
        return not self.state.is_end

    def roles_of(self, member: Member) -> frozenset[Role]:
        """What `member` is to this blocker; whether it affects them only the store knows."""
        roles = Entry.roles_of(self, member)
        return roles | {Role.HELPER} if self.helper and self.helper.id == member.id else roles

    def named(self) -> dict[str, str]:
        """Whom the sentences of the rules may name."""
        helper = self.helper.name if self.helper else "the one who helps"
        return Entry.named(self) | {"helper": helper}

    def is_late(self, now: datetime, habits: Habits) -> bool:
        """Whether its author was silent for so long that a moderator may decide in their place."""
        since = max(self.seen_at, self.proposal.at) if self.proposal else self.seen_at
        return now - since >= timedelta(hours=habits.author_hours)

    def after(self, deed: Deed, by: Member) -> State:
        """The state that `deed` leads to.

        Raises:
            Refused: it is not possible now; the sentence says how things stand.
        """
        state = MACHINE.get((self.state, deed))
        if state is None:
            raise Refused(self._impossible(deed, by))
        return state

    def _impossible(self, deed: Deed, by: Member) -> str:
        """Why `deed` cannot be done now."""
        is_author = by.id == self.author.id
        match self.state:
            case State.SOLVED:
                more = (
                    " You can add yours with /solution post." if deed in {Deed.RESOLVE, Deed.PROPOSE} else ""
                )
                return f"{self.ref} is solved already: see {self.solution}.{more}"
            case State.DROPPED:
                return f"{self.ref} is no longer needed. {'You' if is_author else self.author.name} can reopen it."
            case State.DUPLICATE:
                return f"{self.ref} is a duplicate: go on at {self.duplicate_of}."
            case _ if deed is Deed.REOPEN:
                return f"{self.ref} has not ended, so there is nothing to reopen."
            case State.PROPOSED:
                whose = "your" if is_author else f"{self.author.name}'s"
                please = "decide on it first" if is_author else "let them decide first"
                return f"An answer to {self.ref} waits for {whose} word. Please {please}."
            case State.CLAIMED | State.OPEN:
                return self._premature(deed, by)

    def _premature(self, deed: Deed, by: Member) -> str:
        if deed in {Deed.ACCEPT, Deed.DECLINE}:
            return f"No answer waits for a word on {self.ref} now."
        if self.helper is None:
            undone = "hand over" if deed is Deed.HAND_OVER else "hand back"
            return f"Nobody is helping with {self.ref} now, so there is nothing to {undone}."
        if self.helper.id == by.id:
            return f"You are helping with {self.ref} already."
        return f"{self.helper.name} is helping with {self.ref} already. You can still write to them below the card."

    def edited_by(self, member: Member, draft: BlockerDraft, *, at: datetime) -> "Blocker":
        """This blocker in other words, with other tags.

        Raises:
            Refused: it is not theirs to edit.
        """
        self.check(Deed.EDIT, member)
        return replace(
            self,
            title=text.title_of(draft.goal),
            goal=draft.goal,
            happened=draft.happened,
            tried=draft.tried,
            urgency=draft.urgency,
            tags=draft.tags,
            updated_at=at,
        )

    def tagged_by(self, member: Member, tags: tuple[str, ...], *, at: datetime) -> "Blocker":
        """This blocker with these tags.

        Raises:
            Refused: it is not theirs to tag.
        """
        self.check(Deed.TAG, member)
        return replace(self, tags=tags, updated_at=at)

    def claimed_by(self, helper: Member, *, at: datetime) -> "Blocker":
        """This blocker with `helper` as the one who helps.

        Raises:
            Refused: somebody helps already, it has ended, or it is the author's own.
        """
        state = self.after(Deed.CLAIM, helper)
        self.check(Deed.CLAIM, helper)
        return replace(self, state=state, helper=helper.named, claimed_at=at, updated_at=at)

    def released_by(self, member: Member, *, at: datetime) -> "Blocker":
        """This blocker open again, because its helper (or a moderator) hands it back.

        Raises:
            Refused: nobody helps, or it is not theirs to hand back.
        """
        state = self.after(Deed.RELEASE, member)
        self.check(Deed.RELEASE, member)
        return replace(self, state=state, helper=None, claimed_at=None, updated_at=at)

    def lapsed(self, *, at: datetime) -> "Blocker":
        """This blocker open again, because its helper was silent for too long."""
        return replace(self, state=State.OPEN, helper=None, claimed_at=None, updated_at=at)

    def handed_over(self, to: Member, *, by: Member, at: datetime) -> "Blocker":
        """This blocker with another helper.

        Raises:
            Refused: nobody helps, it is not `by`'s to hand over, or `to` is its author or helps already.
        """
        state = self.after(Deed.HAND_OVER, by)
        self.check(Deed.HAND_OVER, by)
        if to.id == self.author.id:
            raise Refused(f"{to.name} is the one who is stuck on {self.ref}. Choose somebody else.")
        if self.helper and to.id == self.helper.id:
            raise Refused(f"{to.name} is helping with {self.ref} already. Choose somebody else.")
        return replace(self, state=state, helper=to.named, claimed_at=at, updated_at=at)

    def proposed_by(self, member: Member, resolution: Resolution, *, at: datetime) -> "Blocker":
        """This blocker with a resolution that waits for its author's word; who proposes it helps.

        Raises:
            Refused: it has ended, an answer waits already, or it is not theirs to propose one.
        """
        state = self.after(Deed.PROPOSE, member)
        self.check(Deed.PROPOSE, member)
        return replace(
            self,
            state=state,
            proposal=Proposal(resolution=resolution, by=member.named, at=at),
            helper=self.helper or member.named,
            claimed_at=self.claimed_at or at,
            updated_at=at,
        )

    def declined_by(self, member: Member, *, at: datetime, late: bool = False) -> "Blocker":
        """This blocker with its helper still at work, because the answer did not solve it.

        Raises:
            Refused: no answer waits, or it is not theirs to decide.
        """
        state = self.after(Deed.DECLINE, member)
        self.check(Deed.DECLINE, member, late=late)
        return replace(self, state=state, proposal=None, claimed_at=at, updated_at=at)

    def solved(self, solution: Ref, *, at: datetime) -> "Blocker":
        """This blocker solved, its `solution` written down. `after` and `check` have let it."""
        return replace(self, state=State.SOLVED, proposal=None, solution=solution, ended_at=at, updated_at=at)

    def dropped_by(self, member: Member, *, at: datetime) -> "Blocker":
        """This blocker at its end, because it is no longer needed.

        Raises:
            Refused: it has ended, or it is not theirs to say so.
        """
        state = self.after(Deed.DROP, member)
        self.check(Deed.DROP, member)
        return replace(self, state=state, proposal=None, ended_at=at, updated_at=at)

    def duplicated_by(self, member: Member, *, of: Ref, at: datetime) -> "Blocker":
        """This blocker at its end, because `of` is the same.

        Raises:
            Refused: it has ended, it is itself, or it is not theirs to say so.
        """
        state = self.after(Deed.DUPLICATE, member)
        self.check(Deed.DUPLICATE, member)
        if of == self.ref:
            raise Refused(f"{self.ref} cannot be a duplicate of itself. Name the other blocker.")
        return replace(self, state=state, proposal=None, duplicate_of=of, ended_at=at, updated_at=at)

    def reopened_by(self, member: Member, *, at: datetime) -> "Blocker":
        """This blocker open again; its solutions stay.

        Raises:
            Refused: it has not ended, or it is not theirs to reopen.
        """
        state = self.after(Deed.REOPEN, member)
        self.check(Deed.REOPEN, member)
        return replace(
            self,
            state=state,
            helper=None,
            claimed_at=None,
            ended_at=None,
            solution=None,
            duplicate_of=None,
            called=0,
            updated_at=at,
        )
