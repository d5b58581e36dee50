"""A cohort on a simulated server: people who type commands, press buttons and fill in forms.

Tests speak through these, in the user's words, and never touch Discord's payloads themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import discord
from simcord.components import walk_components
from simcord.results import InteractionResult, ResponseMessage

from cogs.client import HUB_CHANNEL

if TYPE_CHECKING:
    from simcord.actors import MemberActor
    from simcord.builders import ChannelHandle, GuildHandle
    from simcord.env import Env

    from bot.client import Nexus

TEXT_DISPLAY = 10
BUTTON = 2

PERMISSIONS = {
    "learner": discord.Permissions.none(),
    "moderator": discord.Permissions(manage_messages=True),
    "administrator": discord.Permissions(manage_guild=True, manage_messages=True),
}


class FollowingClock:
    """The simulated server's time, once there is a server."""

    def __init__(self) -> None:
        self.env: Env | None = None

    def now(self) -> datetime:
        return self.env.now() if self.env else datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Shown:
    """A message as somebody sees it: its texts, buttons and files."""

    message: ResponseMessage | discord.Message

    @property
    def components(self) -> list[dict[str, Any]]:
        if isinstance(self.message, ResponseMessage):
            return self.message.components
        return [dict(component.to_dict()) for component in self.message.components]

    def _walk(self) -> Iterator[dict[str, Any]]:
        return walk_components(self.components)

    @property
    def text(self) -> str:
        """All texts, one below the other."""
        texts = [each["content"] for each in self._walk() if each.get("type") == TEXT_DISPLAY]
        return "\n".join([*([self.message.content] if self.message.content else []), *texts])

    @property
    def buttons(self) -> list[str]:
        """The labels of the buttons that can be pressed."""
        return [
            each["label"] for each in self._walk() if each.get("type") == BUTTON and not each.get("disabled")
        ]

    @property
    def links(self) -> list[str]:
        """Where the link buttons lead."""
        return [each["url"] for each in self._walk() if each.get("type") == BUTTON and "url" in each]

    @property
    def files(self) -> dict[str, str]:
        """The names of the attached files, with their types."""
        return {file.filename: file.content_type or "" for file in self.message.attachments}

    def custom_id(self, label: str, *, near: str = "") -> str:
        """The id of the button of that label; of several, the one beside the text `near`."""
        beside = [
            each["accessory"]["custom_id"]
            for each in self._walk()
            if each.get("accessory", {}).get("label") == label
            and any(near in text.get("content", "") for text in each.get("components", []))
        ]
        plain = [
            each["custom_id"] for each in self._walk() if each.get("label") == label and "custom_id" in each
        ]
        found = beside if near else plain
        assert found, f"no button {label!r} near {near!r} among {self.buttons}:\n{self.text}"
        return found[0]


@dataclass(frozen=True)
class Form:
    """An open form (a modal)."""

    result: InteractionResult

    @property
    def title(self) -> str:
        return (self.result.modal or {})["title"]

    @property
    def filled(self) -> dict[str, str]:
        """What each field holds already, by its id."""
        fields = walk_components((self.result.modal or {})["components"])
        return {each["custom_id"]: each.get("value") or "" for each in fields if "custom_id" in each}


@dataclass(frozen=True)
class Answer:
    """What the bot answered to one person."""

    result: InteractionResult

    @property
    def shown(self) -> Shown:
        """The last message of the answer."""
        messages = [*([self.result.response] if self.result.response else []), *self.result.followups]
        assert messages, f"no answer: {self.result!r}"
        return Shown(messages[-1])

    @property
    def text(self) -> str:
        return self.shown.text

    @property
    def buttons(self) -> list[str]:
        return self.shown.buttons

    @property
    def private(self) -> bool:
        message = self.shown.message
        return isinstance(message, ResponseMessage) and message.ephemeral

    @property
    def form(self) -> Form:
        assert self.result.modal is not None, f"no form was opened: {self.result!r}"
        return Form(self.result)


