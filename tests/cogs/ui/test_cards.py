"""Cards stay within Discord's limits whatever is put in, and their buttons work for ever."""

import re
from typing import Any

import pytest
from discord import ui
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.app import COGS
from bot.client import Nexus
from cogs.search.buttons import PageButton
from cogs.ui import text
from cogs.ui.actions import NEVER, Lasting, arguments_of
from cogs.ui.cards import Card, joined, link_button, note
from domain.models.entries import Kind, Ref
from domain.shared_apis.muting import SENTENCES
from domain.text import tags_of
from tests.support import component_rules, v2_rules


def kinds_of(base: type[Any]) -> list[type[Lasting[Any]]]:
    """All buttons and menus that somebody can meet, for all cogs are imported with the composition root."""
    below = [kind for each in base.__subclasses__() for kind in kinds_of(each)]
    template = base.__discord_ui_compiled_template__.pattern
    return below if template == NEVER else [base, *below]


LASTING = kinds_of(Lasting)

numbers = st.integers(1, 999_999_999)
tags = st.sampled_from(["", "007", "404", "c++", "n-1", "٣", "django", "a" * 24, "é" * 24]).map(
    lambda typed: "".join(tags_of(typed))
)
words: dict[str, st.SearchStrategy[Any]] = {
    "number": numbers,
    "page": st.integers(0, 10_000),
    "api": st.integers(0, 999_999_999),
    "older": st.integers(0, 10_000),
    "newer": st.integers(1, 10_000),
    "search": st.integers(0, 10**15 - 1),
    "draft": st.integers(1, 10**15 - 1),
    "alias": st.integers(1, 10**15 - 1),
    "message": st.integers(10**17, 10**19),
    "tag": tags,
    "tags": st.lists(tags.filter(bool), min_size=1, max_size=3, unique=True).map(",".join),
    "wanted": tags.filter(bool),
    "operation": st.sampled_from(["", "GET /orders/{id}", "MUTATION pay", f"DELETE /{'é' * 66}"]),
    "address": st.sampled_from(["http://a.example/", f"https://shop.example.org/{'a' * 40}"]),
    "rule": st.sampled_from(sorted(SENTENCES)),
    "status": st.sampled_from(["planned", "mock", "live"]),
    "key": st.sampled_from(["2026-01-09", "now-1456074443980800014", "preview"]),
}
"""What stands in ids, by the names of the constructors' parameters."""


def made(kind: type[Lasting[Any]]) -> st.SearchStrategy[Lasting[Any]]:
    """Any button or menu of this kind: what its template names is given, the rest stays as it is."""
    template = kind.__discord_ui_compiled_template__
    return st.builds(kind, **{name: said(template.pattern, name) for name in template.groupindex})


def said(pattern: str, name: str) -> st.SearchStrategy[Any]:
    """What can stand in an id for a name of its template: a tag has its `#`, an entry one of its letters."""
    if f"(?P<{name}>#" in pattern:
        return words[name].map(lambda tag: tag and f"#{tag}")
    if letters := re.search(rf"\(\?P<{name}>\[([A-Z]+)\]", pattern):
        return st.builds(Ref, st.sampled_from(letters[1]).map(Kind), numbers)
    if f"(?P<{name}>.+)" in pattern:
        return words[name].filter(bool)
    return words[name] if name in words else choices_of(pattern, name)


def choices_of(pattern: str, name: str) -> st.SearchStrategy[str]:
    """One of the words that a template lists for a name, such as `(?P<chosen>waiting|open)`."""
    listed = re.search(rf"\(\?P<{name}>([\w|]+)\)", pattern)
    assert listed, f"say in `words` what {name} can be in {pattern}"
    return st.sampled_from(listed[1].split("|"))


each_kind = pytest.mark.parametrize("kind", LASTING, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")

QUICK = settings(max_examples=60, deadline=None)
FEW = settings(max_examples=6, deadline=None)


def id_of(action: Lasting[Any]) -> str:
    return action.item.custom_id or ""


def problems(card: Card) -> list[str]:
    """What Discord would say of a message with this card."""
    message: dict[str, Any] = {
        "flags": component_rules.COMPONENTS_V2,
        "components": card.to_components(),
        "allowed_mentions": {"parse": []},
    }
    return v2_rules.problems("POST", "/channels/1/messages", message)


def texts(card: Card) -> list[str]:
    return [item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay)]


NAMING = [
    kind
    for kind in LASTING
    if {"number", "ref"} & set(kind.__discord_ui_compiled_template__.groupindex)
    and kind.__module__ != "cogs.setup.synonyms"  # groups of synonyms have numbers, and are no entries
]


