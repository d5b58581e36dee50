"""*More…* on a solution's card: what each may do with it, and what comes of it."""

import pytest

from tests.cogs.solutions import forged, more, saved
from tests.support.cohort import Cohort

TOKEN = "ghp_" + "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3hJ6"


# --------------------------------------------------------------------------------- who may what


async def test_everybody_is_offered_what_they_may(hub: Cohort) -> None:
    card = await hub.ada.posts_solution("Celery hangs")

    offered = {person: await person.presses(card, "More…") for person in (hub.ada, hub.margaret, hub.linus)}

    assert all(answer.private for answer in offered.values())
    edits = ["Edit", "Tags, links, versions", "Superseded by…"]
    assert offered[hub.ada].buttons == [*edits, "Other wordings", "History"]
    assert offered[hub.margaret].buttons == [*edits, "Retire", "Other wordings", "History"]
    assert offered[hub.linus].buttons == ["Other wordings", "History"]


async def test_whom_it_quotes_is_offered_a_way_out(hub: Cohort) -> None:
    card = await saved(hub)

    for person in (hub.ada, hub.linus):
        buttons = (await person.presses(card, "More…")).buttons
        assert buttons == ["Take my name out", "Take my words back", "Other wordings", "History"]


async def test_who_helped_may_tag_supersede_and_leave(hub: Cohort) -> None:
    blocker = await hub.ada.logs_blocker("Celery hangs")
    await hub.linus.presses(blocker, "I can help")
    await hub.ada.resolves(blocker)
    shown = await hub.linus.types("solution show", number="S1")
    assert f"with help from {hub.linus.mention}" in shown.text
    assert f"-# S1: with help from {hub.linus.mention}" in hub.card("B1").text

    offered = await hub.linus.presses(shown, "More…")
    assert offered.buttons == ["Tags", "Superseded by…", "Take my name out", "Other wordings", "History"]
    form = await hub.linus.presses(offered, "Tags")
    assert list(form.form.fields) == ["tags"]
    await hub.linus.submits(form, tags="celery")
    assert "`#celery`" in (await hub.grace.types("solution show", number="S1")).text

    await hub.linus.presses(offered, "Take my name out")
    assert "with help from" not in (await hub.grace.types("solution show", number="S1")).text
    assert "with help from" not in hub.card("B1").text


@pytest.mark.parametrize(
    ("button", "why"),
    [
        ("edit", "Only ada or a moderator can edit S1."),
        ("details", "can tag S1."),
        ("retire", "Only a moderator can retire S1."),
        ("unname", "S1 does not name you."),
        ("veto", "S1 does not quote you"),
        ("veto-now", "S1 does not quote you"),
        ("restore", "S1 is neither retired nor superseded."),
    ],
)
async def test_a_button_that_is_not_theirs_is_refused(hub: Cohort, button: str, why: str) -> None:
    card = await hub.ada.posts_solution("Celery hangs")

    answer = await forged(hub.linus, card, f"solution:{button}:1")

    assert answer.private
    assert answer.result.modal is None
    assert why in answer.text
    assert hub.card("S1").text == card.text


async def test_whoever_may_not_say_so_supersedes_nothing(hub: Cohort) -> None:
    card = await hub.ada.posts_solution("Celery hangs")
    await hub.linus.posts_solution("Celery hangs")

    answer = await hub.linus.submits(await forged(hub.linus, card, "solution:supersede:1"), newer="S2")

    assert "can say that a newer solution takes the place of S1" in answer.text


# ----------------------------------------------------------------------------------- words, tags


async def test_its_author_puts_it_into_other_words(hub: Cohort) -> None:
    card = await hub.ada.posts_solution("Celery hangs", "Restart it.", code="```python\nfix()\n```")
    form = await more(hub.ada, card, "Edit")
    assert form.form.filled["code"] == "```python\nfix()\n```"

    answer = await hub.ada.submits(form, problem="Celery sleeps", cause="No heartbeat.")

    assert "is changed" in answer.text
    now = hub.card("S1").text
    assert now.startswith("### S1 · Celery sleeps")
    assert "**Cause**\nNo heartbeat." in now
    assert "```python\nfix()\n```" in now
    assert "Celery sleeps" in (await hub.linus.types("search", query="sleeps heartbeat")).text


async def test_the_history_shows_the_former_words(hub: Cohort) -> None:
    card = await hub.ada.posts_solution("Celery hangs", "Restart it.")
    await hub.margaret.submits(await more(hub.margaret, card, "Edit"), solution="Wake it.")

    history = await more(hub.linus, card, "History")

    assert history.private
    assert f"{hub.ada.mention} posted it" in history.text
    assert f"{hub.margaret.mention} edited it" in history.text
    assert "fix before: Restart it." in history.text


async def test_tags_links_and_versions_are_changed_apart(hub: Cohort) -> None:
    card = await hub.ada.posts_solution("Celery hangs", link="https://a.example/1", versions="Celery 5.4")
    form = await more(hub.ada, card, "Tags, links, versions")
    assert form.form.filled["versions"] == "Celery 5.4"

    await hub.ada.submits(
        form, tags="celery", links="https://a.example/1 https://b.example", versions="Celery 5.5, Redis 7"
    )

    now = hub.card("S1").text
    for said in ("`#celery`", "<https://a.example/1>", "<https://b.example>", "Celery 5.5, Redis 7"):
        assert said in now
    assert "### S1 · Celery hangs" in now


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("tags", "so bad!", "cannot be a tag"),
        ("links", "a.example", "is not a link"),
        ("versions", "a, b, c, d, e, f", "That is 6 versions; 5 fit."),
        ("versions", "v" * 41, "A version is short"),
    ],
)
async def test_silly_details_are_refused_and_given_back(
    hub: Cohort, field: str, typed: str, told: str
) -> None:
    card = await hub.ada.posts_solution("Celery hangs")

    answer = await hub.ada.submits(await more(hub.ada, card, "Tags, links, versions"), **{field: typed})

    assert told in answer.text
    assert typed in answer.text


async def test_a_secret_in_an_edit_is_masked_and_its_author_told(hub: Cohort) -> None:
    card = await hub.ada.posts_solution("Celery hangs")
    form = await more(hub.ada, card, "Edit")

    answer = await hub.ada.submits(form, solution=f"Set {TOKEN}")
    again = await hub.ada.submits(await more(hub.ada, card, "Edit"), cause="Typo.")

    assert "Masked before anything was kept: GitHub token." in answer.text
    assert "It is no secret" in answer.buttons
    assert "Masked" not in again.text, "it was told before"
    assert TOKEN not in hub.card("S1").text.replace("\\", "")
