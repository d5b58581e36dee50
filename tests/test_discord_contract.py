"""The checker of requests: it passes what discord.py honestly sends, and catches each kind of broken request."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from discord import AllowedMentions, RadioGroupOption, SelectOption, app_commands, ui

from tests.support import component_rules, discord_contract, v2_rules
from tests.support.discord_contract import Contract, all_problems, contract_or_skip, find_document

Body = dict[str, Any]
Interaction = discord.Interaction[discord.Client]

# A bot that sends at least one of each request that Nexus knows, in discord.py's own words.

kinds = [RadioGroupOption(label="A bug", value="bug"), RadioGroupOption(label="A question", value="question")]
urgencies = [
    SelectOption(label="Low", value="low", description="Can wait"),
    SelectOption(label="High", emoji="🔥"),
]


class Form(ui.Modal, title="Log a blocker"):
    what = ui.Label[Any](text="What?", component=ui.TextInput[Any](custom_id="what", max_length=100))
    kind = ui.Label[Any](text="Which kind?", component=ui.RadioGroup[Any](custom_id="kind", options=kinds))

    async def on_submit(self, interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.edit_original_response(content="Logged.", embed=discord.Embed(title="B1"))
        await interaction.followup.send("Good luck!", ephemeral=True)


def card() -> ui.LayoutView:
    claim = ui.Button[Any](label="I can help", custom_id="claim", emoji="👍")
    title = ui.Section[Any]("**B1** Celery does not see my tasks", accessory=claim)
    line = ui.Separator[Any](spacing=discord.SeparatorSpacing.large)
    docs = ui.ActionRow[Any](ui.Button[Any](label="Docs", url="https://example.com/b1"))
    urgency = ui.ActionRow[Any](ui.Select[Any](custom_id="urgency", options=urgencies))
    box = ui.Container[Any](title, line, docs, urgency, accent_color=discord.Colour.blurple())
    return ui.LayoutView(timeout=None).add_item(box)


class HonestBot(discord.Client):
    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.default(), allowed_mentions=AllowedMentions.none())
        self.tree = app_commands.CommandTree(self)
        self.tree.command(name="form")(show_form)
        self.tree.command(name="cards")(show_cards)
        self.tree.command(name="close")(close_blocker)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_interaction(self, interaction: Interaction) -> None:
        if interaction.type is discord.InteractionType.component:
            await interaction.response.edit_message(view=card())

    async def on_message(self, message: discord.Message) -> None:
        if self.user in message.mentions and not message.author.bot:
            await message.reply("You called?", nonce="B1:reply", mention_author=False)


async def show_form(interaction: Interaction) -> None:
    await interaction.response.send_modal(Form())


async def show_cards(interaction: Interaction) -> None:
    await interaction.response.send_message(view=card())
    await interaction.edit_original_response(view=card())
    followup = await interaction.followup.send("More to come", wait=True)
    await followup.edit(content="No more")
    assert isinstance(interaction.channel, discord.TextChannel)
    mentioned = AllowedMentions(users=[interaction.user])
    message = await interaction.channel.send(view=card(), nonce="B1", allowed_mentions=mentioned)
    await message.edit(view=card())
    thread = await message.create_thread(name="B1", auto_archive_duration=1440, reason="A place to help")
    await thread.send("Here", silent=True)
    await thread.edit(archived=True)
    await message.forward(interaction.channel)
    await interaction.user.send("Your blocker is B1", embed=discord.Embed(timestamp=discord.utils.utcnow()))


async def numbers(_: Interaction, current: str) -> list[app_commands.Choice[int]]:
    return [app_commands.Choice(name=f"B{current}", value=int(current))]


@app_commands.guild_only()
@app_commands.autocomplete(number=numbers)
async def close_blocker(interaction: Interaction, number: app_commands.Range[int, 1]) -> None:
    await interaction.response.send_message(f"B{number} is closed", ephemeral=True)


async def test_it_passes_what_discord_py_honestly_sends() -> None:
    async with simcord.run(HonestBot()) as env:
        channel = env.create_guild().create_text_channel("prodev")
        ada = env.guild.add_member(env.create_user("ada"))
        await ada.autocomplete(channel, "close", "number", "12")
        await ada.slash(channel, "close", number=12)
        await ada.submit_modal(await ada.slash(channel, "form"), {"what": "Celery", "kind": "bug"})
        shown = (await ada.slash(channel, "cards")).response
        assert shown
        await ada.click(shown, custom_id="claim")
        await ada.send(channel, f"<@{env.backend.bot_user.id}> hello")

    assert all_problems(env.http_requests) == []
    answers: list[Any] = [request.json for request in env.http_requests if "/callback" in request.path]
    assert {answer["type"] for answer in answers} == {4, 5, 7, 8, 9}
    assert "B1:reply" in str(env.http_requests[-1])


# Requests to judge: a table names each, with its body and with words of the sentence that must come.

Case = tuple[tuple[str, str], Any, str]
SEND = ("POST", "/channels/1/messages")
FOLLOW_UP = ("POST", "/api/v10/webhooks/1/token")
FILL_IN = ("PATCH", "/webhooks/1/token/messages/@original")
POST_IN_FORUM = ("POST", "/channels/1/threads")
ANSWER = ("POST", "/interactions/1/token/callback")
REGISTER = ("PUT", "/applications/1/commands")

message = partial(Body, content="hi", allowed_mentions={"parse": []})
text = partial(Body, type=10, content="x")
button = partial(Body, type=2, style=1, label="Claim", custom_id="claim")
option = partial(Body, label="Low", value="low")
written = partial(Body, type=4, custom_id="what", style=1)
label = partial(Body, type=18, label="What?", component=written())
choice = partial(Body, name="B1", value="1")
command = partial(Body, name="log", description="Log a blocker")
parameter = partial(Body, type=3, name="title", description="In a few words")


def row(*components: Body) -> Body:
    return message(components=[{"type": 1, "components": [*components]}])


def layout(*components: Body, **changed: Any) -> Body:
    return message(content=None, flags=component_rules.COMPONENTS_V2, components=[*components]) | changed


def section(*texts: Body, **changed: Any) -> Body:
    return {"type": 9, "components": [*texts], "accessory": button(**changed)}


def select(*options: Body) -> Body:
    return row({"type": 3, "custom_id": "select", "options": [*options]})


def modal(*components: Body, **changed: Any) -> Body:
    return {"type": 9, "data": {"custom_id": "form", "title": "Log", "components": [*components], **changed}}


def choices(*offered: Body) -> Body:
    return {"type": 8, "data": {"choices": [*offered]}}


SOUND: dict[str, tuple[tuple[str, str], Any]] = {
    "a layout": (SEND, layout(section(text()))),
    "a message's command": (REGISTER, [{"type": 3, "name": "Save as solution"}]),
    "a subcommand": (REGISTER, [command(options=[parameter(type=1, options=[parameter()])])]),
    "a name in another script": (REGISTER, [command(name="ログ", options=[parameter()])]),
    "permissions in digits": (("PUT", "/channels/1/permissions/2"), {"type": 0, "allow": "8", "deny": "0"}),
    "a thread without a message": (POST_IN_FORUM, {"name": "B1", "type": 11}),
}

half_an_embed = {"author": {"name": "x" * 1000}, "fields": [{"name": "x", "value": "x" * 2000}]}
many_parts = [section(text(), custom_id=f"claim:{n}") for n in range(13)]
many_words = [choice(name="x" * 100, value="x" * 100)] * 25
in_forum = {"name": "B1", "message": {"content": "hi"}}
by_pattern = {"parse": ["users"]}

AGAINST_OUR_RULES: dict[str, Case] = {
    "long content": (SEND, message(content="x" * 2001), "content has 2001 characters"),
    "long embeds": (SEND, message(embeds=[half_an_embed, half_an_embed]), "embeds have 6002 characters"),
    "41 components": (SEND, layout(*many_parts, text(), text()), "components are 41"),
    "long texts": (SEND, layout(text(), section(text(content="x" * 4000))), "4001 characters together"),
    "content beside": (SEND, layout(text(), content="hi"), "content stands beside a layout"),
    "embeds beside": (SEND, layout(text(), embeds=[{"title": "x"}]), "embeds stands beside a layout"),
    "no flag": (SEND, layout(text(), flags=0), "without the flag"),
    "empty id": (SEND, row(button(custom_id="")), "custom_id has 0 characters"),
    "long id": (SEND, row(button(custom_id="x" * 101)), "custom_id has 101 characters"),
    "same id twice": (SEND, row(button(), button()), "custom_id 'claim' 2 times"),
    "same id in a modal": (ANSWER, modal(label(), label()), "custom_id 'what' 2 times"),
    "long button": (SEND, layout(section(text(), label="x" * 81)), "components[0].accessory.label has 81"),
    "no option": (SEND, select(), "components[0].components[0].options has 0 items"),
    "26 options": (SEND, select(*[option(value=str(n)) for n in range(26)]), "options has 26 items"),
    "long option": (SEND, select(option(label="x" * 101)), "options[0].label has 101"),
    "long value": (SEND, select(option(value="x" * 101)), "options[0].value has 101"),
    "long hint": (SEND, select(option(description="x" * 101)), "options[0].description has 101"),
    "same value twice": (SEND, select(option(), option()), "value 'low' 2 times"),
    "empty section": (SEND, layout(section()), "components[0].components has 0 items"),
    "4 texts": (SEND, layout(section(*[text()] * 4)), "components[0].components has 4 items"),
    "a button as text": (SEND, layout(section(button(custom_id="x"))), "is no text"),
    "no accessory": (SEND, layout({"type": 9, "components": [text()]}), "accessory has 0 items"),
    "long title": (ANSWER, modal(label(), title="x" * 46), "data.title has 46 characters"),
    "6 parts": (ANSWER, modal(*[text()] * 6), "data.components has 6 items"),
    "long label": (ANSWER, modal(label(label="x" * 46)), "label has 46 characters"),
    "long explanation": (ANSWER, modal(label(description="x" * 101)), "description has 101 characters"),
    "long default": (ANSWER, modal(label(component=written(value="x" * 4001))), "value has 4001 characters"),
    "long ghost": (ANSWER, modal(label(component=written(placeholder="x" * 101))), "placeholder has 101"),
    "26 choices": (ANSWER, choices(*[choice()] * 26), "data.choices has 26 items"),
    "empty choice": (ANSWER, choices(choice(name="")), "data.choices[0].name has 0 characters"),
    "long choice": (ANSWER, choices(choice(value="x" * 101)), "data.choices[0].value has 101"),
    "capitals": (REGISTER, [command(name="Log")], "commands[0].name 'Log'"),
    "spaces": (REGISTER, [command(options=[parameter(name="a title")])], "options[0].name 'a title'"),
    "long name": (REGISTER, [command(name="x" * 33)], "is not 1 to 32"),
    "translated": (REGISTER, [command(name_localizations={"fr": "Écrire"})], "'Écrire'"),
    "no words": (REGISTER, [command(description="")], "description has 0 characters"),
    "many words": (REGISTER, [command(description="x" * 101)], "description has 101 characters"),
    "large": (REGISTER, [command(options=[parameter(choices=many_words)] * 2)], "characters in all"),
    "mentions unsaid": (SEND, {"content": "hi"}, "allowed_mentions"),
    "mentions by pattern": (FOLLOW_UP, message(allowed_mentions=by_pattern), "allowed_mentions"),
    "mentions in a callback": (ANSWER, {"type": 4, "data": {"content": "hi"}}, "allowed_mentions"),
    "mentions in a late answer": (FILL_IN, {"content": "hi"}, "allowed_mentions"),
    "mentions in a forum": (POST_IN_FORUM, in_forum, "allowed_mentions"),
    "long nonce": (SEND, message(nonce="x" * 26), "nonce has 26 characters"),
}

lone_radio = {"type": 21, "custom_id": "kind", "options": [option()]}
vast = parameter(type=4, max_value=2**53)

AGAINST_THE_DOCUMENT: dict[str, Case] = {
    "an unknown place": (("POST", "/channels/1/shouts"), message(), "no such operation"),
    "a body too many": (("PUT", "/channels/1/messages/pins/1"), {}, "takes no body"),
    "a body missing": (POST_IN_FORUM, None, '"name" is a required property'),
    "a wrong type": (SEND, message(content=5), "(create_message): content: 5 is not of types"),
    "an unknown component": (SEND, layout({"type": 99}), 'components[0]: {"type": 99} is nothing'),
    "an input in a message": (SEND, row(written()), "components[0].components[0]: "),
    "a button without style": (SEND, row({"type": 2}), '"style" is a required property'),
    "no type": (ANSWER, {"data": message()}, "the body: "),
    "no title": (ANSWER, modal(label(), title=None), "data.title: null is not of type"),
    "a long choice": (ANSWER, choices(choice(name="x" * 500)), "data.choices[0].name: "),
    "one radio button": (ANSWER, modal(label(component=lone_radio)), "component.options: "),
    "no address": (SEND, message(embeds=[{"url": "no address"}]), "embeds[0].url: "),
    "no time": (SEND, message(embeds=[{"timestamp": "now"}]), "embeds[0].timestamp: "),
    "no id": (SEND, message(message_reference={"message_id": "B1"}), "message_reference.message_id: "),
    "a vast number": (REGISTER, [command(options=[vast])], "[0].options[0].max_value: "),
}

cases = partial(pytest.mark.parametrize, ("asked", "body", "words"))


def recorded(asked: tuple[str, str], body: Any) -> simcord.HttpLogEntry:
    return simcord.HttpLogEntry(*asked, {}, body, None)


@pytest.mark.parametrize(("asked", "body"), SOUND.values(), ids=SOUND)
def test_it_passes_sound_requests(asked: tuple[str, str], body: Any) -> None:
    assert all_problems([recorded(asked, body)]) == []


@cases(AGAINST_OUR_RULES.values(), ids=AGAINST_OUR_RULES)
def test_it_catches_what_the_document_lets_pass(asked: tuple[str, str], body: Any, words: str) -> None:
    [problem] = v2_rules.problems(*asked, body)
    assert words in problem


@cases(AGAINST_THE_DOCUMENT.values(), ids=AGAINST_THE_DOCUMENT)
def test_it_catches_what_the_document_forbids(asked: tuple[str, str], body: Any, words: str) -> None:
    problem = contract_or_skip().problems(*asked, body)[0]
    assert words in problem
    assert len(problem) < 400


def test_the_most_specific_operation_is_meant() -> None:
    contract = contract_or_skip()
    assert "(update_original_webhook_message)" in str(contract.operation(*FILL_IN))
    assert "(update_webhook_message)" in str(
        contract.operation("PATCH", "/api/v10/webhooks/1/token/messages/2")
    )


def test_a_test_may_want_mentions() -> None:
    loud = recorded(SEND, message(allowed_mentions=by_pattern))

    assert len(all_problems([loud, loud])) == 1
    assert all_problems([loud], may_mention=True) == []


def test_an_environment_variable_names_the_document(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DISCORD_OPENAPI", str(tmp_path / "openapi.json"))

    assert find_document() == tmp_path / "openapi.json"
    with pytest.raises(FileNotFoundError):
        Contract.load()


def test_without_a_document_our_own_rules_still_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISCORD_OPENAPI", raising=False)
    monkeypatch.setattr(discord_contract, "BESIDE_THE_CHECKOUT", Path("nowhere"))

    with pytest.raises(pytest.skip.Exception, match="DISCORD_OPENAPI"):
        contract_or_skip()
    assert len(all_problems([recorded(SEND, {"content": "x" * 2001})])) == 2
