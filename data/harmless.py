"""What looked like a secret and is none, as rows, and the key of the fingerprints."""

from typing import Final

from data.database import Connection
from domain.masking import Safe

INSERT: Final = """
    INSERT INTO harmless (guild_id, fingerprint) VALUES (:guild_id, :fingerprint)
    ON CONFLICT (guild_id, fingerprint) DO NOTHING
"""

SELECT_SAFE: Final = """
    SELECT m.value AS key, h.fingerprint
    FROM memory m LEFT JOIN harmless h ON h.guild_id = :guild_id
    WHERE m.key = 'masking key'
"""


class SqliteHarmless:
    """Implements `domain.repositories.Harmless`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, guild_id: int, fingerprint: str) -> None:
        """Keep a fingerprint."""
        await self._connection.run(INSERT, guild_id=guild_id, fingerprint=fingerprint)

    async def safe(self, guild_id: int) -> Safe:
        """What the server's texts are masked with: this installation's key, and the server's fingerprints."""
        rows = await self._connection.all(SELECT_SAFE, guild_id=guild_id)
        fingerprints = frozenset(row["fingerprint"] for row in rows if row["fingerprint"])
        return Safe(bytes.fromhex(rows[0]["key"]), fingerprints)
