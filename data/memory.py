"""What Nexus remembers about itself from one run to the next."""

from typing import Final

from data.database import Database

SELECT_VALUE: Final = "SELECT value FROM memory WHERE key = :key"

UPSERT_VALUE: Final = """
    INSERT INTO memory (key, value) VALUES (:key, :value)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""


class Memory:
    """Short texts under a key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def recall(self, key: str) -> str | None:
        """What was remembered under this key, if anything was."""
        async with self._database.reading() as connection:
            row = await connection.one(SELECT_VALUE, key=key)
        return None if row is None else row["value"]

    async def remember(self, key: str, value: str) -> None:
        """Keep `value` under this key from now on."""
        async with self._database.transaction() as connection:
            await connection.run(UPSERT_VALUE, key=key, value=value)
