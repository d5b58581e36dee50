"""What people type is cleaned, kept within limits, and never changed in meaning."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput
from domain.text import (
    TAG_LIMIT,
    TAGS_LIMIT,
    TITLE_LIMIT,
    clean,
    one_line,
    optional,
    required,
    shortened,
    tag_of,
    tags_of,
    title_of,
)
from tests.support.domain import any_text, few


@few
@given(any_text)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@few
@given(any_text)
def test_cleaned_text_can_be_stored_and_shown(text: str) -> None:
    cleaned = clean(text)

    cleaned.encode()  # no lone surrogates, which SQLite refuses
    hidden = {sign for sign in cleaned if unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"}}
    assert hidden <= set("\n\t\u200c\u200d")
    assert cleaned == cleaned.strip()


@pytest.mark.parametrize(
    "text",
    [
        "👩🏾‍💻 and 👨‍👩‍👧 debug together ❤️‍🔥",
        "हिन्दी में क्ष",
        "می‌خواهم بدانم",
        "مرحبا، كيف أستخدم Redis؟",
        "Ẹ káàárọ̀, ṣé o ti rí i?",
        "日本語で質問します",
        "def f():\n\treturn {'a': 1}\n\n    # done",
    ],
)
def test_every_script_emoji_and_indent_stays_as_it_was_typed(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_end_becomes_a_plain_one(end: str) -> None:
    assert clean(f"one{end}two") == "one\ntwo"


@pytest.mark.parametrize("nothing", ["", "  \n ", "\u200b\ufeff", "…!?", "\u3164\uffa0", "\x00\x07"])
def test_a_field_that_says_nothing_is_refused(nothing: str) -> None:
    with pytest.raises(BadInput, match="The goal has no words yet"):
        required(nothing, "goal", limit=10)


@few
@given(any_text, st.integers(1, 60))
def test_a_required_field_says_something_within_its_limit_or_is_refused_kindly(text: str, limit: int) -> None:
    try:
        accepted = required(text, "goal", limit=limit)
    except BadInput:
        return
    assert accepted == clean(text)
    assert 0 < len(accepted) <= limit


def test_who_writes_too_much_is_told_how_much_fits() -> None:
    assert optional("a" * 1500, "code", limit=1500) == "a" * 1500
    with pytest.raises(BadInput, match="The code has 1,501 characters; 1,500 fit"):
        optional("a" * 1501, "code", limit=1500)


def test_an_optional_field_may_stay_empty() -> None:
    assert optional(" \n", "cause", limit=10) == ""


@few
@given(any_text)
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)

    assert len(line.splitlines()) <= 1
    assert one_line(line) == line


@few
@given(any_text, st.integers(1, 60))
def test_a_shortened_text_fits_and_begins_like_the_whole(text: str, limit: int) -> None:
    short = shortened(text, limit)

    assert len(short) <= limit
    assert text.startswith(short.removesuffix("…")) or short == text
    assert shortened(short, limit) == short


def test_a_text_is_cut_between_words_unless_too_much_would_go() -> None:
    assert shortened("Celery does not see my tasks", 16) == "Celery does not…"
    assert shortened("a Donaudampfschifffahrtsgesellschaft", 16) == "a Donaudampfsch…"


@few
@given(any_text)
def test_a_title_is_one_short_line_that_stays_as_it_is(text: str) -> None:
    title = title_of(text)

    assert len(title) <= TITLE_LIMIT
    assert len(title.splitlines()) <= 1
    assert title_of(title) == title


@few
@given(any_text.filter(lambda text: any(sign.isalnum() for sign in clean(text))))
def test_an_entry_always_has_a_title(text: str) -> None:
    assert title_of(text)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Celery does not see my tasks", "Celery does not see my tasks"),
        ("\n---\n## Celery sees nothing\nmore", "Celery sees nothing"),
        ("> quoted question", "quoted question"),
        ("```python\nTraceback (most recent call last):\n```", "Traceback (most recent call last):"),
        ("```\nKeyError: 'id'\n```", "KeyError: 'id'"),
        ("#celery is stuck", "#celery is stuck"),
        ("`__init__` is not called", "`__init__` is not called"),
        ("```sh", "```sh"),
    ],
)
def test_a_title_is_the_first_line_that_tells_something(text: str, title: str) -> None:
    assert title_of(text) == title


@few
@given(any_text)
def test_tags_stay_as_they_are_when_typed_again(text: str) -> None:
    try:
        tags = tags_of(text)
    except BadInput:
        return
    assert tags_of(" ".join(tags)) == tags
    assert len(tags) == len(set(tags)) <= TAGS_LIMIT
    assert all(0 < len(tag) <= TAG_LIMIT and not any(sign.isspace() for sign in tag) for tag in tags)


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("", ()),
        ("django, DRF  drf;#Celery", ("django", "drf", "celery")),
        ("c++ c# asp.net", ("c++", "c#", "asp.net")),
        ("ci-cd snake_case", ("ci-cd", "snake_case")),
        ("हिन्दी ไทยที่ می‌خواهم", ("हिन्दी", "ไทยที่", "می‌خواهم")),
        ("cafe\u0301 caf\u00e9", ("café",)),
        ("Straße STRASSE", ("strasse",)),
    ],
)
def test_tags_are_split_lowered_and_each_kept_once(typed: str, tags: tuple[str, ...]) -> None:
    assert tags_of(typed) == tags


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("dj@ngo", "“dj@ngo” cannot be a tag. Use letters, digits"),
        ("-v", "“-v” cannot be a tag"),
        ("x" * 25, "is too long: 24 characters fit"),
        ("a b c d e f", "That is 6 tags; 5 fit"),
    ],
)
def test_tags_that_cannot_be_are_refused_with_the_reason(typed: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        tags_of(typed)
    assert sentence in refused.value.sentence


def test_one_looks_by_one_tag_at_a_time() -> None:
    assert tag_of(None) is None
    assert tag_of(" ") is None
    assert tag_of("#Django") == "django"
    with pytest.raises(BadInput, match="one tag at a time"):
        tag_of("django celery")
