"""The words in which tests speak of a cohort, tried on a few toy commands."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import discord
import pytest
from discord import ui

from bot.app import build
from bot.client import Nexus
from bot.config import Settings
from cogs.client import Interaction
from tests.support.cohort import Cohort, FollowingClock, Upload

STEPS = [discord.SelectOption(label=f"Step {n}", value=str(n)) for n in range(3)]


class ToyForm(ui.Modal, title="Tell"):
    def __init__(self, author: discord.abc.User) -> None:
        super().__init__(timeout=None)
        kinds = [
            discord.RadioGroupOption(label=name, value=name, default=name == "bug")
            for name in ("bug", "idea")
        ]
        steps = [discord.SelectOption(label=f"Step {n}", value=str(n), default=n < 2) for n in range(3)]
        itself = discord.SelectDefaultValue(id=author.id, type=discord.SelectDefaultValueType.user)
        self.what: ui.TextInput[Any] = ui.TextInput(custom_id="what", default="a text", required=False)
        self.kind: ui.RadioGroup[Any] = ui.RadioGroup(custom_id="kind", options=kinds)
        self.steps: ui.Select[Any] = ui.Select(custom_id="steps", options=steps, max_values=3, required=False)
        self.who: ui.UserSelect[Any] = ui.UserSelect(
            custom_id="who", default_values=[itself], max_values=2, required=False
        )
        self.proof: ui.FileUpload[Any] = ui.FileUpload(custom_id="proof", max_values=2, required=False)
        for field in (self.what, self.kind, self.steps, self.who, self.proof):
            self.add_item(ui.Label(text="A field", component=field))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        files = [f"{file.filename}={(await file.read()).decode()}" for file in self.proof.values]
        people = [person.name for person in self.who.values]
        told = [self.what.value, self.kind.value, *self.steps.values, *people, *files]
        await interaction.response.send_message(" ".join(map(str, told)), ephemeral=True)


class Steps(ui.DynamicItem[ui.Select[Any]], template="toy:steps"):
    def __init__(self) -> None:
        super().__init__(
            ui.Select(custom_id="toy:steps", placeholder="How far?", options=STEPS, max_values=2)
        )

    @classmethod
    async def from_custom_id(cls, *_: Any) -> Steps:
        return cls()

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message(" ".join(self.item.values), ephemeral=True)


class People(ui.DynamicItem[ui.UserSelect[Any]], template="toy:people"):
    def __init__(self) -> None:
        super().__init__(ui.UserSelect(custom_id="toy:people", placeholder="Who?", max_values=2))

    @classmethod
    async def from_custom_id(cls, *_: Any) -> People:
        return cls()

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        names = [person.name for person in self.item.values]
        await interaction.response.send_message(" ".join(names), ephemeral=True)


class ToyCard(ui.LayoutView):
    """A card with two menus, a picture and a file, which mentions somebody."""

    def __init__(self, text: str) -> None:
        super().__init__(timeout=None)
        self.add_item(ui.TextDisplay(text))
        self.add_item(
            ui.MediaGallery(discord.MediaGalleryItem("attachment://a.png", description="A picture"))
        )
        self.add_item(ui.File("attachment://b.txt"))
        menus: tuple[Any, ...] = (Steps(), People())
        for menu in menus:
            row: ui.ActionRow[Any] = ui.ActionRow(menu)
            self.add_item(row)


def files() -> list[discord.File]:
    return [discord.File(BytesIO(b"a picture"), "a.png"), discord.File(BytesIO(b"a text"), "b.txt")]


async def form(interaction: Interaction) -> None:
    """Open the form"""
    await interaction.response.send_modal(ToyForm(interaction.user))


async def card(interaction: Interaction, friend: discord.User, role: discord.Role) -> None:
    """Post the card, with a thread"""
    await interaction.response.defer(ephemeral=True)
    channel = interaction.client.get_partial_messageable(
        interaction.channel_id or 0, guild_id=interaction.guild_id
    )
    loud = discord.AllowedMentions(users=[friend], roles=[role])
    text = f"{friend.mention} {interaction.user.mention} {role.mention}"
    sent = await channel.send(view=ToyCard(text), files=files(), allowed_mentions=loud)
    await channel.get_partial_message(sent.id).create_thread(name="The talk")
    await channel.get_partial_message(sent.id).edit(view=ToyCard("Changed"))
    await interaction.followup.send(str(sent.id), ephemeral=True)


@pytest.fixture
def nexus(settings: Settings, clock: FollowingClock) -> Nexus:
    bot = build(settings, clock=clock, ticking=False)
    bot.tree.command(name="toy-form")(form)
    bot.tree.command(name="toy-card")(card)
    bot.add_dynamic_items(Steps, People)
    return bot


async def posted(hub: Cohort) -> tuple[Any, Any]:
    role = hub.guild.create_role("helpers", mentionable=True)
    await hub.ada.types("toy-card", friend=hub.linus.actor, role=role)
    return hub.posts[-1], role


async def test_a_form_keeps_what_it_holds(hub: Cohort) -> None:
    opened = await hub.ada.types("toy-form")

    assert opened.form.filled == {
        "what": "a text", "kind": "bug", "steps": "0, 1", "who": str(hub.ada.id), "proof": "",
    }  # fmt: skip
    assert (await hub.ada.submits(opened)).text == "a text bug 0 1 ada"


async def test_a_form_takes_files_people_and_options(hub: Cohort) -> None:
    opened = await hub.ada.types("toy-form")

    answer = await hub.ada.submits(
        opened, kind="idea", steps=(), who=[hub.linus, hub.grace], proof=Upload("b.txt", b"hi")
    )

    assert answer.text == "a text idea linus grace b.txt=hi"


async def test_menus_files_and_pings_are_seen(hub: Cohort) -> None:
    shown, role = await posted(hub)

    assert shown.menus == {"How far?": ["Step 0", "Step 1", "Step 2"], "Who?": []}
    assert shown.images == {"a.png": "A picture"}
    assert shown.contents == {"a.png": b"a picture", "b.txt": b"a text"}
    assert shown.pinged == {hub.linus.id, role.id}
    assert shown.text == "Changed"


async def test_people_choose_in_menus(hub: Cohort) -> None:
    shown, _ = await posted(hub)

    assert (await hub.grace.picks(shown, "How far?", "Step 2", "Step 0")).text == "2 0"
    assert (await hub.grace.picks_member(shown, "Who?", hub.linus, hub.ada)).text.split()[-2:] == [
        "linus",
        "ada",
    ]


async def test_people_talk_in_threads_which_close_and_open_and_go(hub: Cohort) -> None:
    shown, _ = await posted(hub)
    thread = hub.thread_of(shown)
    said = await hub.linus.says("Have you tried it?", where=thread)
    reply = await hub.ada.replies(said, "Yes.")
    assert reply.reference is not None
    assert reply.reference.message_id == said.id
    await hub.margaret.deletes(said)
    assert [message.text for message in thread.messages] == ["Yes."]

    await thread.archive()
    assert thread.is_archived
    await hub.ada.says("It works.", where=thread)
    assert not thread.is_archived
    await thread.delete()
    assert not hub.channel.threads


async def test_threads_obey_discord(hub: Cohort) -> None:
    shown, _ = await posted(hub)
    channel = hub.bot.get_partial_messageable(hub.channel.id, guild_id=hub.guild.id)
    thread = hub.thread_of(shown)
    place = hub.bot.get_partial_messageable(thread.id, guild_id=hub.guild.id)
    sent = await place.send("Welcome")

    with pytest.raises(discord.HTTPException, match="160004"):
        await channel.get_partial_message(shown.id).create_thread(name="Another")
    await thread.archive()
    with pytest.raises(discord.HTTPException, match="50083"):
        await sent.edit(content="Changed")
    await place.send("Opens it")
    await sent.edit(content="Changed")
    await hub.env.settle()
    hub.env.backend.delete_channel(hub.channel.id)
    await hub.env.settle()
    with pytest.raises(discord.NotFound):
        await place.send("Too late")


async def test_a_restart_and_deeds_at_once(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Run tasks")
    await hub.restarts()

    answers = await hub.at_once(hub.linus.presses(card, "I can help"), hub.grace.presses(card, "I can help"))

    assert len({answer.text for answer in answers}) == 2


async def test_a_letter_can_be_deleted_by_its_author(hub: Cohort) -> None:
    letter = await hub.ada.actor.user.send_dm("Hello")

    await hub.ada.deletes(letter)

    assert "Hello" not in [message.text for message in hub.ada.inbox]
