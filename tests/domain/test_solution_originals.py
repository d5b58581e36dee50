"""The messages that solutions link to may be deleted on Discord: what they say stays, the link says that it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.models.solution_draft import Details, SolutionDraft, Words
from tests.support.domain import ADA, GUILD, PLACE

if TYPE_CHECKING:
    from domain.hub import Hub
    from domain.models.solution import Solution

TALK = f"https://discord.com/channels/{GUILD}/30"
"""A channel's messages, but for their numbers."""


async def linking(hub: Hub, *links: str) -> Solution:
    draft = SolutionDraft.written(problem="p", fix="f", links=" ".join(links))
    return await hub.solutions.post(PLACE, draft, by=ADA, cause=1)


async def test_a_link_to_a_deleted_message_is_known_to_lead_nowhere(hub: Hub) -> None:
    first, second = f"{TALK}/41", f"{TALK}/42"
    await linking(hub, first, second, "https://a.org/41", f"https://discord.com/channels/{GUILD + 1}/30/41")

    assert await hub.originals.message_gone(GUILD, 41)
    assert await hub.originals.message_gone(GUILD, 41), "told twice, it is the same"
    assert not await hub.originals.message_gone(GUILD, 43)
    assert not await hub.originals.message_gone(GUILD + 1, 41)

    kept = await hub.solutions.get(GUILD, 1)
    assert [kept.is_lost(link) for link in kept.links] == [True, False, False, False]
    await hub.solutions.edit(GUILD, 1, Words(problem="p", fix="g"), by=ADA)
    assert (await hub.solutions.get(GUILD, 1)).lost == kept.lost, "an edit does not bring it back"


async def test_with_a_channel_all_its_messages_are_gone(hub: Hub) -> None:
    await linking(hub, f"{TALK}/41", f"{TALK}/42", f"https://discord.com/channels/{GUILD}/31/43")

    await hub.originals.channel_gone(GUILD, 30)

    kept = await hub.solutions.get(GUILD, 1)
    assert [kept.is_lost(link) for link in kept.links] == [True, True, False]


async def test_a_link_that_was_taken_out_is_forgotten(hub: Hub) -> None:
    await linking(hub, f"{TALK}/41")
    await hub.solutions.edit(GUILD, 1, Details(), by=ADA)

    assert not await hub.originals.message_gone(GUILD, 41)


async def test_a_number_that_no_message_can_have_is_no_trouble(hub: Hub) -> None:
    assert (await linking(hub, f"{TALK}/{'9' * 25}")).linked == ()
