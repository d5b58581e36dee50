"""The stage: a simulated server where the real bot plays, and its page in the browser.

SimCord (https://simcord.readthedocs.io) runs discord.py's own machinery against a Discord in memory.
"""

import asyncio
import logging
import re
import signal
import tempfile
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import discord
import simcord
from simcord.actors import MemberActor
from simcord.backend.errors import SetupError
from simcord.builders import ChannelHandle
from simcord.env import Env
from simcord.preview import Preview

from bot.app import build
from bot.client import Nexus
from bot.config import Settings
from bot.demo.cohort import Cohort, Person, read
from bot.demo.history import History
from bot.demo.skip import Skip
from cogs.client import HUB_CHANNEL
from domain.models.delivery import Key
from domain.models.entries import Member, Place, Ref

log = logging.getLogger(__name__)

MENTORS = "mentor"
"""The role that a blocker calls last."""

ROLES = {
    "backend": discord.Permissions.none(),
    "frontend": discord.Permissions.none(),
    MENTORS: discord.Permissions(manage_messages=True),
}

ADMIN = discord.Permissions(manage_guild=True, manage_messages=True)

PACE = timedelta(hours=6)
"""How far the clock moves at once while history goes by: what falls due meanwhile is that late."""

THREAD_STARTED = 18
"""The kind of message that SimCord posts beside a thread that is opened on a message; Discord does not."""

POLITE = 0.05
"""Seconds between looks whether the page is busy."""


class StageClock:
    """Implements `domain.ports.Clock` by the simulated server's time."""

    def __init__(self) -> None:
        self._env: Env | None = None

    def follow(self, env: Env) -> None:
        """From here on, tell this server's time."""
        self._env = env

    def now(self) -> datetime:
        """The simulated moment, aware, in UTC; the present before there is a server."""
        return self._env.now() if self._env else datetime.now(UTC)


class Visitor(MemberActor):
    """A member whose “@Nexus” is a mention when they send it, as Discord's own client does it."""

    async def send(self, channel: ChannelHandle, content: str = "", **more: Any) -> discord.Message:
        """Write a message in the channel."""
        me = self._env.bot.user
        named = re.sub("@Nexus\\b", me.mention, content, flags=re.IGNORECASE) if me else content
        return await super().send(channel, named, **more)


class Stage:
    """The simulated server, its members and its one channel."""

    def __init__(self, env: Env, bot: Nexus, cohort: Cohort) -> None:
        self.env = env
        self.bot = bot
        self.guild = env.create_guild("ProDev cohort")
        self.channel: ChannelHandle = self.guild.create_text_channel(
            HUB_CHANNEL, topic="Blockers, endpoints and solutions of the ProDev cohort"
        )
        roles = {
            name: self.guild.create_role(name, permissions=may, mentionable=name == MENTORS)
            for name, may in ROLES.items()
        }
        self._mentors = roles[MENTORS].id
        admin = self.guild.create_role("admin", permissions=ADMIN)

        def join(person: Person) -> MemberActor:
            user = env.create_user(person.key, global_name=person.name)
            self.guild.add_member(user, roles=[roles[person.role]] + ([admin] if person.admin else []))
            return Visitor(env, self.guild, user)

        self.people = {person.key: join(person) for person in cohort.people}
        self.skips: asyncio.Queue[None] = asyncio.Queue()
        self._cohort = cohort

    @property
    def administrator(self) -> str:
        """The name of the one who may use `/setup hub`."""
        return next(person.name for person in self._cohort.people if person.admin)

    async def dress(self) -> None:
        """Give the bot its name and the command that only the demo has."""
        if self.bot.user:
            await self.bot.user.edit(username="Nexus")
        await self.bot.add_cog(Skip(self.skips))
        await self.bot.tree.sync()
        self.env.backend.subscribers.append(self._tidy)
        # SimCord takes what reaches this handler for a crash, though Nexus answers it, and its page says so.
        vars(self.bot.tree).pop("on_error", None)

    def _tidy(self, event: str, payload: Mapping[str, Any]) -> None:
        """Take away what SimCord says of a new thread."""
        if event == "MESSAGE_CREATE" and payload.get("type") == THREAD_STARTED:
            self.env.backend.delete_message(int(payload["channel_id"]), int(payload["id"]))

    async def live_history(self, present: datetime) -> None:
        """Let six weeks go by, from the first event to `present`."""
        place = Place(self.guild.id, self.channel.id)
        members = {
            person.key: Member(
                self.people[person.key].id, person.name, moderator=ROLES[person.role].manage_messages
            )
            for person in self._cohort.people
        }
        # SimCord's clock starts months before: known since then, the server would have had dozens of quiet weeks.
        await self._move(self._cohort.events[0].at(present))
        await self.bot.hub.servers.change_ladder(place, mentor_role_id=self._mentors)
        history = History(self.bot.hub, place, members, self.say)
        for event in self._cohort.events:
            await self.pass_time(event.at(present))
            await history.live(event)
        await self.pass_time(present)

    async def say(self, who: str, ref: Ref, text: str) -> None:
        """Have a person write something in the thread on an entry's card."""
        card = await self.bot.hub.outbox.get(self.guild.id, Key.card(ref))
        if card is None or card.message_id is None:
            raise ValueError(f"{ref} has no card to talk about")
        thread = self.env.backend.get_thread(card.message_id)
        await self.people[who].send(ChannelHandle(self.env, self.guild, thread), text)

    async def pass_time(self, until: datetime) -> None:
        """Move the clock on, doing on the way what is due: recaps to the minute, errands within hours."""
        while self.env.now() < until:
            stops = [until, self.env.now() + PACE]
            if (recap := await self._next_recap()) is not None and recap > self.env.now():
                stops.append(recap)
            await self._move(min(stops))
            await self.bot.tick()

    async def skip_to_recap(self) -> None:
        """Move the clock to when the next recap is due, and have it posted."""
        due = await self._next_recap()
        if due is not None:
            await self.pass_time(due)

    async def _next_recap(self) -> datetime | None:
        server = await self.bot.hub.servers.get(self.guild.id)
        return server.next_recap_at if server else None

    async def _move(self, until: datetime) -> None:
        seconds = (until - self.env.now()).total_seconds()
        if seconds > 0:
            await self.env.advance_time(seconds)


