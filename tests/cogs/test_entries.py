"""What all entries share: lists, numbers that people type, whole texts, servers kept apart, and life after a restart.

Blockers stand for the other kinds, which have the same parts.
"""

from collections.abc import Sequence

import pytest

from bot.app import build
from bot.config import Settings
from domain.models.blocker_draft import BlockerDraft, Urgency
from domain.models.entries import Member, Place
from domain.models.resolution import Resolution
from tests.support.cohort import Answer, Cohort, FollowingClock

COMMANDS = ["blocker list", "blocker show", "blocker log", "solution post", "recap now", "setup hub"]


async def logged(hub: Cohort, goals: Sequence[str], *, tags: str = "") -> None:
    """Have ada log blockers of these goals, quickly: without forms and cards."""
    place, ada = Place(hub.guild.id, hub.channel.id), Member(hub.ada.id, "ada")
    for cause, goal in enumerate(goals, start=1000):
        draft = BlockerDraft.written(goal=goal, happened="No", tried="", tags=tags, urgency=Urgency.TODAY)
        await hub.bot.hub.blockers.log(place, draft, by=ada, cause=cause)


async def restarted(hub: Cohort, settings: Settings, clock: FollowingClock) -> None:
    """End the bot, and start a new one on the same database."""
    await hub.bot.close()
    hub.bot = build(settings, clock=clock, ticking=False)
    await hub.env.restart_bot(hub.bot)


async def whole_text(answer: Answer) -> str:
    """What stands in the file of an answer."""
    return (await answer.shown.message.attachments[0].read()).decode()


# ------------------------------------------------------------------------------------------------- lists


async def test_nothing_to_list_is_said_kindly(hub: Cohort) -> None:
    waiting = await hub.ada.types("blocker list")
    solved = await hub.ada.types("blocker list", show="solved")

    assert waiting.private
    assert "Nobody is stuck!" in waiting.text
    assert "Try another filter." in solved.text


async def test_a_list_shows_what_was_asked_for(hub: Cohort) -> None:
    for goal in ("Run tasks", "Cache pages", "Ship images"):
        await hub.ada.logs_blocker(goal)
    await hub.linus.presses(hub.card("B2"), "I can help")
    await hub.ada.resolves(hub.card("B3"))

    shown = {
        show: (await hub.grace.types("blocker list", show=show)).text
        for show in ("waiting", "open", "solved", "all")
    }

    numbers = {
        show: [ref for ref in ("B1", "B2", "B3") if f"**{ref} ·" in text] for show, text in shown.items()
    }
    assert numbers == {"waiting": ["B1", "B2"], "open": ["B1"], "solved": ["B3"], "all": ["B1", "B2", "B3"]}
    assert "2 in all" in shown["waiting"]
    assert f"{hub.linus.mention} helps" in shown["all"]


async def test_a_list_shows_the_most_urgent_first(hub: Cohort) -> None:
    for urgency in ("whenever", "now", "today"):
        await hub.ada.logs_blocker(f"Needed {urgency}", urgency=urgency)

    listed = (await hub.grace.types("blocker list")).text

    assert listed.index("Needed now") < listed.index("Needed today") < listed.index("Needed whenever")


async def test_a_list_is_narrowed_to_one_tag_on_all_its_pages(hub: Cohort) -> None:
    await logged(hub, [f"Celery {count}" for count in range(1, 7)], tags="celery, redis")

    first = await hub.grace.types("blocker list", tag="#Celery")
    second = await hub.grace.presses(first, "More (1 of 2)")

    assert "tag celery" in first.text
    assert "6 in all" in second.text
    assert "Celery 6" in second.text
    assert "None here" in (await hub.grace.types("blocker list", tag="django")).text
    assert "one tag at a time" in (await hub.grace.types("blocker list", tag="django, celery")).text


async def test_twelve_blockers_are_leafed_through(hub: Cohort) -> None:
    await logged(hub, [f"Goal {count:02}" for count in range(1, 13)])
    listed = await hub.grace.types("blocker list")
    pages = [listed.text]

    for label in ("More (1 of 3)", "More (2 of 3)"):
        listed = await hub.grace.presses(listed, label)
        pages.append(listed.text)

    assert [page.count("Goal ") for page in pages] == [5, 5, 2]
    assert "Goal 11" in pages[2]
    assert "Back" in listed.buttons
    assert "More (3 of 3)" not in listed.buttons
    back = await hub.grace.presses(listed, "Back")
    assert back.text == pages[1]


