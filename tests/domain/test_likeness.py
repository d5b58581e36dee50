"""What is good enough to be shown before a blocker is posted, and what is noise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.hub import Hub
from domain.models.blocker import Blocker
from domain.models.likeness import alike
from domain.models.search import Reason
from domain.retrieval.ranking import Ranked
from tests.domain.test_drafts import draft, posts
from tests.support.domain import ADA, PLACE, few


async def refs(hub: Hub, goal: str, happened: str = "It fails.") -> list[str]:
    """What is offered for a blocker."""
    found = await hub.drafts.write(PLACE, draft(goal, happened), by=ADA, cause=hash((goal, happened)))
    return [] if isinstance(found, Blocker) else [str(hit.ref) for hit in found.hits]


LEARNED = [
    "Django container cannot reach the postgres one: connection to server at 127.0.0.1 port 5432 failed, refused",
    "Browser: blocked by CORS policy, no Access-Control-Allow-Origin header is present on the requested resource",
    "Celery worker: Received unregistered task of type orders.task.send. The message has been ignored, discarded",
    "InconsistentMigrationHistory: Migration admin.0001_initial is applied before its dependency",
    "A list of 20 jobs takes 41 queries: the same SELECT repeats, only the id changes. Use select_related",
    "React calls the API two times in development: StrictMode runs useEffect twice",
]


@pytest.fixture
async def learned(hub: Hub) -> Hub:
    """A hub that has learned a few things: S1 to S6."""
    for cause, problem in enumerate(LEARNED, start=1000):
        await posts(hub, problem, cause=cause)
    return hub


@pytest.mark.parametrize(
    ("goal", "happened", "best"),
    [
        (
            "Connect Django to Postgres in Docker Compose",
            'OperationalError: connection to server at "127.0.0.1", port 5432 failed: Connection refused',
            "S1",
        ),
        (
            "Fetch polls in my React app",
            "Access to fetch has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present",
            "S2",
        ),
        ("Run a background task", "Received unregistered task of type 'a.tasks.b'. Message discarded.", "S3"),
        ("Call the API once", "useEffect runs two times in development", "S6"),
    ],
)
async def test_the_same_in_other_words_is_offered(learned: Hub, goal: str, happened: str, best: str) -> None:
    assert (await refs(learned, goal, happened))[0] == best


@pytest.mark.parametrize(
    ("goal", "happened"),
    [
        ("Centre a div with flexbox", "It stays on the left whatever I do"),
        ("Install Python on my Mac", "brew says permission denied"),
        ("Upload a file to S3 from Django", "botocore.exceptions.NoCredentialsError: no credentials"),
        ("Write a test for the login view", "I do not know where to start"),
        ("Run tasks", "Nothing runs"),
        ("Use the Django admin with a dark theme", "The page stays white"),
        ("How do I do it", "It is not so"),
    ],
)
async def test_what_only_shares_common_words_is_not_offered(learned: Hub, goal: str, happened: str) -> None:
    assert await refs(learned, goal, happened) == []


async def test_the_error_counts_that_stands_at_the_end_of_a_long_traceback(learned: Hub) -> None:
    frames = "\n".join(
        f'  File "/srv/app/{word}/{word}s.py", line {number}, in {word}ed\n    return {word}ing({word})'
        for number, word in enumerate(["load", "wrap", "open", "walk", "fold", "melt", "turn", "pass"])
    )
    error = "OperationalError: connection to server at 127.0.0.1, port 5432 failed: Connection refused"

    found = await refs(learned, "Start it", f"Traceback (most recent call last):\n{frames}\n{error}")

    assert found == ["S1"]


async def test_two_words_are_too_few_to_agree(hub: Hub) -> None:
    await posts(hub, "CORS fetch")

    assert await refs(hub, "CORS", "fetch") == []


@few
@given(st.lists(st.frozensets(st.sampled_from("abcdefgh")), max_size=8))
def test_who_has_all_of_an_offered_hit_s_words_and_more_is_offered_before_it(
    found: list[frozenset[str]],
) -> None:
    ranked = [Ranked(n, 1.0, words, None) for n, words in enumerate(found, start=1)]
    order = [each.found for each in alike("abcdefgh", ranked)]

    assert all(len(words) >= 3 for words in order)
    assert not any(before < after for n, before in enumerate(order) for after in order[n + 1 :])
    assert all(words in order for words in found if len(words) == 8)


def test_the_same_error_is_offered_first_whatever_the_words() -> None:
    same = Ranked(1, 5.0, frozenset("a"), Reason.SAME_ERROR)
    other = Ranked(2, 1.0, frozenset("abcdefgh"), None)

    assert alike("abcdefgh", [other, same]) == [same, other]
