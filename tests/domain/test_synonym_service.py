"""Administrators say what means the same in their server; nobody else does, and no other server hears of it."""

import asyncio

import pytest

from data.store import SqliteStore
from domain.errors import BadInput, Refused
from domain.hub import Hub
from domain.models.entries import Member
from domain.synonyms import GROUPS_LIMIT
from tests.support.domain import ADA, ADMINISTRATOR, GUILD, MODERATOR, MONDAY_NOON

KEN = ADMINISTRATOR


async def groups(hub: Hub, guild_id: int = GUILD) -> list[str]:
    """The server's own groups."""
    return [", ".join(group.words) for group in await hub.synonyms.listed(guild_id)]


async def test_a_group_is_kept_with_who_added_it_and_when(hub: Hub) -> None:
    added = await hub.synonyms.add(GUILD, "WF = workflow", by=KEN)

    assert added.group.words == ("wf", "workflow")
    assert (added.group.added_by.id, added.group.at) == (KEN.id, MONDAY_NOON)
    assert list(await hub.synonyms.listed(GUILD)) == [added.group]
    assert await groups(hub, 11) == []


async def test_a_removed_group_is_gone_and_its_number_is_not_given_again(hub: Hub) -> None:
    wf = (await hub.synonyms.add(GUILD, "wf, workflow", by=KEN)).group
    assert await hub.synonyms.remove(GUILD, wf.number, by=KEN) == wf

    later = (await hub.synonyms.add(GUILD, "pm, project lead", by=KEN)).group
    with pytest.raises(Refused, match="That group is removed already"):
        await hub.synonyms.remove(GUILD, wf.number, by=KEN)
    with pytest.raises(Refused, match="That group is removed already"):
        await hub.synonyms.remove(11, later.number, by=KEN)
    assert await groups(hub) == ["pm, project lead"]


@pytest.mark.parametrize("by", [ADA, MODERATOR], ids=["a member", "a moderator"])
async def test_only_administrators_add_and_remove(hub: Hub, by: Member) -> None:
    wf = (await hub.synonyms.add(GUILD, "wf, workflow", by=KEN)).group

    for asked in (
        hub.synonyms.add(GUILD, "pm, project lead", by=by),
        hub.synonyms.remove(GUILD, wf.number, by=by),
    ):
        with pytest.raises(Refused, match="This is for administrators"):
            await asked
    assert await groups(hub) == ["wf, workflow"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("work  flow, WF", "among this server's synonyms already: wf, work flow and flow."),
        ("flow, wf, work flow", "among this server's synonyms already"),
        ("K8S = kubernetes", "I know that already: kubernetes and k8s mean the same in every server."),
        ("pg, postgres", "I know that already: postgresql, postgres and pg"),
    ],
)
async def test_what_means_the_same_already_is_not_added_again(hub: Hub, typed: str, sentence: str) -> None:
    await hub.synonyms.add(GUILD, "wf, work flow, flow", by=KEN)

    with pytest.raises(Refused) as refused:
        await hub.synonyms.add(GUILD, typed, by=KEN)

    assert sentence in refused.value.sentence
    assert await groups(hub) == ["wf, work flow, flow"]


async def test_what_is_no_group_is_not_added(hub: Hub) -> None:
    with pytest.raises(BadInput, match="two words or more"):
        await hub.synonyms.add(GUILD, "wf", by=KEN)
    assert await groups(hub) == []


async def test_a_larger_group_takes_the_place_of_those_that_it_holds(hub: Hub) -> None:
    for typed in ("wf, workflow", "pm, project lead", "flow, workflow"):
        await hub.synonyms.add(GUILD, typed, by=KEN)

    added = await hub.synonyms.add(GUILD, "workflow, flow, wf", by=KEN)

    assert [group.words for group in added.replaced] == [("wf", "workflow"), ("flow", "workflow")]
    assert added.neighbours == ()
    assert await groups(hub) == ["pm, project lead", "workflow, flow, wf"]


async def test_groups_that_share_a_word_stay_apart_and_that_is_said(hub: Hub) -> None:
    await hub.synonyms.add(GUILD, "pm, project lead", by=KEN)

    added = await hub.synonyms.add(GUILD, "pm, private message, kube, k8s", by=KEN)

    assert added.replaced == ()
    assert added.neighbours == (("pm", "project lead"), ("kubernetes", "k8s"))
    assert await groups(hub) == ["pm, project lead", "pm, private message, kube, k8s"]


