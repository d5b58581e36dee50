"""Administrators teach search the words of their server: `/setup synonyms`."""

from datetime import timedelta

import pytest

from cogs.setup.synonyms import added_news, listed_card, looked_up_card
from cogs.ui.cards import Card
from domain.models.synonyms import AddedSynonyms, LookedUp, SynonymGroup
from domain.retrieval.synonyms import MEMBER_LIMIT, MEMBERS_LIMIT, Group, built_in_groups, table
from tests.support.cohort import Answer, Cohort
from tests.support.domain import ADA, MONDAY_NOON
from tests.support.weather import another_server, restart


async def add(hub: Cohort, *typed: str) -> Answer:
    """Add groups; returns the last answer."""
    answers = [await hub.root.types("setup synonyms", add=each) for each in typed]
    return answers[-1]


async def test_alone_it_says_what_it_is_for_and_that_much_is_known_already(hub: Cohort) -> None:
    answer = await hub.root.types("setup synonyms")

    assert answer.private
    assert "This server has none of its own yet. Teach me yours" in answer.text
    assert f"{len(built_in_groups())} groups come with Nexus, such as k8s = kubernetes" in answer.text
    assert "Remove" not in answer.buttons


async def test_what_is_added_is_listed_newest_first_and_stays_after_a_restart(hub: Cohort) -> None:
    answer = await add(hub, "WF, workflow", "pm = project lead")

    assert answer.private
    assert "Search now treats these as the same: **pm = project lead**" in answer.text
    await restart(hub)
    listed = (await hub.root.types("setup synonyms")).text
    assert "**This server's own** (2)" in listed
    assert f"**wf = workflow**\n-# by {hub.root.mention}, <t:" in listed
    assert listed.index("pm = project lead") < listed.index("wf = workflow")


async def test_a_group_is_removed_from_the_list_and_the_list_says_so(hub: Cohort) -> None:
    listed = await add(hub, "wf, workflow", "pm, project lead")

    left = await hub.root.presses(listed, "Remove", near="wf = workflow")

    assert "Removed: **wf = workflow**" in left.text
    assert "**This server's own** (1)" in left.text
    again = await hub.root.presses(await hub.root.types("setup synonyms"), "Remove")
    assert "This server has none of its own yet" in again.text


async def test_a_group_that_is_gone_already_is_not_removed_again(hub: Cohort) -> None:
    listed = await add(hub, "wf, workflow")
    other = await hub.root.types("setup synonyms")
    await hub.root.presses(listed, "Remove")

    late = await hub.root.presses(other, "Remove")

    assert late.private
    assert "That group is removed already" in late.text


async def test_who_is_no_administrator_any_more_removes_nothing(hub: Cohort) -> None:
    listed = await add(hub, "wf, workflow")
    role = hub.guild.roles["administrator"]
    hub.env.backend.remove_member_role(hub.guild.id, hub.root.id, role.id)
    await hub.env.settle()

    refused = await hub.root.presses(listed, "Remove")

    assert refused.private
    assert "This is for administrators" in refused.text
    assert len(await hub.bot.hub.synonyms.listed(hub.guild.id)) == 1


async def test_what_cannot_be_added_is_refused_in_a_sentence(hub: Cohort) -> None:
    assert "two words or more that mean the same" in (await add(hub, "workflow")).text
    refused = await add(hub, "wf, workflow", "workflow = wf", "k8s, kubernetes")

    assert refused.private
    assert "I know that already: kubernetes and k8s mean the same in every server." in refused.text
    assert "**This server's own** (1)" in (await hub.root.types("setup synonyms")).text


async def test_groups_that_share_a_word_stay_apart_until_they_are_joined(hub: Cohort) -> None:
    answer = await add(hub, "kube, k8s")
    assert "It shares a word with **kubernetes = k8s**, and stays apart from that." in answer.text

    joined = await hub.root.presses(answer, "Make it one group")

    assert "these as the same: **kube = k8s = kubernetes**\n-# In place of **kube = k8s**" in joined.text
    assert "**This server's own** (1)" in joined.text


