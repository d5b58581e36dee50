"""The order of the titles that complete while somebody types."""

from collections.abc import Iterable

from domain.models.search import Title
from domain.text import one_line


def best_first(titles: Iterable[Title], typed: str) -> list[Title]:
    """First those that begin with what was typed, then those that helped most, then the newest."""
    beginning = one_line(typed).casefold()

    def rank(each: Title) -> tuple[bool, int, float]:
        begins = one_line(each.title).casefold().startswith(beginning)
        return begins, each.helped, each.created_at.timestamp()

    return sorted(titles, key=rank, reverse=True)
