"""A week with too much to tell still makes one message that Discord takes, its lines whole and the rest counted."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from cogs.recap.card import preview_card, recap_card
from cogs.recap.chart import Chart
from cogs.recap.whole import whole_card
from cogs.ui.actions import Action
from cogs.ui.cards import COMPONENT_BUDGET, TEXT_BUDGET, Card
from domain.apis.changes import changed
from domain.models.api import Api, Check, Outcome, Revision, Source, Told, Watch
from domain.models.api_week import ApiWeek
from domain.models.blocker import Blocker
from domain.models.blocker_draft import BlockerDraft, Urgency
from domain.models.endpoint import Endpoint, EndpointDraft, Method, Status
from domain.models.entries import Kind, Member, Place, Ref, Spot
from domain.models.lifecycle import State
from domain.models.recap import Period, Recap
from domain.models.request import Request, RequestState
from domain.models.resolution import Proposal
from domain.models.server import Server
from domain.models.solution import Solution
from domain.models.solution_draft import SolutionDraft
from domain.sections.apis import Broken, SharedApis
from domain.sections.blockers import Solved, Waiting
from domain.sections.endpoints import Shared
from domain.sections.requests import AskedFor
from domain.sections.solutions import Learned
from domain.sections.thanks import Thanks
from tests.support.cohort import Cohort
from tests.support.domain import resolution

FRIDAY = datetime(2026, 1, 2, 16, tzinfo=UTC)
SOMEBODY = Member(10**18, "somebody")
STARS = "s" + "*" * 78 + "s"
TAGS = tuple(f"{n}{'t' * 23}" for n in range(5))
LINE = re.compile(
    r"- \[\*\*[ABSEQ]\d+\*\*\]\(https://\S+\) .+, by <@\d+>"
    r"(?: with <@\d+>| with an answer of <@\d+>|, now \w+|, helped \d+|, \d+ endpoints|: .+)?"
)


THANKED = re.compile(r"\*\*Thank you\*\*: ((?:<@\d+>(?:, | and |$))*)(?:(\d+) more)?", re.MULTILINE)

LISTS = {
    "answered": "Answers that wait for their author",
    "unchecked": "APIs that could not be checked",
    "asked": "Asked for, without an answer",
    "solved": "Solved",
    "posted": "New solutions",
    "apis": "New APIs",
    "revised": "Changed APIs",
    "endpoints": "New endpoints",
    "changed": "Changed endpoints",
}
"""What `week` calls the lists, and what the recap does."""

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


def blocker(number: int, title: str, state: State = State.OPEN) -> Blocker:
    solved = state is State.SOLVED
    return Blocker(
        **common(Kind.BLOCKER, number, title),
        goal=title,
        happened="It fails.",
        tried="",
        urgency=Urgency.NOW,
        state=state,
        helper=None if state is State.OPEN else SOMEBODY,
        proposal=Proposal(resolution=resolution(), by=SOMEBODY, at=FRIDAY)
        if state is State.PROPOSED
        else None,
        ended_at=FRIDAY if solved else None,
        solution=Ref(Kind.SOLUTION, number) if solved else None,
        seen_at=FRIDAY,
    )


def solution(number: int, title: str) -> Solution:
    return Solution(**common(Kind.SOLUTION, number, title), problem=title, cause="", fix="Do it", code="")


def endpoint(number: int, title: str) -> Endpoint:
    return Endpoint(
        **common(Kind.ENDPOINT, number, title),
        method=Method.GET,
        path="/",
        summary="Does it.",
        auth="",
        request="",
        response="",
        status=Status.MOCK,
    )


def request(number: int, title: str) -> Request:
    return Request(
        **common(Kind.REQUEST, number, title),
        api=Ref(Kind.API, 9999),
        owner=SOMEBODY,
        method=Method.GET,
        path="/",
        wanted="x",
        why="x",
        state=RequestState.OPEN,
    )


def api(number: int, title: str) -> Api:
    return Api(
        **common(Kind.API, number, title),
        watch=Watch.WATCHED,
        told=Told(format="OpenAPI 3.1", version="", description="", servers=(), auth="", warnings=()),
        source=Source(),
        revision=10**6,
        last_check=Check(at=FRIDAY, outcome=Outcome.UNCHECKED, reason=STARS * 9, tries=9),
        live=1000,
        users=1000,
    )


def api_week(number: int, title: str, rule: str) -> ApiWeek:
    """An API with changes by one rule, in two revisions of six digits."""
    changes = [changed(rule, f"GET /{each}") for each in range(1000)]
    revisions = [
        Revision(
            guild_id=1,
            api=Ref(Kind.API, number),
            number=each,
            at=FRIDAY,
            by=None,
            format="",
            version="",
            mark="",
            changes=changes,
        )
        for each in (999_999, 999_998)
    ]
    return ApiWeek(api=api(number, title), revisions=tuple(revisions))


def common(kind: Kind, number: int, title: str) -> dict[str, Any]:
    """The longest that all entries share: ids of 19 digits, five tags of 24 characters."""
    return {
        "guild_id": 10**18,
        "ref": Ref(kind, 1000 + number),
        "title": title,
        "tags": TAGS,
        "author": SOMEBODY,
        "created_at": FRIDAY,
        "updated_at": FRIDAY,
        "card": Spot(10**18, 10**18),
    }


BROKEN = api_week(1, "", "api-path-removed-without-deprecation")
REVISED = api_week(1, "", "endpoint-added")


def week(counts: Mapping[str, int], title: str = STARS) -> Recap:
    opened = [blocker(n, title, State.CLAIMED if n % 2 else State.OPEN) for n in range(counts["waiting"])]
    return Recap(
        key="2026-01-02",
        period=Period(FRIDAY, FRIDAY),
        sections=(
            Waiting(
                open=tuple(each for each in opened if each.state is State.OPEN),
                claimed=tuple(each for each in opened if each.state is State.CLAIMED),
                answered=tuple(blocker(n, title, State.PROPOSED) for n in range(counts["answered"])),
            ),
            Broken(
                apis=tuple(replace(BROKEN, api=api(n, title)) for n in range(counts["broken"])),
                unchecked=tuple(api(n, title) for n in range(counts["unchecked"])),
            ),
            AskedFor(requests=tuple(request(n, title) for n in range(counts["asked"]))),
            Solved(
                blockers=tuple(blocker(n, title, State.SOLVED) for n in range(counts["solved"])),
                took=timedelta(hours=5),
                took_before=timedelta(days=10),
            ),
            Learned(solutions=tuple(solution(n, title) for n in range(counts["posted"]))),
            SharedApis(
                new=tuple(replace(REVISED, api=api(n, title)) for n in range(counts["apis"])),
                changed=tuple(replace(REVISED, api=api(n, title)) for n in range(counts["revised"])),
            ),
            Shared(
                new=tuple(endpoint(n, title) for n in range(counts["endpoints"])),
                changed=tuple(endpoint(n, title) for n in range(counts["changed"])),
            ),
            Thanks(members=tuple(Member(10**18 + n, "somebody") for n in range(counts["thanked"]))),
        ),
    )


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
