"""What is written into a solution, cleaned and within limits."""

import re
from dataclasses import dataclass
from typing import Self

from domain import text
from domain.errors import BadInput
from domain.masking.placeholders import PLACEHOLDER
from domain.models.entries import TEXT_LIMIT, Member, Spot
from domain.models.resolution import Resolution

LINK_LIMIT = 500
"""Characters of all links together."""

LINKS_LIMIT = 5
VERSIONS_LIMIT = 5
VERSION_LIMIT = 40
"""Characters of one version, such as `Django 5.2`."""

LANGUAGE_LIMIT = 20

_LABEL = r"[^\s/?#.:@\[\]<>\"'`|\\]+"
_HOST = rf"(?:{_LABEL}(?:\.{_LABEL})+|localhost|\[[0-9a-fA-F:.]+\])"
_LINK = re.compile(rf"https?://{_HOST}(?::\d{{1,5}})?(?:[/?#][^\s<>\"'`|\\]*)?")
_WORD = re.compile(rf"(?:{PLACEHOLDER.pattern}|\S)+")
"""A link among others; what was masked in it has spaces."""

_ID = r"(\d{1,18}|[1-8]\d{18})"
MESSAGE_LINK = re.compile(rf"https://(?:\w+\.)?discord(?:app)?\.com/channels/{_ID}/{_ID}/{_ID}/?", re.ASCII)
"""A link to a message: the ids of its server, channel and itself, each of which the store takes."""
_LANGUAGE = re.compile(r"[\w+#.-]*")
_FENCED = re.compile(r"```(?:([\w+#.-]{1,20})[ \t]*\n)?(.*?)(?:\n?```|\Z)", re.DOTALL)


def link_of(typed: str) -> str:
    """The link typed, or an empty string.

    Raises:
        BadInput: it is no http or https address, or too long.
    """
    link = text.with_plain_scheme(text.optional(typed, "link", limit=LINK_LIMIT))
    if link and not _LINK.fullmatch(PLACEHOLDER.sub("masked", link)):
        raise BadInput(
            f"“{text.shortened(text.one_line(link), 60)}” is not a link. Links start with https:// and have no spaces."
        )
    return link


def links_of(typed: str) -> tuple[str, ...]:
    """The links typed, one a line or with spaces between, each once.

    Raises:
        BadInput: one is no http or https address, they are too long together, or there are too many.
    """
    words = _WORD.finditer(text.optional(typed, "list of links", limit=LINK_LIMIT))
    links = tuple(dict.fromkeys(link_of(word[0]) for word in words))
    if len(links) > LINKS_LIMIT:
        raise BadInput(f"That is {len(links)} links; {LINKS_LIMIT} fit. Please keep the best ones.")
    return links


def spot_of(link: str, guild_id: int) -> Spot | None:
    """The message of a server that a link leads to, if it leads to one."""
    match = MESSAGE_LINK.fullmatch(link)
    return Spot(int(match[2]), int(match[3])) if match and int(match[1]) == guild_id else None


def versions_of(typed: str) -> tuple[str, ...]:
    """The versions typed, such as `Django 5.2, Python 3.12`, each once.

    Raises:
        BadInput: one is too long, or there are too many.
    """
    parts = (text.one_line(part) for part in re.split(r"[,;\n]", typed))
    versions = tuple(dict.fromkeys(part for part in parts if part))
    if len(versions) > VERSIONS_LIMIT:
        raise BadInput(f"That is {len(versions)} versions; {VERSIONS_LIMIT} fit.")
    if any(len(version) > VERSION_LIMIT for version in versions):
        raise BadInput(f"A version is short, such as Django 5.2: {VERSION_LIMIT} characters fit.")
    return versions


def _unfenced(code: str) -> tuple[str, str]:
    """The language that a fence around `code` names, and the code without the fence."""
    fenced = _FENCED.fullmatch(code)
    return (fenced[1] or "", fenced[2].strip("\n")) if fenced else ("", code)


def parted(said: str) -> tuple[str, str]:
    """What somebody said without its first block of code, and that block with its fence, if there is one."""
    fenced = _FENCED.search(said)
    if fenced is None or not fenced[2].strip():
        return said, ""
    words = [said[: fenced.start()].strip(), said[fenced.end() :].strip()]
    return "\n".join(filter(None, words)), fenced[0]


def language_of(typed: str) -> str:
    """The programming language typed, in lower case, or an empty string.

    Raises:
        BadInput: it is none that a block of code could name.
    """
    language = text.one_line(typed).casefold()
    if len(language) > LANGUAGE_LIMIT or not _LANGUAGE.fullmatch(language):
        raise BadInput(
            f"“{text.shortened(language, 40)}” is not a language's name. It looks like python, sql or c++."
        )
    return language


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The texts of a solution, cleaned and within limits."""

    problem: str
    fix: str
    cause: str = ""
    prevention: str = ""
    code: str = ""
    language: str = ""

    @classmethod
    def typed(cls, *, problem: str, fix: str, cause: str = "", prevention: str = "", code: str = "") -> Self:
        """The texts as typed into a form. A fence around the code may name its language.

        Raises:
            BadInput: a field is empty, too long or cannot be read.
        """
        named, code = _unfenced(text.clean(code))
        return cls(
            problem=text.required(problem, "problem", limit=TEXT_LIMIT),
            fix=text.required(fix, "solution", limit=TEXT_LIMIT),
            cause=text.optional(cause, "cause", limit=TEXT_LIMIT),
            prevention=text.optional(prevention, "advice on how to prevent it", limit=TEXT_LIMIT),
            code=text.optional(code, "code", limit=TEXT_LIMIT),
            language=language_of(named),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a solution is found by, where it leads, and what it is true for."""

    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()

    @classmethod
    def typed(cls, *, tags: str = "", links: str = "", versions: str = "") -> Self:
        """The details as typed into a form.

        Raises:
            BadInput: one is too long or cannot be read, or there are too many.
        """
        return cls(tags=text.tags_of(tags), links=links_of(links), versions=versions_of(versions))


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionDraft(Words):
    """All that a member wrote into a new solution, cleaned and within limits."""

    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    quoted: tuple[Member, ...] = ()
    """Whose messages it was made from."""

    @classmethod
    def of(cls, resolution: Resolution, *, problem: str) -> Self:
        """What a resolution says of a problem. A fence around its code may name its language."""
        language, code = _unfenced(resolution.code)
        return cls(
            problem=problem,
            cause=resolution.cause,
            fix=resolution.fix,
            prevention=resolution.prevention,
            code=code,
            language=language_of(language),
        )

    @classmethod
    def written(
        cls,
        *,
        problem: str,
        fix: str,
        cause: str = "",
        prevention: str = "",
        code: str = "",
        links: str = "",
        versions: str = "",
        tags: str = "",
        quoted: tuple[Member, ...] = (),
    ) -> Self:
        """The draft from what was typed into a form. A fence around the code may name its language.

        Raises:
            BadInput: a field is empty, too long or cannot be read.
        """
        words = Words.typed(problem=problem, fix=fix, cause=cause, prevention=prevention, code=code)
        details = Details.typed(tags=tags, links=links, versions=versions)
        return cls(
            problem=words.problem,
            fix=words.fix,
            cause=words.cause,
            prevention=words.prevention,
            code=words.code,
            language=words.language,
            tags=details.tags,
            links=details.links,
            versions=details.versions,
            quoted=tuple(dict.fromkeys(member.named for member in quoted)),
        )
