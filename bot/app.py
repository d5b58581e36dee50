"""The composition root: the one place that builds things and passes them on."""

from typing import Final

from bot.aside import ProcessAside
from bot.client import Nexus
from bot.clock import SystemClock
from bot.config import Settings
from bot.embedding import embedder_of
from bot.fetching.fetcher import WebFetcher
from cogs.apis import Apis
from cogs.blockers import Blockers
from cogs.courier import DiscordCourier
from cogs.endpoints import Endpoints
from cogs.gallery import ENTRY_BUTTONS, HubGallery
from cogs.help import Help
from cogs.listeners import Listeners
from cogs.nudges import Nudges
from cogs.recap import Recaps
from cogs.search import Search
from cogs.setup import Setup
from cogs.sight import BotEyes
from cogs.solutions import Solutions
from data.backups import Backups
from data.database import Database
from data.store import SqliteStore
from domain.chores import ChoreService, Work
from domain.duties import works_of
from domain.fetching import Fetcher
from domain.hub import Hub
from domain.ports import Aside, Clock

COGS: Final = (Blockers, Endpoints, Apis, Solutions, Search, Recaps, Nudges, Setup, Help, Listeners)
"""What Nexus offers, in the order in which it is loaded."""


def build(
    settings: Settings,
    *,
    clock: Clock | None = None,
    fetcher: Fetcher | None = None,
    aside: Aside | None = None,
    ticking: bool = True,
) -> Nexus:
    """The composed bot, not yet connected; it opens its database when it logs in.

    Without `ticking`, whoever runs it calls `tick()` and `do_chores()` when something may be due, and `catch_up()` on
    an old database.
    """
    clock = clock or SystemClock()
    database = Database(settings.database_path, now=clock.now)
    bot = Nexus(settings, database=database, cogs=COGS, ticking=ticking)
    store, embedder = SqliteStore(database), embedder_of(settings, clock)
    bot.aside, bot.fetcher = aside or ProcessAside(), fetcher or WebFetcher()
    bot.hub = Hub.over(
        store, clock, DiscordCourier(bot), fetcher=bot.fetcher, aside=bot.aside, embedder=embedder
    )
    bot.chores = ChoreService(store, clock, works_of(bot.hub, backup=backup_of(settings, clock)))
    bot.gallery = HubGallery(bot.hub, BotEyes(bot))
    bot.add_dynamic_items(*ENTRY_BUTTONS)
    return bot


def backup_of(settings: Settings, clock: Clock) -> Work | None:
    """What saves a backup, unless none are wanted."""
    if not settings.backups:
        return None
    return Backups(settings.database_path, keep=settings.backups, now=clock.now).save