@asynccontextmanager
async def staged(settings: Settings) -> AsyncGenerator[Stage]:
    """The stage with the cohort's six weeks behind it, in a database of its own that goes when it ends."""
    with tempfile.TemporaryDirectory(prefix="nexus-demo-") as folder:
        clock = StageClock()
        own = {
            "database_path": Path(folder) / "nexus.db",
            "development_guild_id": None,
            "discord_api_url": None,
        }
        bot = build(settings.model_copy(update=own), clock=clock, ticking=False)
        try:
            # Discord gives no privileged intent unasked, and neither does the stage.
            async with simcord.run(
                bot, check_errors=False, approved_intents=discord.Intents.default()
            ) as env:
                clock.follow(env)
                stage = Stage(env, bot, read())
                await stage.dress()
                await stage.live_history(present())
                yield stage
        finally:
            await bot.close()


async def perform(settings: Settings) -> None:
    """Serve the demo until a signal, or the page's “End preview session”, ends it."""
    say("Setting the stage: the cohort's last six weeks …")
    async with staged(settings) as stage:
        viewers = list(stage.people.values())
        async with stage.env.preview(stage.channel, viewers=viewers, layout="channel") as preview:
            await show(stage, preview)


async def show(stage: Stage, preview: Preview) -> None:
    """Print the address, and skip ahead whenever somebody asks for it, until the page is closed."""
    say(f"\nNexus is on stage. Open this address in your browser:\n\n    {preview.url}\n")
    say("Choose who you are at the top. Type / to see all commands, or ask: @Nexus why is my query slow?")
    say(f"/demo skip jumps to the weekly recap. {stage.administrator} is the administrator, for /setup hub.")
    say("The page shows neither the talk in a card's thread nor the menu of a message.")
    say("Press Ctrl-C to end it.")
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, lambda: asyncio.ensure_future(preview.close()))
    skipping = asyncio.create_task(keep_skipping(stage, preview))
    await preview.wait_closed()
    skipping.cancel()
    await asyncio.wait([skipping])


async def keep_skipping(stage: Stage, preview: Preview) -> None:
    """Skip ahead each time it is asked for: SimCord lets nothing of the bot's own move its clock."""
    while True:
        await stage.skips.get()
        await when_idle(stage.env)
        await stage.skip_to_recap()
        await preview.refresh()


async def when_idle(env: Env) -> None:
    """Wait until nobody's action is under way: SimCord takes one at a time, and refuses another."""
    while True:
        try:
            await env.settle()
        except SetupError:
            await asyncio.sleep(POLITE)
        else:
            return


def present() -> datetime:
    """Now, or a little after eight in the morning (UTC) where the day has just begun: the history ends before."""
    now = datetime.now(UTC)
    return max(now, datetime.combine(now.date(), time(8, 5), UTC))


def say(line: str) -> None:
    """Tell whoever started the demo."""
    print(line, flush=True)  # noqa: T201  (what the demo says to the terminal)
