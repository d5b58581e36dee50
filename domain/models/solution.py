"""A solution: a problem somebody had, and what solved it."""

import re
from dataclasses import dataclass
from typing import Self

from domain import text
from domain.errors import BadInput
from domain.models.blocker import TEXT_LIMIT
from domain.models.entries import Entry, Ref

LINK_LIMIT = 500
"""Characters of a link."""

_LABEL = r"[^\s/?#.:@\[\]<>\"'`|\\]+"
_HOST = rf"(?:{_LABEL}(?:\.{_LABEL})+|localhost|\[[0-9a-fA-F:.]+\])"
_LINK = re.compile(rf"https?://{_HOST}(?::\d{{1,5}})?(?:[/?#][^\s<>\"'`|\\]*)?")


def link_of(typed: str) -> str:
    """The link typed, or an empty string.

    Raises:
        BadInput: it is no http or https address, or too long.
    """
    link = text.with_plain_scheme(text.optional(typed, "link", limit=LINK_LIMIT))
    if link and not _LINK.fullmatch(link):
        raise BadInput(
            f"“{text.shortened(text.one_line(link), 60)}” is not a link. Links start with https:// and have no spaces."
        )
    return link


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionDraft:
    """What a member wrote, cleaned and within limits."""

    problem: str
    fix: str
    cause: str = ""
    code: str = ""
    link: str = ""
    tags: tuple[str, ...] = ()

    @classmethod
    def written(
        cls, *, problem: str, fix: str, cause: str = "", code: str = "", link: str = "", tags: str = ""
    ) -> Self:
        """The draft from what was typed into a form.

        Raises:
            BadInput: a field is empty, too long or cannot be read.
        """
        return cls(
            problem=text.required(problem, "problem", limit=TEXT_LIMIT),
            fix=text.required(fix, "solution", limit=TEXT_LIMIT),
            cause=text.optional(cause, "cause", limit=TEXT_LIMIT),
            code=text.optional(code, "code", limit=TEXT_LIMIT),
            link=link_of(link),
            tags=text.tags_of(tags),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """How a blocker was solved: cause, fix and code, cleaned and within limits."""

    cause: str
    fix: str
    code: str

    @classmethod
    def written(cls, *, cause: str, fix: str, code: str = "") -> Self:
        """The resolution from what was typed into the form.

        Raises:
            BadInput: a field is empty or too long.
        """
        return cls(
            cause=text.required(cause, "cause", limit=TEXT_LIMIT),
            fix=text.required(fix, "fix", limit=TEXT_LIMIT),
            code=text.optional(code, "code", limit=TEXT_LIMIT),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution(Entry):
    """A solution as it stands."""

    problem: str
    cause: str
    fix: str
    code: str
    link: str
    blocker: Ref | None = None
    """The blocker that it solved, if it came from one."""
