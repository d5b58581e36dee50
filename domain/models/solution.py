"""A solution: a problem somebody had, and what solved it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from enum import Enum

from domain import text
from domain.errors import Refused
from domain.models.deeds import Deed, Role
from domain.models.entries import Entry, Member, Ref, Spot
from domain.models.solution_draft import Details, Words, spot_of

DOUBTS = 2
"""How many times it must fail, after it last helped, to count as unconfirmed."""


class Standing(Enum):
    """Whether a solution holds; the value is what the store keeps."""

    POSTED = "posted"
    SUPERSEDED = "superseded"
    RETIRED = "retired"
    TAKEN_BACK = "taken back"

    @property
    def words(self) -> str:
        """The standing as people read it."""
        return {"posted": "solution"}.get(self.value, self.value)

    @property
    def is_found(self) -> bool:
        """Whether a search still shows it."""
        return self in {Standing.POSTED, Standing.SUPERSEDED}


@dataclass(frozen=True, slots=True)
class Vote:
    """What a member said of a solution after trying it."""

    by: Member
    helped: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution(Entry):
    """A solution as it stands."""

    problem: str
    cause: str
    fix: str
    prevention: str = ""
    code: str
    language: str = ""
    links: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    standing: Standing = Standing.POSTED
    blocker: Ref | None = None
    """The blocker that it solved, if it came from one."""
    asked_at: datetime | None = None
    """When that blocker was logged."""
    helpers: tuple[Member, ...] = ()
    """Who helped to find it."""
    quoted: tuple[Member, ...] = ()
    """Whose messages it was made from; who had their name taken out has none here."""
    lost: tuple[Spot, ...] = ()
    """Messages that it links to and that were deleted on Discord since."""
    superseded_by: Ref | None = None
    helped: int = 0
    failed: int = 0
    """How many members said that it helped, and that it did not work."""
    unconfirmed_since: datetime | None = None
    """Since when nobody has confirmed it: see `weighed`."""

    @property
    def linked(self) -> tuple[Spot, ...]:
        """The messages of its server that it links to."""
        return tuple(spot for link in self.links if (spot := spot_of(link, self.guild_id)))

    def is_lost(self, link: str) -> bool:
        """Whether a link leads to a message that was deleted on Discord since."""
        return spot_of(link, self.guild_id) in self.lost

    def roles_of(self, member: Member) -> frozenset[Role]:
        """What `member` is to this solution."""
        roles = Entry.roles_of(self, member)
        if any(each.id == member.id for each in self.helpers):
            roles |= {Role.HELPER}
        if any(each.id == member.id for each in self.quoted):
            roles |= {Role.QUOTED}
        return roles

    def allows(self, deed: Deed, by: Member, *, late: bool = False) -> bool:
        """Whether `by` may do that to this solution; a name that it does not tell cannot be taken out."""
        return Entry.allows(self, deed, by, late=late) and (deed is not Deed.UNNAME or self.names(by))

    def names(self, member: Member) -> bool:
        """Whether it says that `member` helped, or that it was made from a message of theirs."""
        return any(each.id == member.id and each.name for each in (*self.helpers, *self.quoted))

    def check_standing(self) -> None:
        """Refuse what only makes sense for a solution that is there.

        Raises:
            Refused: it was retired or taken back.
        """
        if not self.standing.is_found:
            raise Refused(f"{self.ref} was {self.standing.words}, so there is nothing to do with it.")

    def confirmed_at(self, votes: Sequence[Vote]) -> datetime:
        """When it was last confirmed: when it was posted or, later, when it helped somebody."""
        return max([self.created_at, *(vote.at for vote in votes if vote.helped)])

    def weighed(self, votes: Sequence[Vote], *, now: datetime, fresh_for: timedelta) -> "Solution":
        """This solution with its votes counted.

        It is confirmed when it is posted and each time it helps. It counts as unconfirmed once it failed
        twice since then, or once nobody has confirmed it for `fresh_for`.
        """
        confirmed_at = self.confirmed_at(votes)
        doubts = sorted(vote.at for vote in votes if not vote.helped and vote.at > confirmed_at)
        moments = [confirmed_at + fresh_for, *doubts[DOUBTS - 1 : DOUBTS]]
        since = min(moments)
        return replace(
            self,
            helped=sum(vote.helped for vote in votes),
            failed=sum(not vote.helped for vote in votes),
            unconfirmed_since=since if since <= now else None,
        )

    def edited_by(self, member: Member, part: Words | Details, *, at: datetime) -> "Solution":
        """This solution with other words or details; who is quoted and what it solved stay.

        Raises:
            Refused: it is not theirs to edit, or it was retired or taken back.
        """
        self.check_standing()
        self.check(Deed.EDIT, member)
        changed = {each.name: getattr(part, each.name) for each in fields(part) if each.name != "quoted"}
        if isinstance(part, Words) and self.title == text.title_of(self.problem):
            changed["title"] = text.title_of(part.problem)
        return replace(self, **changed, updated_at=at)

    def tagged_by(self, member: Member, tags: tuple[str, ...], *, at: datetime) -> "Solution":
        """This solution with these tags.

        Raises:
            Refused: it is not theirs to tag, or it was retired or taken back.
        """
        self.check_standing()
        self.check(Deed.TAG, member)
        return replace(self, tags=tags, updated_at=at)

    def superseded(self, newer: Ref, *, by: Member, at: datetime) -> "Solution":
        """This solution with a newer one in its place. That no circle arises, the caller has seen to.

        Raises:
            Refused: it is not theirs to say so, or it was retired or taken back.
        """
        self.check_standing()
        self.check(Deed.SUPERSEDE, by)
        return replace(self, standing=Standing.SUPERSEDED, superseded_by=newer, updated_at=at)

    def retired(self, *, by: Member, at: datetime) -> "Solution":
        """This solution out of use: it is kept, but not found any more.

        Raises:
            Refused: it is not theirs to retire, or it was retired or taken back before.
        """
        self.check_standing()
        self.check(Deed.RETIRE, by)
        return replace(self, standing=Standing.RETIRED, updated_at=at)

    def restored(self, *, by: Member, at: datetime) -> "Solution":
        """A retired solution as it was before, or a superseded one without the newer one in its place.

        Whoever may say that it is superseded may also take that back.

        Raises:
            Refused: it is not theirs to bring back, it is in use, or its words were taken back.
        """
        match self.standing:
            case Standing.RETIRED:
                self.check(Deed.RESTORE, by)
                standing = Standing.SUPERSEDED if self.superseded_by else Standing.POSTED
                return replace(self, standing=standing, updated_at=at)
            case Standing.SUPERSEDED:
                self.check(Deed.SUPERSEDE, by)
                return replace(self, standing=Standing.POSTED, superseded_by=None, updated_at=at)
            case Standing.POSTED | Standing.TAKEN_BACK:
                raise Refused(f"{self.ref} is neither retired nor superseded.")

    def without_name_of(self, member: Member, *, at: datetime) -> "Solution":
        """This solution without the name of one who helped, or whose message it was made from.

        Whose message it was made from may still take their words back, so that is remembered without a name.

        Raises:
            Refused: it does not name them.
        """
        self.check(Deed.UNNAME, member)
        return replace(
            self,
            helpers=tuple(each for each in self.helpers if each.id != member.id),
            quoted=tuple(replace(each, name="") if each.id == member.id else each for each in self.quoted),
            updated_at=at,
        )

    def taken_back(self, *, by: Member, at: datetime) -> "Solution":
        """This solution without its words, because one whose message it was made from does not want it kept.

        Raises:
            Refused: it does not quote them.
        """
        self.check(Deed.VETO, by)
        gone = "Taken back by somebody whose message it was made from."
        return replace(
            self,
            standing=Standing.TAKEN_BACK,
            title="Taken back",
            problem=gone,
            cause="",
            fix=gone,
            prevention="",
            code="",
            language="",
            links=(),
            lost=(),
            versions=(),
            tags=(),
            quoted=(),
            updated_at=at,
        )
