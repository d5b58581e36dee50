"""Who may do what, spelled out: one row for each deed."""

from typing import NamedTuple

from domain.models.deeds import Deed, Role
from tests.support.domain import ADA, ADMINISTRATOR, GRACE, HEDY, LINUS, MODERATOR, OLGA, ZOE

WHO = {
    Role.AUTHOR: ADA,
    Role.HELPER: LINUS,
    Role.AFFECTED: GRACE,
    Role.QUOTED: HEDY,
    Role.OWNER: OLGA,
    Role.MODERATOR: MODERATOR,
    Role.ADMINISTRATOR: ADMINISTRATOR,
    Role.STRANGER: ZOE,
}

EVERYBODY = "author helper affected quoted owner moderator administrator stranger"
OTHERS = "helper affected quoted owner moderator administrator stranger"
TIDY = "moderator administrator"


class Row(NamedTuple):
    """Who may, who may never whatever else they are, who may once the author was silent, and what others read."""

    may: str
    says: str
    never: str = ""
    late: str = ""


WAITS = "ada decides whether the answer solves B12; please wait."

ROWS: dict[Deed, Row] = {
    Deed.EDIT: Row(f"author {TIDY}", "Only ada or a moderator can edit B12."),
    Deed.TAG: Row(f"author helper {TIDY}", "Only ada, the one who helps or a moderator can tag B12."),
    Deed.UNMASK: Row("author", "Only ada can say what in B12 is no secret."),
    Deed.MOVE: Row(f"author {TIDY}", "Only ada, who shared E7, or a moderator can change its status."),
    Deed.REVISE: Row(
        f"author {TIDY}", "Only ada, who shared A3, or a moderator can bring a new document of it."
    ),
    Deed.MUTE: Row(f"author {TIDY}", "Only ada, who shared A3, or a moderator can say what is muted for it."),
    Deed.GRANT: Row(f"owner {TIDY}", "Only olga or a moderator can accept Q5."),
    Deed.COUNTER: Row(f"owner {TIDY}", "Only olga or a moderator can propose something else for Q5."),
    Deed.DENY: Row(f"owner {TIDY}", "Only olga or a moderator can decline Q5."),
    Deed.AGREE: Row("author", "Only ada can say whether that will do for Q5."),
    Deed.NEED: Row(OTHERS, "Q5 is your own, so you are told anyway.", never="author"),
    Deed.NEED_NOT: Row("affected", "You did not say “I need this too” to Q5."),
    Deed.CALL_OFF: Row(f"author {TIDY}", "Only ada or a moderator can withdraw Q5."),
    Deed.SETTLE: Row("author", "Only ada can say whether what is there will do for Q5."),
    Deed.WATCH: Row(
        f"author {TIDY}", "Only ada, who shared A3, or a moderator can say whether it is watched."
    ),
    Deed.WITHDRAW: Row(f"author {TIDY}", "Only ada, who shared A3, or a moderator can retire it."),
    Deed.BRING_BACK: Row(f"author {TIDY}", "Only ada, who shared A3, or a moderator can bring it back."),
    Deed.SUNSET: Row(
        f"author {TIDY}", "Only ada, who shared E7, or a moderator can say when it may be gone."
    ),
    Deed.CLAIM: Row(OTHERS, "B12 is your own. Somebody else can offer to help", never="author"),
    Deed.RELEASE: Row(f"helper {TIDY}", "Only linus, who is helping with B12, can hand it back."),
    Deed.HAND_OVER: Row(f"helper {TIDY}", "Only linus, who is helping with B12, can hand it over."),
    Deed.JOIN: Row(OTHERS, "B12 is your own, so you are told anyway.", never="author"),
    Deed.LEAVE: Row("affected", "You did not say “Me too” to B12."),
    Deed.PROPOSE: Row(
        f"helper {TIDY}", "Only ada or the one who helps can resolve B12. If you know", never="author"
    ),
    Deed.ACCEPT: Row("author", WAITS, late=TIDY),
    Deed.DECLINE: Row("author", WAITS, late=TIDY),
    Deed.RESOLVE: Row("author", "Only ada can say that B12 is solved. If you help, propose", late=TIDY),
    Deed.DROP: Row(f"author {TIDY}", "Only ada or a moderator can say that B12 is no longer needed."),
    Deed.DUPLICATE: Row(
        f"author helper {TIDY}", "Only ada, the one who helps or a moderator can mark B12 as a duplicate."
    ),
    Deed.REOPEN: Row(f"author {TIDY}", "Only ada or a moderator can reopen B12. If you are stuck"),
    Deed.HELPED: Row(OTHERS, "S3 is your own; others say whether it helped.", never="author"),
    Deed.FAILED: Row(EVERYBODY, "You cannot say that of S3."),
    Deed.TAKE_BACK: Row(EVERYBODY, "You cannot say that of S3."),
    Deed.SUPERSEDE: Row(
        f"author helper {TIDY}", "Only ada, who helped or a moderator can say that a newer solution takes"
    ),
    Deed.RETIRE: Row(TIDY, "Only a moderator can retire S3."),
    Deed.RESTORE: Row(TIDY, "Only a moderator can bring S3 back."),
    Deed.UNNAME: Row("helper quoted", "S3 does not name you."),
    Deed.VETO: Row("quoted", "S3 does not quote you, so it is not yours to take back."),
}


def roles(words: str) -> frozenset[Role]:
    """The roles that a row names."""
    return frozenset(Role(word) for word in words.split())


def may(deed: Deed, *whoever: Role, late: bool = False) -> bool:
    """Whether somebody who is all of that may, as the row has it."""
    row = ROWS[deed]
    allowed = roles(row.may) | roles(row.late if late else "")
    return bool(allowed.intersection(whoever)) and not roles(row.never).intersection(whoever)