async def test_a_page_that_is_gone_gives_way_to_the_last_one(hub: Cohort) -> None:
    await logged(hub, [f"Goal {count}" for count in range(1, 7)])
    listed = await hub.grace.types("blocker list")
    by = Member(hub.ada.id, "ada")
    await hub.bot.hub.resolutions.resolve(
        hub.guild.id, 1, Resolution.written(cause="A typo", fix="Fixed", code=""), by=by, cause=1
    )

    turned = await hub.grace.presses(listed, "More (1 of 2)")

    assert "5 in all" in turned.text
    assert "Goal 6" in turned.text
    assert "None here" not in turned.text


async def test_each_open_blocker_of_a_list_has_its_button_beside_it(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Run tasks")
    await hub.ada.logs_blocker("Cache pages")
    listed = await hub.linus.types("blocker list")

    answer = await hub.linus.presses(listed, "I can help", near="Cache pages")

    assert "B2 · Cache pages" in answer.text
    assert f"{hub.linus.mention} helps" in hub.card("B2").text
    assert "nobody helps yet" in hub.card("B1").text


# ----------------------------------------------------------------------------------------------- numbers


@pytest.mark.parametrize("number", ["B1", "b1", "1", "#B1", " B1 ", "B01", "B1 · Run tasks with Celery"])
async def test_a_number_is_understood_however_it_is_typed(hub: Cohort, number: str) -> None:
    await logged(hub, ["Run tasks with Celery"])

    answer = await hub.grace.types("blocker show", number=number)

    assert answer.private
    assert "Run tasks with Celery" in answer.text
    assert answer.buttons == ["I can help", "Me too", "Resolve", "More…"]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("B2", "There is no blocker B2 in this server. /blocker list shows those there are."),
        ("0", "is not an entry's number"),
        ("B999999999999", "is not an entry's number"),
        ("the first", "“the first” is not an entry's number. Numbers look like B12."),
        ("@everyone", "is not an entry's number"),
        ("S1", "S1 is a solution; this needs a blocker, such as B12."),
        ("E1", "E1 is an endpoint; this needs a blocker, such as B12."),
        ("x" * 200, "is not an entry's number"),
    ],
)
async def test_a_number_that_leads_nowhere_gets_a_sentence(hub: Cohort, number: str, sentence: str) -> None:
    await logged(hub, ["Run tasks"])

    answer = await hub.grace.types("blocker show", number=number)

    assert answer.private
    assert sentence in answer.text


async def test_numbers_complete_while_typing(hub: Cohort) -> None:
    await logged(hub, ["Run tasks", "Cache pages", "x" * 200])

    assert await hub.ada.completes("blocker show", "number", "b2") == ["B2 · Cache pages"]
    assert await hub.ada.completes("blocker show", "number", "TASK") == ["B1 · Run tasks"]
    assert len(await hub.ada.completes("blocker show", "number", "")) == 3
    assert await hub.ada.completes("blocker show", "number", "nothing like it") == []


async def test_tags_complete_with_those_in_use_most_used_first(hub: Cohort) -> None:
    await logged(hub, ["One"], tags="docker, django")
    await hub.ada.logs_blocker("Two", tags="django")

    assert await hub.ada.completes("blocker list", "tag", "d") == ["django", "docker"]
    assert await hub.ada.completes("blocker list", "tag", "#DO") == ["docker"]


# ----------------------------------------------------------------------------------------- servers, places


