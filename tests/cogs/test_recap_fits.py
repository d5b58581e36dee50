"""A week with too much to tell still makes one message that Discord takes, its lines whole and the rest counted."""

import re
from typing import Any

from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from cogs.recap.card import preview_card, recap_card
from cogs.recap.chart import Chart
from cogs.recap.whole import whole_card
from cogs.ui.actions import Action
from cogs.ui.cards import COMPONENT_BUDGET, TEXT_BUDGET, Card
from domain.models.blocker_draft import BlockerDraft, Urgency
from domain.models.endpoint import EndpointDraft, Method, Status
from domain.models.entries import Member, Place
from domain.models.recap import Recap
from domain.models.server import Server
from domain.models.solution_draft import SolutionDraft
from tests.support.cohort import Cohort
from tests.support.full_week import FRIDAY, LISTS, STARS, TAGS, week

LINE = re.compile(
    r"- \[\*\*[ABSEQ]\d+\*\*\]\(https://\S+\) .+, by <@\d+>"
    r"(?: with <@\d+>| with an answer of <@\d+>|, now \w+|, helped \d+|, \d+ endpoints|: .+)?"
)


THANKED = re.compile(r"\*\*Thank you\*\*: ((?:<@\d+>(?:, | and |$))*)(?:(\d+) more)?", re.MULTILINE)

CHART = Chart(b"a picture", "Blockers of the last eight weeks. " * 30)

FULL = {"waiting": 60, "broken": 20, "thanked": 60} | dict.fromkeys(LISTS, 20)
ORDINARY = dict.fromkeys(LISTS, 0) | {
    "waiting": 3,
    "broken": 1,
    "thanked": 5,
    "answered": 1,
    "solved": 4,
    "posted": 2,
    "revised": 1,
    "endpoints": 2,
    "changed": 1,
}


def told_and_counted(text: str, name: str) -> int:
    """How many entries a section names, plus how many it says there are more."""
    section = text.split(f"**{name}** (")[1].split("\n**", maxsplit=1)[0]
    more = re.search(r"and (\d+) more", section)
    return len(LINE.findall(section)) + int(more[1] if more else 0)


def all_pages(recap: Recap) -> list[Card]:
    """Every page behind *Show all*."""
    pages = [whole_card(recap, 0)]
    while more := [item for item in buttons(pages[-1]) if (item.label or "").startswith("More (")]:
        if more[0].disabled:
            break
        pages.append(whole_card(recap, len(pages)))
    return pages


def lines_under(whole: str, name: str) -> list[str]:
    """What stands below a section's name, on all pages."""
    found: list[str] = []
    for part in re.split(r"\n(?=\*\*[A-Z][A-Za-z, ]+\*\*|###)", whole):
        if part.startswith(f"**{name}**"):
            found += part.splitlines()[1:]
    return found


def buttons(card: Card) -> list[ui.Button[Any]]:
    """The buttons of a card, in their order."""
    return [item.item for item in card.walk_children() if isinstance(item, Action)]


def labels(card: Card) -> list[str | None]:
    return [button.label for button in buttons(card)]


def shown(card: Card) -> str:
    return "\n".join(item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay))


def text_of(recap: Recap, chart: Chart | None = CHART) -> str:
    card = preview_card(recap, Server.first_used(1, 2, at=FRIDAY), chart)
    assert len(card.files) == (1 if chart else 0)
    assert card.content_length() <= TEXT_BUDGET
    assert card.total_children_count <= COMPONENT_BUDGET
    assert not card.is_cut
    return shown(card)


COUNTS = st.sampled_from([0, 1, 2, 5, 8, 9, 60])
TITLES = st.sampled_from([STARS, "Celery does not see my tasks", "@everyone " * 8, "x"])


