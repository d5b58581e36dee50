"""What a search found, as cards: a page for whoever asked, and the answer to a question in chat."""

from dataclasses import replace
from typing import Final

from cogs.hits import hit_text
from cogs.search.buttons import (
    AskButton,
    AsTypedButton,
    EverywhereButton,
    FoundButton,
    PageButton,
    verdicts,
)
from cogs.search.filters import narrowed
from cogs.ui import text
from cogs.ui.cards import Button, Card, joined
from domain.finding import DEPTH
from domain.models.search import Found, Hit, Query, Reason
from domain.text import one_line

ANSWERS: Final = 3
"""Hits shown to a question in chat."""

ASKED_LIMIT: Final = 160
"""Characters of what was asked, as a heading shows it."""

MENDED_LIMIT: Final = 90
"""Characters of the words that were mended, and as many of those that were typed."""


def results_card(found: Found) -> Card:
    """One page of a search's hits."""
    if not found.hits:
        return nothing_card(found)
    page = f", page {found.page + 1} of {found.pages}" if found.pages > 1 else ""
    count = f"{counted(found.total)} found{page}"
    card = Card().title(f"“{asked(found.query)}”", joined([count, *narrowed(found.query.within)]))
    say_mended(card, found)
    for place, hit in enumerate(found.hits):
        add_hit(card, found, hit, is_best=place == 0)
    if not found.fits:
        card.text("-# Not what you look for? Try other words, or log a blocker.")
    return card.actions(*pages(found), AskButton(found.search_id, is_best=not found.fits))


def pages(found: Found) -> list[Button]:
    """The ways to the page before and to the next one, where there are several."""
    if found.pages == 1:
        return []
    return [
        PageButton(found.search_id, max(found.page - 1, 0), "Back", disabled=found.page == 0),
        PageButton(found.search_id, found.page + 1, disabled=found.page + 1 >= found.pages),
    ]


def counted(hits: int) -> str:
    """How many hits there are; of more than a search puts in order, nobody knows how many fit."""
    return str(hits) if hits < DEPTH else f"{hits} or more"


def nothing_card(found: Found) -> Card:
    """Where nothing is found: which filter to drop, or how to ask people."""
    within = found.query.within
    more = "else " if within.dismissed else ""
    card = Card().title(f"Nothing {more}found for “{asked(found.query)}”", joined(narrowed(within)))
    if within.filters:
        counts = [f"Without the {name}: {counted(count)} found." for name, count in found.beyond.items()]
        filters = "filters" if len(within.filters) > 1 else "filter"
        card.text("\n".join(counts) or f"Nothing is found without the {filters} either.")
    card.text(
        "Try other words, or log a blocker: whoever knows sees it, and its solution is found next time."
    )
    return card.actions(
        EverywhereButton(found.search_id) if found.beyond else None,
        AskButton(found.search_id, is_best=True),
    )


def answer_card(found: Found) -> Card:
    """The answer to a question in chat: the best hits, or the offer to ask people."""
    if not found.fits:
        card = Card().text(
            "I found nothing that fits. Log it as a blocker: whoever knows sees it,"
            " and its solution is found next time."
        )
        return card.actions(AskButton(found.search_id, is_best=True))
    card = say_mended(Card().title("This may help"), found)
    for place, hit in enumerate(found.hits[:ANSWERS]):
        add_hit(card, found, for_all(hit), is_best=place == 0)
    return card.actions(AskButton(found.search_id))


def for_all(hit: Hit) -> Hit:
    """A hit as everybody may read it: what one member asked before is theirs to tell."""
    return replace(hit, reason=Reason.FOUND_BEFORE) if hit.reason is Reason.YOU_ASKED_BEFORE else hit


def add_hit(card: Card, found: Found, hit: Hit, *, is_best: bool) -> None:
    """A hit with its button; below the best one, what one can say of it at once."""
    card.row(hit_text(hit), FoundButton(found.search_id, hit.ref, found.page))
    if is_best:
        card.actions(*verdicts(found.search_id, hit.ref, found.page))


def say_mended(card: Card, found: Found) -> Card:
    """Say which words were taken for which, with the way back."""
    if not found.mended:
        return card
    meant, _ = text.fitted(" ".join(each.meant for each in found.mended), MENDED_LIMIT, text.plain)
    typed = " ".join(each.typed for each in found.mended)
    shown, _ = text.fitted(typed, MENDED_LIMIT, text.plain)
    back = AsTypedButton(found.search_id, f"Search for {typed}")
    return card.row(f"Showing results for **{meant}** instead of {shown}", back)


def asked(query: Query) -> str:
    """What was asked, as a heading; of an error that was pasted, its class without the path, and what it says."""
    words = one_line(query.asked)
    name, colon, rest = words.partition(": ")
    if query.fingerprints and colon and " " not in name:
        words = f"{name.rpartition('.')[2]}: {rest}"
    return text.fitted(words, ASKED_LIMIT, text.plain)[0]