class Person:
    """Somebody of the cohort."""

    def __init__(self, hub: Cohort, actor: MemberActor) -> None:
        self._hub = hub
        self.actor = actor

    @property
    def id(self) -> int:
        return self.actor.id

    @property
    def mention(self) -> str:
        return self.actor.mention

    @property
    def inbox(self) -> list[Shown]:
        """The bot's direct messages to them, oldest first."""
        return [Shown(message) for message in self.actor.user.dm_channel.history()]

    async def types(self, command: str, /, *, where: ChannelHandle | None = None, **options: Any) -> Answer:
        """Type a slash command, such as `blocker show`, with its options."""
        return Answer(await self.actor.slash(where or self._hub.channel, command, **options))

    async def types_in_private(self, command: str, /, **options: Any) -> Answer:
        """Type a slash command in one's direct messages with the bot."""
        return Answer(await self.actor.user.slash(command, **options))

    async def completes(self, command: str, option: str, typed: str, /, **filled: Any) -> list[str]:
        """The names that Discord offers while typing into an option."""
        choices = await self.actor.autocomplete(self._hub.channel, command, option, typed, **filled)
        return [choice["name"] for choice in choices]

    async def presses(self, card: Shown | Answer, label: str, *, near: str = "") -> Answer:
        """Press a button by its label; of several, the one beside the text `near`."""
        shown = card.shown if isinstance(card, Answer) else card
        return Answer(await self.actor.click(shown.message, custom_id=shown.custom_id(label, near=near)))

    async def submits(self, form: Form | Answer, /, **fields: str) -> Answer:
        """Fill in a form by the ids of its fields, and submit it; what is not named stays as it is filled."""
        form = form.form if isinstance(form, Answer) else form
        kept: Mapping[str, str] = {name: value for name, value in form.filled.items() if value}
        return Answer(await self.actor.submit_modal(form.result, {**kept, **fields}))

    async def uses_menu(self, name: str, message: discord.Message) -> Answer:
        """Choose an entry of a message's menu."""
        return Answer(await self.actor.context_menu(self._hub.channel, name, message))

    async def says(self, text: str, **more: Any) -> discord.Message:
        """Write a message in the channel."""
        return await self.actor.send(self._hub.channel, text, **more)

    # ------------------------------------------------------------------------------------ whole deeds

    async def logs_blocker(
        self,
        goal: str,
        *,
        happened: str = "It fails.",
        tried: str = "",
        tags: str = "",
        urgency: str = "today",
    ) -> Shown:
        """Log a blocker; returns its card."""
        opened = await self.types("blocker log")
        answer = await self.submits(
            opened, goal=goal, happened=happened, tried=tried, tags=tags, urgency=urgency
        )
        assert "is logged" in answer.text, answer.text
        return self._hub.card("B")

    async def resolves(
        self, card: Shown, *, cause: str = "A typo.", fix: str = "Wrote it right.", code: str = ""
    ) -> Answer:
        """Resolve a blocker from its card."""
        opened = await self.presses(card, "Resolve")
        return await self.submits(opened, cause=cause, fix=fix, code=code)

    async def posts_solution(
        self, problem: str, solution: str = "Do it so.", *, code: str = "", link: str = "", tags: str = ""
    ) -> Shown:
        """Post a solution; returns its card."""
        opened = await self.types("solution post")
        answer = await self.submits(
            opened, problem=problem, solution=solution, code=code, link=link, tags=tags
        )
        assert "is posted" in answer.text, answer.text
        return self._hub.card("S")

    async def shares_endpoint(
        self,
        method: str,
        path: str,
        *,
        summary: str = "Does it.",
        auth: str = "",
        request: str = "",
        response: str = "",
        tags: str = "",
        status: str = "live",
    ) -> Shown:
        """Share an endpoint; returns its card."""
        opened = await self.types("endpoint share", method=method, path=path, status=status)
        fields = {"summary": summary, "auth": auth, "request": request, "response": response, "tags": tags}
        answer = await self.submits(opened, **fields)
        assert "is shared" in answer.text, answer.text
        return self._hub.card("E")


class Cohort:
    """The server with its people; `ada`, `linus` and `grace` learn, `margaret` moderates, `root` administers."""

    def __init__(self, env: Env, bot: Nexus) -> None:
        self.env = env
        self.bot = bot
        self.guild: GuildHandle = env.create_guild("ProDev cohort")
        self.channel: ChannelHandle = self.guild.create_text_channel(HUB_CHANNEL)
        self.ada = self.joins("ada")
        self.linus = self.joins("linus")
        self.grace = self.joins("grace")
        self.margaret = self.joins("margaret", "moderator")
        self.root = self.joins("root", "administrator")

    def joins(self, name: str, role: str = "learner", *, guild: GuildHandle | None = None) -> Person:
        """Somebody new on this (or another) server, in the role."""
        server = guild or self.guild
        given = server.create_role(role, permissions=PERMISSIONS[role])
        return Person(self, server.add_member(self.env.create_user(name), roles=[given]))

    @property
    def posts(self) -> list[Shown]:
        """What the bot posted for everybody in the hub, oldest first."""
        me = self.bot.user
        return [
            Shown(message)
            for message in self.channel.history()
            if message.author == me and not message.flags.ephemeral
        ]

    def card(self, ref: str) -> Shown:
        """The newest post about an entry, by its number or the first letter of it, as it looks now."""
        return next(post for post in reversed(self.posts) if post.text.startswith(f"### {ref}"))

    async def time_passes(self, **spans: float) -> None:
        """Let time pass (`days=1`, `hours=2`), and Nexus do what is due then."""
        await self.env.advance_time(timedelta(**spans).total_seconds())
        await self.bot.tick()
        await self.env.settle()
