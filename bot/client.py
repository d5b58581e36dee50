"""The client: starts in order, stays connected, and ends in order."""

import asyncio
import logging
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import discord
from discord.ext import commands

from bot import errors, logs
from bot.aside import RESTARTING
from bot.config import Settings
from bot.scheduler import Beside, Ticker, in_turn
from bot.server import find_gateway
from bot.sync import sync_commands
from cogs.client import ANYWHERE, HubBot, Interaction, guild_of
from cogs.ui.forms import is_forgotten, written_into
from data.database import Database
from data.memory import Memory
from domain.chores import ChoreService
from domain.errors import Refused
from domain.fetching import Fetcher
from domain.ports import Aside

log = logging.getLogger(__name__)

PATIENCE = 10
"""Seconds that running interactions get to finish when Nexus ends."""

RUNNING = ("CommandTree-invoker", "discord-ui-", "discord.py: on_message")
"""How discord.py names the tasks that serve an interaction or a message."""

PAUSES = (1, 2, 5, 10, 30, 60)
"""Seconds between tries to connect, when discord.py gave up; the last one goes on."""

SOUND = 60
"""Seconds after which a connection was a good one: the next pause is the shortest again."""


class Nexus(HubBot):
    """The bot. `bot.app.build` makes one."""

    chores: ChoreService
    """What is done for all servers together."""
    aside: Aside
    fetcher: Fetcher
    """Where heavy work is done."""

    def __init__(
        self,
        settings: Settings,
        *,
        database: Database,
        cogs: Sequence[Callable[[HubBot], commands.Cog]],
        ticking: bool,
    ) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # Nexus does not speak
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(
            command_prefix=(),
            help_command=None,
            tree_cls=errors.NexusTree,
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        self._templates: list[re.Pattern[str]] = []
        self._settings = settings
        self._database = database
        self._cog_makers = cogs
        self._ticker = Ticker(self.beat) if ticking else None
        self._chores = Beside(self.do_chores, trouble="The chores could not be looked through")
        self._watching = Beside(self.watch, trouble="Some APIs could not be looked at; they are tried again")
        self._catching_up = Beside(
            self.catch_up,
            trouble="What Nexus does when it starts went wrong; it tries again at the next start",
        )
        self._ending: asyncio.Task[None] | None = None

    @property
    def is_connected(self) -> bool:
        """Whether events come in at this moment."""
        return bool(self.ws) and self.ws.open

    @property
    def is_ending(self) -> bool:
        """Whether it was told to end."""
        return self._ending is not None

    @property
    def heartbeat(self) -> Path:
        """The file whose age tells that Nexus is well."""
        return self._settings.database_path.with_name("heartbeat")

    async def setup_hook(self) -> None:
        """Open the database, load the cogs, register the commands, start the ticks: in this order."""
        if not self.cogs:  # when Discord went away in the middle of this, the first steps are done already
            await self._database.open()
            for make in self._cog_makers:
                await self.add_cog(make(self))
        if self._settings.discord_api_url:
            await find_gateway(self.http)
        await sync_commands(self.tree, Memory(self._database), guild_id=self._settings.development_guild_id)
        if self._ticker:
            self._ticker.start()
            self._catching_up.start()

    async def on_ready(self) -> None:
        """Say that all is well."""
        log.info("Ready as %s in %d servers", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message, /) -> None:
        """Nexus has no text commands; the search cog listens for mentions."""

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Pass an event on, unless Nexus has ended: discord.py may still come to say that it is ready."""
        if not self.is_closed():
            super().dispatch(event_name, *args, **kwargs)

    def add_dynamic_items(self, *items: type[discord.ui.DynamicItem[Any]]) -> None:
        """Take buttons' classes on, and know their ids."""
        super().add_dynamic_items(*items)
        self._templates += [item.__discord_ui_compiled_template__ for item in items]

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer what nothing else answers: a form opened before a restart, a button of another version."""
        logs.note_interaction(interaction)
        custom_id = logs.custom_id_of(interaction)
        if interaction.type is discord.InteractionType.modal_submit and is_forgotten(custom_id):
            sentence = (
                "Nexus was restarted while this form was open, so nothing was saved. Please open it again."
            )
            await self.report(interaction, Refused(sentence), written=written_into(interaction.data))
        elif interaction.type is discord.InteractionType.component and not self._knows(custom_id):
            sentence = "This button is of another version of Nexus. Please use the command instead; /help names them."
            await self.report(interaction, Refused(sentence))

    def _knows(self, custom_id: str) -> bool:
        return any(template.fullmatch(custom_id) for template in self._templates)

    async def admit(self, interaction: Interaction) -> None:
        """Let an interaction in, unless Nexus is ending, or it came in a direct message and cannot work there.

        Raises:
            Refused: it is so.
        """
        logs.note_interaction(interaction)
        if self.is_ending:
            raise Refused(RESTARTING)
        if not (interaction.command and interaction.command.extras.get(ANYWHERE)):
            guild_of(interaction)

    async def report(self, interaction: Interaction, error: Exception, *, written: str = "") -> None:
        """Tell the member what went wrong."""
        await errors.report(interaction, error, written=written)

    async def beat(self) -> None:
        """Do what is due, beside the rest what may take minutes: chores, and waiting for other people's hosts.

        Called every few seconds.

        Raises:
            ExceptionGroup: as for `tick`.
        """
        if self.is_ready():
            self._chores.start()
            self._watching.start()
        await self.tick()

    async def tick(self) -> None:
        """Do what is due in the servers: errands, recaps, deliveries, then reading for search by meaning.

        Raises:
            ExceptionGroup: some of it went wrong, and held up nothing else.
        """
        if self.is_ready():
            if self.is_connected:
                self.heartbeat.touch()
            await in_turn(
                self.hub.errands.do_due,
                self.hub.recaps.make_due,
                self.hub.outbox.deliver_due,
                self.hub.meaning.fill,
            )

    async def do_chores(self) -> None:
        """Do what is due for all servers together, such as the nightly backup."""
        await self.chores.do_due()

    async def watch(self) -> None:
        """Look at the documents of APIs that are due, in the servers that Nexus is in."""
        await self.hub.apis.watching.check_due(is_here=lambda guild_id: self.get_guild(guild_id) is not None)

    async def catch_up(self) -> None:
        """Read for search what it does not know yet, as after an update. Called once, when Nexus starts."""
        await self.hub.upkeep.refill()

    async def stay_connected(self) -> None:
        """Be connected until closed, through what discord.py gives up at.

        It gives up, for instance, when the first connection is refused or an event is malformed.

        Raises:
            discord.ConnectionClosed: Discord will not let this bot in again.
            discord.PrivilegedIntentsRequired: Discord will never let this bot in as it is set up.
        """
        failures = 0
        while not self.is_closed() and not self.is_ending:
            began = self.loop.time()
            try:
                await self.connect()
            except (discord.ConnectionClosed, discord.PrivilegedIntentsRequired):
                raise
            except Exception:
                if self.is_ending:
                    break
                failures = 0 if self.loop.time() - began > SOUND else failures
                pause = PAUSES[min(failures, len(PAUSES) - 1)]
                log.exception("The connection to Discord broke; connecting again in %d s", pause)
                failures += 1
                await self._hang_up()
                await asyncio.sleep(pause)
        if self._ending is not None:
            await self._ending

    async def forget_login(self) -> None:
        """Close what a login that failed has opened: discord.py does not, and opens more with the next."""
        await self.http.close()
        self.http.connector = discord.utils.MISSING

    async def _hang_up(self) -> None:
        """Leave the connection that broke, which would otherwise beat on beside the next one."""
        if self.ws:
            await self.ws.close()

    async def close(self) -> None:
        """End in order: no more ticks, running interactions finish, then Discord, heavy work, and the database."""
        if self._ending is None:
            self._ending = asyncio.create_task(self._end())
        await asyncio.shield(self._ending)

    async def _end(self) -> None:
        if self._ticker:
            await self._ticker.stop()
        await self._chores.stop()
        await self._watching.stop()
        await self._catching_up.stop()
        await self._let_finish()
        await super().close()
        await self.fetcher.close()
        await self.aside.close()
        await self._database.close()
        log.info("Ended in order")

    async def _let_finish(self) -> None:
        """Wait for the interactions that run, and for those that come meanwhile and are refused."""
        try:
            async with asyncio.timeout(PATIENCE):
                while running := interactions():
                    await asyncio.wait(running)
        except TimeoutError:
            for task in interactions():
                log.warning("Did not finish in time: %s", task.get_name())


def interactions() -> list[asyncio.Task[Any]]:
    """The tasks that serve an interaction or a message now."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    return [task for task in others if task.get_name().startswith(RUNNING)]
