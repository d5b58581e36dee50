"""A cohort for every test that wants one, and a look at all that the bot sent when the test is over."""

import logging
from collections.abc import AsyncGenerator, Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from shutil import copyfile

import discord
import pytest
from hypothesis import settings as examples
from simcord.env import Env

from bot.app import build
from bot.client import Nexus
from bot.config import Settings
from bot.fastembed_model import FastEmbedModel
from data import database
from data.migrations import migrate
from domain.errors import DomainError
from tests.support import small_model
from tests.support.aside import InProcess
from tests.support.cohort import Cohort, FollowingClock
from tests.support.discord_contract import all_problems
from tests.support.learners_host import Names, Pauses, fetcher_of

# How long an example takes says more of the machine than of the code. In CI, the examples stay the same.
examples.register_profile("patient", examples.get_profile(examples.get_current_profile_name()), deadline=None)
examples.load_profile("patient")


IN_PRODUCTION = database.WRITER_PRAGMAS
"""How Nexus writes, but in most tests."""


@pytest.fixture(scope="session", autouse=True)
def without_power_cuts() -> Iterator[None]:
    """Let the disk take its time, which is most of a test's: `tests/wire` cuts the power of a process of its own."""
    with pytest.MonkeyPatch.context() as patch:
        hasty = IN_PRODUCTION.replace("synchronous = FULL", "synchronous = OFF")
        assert hasty != IN_PRODUCTION
        patch.setattr(database, "WRITER_PRAGMAS", hasty)
        yield


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database without a row: a copy of it is made in a tenth of the time that migrating takes."""
    path = tmp_path_factory.mktemp("blank") / "nexus.db"
    migrate(path, files("data") / "schema", now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    return path


@pytest.fixture
def database_path(blank: Path, tmp_path: Path) -> Path:
    """The test's own database, migrated."""
    return copyfile(blank, tmp_path / "nexus.db")


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small sentence model."""
    return small_model.make(tmp_path_factory.mktemp("models") / "small")


@pytest.fixture(scope="session")
def model(model_folder: Path) -> FastEmbedModel:
    """That model, loaded."""
    return FastEmbedModel(str(model_folder), cache=model_folder)


@pytest.fixture
def settings(database_path: Path) -> Settings:
    """Settings with a database of the test's own, whatever the machine's environment says."""
    return Settings.model_construct(database_path=database_path)


@pytest.fixture
def clock() -> FollowingClock:
    """The simulated server's time."""
    return FollowingClock()


@pytest.fixture
def nexus(settings: Settings, clock: FollowingClock) -> Nexus:
    """The real bot, composed and not yet connected."""
    return build(
        settings, clock=clock, fetcher=fetcher_of(Names(), Pauses()), aside=InProcess(), ticking=False
    )


@pytest.fixture
async def world(nexus: Nexus, clock: FollowingClock) -> AsyncGenerator[Env]:
    """A simulated Discord with the bot in it, which has no privileged intent."""
    env = Env(nexus, check_errors=False, approved_intents=discord.Intents.default())
    clock.env = env
    try:
        await env.start()
        yield env
    finally:
        await env.shutdown()
        await env.bot.close()


@pytest.fixture
async def hub(
    world: Env, nexus: Nexus, caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest
) -> AsyncGenerator[Cohort]:
    """A server with its people and the bot.

    When the test is over, no error may have been logged (unless it is marked `expects_errors`), and every
    request must be one that Discord takes.
    """
    yield Cohort(world, nexus)
    assert not all_problems(world.http_requests)
    if not request.node.get_closest_marker("expects_errors"):
        raised = [getattr(error, "original", error) for error in world.errors]
        assert not [error for error in raised if not isinstance(error, FORESEEN)]
        assert not [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


FORESEEN = (DomainError, discord.app_commands.AppCommandError)
"""What ends in a sentence for the member."""
