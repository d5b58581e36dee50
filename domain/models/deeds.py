"""Deeds: what can be done to an entry, and who may do it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final


class Deed(Enum):
    """Something done to an entry; the value is what the store keeps."""

    LOG = "log"
    POST = "post"
    SHARE = "share"
    EDIT = "edit"
    TAG = "tag"
    UNMASK = "unmask"
    MOVE = "move"

    REVISE = "revise"
    MUTE = "mute"
    WATCH = "watch"
    WITHDRAW = "withdraw"
    BRING_BACK = "bring back"
    SUNSET = "sunset"

    ASK = "ask"
    GRANT = "grant"
    COUNTER = "counter"
    DENY = "deny"
    AGREE = "agree"
    NEED = "need"
    NEED_NOT = "need not"
    CALL_OFF = "call off"
    SETTLE = "settle"
    DIFFER = "differ"
    FULFIL = "fulfil"

    CLAIM = "claim"
    RELEASE = "release"
    HAND_OVER = "hand over"
    LAPSE = "lapse"
    JOIN = "join"
    LEAVE = "leave"
    PROPOSE = "propose"
    ACCEPT = "accept"
    DECLINE = "decline"
    RESOLVE = "resolve"
    DROP = "drop"
    DUPLICATE = "duplicate"
    REOPEN = "reopen"
    UNDO = "undo"

    HELPED = "helped"
    FAILED = "failed"
    TAKE_BACK = "take back"
    SUPERSEDE = "supersede"
    RETIRE = "retire"
    RESTORE = "restore"
    UNNAME = "unname"
    VETO = "veto"
    DOUBT = "doubt"


class Role(Enum):
    """What somebody is to an entry, or to the server."""

    AUTHOR = "author"
    HELPER = "helper"
    AFFECTED = "affected"
    QUOTED = "quoted"
    """Their message became part of a solution."""
    OWNER = "owner"
    """They can build what a request asks for."""
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"
    STRANGER = "stranger"
    """Any member: everybody is at least that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Who may do a deed: one of `may`, but none of `never`; and what the others read.

    Those of `later` may too, once the author was silent for as long as the server has set.
    The sentence knows `{ref}`, `{author}` and `{helper}`, and of requests `{owner}`.
    """

    may: frozenset[Role]
    never: frozenset[Role] = frozenset()
    later: frozenset[Role] = frozenset()
    otherwise: str

    def allows(self, roles: frozenset[Role], *, late: bool = False) -> bool:
        """Whether somebody with these roles may; `late` when the author was silent for long."""
        may = self.may | self.later if late else self.may
        return not (roles & self.never) and bool(roles & may)


ALL: Final = frozenset({Role.STRANGER})
TIDY: Final = frozenset({Role.MODERATOR, Role.ADMINISTRATOR})
AUTHOR: Final = frozenset({Role.AUTHOR})
HELPER: Final = frozenset({Role.HELPER})
QUOTED: Final = frozenset({Role.QUOTED})
OWNER: Final = frozenset({Role.OWNER})

RULES: Final[Mapping[Deed, Rule]] = {
    Deed.EDIT: Rule(may=AUTHOR | TIDY, otherwise="Only {author} or a moderator can edit {ref}."),
    Deed.TAG: Rule(
        may=AUTHOR | HELPER | TIDY,
        otherwise="Only {author}, the one who helps or a moderator can tag {ref}.",
    ),
    Deed.UNMASK: Rule(may=AUTHOR, otherwise="Only {author} can say what in {ref} is no secret."),
    Deed.MOVE: Rule(
        may=AUTHOR | TIDY,
        otherwise="Only {author}, who shared {ref}, or a moderator can change its status.",
    ),
    Deed.REVISE: Rule(
        may=AUTHOR | TIDY,
        otherwise="Only {author}, who shared {ref}, or a moderator can bring a new document of it.",
    ),
    Deed.MUTE: Rule(
        may=AUTHOR | TIDY,
        otherwise="Only {author}, who shared {ref}, or a moderator can say what is muted for it.",
    ),
    Deed.GRANT: Rule(may=OWNER | TIDY, otherwise="Only {owner} or a moderator can accept {ref}."),
    Deed.COUNTER: Rule(
        may=OWNER | TIDY, otherwise="Only {owner} or a moderator can propose something else for {ref}."
    ),
    Deed.DENY: Rule(may=OWNER | TIDY, otherwise="Only {owner} or a moderator can decline {ref}."),
    Deed.AGREE: Rule(may=AUTHOR, otherwise="Only {author} can say whether that will do for {ref}."),
    Deed.NEED: Rule(may=ALL, never=AUTHOR, otherwise="{ref} is your own, so you are told anyway."),
    Deed.NEED_NOT: Rule(
        may=frozenset({Role.AFFECTED}), otherwise="You did not say “I need this too” to {ref}."
    ),
    Deed.CALL_OFF: Rule(may=AUTHOR | TIDY, otherwise="Only {author} or a moderator can withdraw {ref}."),
    Deed.SETTLE: Rule(may=AUTHOR, otherwise="Only {author} can say whether what is there will do for {ref}."),
    Deed.WATCH: Rule(
        may=AUTHOR | TIDY,
        otherwise="Only {author}, who shared {ref}, or a moderator can say whether it is watched.",
    ),
    Deed.WITHDRAW: Rule(
        may=AUTHOR | TIDY, otherwise="Only {author}, who shared {ref}, or a moderator can retire it."
    ),
    Deed.BRING_BACK: Rule(
        may=AUTHOR | TIDY, otherwise="Only {author}, who shared {ref}, or a moderator can bring it back."
    ),
    Deed.SUNSET: Rule(
        may=AUTHOR | TIDY,
        otherwise="Only {author}, who shared {ref}, or a moderator can say when it may be gone.",
    ),
    Deed.CLAIM: Rule(
        may=ALL,
        never=AUTHOR,
        otherwise="{ref} is your own. Somebody else can offer to help; if you solved it, press “Resolve”.",
    ),
    Deed.RELEASE: Rule(
        may=HELPER | TIDY, otherwise="Only {helper}, who is helping with {ref}, can hand it back."
    ),
    Deed.HAND_OVER: Rule(
        may=HELPER | TIDY, otherwise="Only {helper}, who is helping with {ref}, can hand it over."
    ),
    Deed.JOIN: Rule(may=ALL, never=AUTHOR, otherwise="{ref} is your own, so you are told anyway."),
    Deed.LEAVE: Rule(may=frozenset({Role.AFFECTED}), otherwise="You did not say “Me too” to {ref}."),
    Deed.PROPOSE: Rule(
        may=HELPER | TIDY,
        never=AUTHOR,
        otherwise="Only {author} or the one who helps can resolve {ref}."
        " If you know the answer, press “I can help” first.",
    ),
    Deed.ACCEPT: Rule(
        may=AUTHOR, later=TIDY, otherwise="{author} decides whether the answer solves {ref}; please wait."
    ),
    Deed.DECLINE: Rule(
        may=AUTHOR, later=TIDY, otherwise="{author} decides whether the answer solves {ref}; please wait."
    ),
    Deed.RESOLVE: Rule(
        may=AUTHOR,
        later=TIDY,
        otherwise="Only {author} can say that {ref} is solved. If you help, propose your answer.",
    ),
    Deed.DROP: Rule(
        may=AUTHOR | TIDY, otherwise="Only {author} or a moderator can say that {ref} is no longer needed."
    ),
    Deed.DUPLICATE: Rule(
        may=AUTHOR | HELPER | TIDY,
        otherwise="Only {author}, the one who helps or a moderator can mark {ref} as a duplicate.",
    ),
    Deed.REOPEN: Rule(
        may=AUTHOR | TIDY,
        otherwise="Only {author} or a moderator can reopen {ref}. If you are stuck on the same, press “Still stuck”"
        " or log a blocker of your own.",
    ),
    Deed.HELPED: Rule(may=ALL, never=AUTHOR, otherwise="{ref} is your own; others say whether it helped."),
    Deed.FAILED: Rule(may=ALL, otherwise="You cannot say that of {ref}."),
    Deed.TAKE_BACK: Rule(may=ALL, otherwise="You cannot say that of {ref}."),
    Deed.SUPERSEDE: Rule(
        may=AUTHOR | HELPER | TIDY,
        otherwise="Only {author}, who helped or a moderator can say that a newer solution takes the place of {ref}.",
    ),
    Deed.RETIRE: Rule(may=TIDY, otherwise="Only a moderator can retire {ref}."),
    Deed.RESTORE: Rule(may=TIDY, otherwise="Only a moderator can bring {ref} back."),
    Deed.UNNAME: Rule(may=QUOTED | HELPER, otherwise="{ref} does not name you."),
    Deed.VETO: Rule(may=QUOTED, otherwise="{ref} does not quote you, so it is not yours to take back."),
}
"""Who may do what. What is not in it is done by Nexus itself, in making the entry, or, as
an undo, by whoever did what is undone: see `domain.models.events.undoable`.
"""
