"""What means the same: the table that comes with Nexus, how a group is read, and how words find their synonyms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput
from domain.retrieval.stop_words import STOP_WORDS
from domain.retrieval.synonyms import (
    MEMBER_LIMIT,
    MEMBERS_LIMIT,
    PHRASE_LIMIT,
    Synonyms,
    built_in_groups,
    group_of,
    table,
)
from tests.support.domain import any_text, few

GROUPS = built_in_groups()


def said(word: str, synonyms: Synonyms | None = None) -> list[str]:
    """The other ways to say a word or phrase."""
    known = synonyms or Synonyms.built_in()
    words = word.split()
    return [" ".join(phrase) for places, phrase in known.within(words) if len(places) == len(words)]


# The table


def test_each_line_of_the_table_reads_as_it_is_written() -> None:
    assert [group for group in GROUPS if group_of(", ".join(group)) != group] == []


def test_the_table_is_small_and_has_no_line_that_is_neither_group_nor_heading() -> None:
    lines = [line for line in table().splitlines() if line]

    assert 80 <= len(GROUPS) <= 150
    assert [line for line in lines if not line.startswith("# ") and line != "#" and ", " not in line] == []


def test_no_group_of_the_table_says_what_another_one_says() -> None:
    assert [(a, b) for a in GROUPS for b in GROUPS if a is not b and set(a) <= set(b)] == []


def test_no_word_of_the_table_is_one_that_search_leaves_out() -> None:
    assert [member for group in GROUPS for member in group if member in STOP_WORDS] == []


def test_the_short_forms_that_learners_use_are_in_the_table() -> None:
    expected = {
        "k8s": "kubernetes",
        "db": "database",
        "drf": "django rest framework",
        "repo": "repository",
        "env": "environment",
        "migrations": "migration",
        "pr": "merge request",
        "stack trace": "traceback",
    }
    plural = Synonyms.built_in(lambda word: word.removesuffix("s") or word)

    assert {
        word for word, other in expected.items() if other not in [word[:-1], *said(word, plural)]
    } == set()


@pytest.mark.parametrize("word", ["go", "rest", "port", "node", "run", "class", "test", "id"])
def test_words_that_mean_several_things_are_not_in_the_table(word: str) -> None:
    assert said(word) == []


# Finding synonyms


def test_a_word_is_said_in_the_other_ways_in_the_tables_order() -> None:
    assert said("pg") == ["postgresql", "postgres"]
    assert said("merge request") == ["pull request", "pr", "mr"]
    assert said("nonsense") == []
    assert said("") == []


def test_a_short_form_of_two_groups_means_either_and_glues_them_not_together() -> None:
    assert {"authentication", "authorization"} <= set(said("auth"))
    assert "authorization" not in said("authentication")


def test_a_servers_groups_come_on_top_and_leave_the_table_as_it_is() -> None:
    ours = Synonyms.built_in().with_groups([("wf", "workflow"), ("db", "daily brief of ours", "wf")])

    assert said("wf", ours) == ["workflow", "db", "daily brief of ours"]
    assert said("db", ours) == ["database", "daily brief of ours", "wf"]
    assert said("db") == ["database"]
    assert said("wf") == []


def test_the_longest_phrase_says_how_many_words_are_looked_at_together() -> None:
    none = Synonyms()

    assert none.longest == 0
    assert none.with_groups([("pm", "project lead")]).longest == 2
    assert none.with_groups([("pm", "project lead"), ("a", "b")]).longest == 2
    assert Synonyms.built_in().longest == 3


def test_words_are_looked_up_by_their_form_and_answered_as_they_are_written() -> None:
    def plural(word: str) -> str:
        return word.removesuffix("s")

    ours = Synonyms(plural).with_groups([("docs", "documentation", "doc")])

    assert said("documentations", ours) == ["docs", "doc"]
    assert said("doc", ours) == ["documentation"], "another form of the same word is no synonym"
    assert said("databases", Synonyms.built_in(plural)) == ["db"]


def test_the_table_is_read_once_for_each_form() -> None:
    assert Synonyms.built_in() is Synonyms.built_in()
    assert Synonyms.built_in(str.lower) is not Synonyms.built_in()


members = st.sampled_from(["wf", "workflow", "work flow", "db", "database", "auth", "k8s", "x y z"])
groups = st.lists(st.lists(members, min_size=2, max_size=4, unique=True), max_size=6)


@few
@given(groups)
def test_whatever_a_server_adds_two_words_find_each_other_or_neither(added: list[list[str]]) -> None:
    ours = Synonyms.built_in().with_groups(added)

    for word in {member for group in (*added, *GROUPS[:20]) for member in group}:
        others = said(word, ours)
        assert word not in others
        assert len(set(others)) == len(others)
        assert [other for other in others if word not in said(other, ours)] == []


# Reading a group


@pytest.mark.parametrize(
    ("typed", "group"),
    [
        ("k8s, kubernetes", ("k8s", "kubernetes")),
        ("k8s = kubernetes", ("k8s", "kubernetes")),
        (" WF ;Work   Flow,, wf\n,workflow ", ("wf", "work flow", "workflow")),
        ("“PM”, 'project lead', `lead`", ("pm", "project lead", "lead")),
        ("c#, C Sharp", ("c#", "c sharp")),
        ("n+1, .env, next.js, ci/cd, e-mail", ("n+1", ".env", "next.js", "ci/cd", "e-mail")),
        ("cafe\u0301, ÉCOLE", ("café", "école")),
        ("it department, the office", ("it department", "the office")),
    ],
)
def test_a_group_is_read_however_it_is_typed(typed: str, group: tuple[str, ...]) -> None:
    assert group_of(typed) == group


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "two words or more"),
        (" , ;\u200b", "two words or more"),
        ("wf", "two words or more"),
        ("wf, WF", "two words or more"),
        ("kubernetes k8s", "two words or more"),
        (", ".join("12345678x"), "That is 9 words and phrases; 8 fit into one group"),
        ("wf, one two three four", "“one two three four” has 4 words; 3 fit. Separate synonyms with commas"),
        (f"wf, {'a' * 41}", "is too long: 40 characters fit"),
        ("wf, ->", "“->” has no letter or digit"),
        ("IT, information technology", "“it” is so common a word that search leaves it out"),
        ("<:celery:123456>, celery", "is so common a word that search leaves it out"),
        ("it's, nope", "is so common a word that search leaves it out"),
    ],
)
def test_what_is_no_group_is_refused_with_what_to_do(typed: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        group_of(typed)

    assert sentence in refused.value.sentence


@few
@given(any_text | st.lists(members, max_size=10).map(", ".join))
def test_whatever_is_typed_is_read_within_limits_or_refused(typed: str) -> None:
    try:
        group = group_of(typed)
    except BadInput:
        return

    assert 2 <= len(set(group)) == len(group) <= MEMBERS_LIMIT
    assert all(0 < len(member) <= MEMBER_LIMIT for member in group)
    assert all(1 <= len(member.split()) <= PHRASE_LIMIT for member in group)
    assert group_of(", ".join(group)) == group, "what is kept reads the same again"
