"""The cards of a search, with the longest that can stand on them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from discord import ButtonStyle, ui

from cogs.hits import hit_text
from cogs.search.results import answer_card, results_card
from cogs.solutions.wordings import wordings_card
from cogs.ui.cards import Card
from domain.finding import DEPTH
from domain.models.alias import ALIAS_LIMIT, ALIASES_LIMIT, Alias
from domain.models.entries import Kind, Member, Ref
from domain.models.search import (
    MARK,
    QUERY_LIMIT,
    Condition,
    Found,
    Hit,
    Mending,
    Query,
    Reason,
    Within,
)
from domain.search import PAGE
from tests.support import component_rules, v2_rules
from tests.support.domain import ADA, solution

SOME_DAY = datetime(2026, 1, 5, tzinfo=UTC)
SOMEBODY = Member(2**63, "n" * 32)
SIGNS = ["w", "*", "word ", "🙂", "`", "http://x.y/_", "<@1> "]

HIT = Hit(
    ref=Ref(Kind.SOLUTION, 3),
    title="CORS blocks my fetch",
    state="posted",
    passage=f"The {MARK[0]}origin{MARK[1]} is refused",
    author=ADA,
    created_at=SOME_DAY,
    card=None,
)

FOUND = Found(
    search_id=7,
    query=Query("origin"),
    words=("origin",),
    mended=(),
    hits=(HIT,),
    page=0,
    pages=1,
    total=1,
)


def longest(sign: str) -> Found:
    """A page on which everything is as long as it gets, in a sign that may have to be escaped."""

    def fill(length: int) -> str:
        return (sign * length)[:length]

    hit = replace(
        HIT,
        title=fill(80),
        passage=f"{MARK[0]}{fill(3)}{MARK[1]} {fill(3000)}",
        fix=fill(1500),
        helped=10**6,
        reason=Reason.FOUND_BEFORE,
        unconfirmed_since=SOME_DAY,
    )
    return Found(
        search_id=10**15 - 1,
        query=Query(
            fill(QUERY_LIMIT),
            Within(Kind.SOLUTION, "t" * 24, SOMEBODY, Condition.UNCONFIRMED, SOME_DAY),
        ),
        words=("w",),
        mended=(Mending(fill(64), fill(64)),) * 24,
        hits=tuple(replace(hit, ref=Ref(Kind.SOLUTION, 10**9 - 1 - place)) for place in range(PAGE)),
        page=4,
        pages=10,
        total=50,
    )


def words_of(card: Card) -> str:
    texts = [item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay)]
    return "\n".join(texts)


def buttons_of(card: Card) -> list[tuple[str, ButtonStyle]]:
    """The labels and styles of a card's buttons."""
    items: list[Any] = [getattr(item, "item", item) for item in card.walk_children()]
    return [(item.label or "", item.style) for item in items if isinstance(item, ui.Button)]


def problems(card: Card) -> list[str]:
    """What Discord would say of a message with this card."""
    body: dict[str, Any] = {
        "flags": component_rules.COMPONENTS_V2,
        "components": card.to_components(),
        "allowed_mentions": {"parse": []},
    }
    return v2_rules.problems("POST", "/channels/1/messages", body)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_page_of_the_longest_hits_is_shown_whole(sign: str) -> None:
    for card in (results_card(longest(sign)), answer_card(longest(sign))):
        assert not problems(card)
        assert not card.is_cut
    labels = [label for label, _ in buttons_of(results_card(longest(sign)))]
    assert labels.count("Show") == PAGE
    assert labels[-3:] == ["Back", "More", "Log a blocker"]


@pytest.mark.parametrize("sign", SIGNS)
def test_where_nothing_is_found_the_longest_question_fits_too(sign: str) -> None:
    nothing = replace(longest(sign), hits=(), total=0, beyond={"filters": 50, "time": 50})

    card = results_card(nothing)

    assert not problems(card)
    assert not card.is_cut


@pytest.mark.parametrize("sign", SIGNS)
def test_a_page_of_the_longest_wordings_is_shown_whole(sign: str) -> None:
    aliases = [
        Alias(
            id=10**15 - 1 - place,
            guild_id=1,
            number=3,
            text=(sign * ALIAS_LIMIT)[:ALIAS_LIMIT],
            fingerprints=(),
            by=SOMEBODY,
            at=SOME_DAY,
        )
        for place in range(ALIASES_LIMIT)
    ]

    for by in (ADA, Member(9, "zoe")):
        card = wordings_card(solution(title=sign * 80), aliases, 0, by=by)
        assert not problems(card)
        assert not card.is_cut


def test_a_hit_tells_what_it_is_how_often_it_helped_and_why_it_was_found() -> None:
    told = hit_text(replace(HIT, fix="Add the\norigin.", helped=4, reason=Reason.SAME_ERROR))

    assert told.splitlines() == [
        "**S3 · CORS blocks my fetch**",
        "The **origin** is refused",
        "Fix: Add the origin.",
        f"-# solution · helped 4 times · **same error** · <t:{int(SOME_DAY.timestamp())}:R>",
    ]


def test_a_hit_of_which_there_is_no_more_to_say_has_no_empty_line() -> None:
    told = hit_text(replace(HIT, passage="", helped=1))

    assert told.splitlines()[1].startswith("-# solution · helped once · <t:")


@pytest.mark.parametrize(
    ("hits", "style"),
    [
        ((replace(HIT, terms=frozenset({"origin"})),), ButtonStyle.secondary),
        ((HIT,), ButtonStyle.primary),
        ((), ButtonStyle.primary),
    ],
)
def test_to_log_a_blocker_stands_out_where_no_good_answer_was_found(
    hits: tuple[Hit, ...], style: ButtonStyle
) -> None:
    assert buttons_of(results_card(replace(FOUND, hits=hits)))[-1] == ("Log a blocker", style)


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        (Query("S3 · CORS blocks"), "CORS blocks"),
        (
            Query("django.db.utils.OperationalError: no such table", fingerprints=("x1",)),
            "OperationalError: no such table",
        ),
        (Query("no such file: a.b", fingerprints=("x1",)), "no such file: a.b"),
        (Query("a.b: c"), "a.b: c"),
    ],
)
def test_the_heading_says_what_was_understood(query: Query, heading: str) -> None:
    assert words_of(results_card(replace(FOUND, query=query))).startswith(f"### “{heading}”")


def test_as_many_as_a_search_puts_in_order_are_told_as_at_least_so_many() -> None:
    many = replace(longest("x"), total=DEPTH, page=0, pages=5)
    few = replace(many, total=DEPTH - 1)
    nothing = replace(many, hits=(), total=0, beyond={"time": DEPTH, "tag": 2})

    assert "25 or more found, page 1 of 5" in words_of(results_card(many))
    assert "24 found, page 1 of 5" in words_of(results_card(few))
    assert "Without the time: 25 or more found." in words_of(results_card(nothing))
    assert "Without the tag: 2 found." in words_of(results_card(nothing))
