"""What Nexus remembers about itself."""

from data.database import Database
from data.memory import Memory


async def test_what_was_remembered_last_is_recalled(database: Database) -> None:
    memory = Memory(database)
    await memory.remember("commands", "one")
    await memory.remember("commands", "two '; --")

    assert await memory.recall("commands") == "two '; --"
    assert await memory.recall("weather") is None
