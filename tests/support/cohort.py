"""A cohort on a simulated server: people who type commands, press buttons and fill in forms.

Tests speak through these, in the user's words, and never touch Discord's payloads themselves.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle, UserHandle
from simcord.results import ResponseMessage

from bot.app import build
from cogs.client import HUB_CHANNEL
from tests.support.aside import InProcess
from tests.support.learners_host import Names, Pauses, fetcher_of
from tests.support.person import Person, message_of
from tests.support.pings import Pings
from tests.support.shown import Answer, Form, Shown, Upload
from tests.support.threads import Thread, ThreadRules

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from simcord.env import Env

    from bot.client import Nexus
    from tests.support.person import Message, Seen

__all__ = ["Answer", "Cohort", "FollowingClock", "Form", "Person", "Shown", "Thread", "Upload"]

T = TypeVar("T")

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


class Cohort:
    """The server with its people; `ada`, `linus` and `grace` learn, `margaret` moderates, `root` administers."""

    def __init__(self, env: Env, bot: Nexus) -> None:
        self.env = env
        self.bot = bot
        Pings.of(env.backend)
        ThreadRules.watch(env.backend)
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
            if message.author == me and not message.flags.ephemeral and not message.is_system()
        ]

    @property
    def recaps(self) -> list[Shown]:
        """The recaps that stand in the hub, oldest first."""
        return [post for post in self.posts if post.text.startswith("### Weekly recap")]

    def person(self, user_id: int) -> Person:
        """The member of that id."""
        user = UserHandle(self.env, self.env.backend.get_user(user_id))
        return Person(self, MemberActor(self.env, self.guild, user))

    def place_of(self, message: Message) -> ChannelHandle:
        """The channel, thread or direct messages that a message is in."""
        place = message.channel_id if isinstance(message, ResponseMessage) else message.channel.id
        channel = self.env.backend.get_channel(place)
        server = self.env.backend.get_guild(channel.guild_id) if channel.guild_id else None
        return ChannelHandle(self.env, GuildHandle(self.env, server) if server else None, channel)

    def thread_of(self, card: Seen) -> Thread:
        """The thread that was started from a message."""
        return Thread(self.env, self.guild, self.env.backend.get_thread(message_of(card).id))

    def card(self, ref: str) -> Shown:
        """The newest post about an entry, by its number or the first letter of it, as it looks now."""
        return next(post for post in reversed(self.posts) if post.text.startswith(f"### {ref}"))

    async def time_passes(self, **spans: float) -> None:
        """Let time pass (`days=1`, `hours=2`), and Nexus do what is due then."""
        await self.env.advance_time(timedelta(**spans).total_seconds())
        await self.bot.tick()
        await self.env.settle()

    async def apis_are_watched(self, **spans: float) -> None:
        """Let time pass, and Nexus look at the APIs that are due then."""
        await self.env.advance_time(timedelta(**spans).total_seconds())
        await self.bot.watch()
        await self.bot.tick()
        await self.env.settle()

    async def restarts(self) -> None:
        """Nexus ends and starts again: a new process, the same database, the same Discord."""
        clock = FollowingClock()
        clock.env = self.env
        await self.bot.close()
        settings = self.bot._settings  # pyright: ignore[reportPrivateUsage]  (what the old one was built with)
        fetcher = fetcher_of(Names(), Pauses())
        fresh = build(settings, clock=clock, fetcher=fetcher, aside=InProcess(), ticking=False)
        await self.env.restart_bot(fresh)
        self.bot = fresh

    async def at_once(self, *deeds: Awaitable[T]) -> list[T]:
        """Let people act at the same instant: the bot hears of every deed before it answers any."""
        settle = self.env._settle_internal  # pyright: ignore[reportPrivateUsage]  (SimCord has one act at a time)
        self.env._settle_internal = _not_yet  # pyright: ignore[reportPrivateUsage]
        try:
            done = [await deed for deed in deeds]
        finally:
            self.env._settle_internal = settle  # pyright: ignore[reportPrivateUsage]
        await self.env.settle()
        return done


async def _not_yet(**_: Any) -> None:
    """Wait for nothing."""
