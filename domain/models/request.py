"""A request: an endpoint that somebody asks for, and what became of that."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Final

from domain import text
from domain.errors import Refused
from domain.models.deeds import Deed, Role
from domain.models.endpoint import Endpoint, Method
from domain.models.entries import Entry, Member, Ref
from domain.models.request_draft import WHY_LIMIT, RequestDraft


class RequestState(Enum):
    """Where a request stands; the value is what the store keeps."""

    OPEN = "asked"
    ACCEPTED = "accepted"
    COUNTERED = "countered"
    """Something else was proposed, and its author has the word."""
    DECLINED = "declined"
    THERE = "there"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """The state as people read it."""
        return _WORDS[self]


_WORDS: Final = {
    RequestState.OPEN: "waits for an answer",
    RequestState.ACCEPTED: "accepted, not there yet",
    RequestState.COUNTERED: "countered, waits for its author",
    RequestState.DECLINED: "declined",
    RequestState.THERE: "there",
    RequestState.WITHDRAWN: "withdrawn",
}

WAITING: Final = (RequestState.OPEN, RequestState.COUNTERED, RequestState.ACCEPTED)
"""The states of a request that somebody still counts on."""

LIVING: Final = (*WAITING, RequestState.DECLINED)
"""Those of a request that may still come true."""

ANSWERS: Final[Mapping[Deed, RequestState]] = {
    Deed.GRANT: RequestState.ACCEPTED,
    Deed.COUNTER: RequestState.COUNTERED,
    Deed.DENY: RequestState.DECLINED,
}
"""What whoever can build it may say."""

MACHINE: Final[Mapping[tuple[RequestState, Deed], RequestState]] = {
    **{
        (state, deed): after
        for state in LIVING
        for deed, after in ANSWERS.items()
        if state is not after or deed is Deed.COUNTER
    },
    (RequestState.COUNTERED, Deed.AGREE): RequestState.ACCEPTED,
    **{(state, Deed.EDIT): RequestState.OPEN for state in LIVING},
    **{(state, Deed.CALL_OFF): RequestState.WITHDRAWN for state in LIVING},
    **{(state, deed): RequestState.THERE for state in LIVING for deed in (Deed.SETTLE, Deed.FULFIL)},
    **{(state, deed): state for state in LIVING for deed in (Deed.NEED, Deed.NEED_NOT, Deed.DIFFER)},
    **{(state, Deed.UNMASK): state for state in RequestState},
}
"""From a state, by a deed, to the next state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Entry):
    """A request as it stands."""

    api: Ref | None
    owner: Member | None
    """Who shared that API; None where any will do."""
    method: Method
    path: str
    wanted: str
    why: str
    state: RequestState = RequestState.OPEN
    words: str = ""
    """What was answered."""
    answerer: Member | None = None
    answered_at: datetime | None = None
    verdict: RequestState | None = None
    """What that answer was, whatever came of it."""
    endpoint: Ref | None = None
    """The endpoint that is it; while it is not there, the one that comes closest."""
    differs: tuple[str, ...] = ()
    """How what there is differs from what is asked for."""
    needed: int = 0
    """How many others need it too."""

    @property
    def operation(self) -> str:
        """Method and path, as people name it."""
        return f"{self.method.value} {self.path}"

    @property
    def nearness(self) -> str:
        """How the endpoint that comes closest differs, while it is not there; empty where none comes close."""
        return next((line for line in self.differs if f"({self.endpoint})" in line), "")

    @property
    def is_living(self) -> bool:
        """Whether it may still come true."""
        return self.state in LIVING

    def roles_of(self, member: Member) -> frozenset[Role]:
        """What `member` is to it: where no API is named, anybody else may be who builds it."""
        roles = Entry.roles_of(self, member)
        can_build = self.owner.id == member.id if self.owner else member.id != self.author.id
        return roles | {Role.OWNER} if can_build else roles

    def named(self) -> dict[str, str]:
        """Whom the sentences of the rules may name."""
        return {**Entry.named(self), "owner": self.owner.name if self.owner else "somebody else"}

    def after(self, deed: Deed) -> RequestState:
        """Its state after a deed.

        Raises:
            Refused: there is no such way from where it stands.
        """
        if (after := MACHINE.get((self.state, deed))) is None:
            raise Refused(self._no_way(deed))
        return after

    def answered(self, deed: Deed, words: str, *, by: Member, at: datetime) -> "Request":
        """The request with an answer of somebody who can build it, or a moderator's.

        Raises:
            Refused: it is not theirs to answer, or not any more.
            BadInput: the words are missing, or too many.
        """
        state = self.after(deed)
        self.check(deed, by)
        read = text.optional if deed is Deed.GRANT else text.required
        return replace(
            self,
            state=state,
            words=read(words, "answer", limit=WHY_LIMIT),
            answerer=by.named,
            answered_at=at,
            verdict=state,
            updated_at=at,
        )

    def edited(self, draft: RequestDraft, *, by: Member, at: datetime) -> "Request":
        """The request with other words, which is asked anew; the API stays.

        Raises:
            Refused: it is not theirs to edit, or not any more.
        """
        state = self.after(Deed.EDIT)
        self.check(Deed.EDIT, by)
        return replace(
            self,
            title=text.title_of(f"{draft.method.value} {draft.path}"),
            method=draft.method,
            path=draft.path,
            wanted=draft.wanted,
            why=draft.why,
            state=state,
            words="",
            answerer=None,
            answered_at=None,
            verdict=None,
            updated_at=at,
        )

    def moved(self, deed: Deed, *, by: Member, at: datetime) -> "Request":
        """The request after a deed that needs no words.

        Raises:
            Refused: it is not theirs to do, or not any more.
        """
        state = self.after(deed)
        self.check(deed, by)
        if deed is Deed.SETTLE and self.endpoint is None:
            raise Refused(f"Nothing is there yet that could do for {self.ref}. Please wait: you are told.")
        return replace(self, state=state, updated_at=at)

    def fulfilled(self, endpoint: Endpoint, *, at: datetime) -> "Request":
        """The request now that it is there."""
        return replace(self, state=self.after(Deed.FULFIL), endpoint=endpoint.ref, differs=(), updated_at=at)

    def _no_way(self, deed: Deed) -> str:
        if self.state is RequestState.THERE:
            return f"{self.ref} is there already: see {self.endpoint}."
        if self.state is RequestState.WITHDRAWN:
            return f"{self.ref} was withdrawn. Who needs it can ask anew, with /api request."
        if deed is Deed.AGREE:
            return f"Nothing else is proposed for {self.ref} now, so there is nothing to agree to."
        return f"{self.ref} is {self.state.value} already."
