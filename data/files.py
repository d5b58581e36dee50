"""The files that came with entries, as rows."""

from typing import Final, LiteralString

from data.database import Connection
from domain.models.drafts import File
from domain.models.entries import Ref

INSERT_FILE: Final = """
    INSERT INTO files (guild_id, kind, number, name, content)
    VALUES (:guild_id, :kind, :number, :name, :content)
"""

UPDATE_FILE: Final = """
    UPDATE files SET name = :name, content = :content
    WHERE guild_id = :guild_id AND kind = :kind AND number = :number
"""

SELECT_FILE: Final = """
    SELECT name, content FROM files WHERE guild_id = :guild_id AND kind = :kind AND number = :number
"""


class SqliteFiles:
    """Implements `domain.repositories.Files`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, guild_id: int, ref: Ref, file: File) -> None:
        """Keep the file of an entry."""
        await self._write(INSERT_FILE, guild_id, ref, file)

    async def save(self, guild_id: int, ref: Ref, file: File) -> None:
        """Keep an entry's file in the place of the one it has."""
        await self._write(UPDATE_FILE, guild_id, ref, file)

    async def get(self, guild_id: int, ref: Ref) -> File | None:
        """The file of an entry, if it has one."""
        row = await self._connection.one(
            SELECT_FILE, guild_id=guild_id, kind=ref.kind.value, number=ref.number
        )
        return None if row is None else File(row["name"], row["content"])

    async def _write(self, statement: LiteralString, guild_id: int, ref: Ref, file: File) -> None:
        await self._connection.run(
            statement,
            guild_id=guild_id,
            kind=ref.kind.value,
            number=ref.number,
            name=file.name,
            content=file.content,
        )
