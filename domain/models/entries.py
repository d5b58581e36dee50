"""What every entry has: a number that people type, a title, tags, an author, and a card."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from domain.errors import BadInput, NotFound, Refused
from domain.models.deeds import RULES, Deed, Role
from domain.text import one_line, shortened

TEXT_LIMIT = 1500
"""Characters of one text of an entry: what happened, what was tried, a cause, a fix, code."""


class Kind(Enum):
    """What an entry is; the value is the letter of its numbers."""

    BLOCKER = "B"
    SOLUTION = "S"
    ENDPOINT = "E"
    API = "A"
    REQUEST = "Q"

    @property
    def word(self) -> str:
        """The kind as a word in a sentence."""
        return self.name if self is Kind.API else self.name.lower()

    @property
    def heading(self) -> str:
        """The kind as the first word of a line."""
        return self.word[0].upper() + self.word[1:]

    @property
    def article(self) -> str:
        """The kind with its article: `a blocker`, `an endpoint`."""
        return f"an {self.word}" if self.word[0] in "aeiouA" else f"a {self.word}"


_REF = re.compile(r"#?([A-Za-z])[ -]?0*([1-9][0-9]{0,8})(?:\s*·.*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Ref:
    """An entry's short number within its server, such as `B12`."""

    kind: Kind
    number: int

    def __str__(self) -> str:
        return f"{self.kind.value}{self.number}"

    @classmethod
    def parse(cls, text: str, *kinds: Kind) -> "Ref":
        """The reference that `text` names: `B12`, `b12`, `#B12`, or `12` where it can be of one kind alone.

        Raises:
            BadInput: it names none, or one of another kind than `kinds`, if any are named.
        """
        typed = text.strip()
        if len(kinds) == 1 and re.fullmatch(r"[0-9]+", typed):
            typed = kinds[0].value + typed
        match = _REF.fullmatch(typed)
        letters = {each.value: each for each in Kind}
        found = letters.get(match[1].upper()) if match else None
        example = " or ".join(f"{kind.value}12" for kind in kinds) or "B12, S40 or E7"
        if match is None or found is None:
            shown = shortened(one_line(typed), 40)
            raise BadInput(f"“{shown}” is not an entry's number. Numbers look like {example}.")
        if kinds and found not in kinds:
            needed = " or ".join(kind.article for kind in kinds)
            raise BadInput(
                f"{match[1].upper()}{match[2]} is {found.article}; this needs {needed}, such as {example}."
            )
        return cls(found, int(match[2]))


def no_such(ref: Ref) -> NotFound:
    """The error of whoever asks for an entry that is not there, or that they may not see."""
    lists = {
        Kind.BLOCKER: "/blocker list shows",
        Kind.SOLUTION: "/search finds",
        Kind.ENDPOINT: "/endpoint list shows",
        Kind.API: "/api list shows",
        Kind.REQUEST: "/api requests shows",
    }
    return NotFound(f"There is no {ref.kind.word} {ref} in this server. {lists[ref.kind]} those there are.")


@dataclass(frozen=True, slots=True)
class EntryId:
    """An entry among those of all servers."""

    id: int
    """Grows with each entry that is written."""
    guild_id: int
    ref: Ref


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a server, under the name they had at the time."""

    id: int
    name: str
    moderator: bool = field(default=False, compare=False)
    """Whether they may manage messages, at the moment of acting; not kept."""
    administrator: bool = field(default=False, compare=False)
    """Whether they may manage the server, at the moment of acting; not kept."""

    @property
    def named(self) -> "Member":
        """This member as they are kept: by id and name, without what they may do."""
        return Member(self.id, self.name)


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread in which a card stands, as it is kept: of one that sleeps, Discord tells bots nothing."""

    parent_id: int
    """The channel that it belongs to."""
    is_private: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody acts: a server, and the channel that a card goes to if the server has set none."""

    guild_id: int
    channel_id: int
    thread: Thread | None = None
    """What that channel is, if it is a thread."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A message on Discord."""

    channel_id: int
    message_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What all kinds of entries share."""

    guild_id: int
    ref: Ref
    title: str
    tags: tuple[str, ...]
    author: Member
    created_at: datetime
    updated_at: datetime
    card: Spot | None = None
    """Where its card stands on Discord, once it was posted."""

    def roles_of(self, member: Member) -> frozenset[Role]:
        """What `member` is to this entry."""
        roles = {Role.STRANGER}
        if member.id == self.author.id:
            roles.add(Role.AUTHOR)
        if member.moderator:
            roles.add(Role.MODERATOR)
        if member.administrator:
            roles.add(Role.ADMINISTRATOR)
        return frozenset(roles)

    def allows(self, deed: Deed, by: Member, *, late: bool = False) -> bool:
        """Whether `by` may do that to this entry; `late` when its author was silent for long."""
        return RULES[deed].allows(self.roles_of(by), late=late)

    def check(self, deed: Deed, by: Member, *, late: bool = False) -> None:
        """Refuse what `by` may not do to this entry.

        Raises:
            Refused: it is so; the sentence says who may.
        """
        if not self.allows(deed, by, late=late):
            raise self.refusal(deed)

    def refusal(self, deed: Deed) -> Refused:
        """The refusal of a deed to somebody who may not do it."""
        return Refused(RULES[deed].otherwise.format(**self.named()))

    def named(self) -> dict[str, str]:
        """Whom the sentences of the rules may name."""
        return {"ref": str(self.ref), "author": self.author.name, "helper": "the one who helps"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """An entry's common part before the store gives it a number.

    `cause` is the id of the interaction that writes it: written twice, it is one entry. What Nexus makes by itself
    has none.
    """

    guild_id: int
    title: str
    tags: tuple[str, ...]
    author: Member
    at: datetime
    cause: int | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of an autocomplete list: an entry's number and title."""

    ref: Ref
    title: str
