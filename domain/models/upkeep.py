"""What the upkeep of the search index finds."""

from dataclasses import dataclass
from enum import Enum

from domain.models.entries import EntryId


class Wrong(Enum):
    """How an entry and its index are apart; the value goes on from the entry's number."""

    MISSING = "is not in the index: nobody finds it"
    OUT_OF_USE = "is out of use, and still in the index"
    OLDER = "was read for search by an older Nexus"
    OTHER_WORDS = "is in the index with other words than it has"
    OTHER_LISTS = "is in the index's lists with other words than it has"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong with the index."""

    entry: EntryId | None
    """None where the lists are damaged and no entry tells how."""
    wrong: Wrong
