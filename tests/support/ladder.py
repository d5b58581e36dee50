"""Calls for help, and the ladder that they follow."""

from typing import Any

from tests.support.cohort import Cohort, Shown

CALLS = "Can you help with"


def calls(hub: Cohort) -> list[Shown]:
    """The calls for help that stand in the hub, oldest first."""
    return [post for post in hub.posts if CALLS in post.text]


async def sets_ladder(hub: Cohort, **options: Any) -> None:
    """An administrator sets the ladder; nobody sleeps unless it says so."""
    chosen: dict[str, Any] = {"wakes_at": 0, "sleeps_at": 0, **options}
    answer = await hub.root.types("setup ladder", **chosen)
    assert "Ladder" in answer.text, answer.text