@pytest.mark.parametrize("kind", NAMING, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
@given(data=st.data())
@FEW
def test_what_names_an_entry_is_for_those_alone_who_see_it(
    kind: type[Lasting[Any]], data: st.DataObject
) -> None:
    action = data.draw(made(kind))

    assert action.entry is not None
    assert str(action.entry.number) in id_of(action)


async def test_the_bot_answers_every_button_and_menu_that_there_is(nexus: Nexus) -> None:
    for make in COGS:
        await nexus.add_cog(make(nexus))

    known = {template.pattern for template in nexus._templates}  # pyright: ignore[reportPrivateUsage]  (what the bot answers is nobody else's business)

    assert {
        kind.__name__ for kind in LASTING if kind.__discord_ui_compiled_template__.pattern not in known
    } == set()


@each_kind
@FEW
@given(data=st.data())
async def test_a_button_is_the_same_after_a_restart(kind: type[Lasting[Any]], data: st.DataObject) -> None:
    button = data.draw(made(kind))
    match = re.fullmatch(type(button).__discord_ui_compiled_template__, id_of(button))
    assert match is not None

    again = await type(button).from_custom_id(None, button.item, match)  # pyright: ignore[reportArgumentType]  (an action does not look at the interaction)

    assert id_of(again) == id_of(button)
    assert vars(again).keys() == vars(button).keys()
    assert {name: value for name, value in vars(again).items() if isinstance(value, int | str | Ref)} == {
        name: value for name, value in vars(button).items() if isinstance(value, int | str | Ref)
    }


@each_kind
@FEW
@given(data=st.data())
def test_a_buttons_id_fits_discord_and_belongs_to_it_alone(
    kind: type[Lasting[Any]], data: st.DataObject
) -> None:
    button = data.draw(made(kind))

    assert len(id_of(button)) <= 100
    assert [each for each in LASTING if each.__discord_ui_compiled_template__.fullmatch(id_of(button))] == [
        type(button)
    ]


def test_the_base_of_all_buttons_answers_to_no_id() -> None:
    assert not re.fullmatch(NEVER, "")
    assert not re.match(NEVER, "blocker:claim:1")


def test_numbers_in_an_id_arrive_as_numbers_and_all_else_as_it_was() -> None:
    match = re.fullmatch(r"(?P<page>.*):(?P<tag>.*):(?P<odd>.*)", "12:007:٣")
    assert match is not None

    assert arguments_of(match) == {"page": 12, "tag": "007", "odd": "٣"}


def repeated(word: str, times: int) -> str:
    return word * times


long_text = st.builds(
    repeated,
    st.sampled_from(
        ["a", "word ", "line\n", "_*[", "```\ncode\n```\n", "https://x.y/a_b ", "🙂", "@everyone "]
    ),
    st.integers(1, 900),
)

CALLS = st.lists(
    st.one_of(
        st.tuples(st.just("title"), long_text),
        st.tuples(st.just("text"), long_text),
        st.tuples(st.just("prose"), long_text),
        st.tuples(st.just("code"), long_text),
        st.tuples(st.just("row"), long_text),
        st.tuples(st.just("line"), st.just("")),
        st.tuples(st.just("actions"), st.just("")),
    ),
    min_size=1,
    max_size=30,
)


def fill(card: Card, calls: list[tuple[str, str]]) -> int:
    """Put all in; returns how many components and buttons that would be, were there no limit."""
    sizes = {"row": 3, "actions": 3}
    for place, (call, words) in enumerate(calls):
        match call:
            case "title":
                card.title(text.plain(words))
            case "text":
                card.text(words)
            case "prose":
                card.field("Label", words, text.prose)
            case "code":
                card.field("Label", words, text.code, limit=2000)
            case "row":
                card.row(words, PageButton(place, 0))
            case "line":
                card.line()
            case _:
                card.actions(PageButton(place, 1), None, PageButton(place, 2))
    return 1 + sum(sizes.get(call, 1) for call, _ in calls)


@QUICK
@example([("text", "a"), *[("row", "a")] * 20])
@example([("row", "a")] * 20)
@example([("actions", "")] * 20)
@example([("line", "")] * 50)
@example([("prose", "a" * 800)] * 9)
@given(CALLS)
def test_whatever_is_put_in_a_card_stays_within_discords_limits(calls: list[tuple[str, str]]) -> None:
    card = Card()
    wanted = fill(card, calls)

    assert not problems(card)
    assert sum(map(len, texts(card))) <= 4000
    assert all(texts(card))
    assert all(shown.count("```") % 2 == 0 for shown in texts(card))
    if not card.is_cut:
        assert card.total_children_count == wanted


@QUICK
@given(
    st.lists(st.sampled_from(["a short word\n", "x" * 700, "two _odd_ words " * 40]), min_size=1, max_size=9)
)
def test_a_card_says_that_it_is_cut_exactly_when_something_was_left_out(words: list[str]) -> None:
    card = Card()
    for each in words:
        card.field("Label", each, text.prose)

    shown = "\n".join(texts(card))
    everything = "\n".join(f"**Label**\n{text.prose(each)}" for each in words)
    assert card.is_cut == (shown != everything)


def test_all_that_was_put_into_fields_can_be_read_uncut() -> None:
    card = Card().field("Tried", "word " * 500, text.prose).field("Code", "x = 1", text.code)
    card.field("Empty", " \n", text.prose)

    assert card.is_cut
    assert card.whole == f"## Tried\n\n{'word ' * 500}\n\n## Code\n\nx = 1\n"


def test_a_field_that_fits_in_part_shows_its_beginning() -> None:
    card = Card().text("x" * 3800).field("Tried", "many words " * 50, text.prose)

    assert card.is_cut
    assert texts(card)[1].startswith("**Tried**\nmany words many words")
    assert texts(card)[1].endswith("words…")


def test_a_long_list_in_a_paragraph_is_cut_between_its_lines() -> None:
    card = Card().text("\n".join(f"- line {number:03}" for number in range(500)))

    assert card.is_cut
    assert re.fullmatch(r"(- line \d{3}\n?)+", texts(card)[0])


def test_a_note_without_buttons_has_no_empty_row() -> None:
    assert note("Only words", None).total_children_count == 2
    assert note("See", link_button("Go", "https://x.y"), None).total_children_count == 4


@pytest.mark.parametrize(("parts", "line"), [(["a", "", "b"], "a · b"), (["", ""], "")])
def test_the_parts_of_a_line_that_say_nothing_leave_no_gap(parts: list[str], line: str) -> None:
    assert joined(parts) == line
