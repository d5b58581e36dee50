"""Whatever people type, it reads as they typed it and breaks nothing."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cogs.ui import text
from domain.models.search import MARK
from domain.text import clean
from tests.cogs.ui.discord_markdown import read

SIGNS = """
    * ** _ __ ~~ || ` ``` \\ [ ] ( ) < > @ # : ! . / word 1 é 🙂 |
    https://x.y/a_b_c [a](http://evil) http://x/~me*you* <https://x.y/a_b> <b@c.d>
    <@12345678901234567> <@!1> <@&1> <#1> </log:1> <t:1> <:x:1> <a:x:1> <id:home> <x:/y>
    @everyone @here ```json # ## > >>> - -# + 1.
""".split()  # noqa: SIM905  (a paragraph of signs reads better than a list of strings)

typed = st.lists(
    st.sampled_from([*SIGNS, " ", "\n", "\n\n", "# ", "> ", "- ", "1. "]) | st.text(max_size=4), max_size=12
).map("".join)

words = st.sampled_from(["word", "1", "https", "x", "everyone", "smile", "é"])
"""What the search index can find and mark."""

ONCE = settings(max_examples=60, deadline=None)


def squeezed(words: str) -> str:
    """The visible signs alone."""
    return re.sub(r"[\s\u200b]+", "", clean(words))


@ONCE
@example("[a](http://x)[b](http://evil)")
@example("[*a*](http://x) **b** (c)")
@example("https://x.y/<@1>")
@example("  # not a heading\n > not a quote")
@given(typed)
def test_a_line_shows_every_sign_and_nothing_in_it_comes_alive(typed: str) -> None:
    reading = read(text.plain(typed))

    assert not reading.live
    assert squeezed(reading.shown) == squeezed(typed)
    assert "\n" not in text.plain(typed)


@ONCE
@given(typed.map(lambda words: words.replace("```", "")))
def test_paragraphs_show_every_sign_and_nothing_in_them_comes_alive(typed: str) -> None:
    reading = read(text.prose(typed))

    assert not reading.live
    assert squeezed(reading.shown) == squeezed(typed)


@ONCE
@example("a```b")
@example("``````")
@example("````a````")
@example("<```<https://x.y/a_b>")
@given(typed)
def test_code_between_paragraphs_is_kept_whole_and_its_fences_always_close(typed: str) -> None:
    reading = read(text.prose(typed))

    assert not reading.live
    assert squeezed(reading.shown).replace("`", "") == squeezed(typed).replace("`", "")


@ONCE
@given(typed)
def test_code_shows_every_sign_and_its_back_ticks_cannot_end_it(typed: str) -> None:
    block = text.code(typed, "sh")

    assert block.startswith("```sh\n")
    assert block.endswith("\n```")
    assert block.count("```") == 2
    assert squeezed(block[6:-4]) == squeezed(typed)


@ONCE
@example([("@", False), ("", True), ("everyone", False)])
@example([("https://docs.", False), ("celery", True), (".org/a_b", False)])
@given(
    st.lists(
        st.tuples(typed.map(clean), st.just(value=False)) | st.tuples(words, st.just(value=True)), max_size=7
    )
)
def test_found_words_are_bold_and_nothing_else_comes_alive(pieces: list[tuple[str, bool]]) -> None:
    opening, closing = MARK
    passage = "".join(f"{opening}{piece}{closing}" if found else piece for piece, found in pieces)

    reading = read(text.marked(passage), bold=True)

    assert not reading.live
    assert squeezed(reading.shown) == squeezed("".join(piece for piece, _ in pieces))


def test_found_words_stand_out_and_the_words_beside_them_keep_their_distance() -> None:
    passage = "The \x02Celery\x03 task, \x02celery\x03\x02d\x03 and select_\x02related\x03 wait"

    assert text.marked(passage) == r"The **Celery** task, **celeryd** and select\_**related** wait"


@pytest.mark.parametrize("render", [text.plain, text.prose, text.marked])
@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("see https://docs.djangoproject.com/en/5.0/ref/select_related_/.", None),
        ("(https://en.wikipedia.org/wiki/Race_condition_(software))", None),
        ("*https://x.y/~me/a*b*", None),
        ("<https://x.y/a_b>", "https://x.y/a_b"),
        ("_http://localhost:8000/api/users/?a_b=1&c_d=%20#e_f_", None),
    ],
)
def test_an_address_stays_whole(render: text.Render, typed: str, address: str | None) -> None:
    expected = address or (re.search(r"http\S+[^.\s]", typed) or [""])[0]

    assert read(render(typed)).addresses == [expected]


def test_an_address_with_a_found_word_in_it_stays_whole() -> None:
    shown = text.marked("See \x02https\x03://docs.\x02celery\x03.org/a_b. \x02Celery\x03 rocks")

    assert shown == "See https://docs.celery.org/a_b. **Celery** rocks"


def test_identifiers_copy_back_as_they_were_typed() -> None:
    assert "\u200b" not in text.prose("Use List<int>, <div></div>, a < b, N+1, @login_required, C# and .env")


def test_a_parameter_of_a_django_path_keeps_its_brackets() -> None:
    assert text.plain("/api/reviews/<int:pk>/") == r"/api/reviews/\<int:pk>/"


def test_output_pasted_without_a_fence_is_shown_as_code() -> None:
    traceback = "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\nKeyError: 'x_y'"

    assert text.prose(traceback) == f"```\n{traceback}\n```"


def test_a_fence_keeps_its_language_and_one_left_open_is_closed() -> None:
    assert text.prose("Try\n```python\nx = 1\n```\nthen") == "Try\n```python\nx = 1\n```\nthen"
    assert text.prose("Try ```x_1") == "Try \n```\nx_1\n```"


@ONCE
@example("a" * 30 + "\n```\n" + "b_" * 90, 60, text.prose)
@given(typed.map(lambda words: words * 5), st.integers(20, 120), st.sampled_from([text.plain, text.prose]))
def test_a_long_text_is_cut_within_its_limit_and_never_through_an_escape_or_a_fence(
    typed: str, limit: int, render: text.Render
) -> None:
    shown, cut = text.fitted(typed, limit, render)

    assert len(shown) <= limit
    assert cut == (len(render(typed)) > limit)
    assert not read(shown).live
    assert shown == render(typed) if not cut else "…" in shown


@ONCE
@given(typed.map(lambda words: words * 3), st.integers(1, 60))
def test_code_is_cut_within_its_limit_and_its_fence_stays_closed(typed: str, limit: int) -> None:
    shown, _ = text.fitted(typed, limit, text.code)

    assert len(shown) <= limit
    assert shown == "…" or shown.count("```") == 2


def test_a_long_text_is_cut_between_words() -> None:
    assert text.fitted("A few words and more of them", 20, text.plain) == ("A few words and…", True)


@given(st.lists(typed, max_size=8).map("\n".join), st.integers(0, 200))
@ONCE
def test_ready_markdown_is_cut_between_lines_and_an_open_fence_is_closed(markdown: str, limit: int) -> None:
    shown = text.whole_lines(markdown, limit)

    assert len(shown) <= limit
    assert shown == markdown if len(markdown) <= limit else shown.count("```") % 2 == 0


def test_a_passage_is_read_without_the_marks_of_its_fences() -> None:
    passage = 'I am sorry. ```python\n"daily": 1,\n``` Beat says ```'

    assert text.unfenced(passage) == 'I am sorry. \n"daily": 1,\n Beat says '
