"""Synonyms: groups of words and phrases that mean the same, so that search finds either by the other.

Those that every developer knows stand in `synonyms.txt` beside this module; a server adds its own on top.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final, TypeAlias

from domain.errors import BadInput
from domain.retrieval.stop_words import STOP_WORDS
from domain.retrieval.words import names_in
from domain.text import clean, one_line, shortened

Phrase: TypeAlias = tuple[str, ...]
"""One or more words in lower case, such as `("pull", "request")`."""

Group: TypeAlias = tuple[str, ...]
"""What means the same, each member as it is written: `("pull request", "pr")`."""

Form: TypeAlias = Callable[[str], str]
"""Makes of a word what it is looked up by, such as its stem."""

MEMBERS_LIMIT = 8
"""Members of one group."""

PHRASE_LIMIT = 3
"""Words of one member."""

MEMBER_LIMIT = 40
"""Characters of one member."""

_SEPARATORS = re.compile(r"[,;=\n]")
_QUOTES: Final = "\"'`“”\u2018\u2019«»"


def as_typed(word: str) -> str:
    """The form of a word that is looked up as it was typed."""
    return word


@dataclass(frozen=True, eq=False)
class Synonyms:
    """Groups of words and phrases that mean the same.

    Groups that share a member stay apart: a short form such as `auth` means what either group says, which makes
    `authentication` and `authorization` no synonyms of each other.
    """

    form: Form = as_typed
    """What members and looked-up words go through, so that `databases` can find the group of `database`."""
    longest: int = 0
    """Words of the longest phrase."""
    _others: Mapping[Phrase, tuple[Phrase, ...]] = field(default_factory=dict[Phrase, tuple[Phrase, ...]])
    """By a phrase in its form: the other ways to say it."""

    @classmethod
    def built_in(cls, form: Form = as_typed) -> "Synonyms":
        """Those that come with Nexus; made once for each form."""
        return _built_in(form)

    def with_groups(self, groups: Iterable[Sequence[str]]) -> "Synonyms":
        """These and `groups` on top, which come last in order; each member is a word or a phrase as it is written."""
        others, longest = dict(self._others), self.longest
        for group in groups:
            phrases = [tuple(member.split()) for member in group]
            forms = [self._formed(phrase) for phrase in phrases]
            for key in forms:
                known = others.get(key, ())
                new = [p for p, form in zip(phrases, forms, strict=True) if form != key and p not in known]
                others[key] = (*known, *new)
            longest = max(longest, *map(len, phrases))
        return Synonyms(self.form, longest, others)

    def within(self, words: Sequence[str]) -> Iterator[tuple[range, Phrase]]:
        """The other ways, as written, to say each phrase of `words` (in lower case), with the places of its words."""
        formed = self._formed(words)
        for first in range(len(formed)):
            for last in range(first + 1, min(first + self.longest, len(formed)) + 1):
                for phrase in self._others.get(formed[first:last], ()):
                    yield range(first, last), phrase

    def _formed(self, words: Iterable[str]) -> Phrase:
        return tuple(map(self.form, words))


@cache
def table() -> str:
    """The text of the table that comes with Nexus, as people read and extend it."""
    return (files("domain.retrieval") / "synonyms.txt").read_text(encoding="utf-8")


@cache
def built_in_groups() -> tuple[Group, ...]:
    """The groups of the table that comes with Nexus, in its order."""
    lines = (line for line in table().splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split(", ")) for line in lines)


@cache
def _built_in(form: Form) -> Synonyms:
    return Synonyms(form).with_groups(built_in_groups())


def group_of(typed: str) -> Group:
    """The group that somebody typed, such as `k8s, kubernetes` or `k8s = kubernetes`: in lower case, each member once.

    Raises:
        BadInput: it has fewer than two members or more than eight, or one of them cannot be a synonym.
    """
    typed_members = [_member(part) for part in _SEPARATORS.split(clean(typed))]
    members: Group = tuple(dict.fromkeys(member for member in typed_members if member))
    if len(members) < 2:
        raise BadInput("Please type two words or more that mean the same, with commas, such as wf, workflow.")
    if len(members) > MEMBERS_LIMIT:
        raise BadInput(f"That is {len(members)} words and phrases; {MEMBERS_LIMIT} fit into one group.")
    return members


def phrase_of(typed: str) -> str:
    """A word or phrase as groups hold it: without quotes, in lower case, one space between words."""
    words = unicodedata.normalize("NFC", one_line(typed)).lower().split()
    return " ".join(filter(None, (word.strip(_QUOTES) for word in words)))


def _member(typed: str) -> str:
    """One member, empty where nothing was typed.

    Raises:
        BadInput: it is too long, has no word, or none that search looks for.
    """
    member = phrase_of(typed)
    words = member.split()
    shown = shortened(member, MEMBER_LIMIT)
    if len(member) > MEMBER_LIMIT:
        raise BadInput(f"“{shown}” is too long: {MEMBER_LIMIT} characters fit.")
    if len(words) > PHRASE_LIMIT:
        raise BadInput(
            f"“{shown}” has {len(words)} words; {PHRASE_LIMIT} fit. Separate synonyms with commas."
        )
    if member and not any(sign.isalnum() for sign in member):
        raise BadInput(f"“{shown}” has no letter or digit, so nobody can search for it.")
    if member and not any(name.whole not in STOP_WORDS for name in names_in(member)):
        raise BadInput(f"“{shown}” is so common a word that search leaves it out. Please choose another.")
    return member
