"""Tags are proposed from what somebody wrote: whole words, few, and the server's own word for a thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.models.tagging import TRADE, proposed
from domain.text import tags_of
from tests.support.domain import any_text, few


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Run my Celery tasks with Redis", ("celery", "redis")),
        ("psycopg2.OperationalError: could not connect", ("postgresql", "database")),
        ("blocked by CORS policy: No 'Access-Control-Allow-Origin' header", ("cors",)),
        ("File rest_framework/serializers.py, manage.py runserver", ("drf", "django")),
        ("docker-compose up fails", ("docker",)),
        ("The build in GitHub Actions is red", ("github-actions",)),
        ("ModuleNotFoundError: No module named 'corsheaders'", ("imports", "cors")),
        ("useEffect runs twice", ("react",)),
        ("My React app is white", ("react",)),
        ("my react app is white", ("react",)),
        ("Stop an N+1", ("n+1",)),
        ("django, celery, redis and nginx", ("django", "celery", "redis")),
    ],
)
def test_words_of_the_trade_propose_tags_in_their_order(text: str, tags: tuple[str, ...]) -> None:
    assert proposed(text, []) == tags


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It fails.",
        "The page does not react to clicks",
        "I love the view from here",
        "undjangoed celerystalk redistribute digit",
        "node of a tree, a go at it",
    ],
)
def test_what_names_nothing_proposes_nothing(text: str) -> None:
    assert proposed(text, []) == ()


@pytest.mark.parametrize(
    ("text", "used", "tags"),
    [
        ("The job board is slow", ["job-board"], ("job-board",)),
        ("job_board and JOB-BOARD", ["job-board"], ("job-board",)),
        ("postgresql is away", ["postgres", "django"], ("postgres",)),
        ("It is not for us", ["it", "not", "for", "us"], ()),
        ("payments with c++ and .net", ["c++", "payments"], ("payments", "c++")),
        ("payment", ["payments"], ()),
    ],
)
def test_the_server_s_own_word_is_taken(text: str, used: list[str], tags: tuple[str, ...]) -> None:
    assert proposed(text, used) == tags


@few
@given(any_text, st.lists(any_text.map(str.lower), max_size=5))
def test_any_text_gets_at_most_three_tags_each_once(text: str, typed: list[str]) -> None:
    used = [tag for each in typed for tag in each.split()]
    tags = proposed(text, used)

    assert len(set(tags)) == len(tags) <= 3
    assert set(tags) <= {*TRADE, *used}


def test_every_tag_of_the_trade_can_be_one() -> None:
    for tag in TRADE:
        assert tags_of(tag) == (tag,)