async def test_what_would_be_too_large_a_group_cannot_be_joined(hub: Cohort) -> None:
    answer = await add(hub, "login, auth")

    assert "**authorization = authorisation = auth = authz** and 1 more, and stays apart" in answer.text
    assert "Make it one group" not in answer.buttons


async def test_a_word_is_looked_up_among_all_groups(hub: Cohort) -> None:
    await add(hub, "request, ask")

    found = await hub.root.types("setup synonyms", word="Request")

    assert found.private
    assert "What means the same as “request”" in found.text
    assert "**request = ask**\n-# by" in found.text
    assert "**pull request = pr = merge request = mr**\n-# comes with Nexus" in found.text
    left = await hub.root.presses(found, "Remove", near="request = ask")
    assert "Removed: **request = ask**" in left.text


async def test_a_word_without_synonyms_leads_to_adding_some(hub: Cohort) -> None:
    found = await hub.root.types("setup synonyms", word="*flow*")

    assert "“\\*flow\\*” has no synonym here" in found.text
    assert "put into `add`" in found.text


async def test_words_complete_while_typing(hub: Cohort) -> None:
    await add(hub, "pull task, task")

    offered = await hub.root.completes("setup synonyms", "word", "pull")

    assert offered == ["pull task", "pull request"]


async def test_the_table_that_comes_with_nexus_can_be_read(hub: Cohort) -> None:
    shown = await hub.root.presses(await hub.root.types("setup synonyms"), "Show those that come with Nexus")

    assert shown.private
    assert shown.shown.contents == {"synonyms.txt": table().encode()}


async def test_others_neither_see_nor_use_it_and_servers_keep_theirs_apart(hub: Cohort) -> None:
    await add(hub, "wf, workflow")
    other = another_server(hub)

    assert await hub.ada.actor.user.autocomplete("setup synonyms", "word", "wf") == []
    for person in (hub.ada, hub.margaret):
        assert "setup synonyms" not in person.actor.available_commands(hub.channel)
    assert "none of its own" in (await other.root.types("setup synonyms")).text
    assert await other.root.completes("setup synonyms", "word", "wf") == []


async def test_many_groups_are_leafed_through(hub: Cohort) -> None:
    async with hub.bot.hub.synonyms._store.transaction() as store:  # pyright: ignore[reportPrivateUsage]  (fourteen commands take a second)
        for number in range(14):
            words = (f"short{number}", f"long{number}")
            await store.synonyms.add(hub.guild.id, words, by=ADA, at=MONDAY_NOON)

    listed = await hub.root.types("setup synonyms")
    assert "short13" in listed.text
    listed = await hub.root.presses(listed, "More (1 of 3)")
    assert "short7 " in listed.text
    listed = await hub.root.presses(listed, "More (2 of 3)")
    left = await hub.root.presses(listed, "Remove", near="short0")

    assert "**This server's own** (13)" in left.text
    assert "short1 = long1" in left.text, "one stays on the page where one was"


# --------------------------------------------------------------------------------------------- on one card


def the_longest(number: int) -> Group:
    """A group with as many and as long words as there can be."""
    return tuple(f"{number}{position}".ljust(MEMBER_LIMIT, "w") for position in range(MEMBERS_LIMIT))


def crowded() -> list[SynonymGroup]:
    return [
        SynonymGroup(
            number=number, words=the_longest(number), added_by=ADA, at=MONDAY_NOON + timedelta(days=number)
        )
        for number in range(10, 22)
    ]


@pytest.mark.parametrize("looked_up", [False, True])
def test_the_longest_groups_fit_on_a_card_with_all_their_buttons(looked_up: bool) -> None:
    own = crowded()
    near = tuple(group.words for group in own)
    news = added_news(AddedSynonyms(group=own[0], replaced=tuple(own), neighbours=near))
    found = LookedUp(word="w" * 4000, own=tuple(own), built_in=built_in_groups()[:9])

    card: Card = looked_up_card(found, news) if looked_up else listed_card(own, 0, news)

    assert not card.is_cut
    shown = str(card.to_components())
    assert shown.count("'Remove'") == 6
    assert ("and 6 more of this server's own" in shown) == looked_up
