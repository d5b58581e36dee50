"""A solution is a problem somebody had and what solved it, with a link that leads somewhere."""

import pytest
from hypothesis import given

from domain.errors import BadInput
from domain.models.solution import Resolution, SolutionDraft, link_of
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

    assert (draft.cause, draft.code, draft.link, draft.tags) == ("", "", "", ())


def test_code_keeps_its_lines_and_indents() -> None:
    code = "def f():\n    return 1"

    assert SolutionDraft.written(problem="p", fix="f", code=f"\n{code}\n").code == code


@pytest.mark.parametrize(("problem", "fix", "what"), [("", "f", "problem"), ("p", " ", "solution")])
def test_a_solution_without_either_is_refused(problem: str, fix: str, what: str) -> None:
    with pytest.raises(BadInput, match=f"The {what} has no words yet"):
        SolutionDraft.written(problem=problem, fix=fix)


@pytest.mark.parametrize(("cause", "fix", "what"), [("", "f", "cause"), ("c", "", "fix")])
def test_resolving_needs_cause_and_fix(cause: str, fix: str, what: str) -> None:
    with pytest.raises(BadInput, match=f"The {what} has no words yet"):
        Resolution.written(cause=cause, fix=fix)