async def test_groups_that_share_a_word_are_joined_on_request(hub: Hub) -> None:
    await hub.synonyms.add(GUILD, "kube, cluster", by=KEN)
    kube = (await hub.synonyms.add(GUILD, "kube, k8s", by=KEN)).group

    joined = await hub.synonyms.join(GUILD, kube.number, by=KEN)

    assert joined.group.words == ("kube", "k8s", "cluster", "kubernetes")
    assert joined.neighbours == ()
    assert await groups(hub) == ["kube, k8s, cluster, kubernetes"]
    with pytest.raises(Refused, match="That group is removed already"):
        await hub.synonyms.join(GUILD, kube.number, by=KEN)
    with pytest.raises(Refused, match="among this server's synonyms already"):
        await hub.synonyms.join(GUILD, joined.group.number, by=KEN)
    with pytest.raises(Refused, match="This is for administrators"):
        await hub.synonyms.join(GUILD, joined.group.number, by=ADA)


async def test_groups_that_have_too_many_words_together_are_not_joined(hub: Hub) -> None:
    added = await hub.synonyms.add(GUILD, "login, auth", by=KEN)

    assert not added.can_join
    with pytest.raises(BadInput, match="8 fit into one group"):
        await hub.synonyms.join(GUILD, added.group.number, by=KEN)
    assert await groups(hub) == ["login, auth"]


async def test_a_group_of_the_table_may_be_made_larger_for_one_server(hub: Hub) -> None:
    added = await hub.synonyms.add(GUILD, "kube, k8s, kubernetes", by=KEN)

    assert added.neighbours == ()
    assert await groups(hub) == ["kube, k8s, kubernetes"]


async def test_a_hundred_groups_fit_and_a_larger_one_may_still_take_a_place(
    hub: Hub, store: SqliteStore
) -> None:
    async with store.transaction() as new:
        for number in range(GROUPS_LIMIT):
            words = (f"short{number}", f"long{number}")
            await new.synonyms.add(GUILD, words, by=KEN, at=MONDAY_NOON)

    with pytest.raises(Refused, match="100 groups of its own, which is all that fit"):
        await hub.synonyms.add(GUILD, "wf, workflow", by=KEN)
    await hub.synonyms.add(11, "wf, workflow", by=KEN)
    await hub.synonyms.add(GUILD, "short7, long7, seven", by=KEN)
    assert len(await groups(hub)) == GROUPS_LIMIT


async def test_told_twice_at_once_it_is_added_and_removed_once(hub: Hub) -> None:
    added = await asyncio.gather(
        *(hub.synonyms.add(GUILD, "wf, workflow", by=KEN) for _ in range(2)), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in added) == ["AddedSynonyms", "Refused"]
    (wf,) = await hub.synonyms.listed(GUILD)

    removed = await asyncio.gather(
        *(hub.synonyms.remove(GUILD, wf.number, by=KEN) for _ in range(2)), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in removed) == ["Refused", "SynonymGroup"]
    assert await groups(hub) == []


async def test_a_word_is_looked_up_among_the_servers_own_and_the_tables_groups(hub: Hub) -> None:
    await hub.synonyms.add(GUILD, "pm, project request", by=KEN)
    await hub.synonyms.add(GUILD, "wf, workflow", by=KEN)

    found = await hub.synonyms.look_up(GUILD, " “Request” ")

    assert found.word == "request"
    assert [group.words for group in found.own] == [("pm", "project request")]
    assert ("request", "req") in found.built_in
    assert ("pull request", "pr", "merge request", "mr") in found.built_in
    assert (await hub.synonyms.look_up(11, "pm")).own == ()
    assert (await hub.synonyms.look_up(GUILD, "quest")).built_in == ()
    with pytest.raises(BadInput, match="Please type the word to look up"):
        await hub.synonyms.look_up(GUILD, " \u200b'")


async def test_words_complete_the_servers_own_first(hub: Hub) -> None:
    await hub.synonyms.add(GUILD, "pull task, zz pull", by=KEN)

    assert list(await hub.synonyms.suggest(GUILD, "PULL")) == ["pull task", "pull request", "zz pull"]
    assert len(await hub.synonyms.suggest(GUILD, "")) == 25
    assert list(await hub.synonyms.suggest(GUILD, "qqq")) == []
    assert list(await hub.synonyms.suggest(11, "pull ")) == ["pull request"]
