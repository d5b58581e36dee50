"""What can be written into a solution: words, code with its language, links that lead somewhere, versions."""

import pytest
from hypothesis import given

from domain.errors import BadInput
from domain.models.resolution import Resolution
from domain.models.solution_draft import SolutionDraft, Words, link_of, links_of, parted, versions_of
from tests.support.domain import any_text, few


@pytest.mark.parametrize(
    "link",
    [
        "https://docs.djangoproject.com/en/5.2/topics/db/queries/#f-expressions",
        "http://example.com",
        "https://github.com/celery/celery/issues/1?a=b&c=%20d",
        "https://en.wikipedia.org/wiki/Race_condition_(software)",
        "http://localhost:8000/admin/",
        "http://localhost",
        "http://127.0.0.1:8000/api/users/",
        "http://[::1]:8000/api/",
        "https://例え.jp/道",
        "https://sub-domain.example.co.uk:8443?x=1",
    ],
)
def test_a_web_address_is_a_link(link: str) -> None:
    assert link_of(f" {link}\n") == link


def test_a_phone_keyboards_capital_letter_does_no_harm() -> None:
    assert link_of("Https://example.com/A") == "https://example.com/A"


@pytest.mark.parametrize(
    "typed",
    [
        "example.com",
        "see https://example.com",
        "https://exam ple.com",
        "ftp://example.com",
        "javascript:alert(1)",
        "https://",
        "https://example",
        "https://?a.b",
        "https://-.",
        "https://.example.com",
        "http://localhost.evil<script>",
        "<https://example.com>",
        "https://example.com/`x`",
        "http://localhost:port/",
    ],
)
def test_what_is_no_web_address_is_refused_with_what_one_looks_like(typed: str) -> None:
    with pytest.raises(BadInput, match=r"is not a link\. Links start with https:// and have no spaces"):
        link_of(typed)


def test_no_link_is_fine_and_an_endless_one_is_not() -> None:
    assert link_of(" ") == ""
    with pytest.raises(BadInput, match="The link has 501 characters; 500 fit"):
        link_of("https://example.com/".ljust(501, "x"))


@few
@given(any_text)
def test_any_text_is_a_link_nothing_or_bad_input(typed: str) -> None:
    try:
        link = link_of(typed)
    except BadInput:
        return
    assert link == "" or link.startswith(("http://", "https://"))


def test_a_solution_needs_problem_and_fix_alone() -> None:
    draft = SolutionDraft.written(problem="CORS blocks my fetch", fix="Install django-cors-headers")

    assert draft == SolutionDraft(problem="CORS blocks my fetch", fix="Install django-cors-headers")


def test_several_links_are_kept_once_each_and_not_too_many() -> None:
    assert links_of("https://a.org  https://b.org\nhttps://a.org") == ("https://a.org", "https://b.org")
    with pytest.raises(BadInput, match="That is 6 links; 5 fit"):
        links_of(" ".join(f"https://a.org/{number}" for number in range(6)))


def test_versions_are_short_few_and_told_once() -> None:
    assert versions_of("Django 5.2, Python  3.12;Django 5.2\nRedis 7,") == (
        "Django 5.2",
        "Python 3.12",
        "Redis 7",
    )
    with pytest.raises(BadInput, match="That is 6 versions; 5 fit"):
        versions_of("1,2,3,4,5,6")
    with pytest.raises(BadInput, match=r"A version is short, such as Django 5\.2: 40 characters fit"):
        versions_of("v" * 41)


@few
@given(any_text)
def test_any_text_is_versions_and_links_or_bad_input(typed: str) -> None:
    for read in (versions_of, links_of):
        try:
            found = read(typed)
        except BadInput:
            continue
        assert len(set(found)) == len(found) <= 5
        assert all(found)


def test_code_keeps_its_lines_and_indents() -> None:
    code = "def f():\n    return 1"

    assert SolutionDraft.written(problem="p", fix="f", code=f"\n{code}\n").code == code


@pytest.mark.parametrize(
    ("typed", "language", "code"),
    [
        ("```python\nf()\n```", "python", "f()"),
        ("```C++ \nf();\n```", "c++", "f();"),
        ("```\nf()\n```", "", "f()"),
        ("```f()```", "", "f()"),
        ("```sql\nSELECT 1", "sql", "SELECT 1"),
        ("```py\na\n```\nb\n```", "py", "a\n```\nb"),
        ("f()", "", "f()"),
        ("see ```f()```", "", "see ```f()```"),
        ("", "", ""),
    ],
)
def test_a_fence_around_the_code_names_its_language(typed: str, language: str, code: str) -> None:
    words = Words.typed(problem="p", fix="f", code=typed)

    assert (words.language, words.code) == (language, code)
    told = Resolution.written(cause="c", fix="f", code=typed)
    of_blocker = SolutionDraft.of(told, problem="p")
    assert (of_blocker.language, of_blocker.code) == (language, code)


def test_a_fence_does_not_count_as_code() -> None:
    code = "x" * 1500

    assert Words.typed(problem="p", fix="f", code=f"```python\n{code}\n```").code == code
    with pytest.raises(BadInput, match="The code has 1,501 characters; 1,500 fit"):
        Words.typed(problem="p", fix="f", code=f"```python\n{code}x\n```")


@pytest.mark.parametrize(
    ("said", "words", "code"),
    [
        ("Do it:\n```py\nf()\n```\nThen rest.", "Do it:\nThen rest.", "```py\nf()\n```"),
        ("```f()```", "", "```f()```"),
        ("Do `it`.", "Do `it`.", ""),
        ("Do ``` ``` it.", "Do ``` ``` it.", ""),
        ("a ```b``` c ```d```", "a\nc ```d```", "```b```"),
    ],
)
def test_an_answer_falls_into_words_and_code(said: str, words: str, code: str) -> None:
    assert parted(said) == (words, code)


@few
@given(any_text)
def test_any_answer_falls_apart_without_loss(said: str) -> None:
    words, code = parted(said)

    assert sorted("".join((words + code).split())) == sorted("".join(said.split()))


@pytest.mark.parametrize(("problem", "fix", "what"), [("", "f", "problem"), ("p", " ", "solution")])
def test_a_solution_without_either_is_refused(problem: str, fix: str, what: str) -> None:
    with pytest.raises(BadInput, match=f"The {what} has no words yet"):
        SolutionDraft.written(problem=problem, fix=fix)


@pytest.mark.parametrize(("cause", "fix", "what"), [("", "f", "cause"), ("c", "", "fix")])
def test_resolving_needs_cause_and_fix(cause: str, fix: str, what: str) -> None:
    with pytest.raises(BadInput, match=f"The {what} has no words yet"):
        Resolution.written(cause=cause, fix=fix)
