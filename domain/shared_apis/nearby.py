"""What comes close to an operation that somebody typed, where none is called so."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from rapidfuzz.fuzz import WRatio, ratio
from rapidfuzz.process import extract

from domain.models.endpoint import Status
from domain.models.offer import Offer
from domain.shared_apis.fulfilment import singular
from domain.shared_apis.typed import PLACEHOLDER, Typed, bare, fits, is_value, segments_of

NEAR: Final = 0.6
"""How alike, from 0 to 1, two paths must be for one to be named as near."""

SAME: Final = 0.82
"""How alike two words must be for one to be taken for the other, mistyped: `ordres` for `orders`."""

ALIKE: Final = 70
"""How alike, of 100, words and an operation's path or summary must be."""

WORD: Final = 2
PARAMETER: Final = 1
"""How much segments weigh: a parameter takes anything, so it tells less than a word."""


def near(typed: Typed, offers: Sequence[Offer], *, limit: int) -> Sequence[Offer]:
    """The operations whose path is most like what was typed; of words, also those whose summary is."""
    ranked = sorted(
        ((-closeness, each.method is not typed.method, each.status is Status.GONE, number))
        for number, each in enumerate(offers)
        if (closeness := _closeness(typed.segments, each)) >= NEAR
    )
    found = [offers[number] for *_, number in ranked]
    if not typed.is_path and typed.method is None:
        found += [each for each in _told_alike(typed.text, offers, limit) if each not in found]
    return found[:limit]


def mistyped(typed: Typed, offers: Sequence[Offer]) -> Sequence[Offer]:
    """The operations of the method that differ from what was typed in nothing but how words are spelled."""
    return [each for each in offers if each.method is typed.method and _is_mistyped(typed.segments, each)]


def _told_alike(text: str, offers: Sequence[Offer], limit: int) -> Iterator[Offer]:
    """The operations whose path or summary is like these words."""
    names = [f"{each.path} {each.summary}".casefold() for each in offers]
    for _, _, place in extract(text.casefold(), names, scorer=WRatio, limit=limit, score_cutoff=ALIKE):
        yield offers[place]


def _closeness(asked: Sequence[str], offer: Offer) -> float:
    """How alike two paths are, from 0 to 1: by their segments, from the beginning or from the end."""
    asked, told = bare(asked), bare(segments_of(offer.path))
    weight = sum(map(_weight, (*asked, *told)))
    from_beginning = _shared(zip(told, asked, strict=False))
    from_end = _shared(zip(reversed(told), reversed(asked), strict=False))
    return 2 * max(from_beginning, from_end) / weight if weight else 0.0


def _is_mistyped(asked: Sequence[str], offer: Offer) -> bool:
    pairs = zip_longest(bare(segments_of(offer.path)), bare(asked))
    return all(told and other and _likeness(told, other) >= SAME for told, other in pairs)


def _shared(pairs: Iterator[tuple[str, str]]) -> float:
    return sum(_likeness(told, asked) * min(_weight(told), _weight(asked)) for told, asked in pairs)


def _likeness(told: str, asked: str) -> float:
    """How alike two segments are, from 0 to 1; words that share little share nothing."""
    if told == asked or (PLACEHOLDER.search(told) and is_value(asked) and fits(told, asked)):
        return 1
    if singular(told) == singular(asked):
        return 0.95
    likeness = ratio(told, asked) / 100
    return likeness if likeness >= NEAR else 0


def _weight(segment: str) -> int:
    return PARAMETER if is_value(segment) else WORD