async def test_another_servers_entries_are_never_seen_nor_touched(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run our tasks", tags="ours")
    others = Cohort(hub.env, hub.bot)
    theirs = await others.ada.logs_blocker("Keep their secret", tags="theirs")

    await others.linus.presses(theirs, "I can help")
    await others.linus.resolves(others.card("B1"))

    assert hub.card("B1").text == card.text
    assert "A typo." in others.card("B1").text
    assert "secret" not in (await hub.grace.types("blocker list", show="all")).text
    assert "Run our tasks" in (await hub.grace.types("blocker show", number="B1")).text
    assert await hub.grace.completes("blocker show", "number", "") == ["B1 · Run our tasks"]
    assert await hub.grace.completes("blocker list", "tag", "") == ["ours"]
    await others.ada.logs_blocker("A second one")
    assert "There is no blocker B2" in (await hub.grace.types("blocker show", number="B2")).text
    assert "There is no solution S1" in (await hub.grace.types("solution show", number="S1")).text


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_command_in_a_direct_message_says_where_it_works(hub: Cohort, command: str) -> None:
    options = {"number": "B1"} if command == "blocker show" else {}

    answer = await hub.ada.types_in_private(command, **options)

    assert "works in a server's channels, not in direct messages" in answer.text


async def test_nothing_completes_in_a_direct_message(hub: Cohort) -> None:
    await logged(hub, ["Run tasks"], tags="celery")

    assert await hub.ada.actor.user.autocomplete("blocker show", "number", "B") == []
    assert await hub.ada.actor.user.autocomplete("blocker list", "tag", "c") == []


# --------------------------------------------------------------------------------- whole, once, for ever


async def test_a_long_text_is_cut_and_show_all_gives_everything_as_a_file(hub: Cohort) -> None:
    happened = "\n".join(f"Line {count} of what happened." for count in range(50))
    card = await hub.ada.logs_blocker("Run tasks", happened=happened, tried="It all.", tags="celery")

    assert "Line 49" not in card.text
    answer = await hub.grace.presses(card, "Show all")

    assert answer.private
    assert list(answer.shown.files) == ["B1.md"]
    text = await whole_text(answer)
    assert happened in text
    assert "It all." in text


async def test_the_fullest_solved_blocker_still_fits_and_show_all_keeps_every_word(hub: Cohort) -> None:
    goal, happened, tried, cause, fix, code = (sign * 100 + "*`" * 50 for sign in "ghtcfd")
    card = await hub.ada.logs_blocker(goal, happened=happened * 7, tried=tried * 7, tags="a b c d e")
    await hub.ada.resolves(card, cause=cause * 7, fix=fix * 7, code=code * 7)

    assert [f"**{label}**" in hub.card("B1").text for label in ("Goal", "Tried", "Fix", "Code")] == [True] * 4
    text = await whole_text(await hub.grace.presses(hub.card("B1"), "Show all"))
    for written in (goal, happened * 7, tried * 7, cause * 7, fix * 7, code * 7):
        assert written in text


async def test_the_same_interaction_twice_writes_one_entry(hub: Cohort) -> None:
    await logged(hub, ["Run tasks"])
    await logged(hub, ["Run tasks"])
    resolution = Resolution.written(cause="A typo", fix="Fixed", code="")
    by = Member(hub.ada.id, "ada")

    resolved = [
        await hub.bot.hub.resolutions.resolve(hub.guild.id, 1, resolution, by=by, cause=7) for _ in range(2)
    ]

    assert resolved[0] == resolved[1]
    assert "1 in all" in (await hub.ada.types("blocker list", show="all")).text
    assert "no solution S2" in (await hub.ada.types("solution show", number="S2")).text


@pytest.mark.parametrize(
    ("label", "then"),
    [
        ("I can help", "Thank you"),
        ("Hand back", "open for another helper again"),
        ("Resolve", "Answer B1"),
        ("Show all", "All of B1"),
        ("Show S1", "A typo."),
        ("Me too", "You are told once it is solved"),
        ("More…", "What else you can do with it"),
        ("More (1 of 2)", "Goal 6"),
    ],
)
async def test_each_button_works_after_a_restart(
    hub: Cohort, settings: Settings, clock: FollowingClock, label: str, then: str
) -> None:
    shown = await hub.ada.logs_blocker("Goal 1", happened="x" * 1500)
    if label == "Hand back":
        await hub.linus.presses(shown, "I can help")
    if label == "Show S1":
        await hub.ada.resolves(shown)
    if label == "Resolve":
        await hub.linus.presses(shown, "I can help")
    await logged(hub, [f"Goal {count}" for count in range(2, 7)])
    shown = (await hub.linus.types("blocker list")).shown if "More (" in label else hub.card("B1")
    await restarted(hub, settings, clock)

    answer = await hub.linus.presses(shown, label)

    assert then in (answer.form.title if answer.result.modal else answer.text)
