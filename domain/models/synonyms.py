"""A server's own synonyms, and what is said of them."""

from dataclasses import dataclass
from datetime import datetime

from domain.models.entries import Member
from domain.retrieval.synonyms import MEMBERS_LIMIT, Group


@dataclass(frozen=True, slots=True, kw_only=True)
class SynonymGroup:
    """Words and phrases that mean the same in one server."""

    number: int
    """Counted per server, never given twice."""
    words: Group
    added_by: Member
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedSynonyms:
    """What came of adding a group."""

    group: SynonymGroup
    replaced: tuple[SynonymGroup, ...]
    """The server's smaller groups that it holds all of, and that it took the place of."""
    neighbours: tuple[Group, ...]
    """The other groups that share a word with it: they stay apart."""

    @property
    def joined(self) -> Group:
        """All words of the group and of those that share one with it."""
        groups = (self.group.words, *self.neighbours)
        return tuple(dict.fromkeys(word for group in groups for word in group))

    @property
    def can_join(self) -> bool:
        """Whether it could take in the groups that share a word with it."""
        return bool(self.neighbours) and len(self.joined) <= MEMBERS_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedUp:
    """The groups that have a word."""

    word: str
    own: tuple[SynonymGroup, ...]
    """The server's own."""
    built_in: tuple[Group, ...]
    """Those that come with Nexus."""