@settings(max_examples=30, deadline=None)
@given(
    st.fixed_dictionaries(dict.fromkeys(("waiting", "broken", "thanked", *LISTS), COUNTS)),
    TITLES,
    st.sampled_from([None, CHART]),
)
def test_every_week_fits_and_every_entry_is_named_or_counted(
    counts: dict[str, int], title: str, chart: Chart | None
) -> None:
    text = text_of(week(counts, title), chart)

    for part, name in LISTS.items():
        count = counts[part]
        assert (f"**{name}** ({count})" in text) == (count > 0)
        if count:
            assert told_and_counted(text, name) == count
    assert all(
        LINE.fullmatch(line.replace(" → ", " ")) for line in text.splitlines() if line.startswith("- ")
    )
    named, more = THANKED.findall(text)[0] if counts["thanked"] else ("", "")
    assert named.count("<@") + int(more or 0) == counts["thanked"]
    assert "Only you see this" in text
    assert "Stuck? `/blocker log`" in text


def test_the_fullest_week_still_names_some_of_everything() -> None:
    text = text_of(week(FULL))

    assert text.count("*Waiting for a hand** (60)") == 1
    assert re.search(r"\(60\)(?:\n.+)+\n-# and 5[2-9] more\n", text)
    assert re.search(r"\*APIs that broke\*\* \(20\)(?:\n.+)+\n-# and 1[2-9] more\n", text)
    ordinary = text_of(week(FULL, "Celery does not see my tasks"))
    for name in LISTS.values():
        assert LINE.search(ordinary.split(f"**{name}** (20)")[1].split("\n**")[0])


def test_the_words_in_place_of_a_picture_that_is_refused_have_room() -> None:
    card = preview_card(week(FULL), Server.first_used(1, 2, at=FRIDAY), CHART).without_files()

    assert "The file `last-eight-weeks.png` could not be posted." in shown(card)
    assert card.content_length() <= TEXT_BUDGET
    assert card.total_children_count <= COMPONENT_BUDGET


def test_an_ordinary_week_is_told_in_full() -> None:
    text = text_of(week(ORDINARY, "Celery does not see my tasks"))

    assert " more" not in text
    assert "Show all" not in labels(recap_card(week(ORDINARY, "Celery does not see my tasks")))


@settings(max_examples=5, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(("waiting", "broken", "thanked", *LISTS), COUNTS)), TITLES)
def test_what_is_only_counted_is_reached_by_show_all(counts: dict[str, int], title: str) -> None:
    recap = week(counts, title)
    is_counted = re.search(r"and (\d+) more", text_of(recap)) is not None

    assert ("Show all" in labels(recap_card(recap))) == is_counted
    pages = all_pages(recap)
    assert all(page.content_length() <= TEXT_BUDGET and not page.is_cut for page in pages)
    assert all(page.total_children_count <= COMPONENT_BUDGET for page in pages)
    whole = "\n".join(map(shown, pages))
    for part, name in LISTS.items():
        assert sum(line.startswith("- [") for line in lines_under(whole, name)) == counts[part]
    assert len(lines_under(whole, "Waiting for a hand")) == 2 * counts["waiting"]
    assert len(lines_under(whole, "APIs that broke")) == 2 * counts["broken"]
    assert len(lines_under(whole, "Thank you")) == counts["thanked"]


def test_a_recap_fits_without_the_preview_s_last_line_too() -> None:
    assert recap_card(week(FULL)).content_length() <= TEXT_BUDGET


async def test_discord_takes_the_fullest_week(hub: Cohort) -> None:
    place, ada = Place(hub.guild.id, hub.channel.id), Member(hub.ada.id, "ada")
    services = hub.bot.hub
    for n in range(60):
        wanted = BlockerDraft.written(
            goal=STARS, happened="It fails.", tried="", tags=" ".join(TAGS), urgency=Urgency.NOW
        )
        await services.blockers.log(place, wanted, by=ada, cause=1000 + n)
    for n in range(20):
        found = SolutionDraft.written(problem=STARS, fix="Do it")
        await services.solutions.post(place, found, by=ada, cause=2000 + n)
        offered = EndpointDraft.written(
            method=Method.GET, path=f"/{n}" + "*" * 70, summary="It", status=Status.LIVE
        )
        await services.endpoints.share(place, offered, by=ada, cause=3000 + n)

    answer = await hub.linus.types("recap preview")
    await hub.root.types("recap now")

    assert "**Waiting for a hand** (60)" in answer.text
    assert hub.posts[0].text.startswith("### Weekly recap")
