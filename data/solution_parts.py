"""What belongs to a solution beside its row: whom it credits, and the messages that it links to."""

from collections.abc import Iterable
from typing import Final

from data.database import Connection
from domain.models.entries import Member, Spot
from domain.models.solution import Solution

INSERT_CREDIT: Final = """
    INSERT INTO credits (entry_id, guild_id, part, member_id, member_name, position)
    VALUES (:entry_id, :guild_id, :part, :member_id, :member_name, :position)
"""

# The + keeps SQLite from going through all credits of the server instead of the entry's.
DELETE_CREDITS: Final = "DELETE FROM credits WHERE entry_id = :entry_id AND +guild_id = :guild_id"

INSERT_LINKED: Final = """
    INSERT INTO linked_messages (entry_id, guild_id, channel_id, message_id, is_gone)
    VALUES (:entry_id, :guild_id, :channel_id, :message_id, :is_gone)
    ON CONFLICT (entry_id, message_id) DO NOTHING
"""

DELETE_LINKED: Final = "DELETE FROM linked_messages WHERE entry_id = :entry_id AND +guild_id = :guild_id"


async def keep_parts(connection: Connection, entry_id: int, solution: Solution) -> None:
    """Keep whom a solution credits, and the messages that it links to."""
    parts = {"helped": solution.helpers, "quoted": solution.quoted}
    credited = [
        {
            "entry_id": entry_id,
            "guild_id": solution.guild_id,
            "part": part,
            "member_id": member.id,
            "member_name": member.name,
            "position": position,
        }
        for part, members in parts.items()
        for position, member in enumerate(members)
    ]
    linked = [
        {
            "entry_id": entry_id,
            "guild_id": solution.guild_id,
            "channel_id": spot.channel_id,
            "message_id": spot.message_id,
            "is_gone": int(spot in solution.lost),
        }
        for spot in solution.linked
    ]
    if credited:
        await connection.many(INSERT_CREDIT, credited)
    if linked:
        await connection.many(INSERT_LINKED, linked)


async def drop_parts(connection: Connection, entry_id: int, solution: Solution) -> None:
    """Forget whom a solution credited before, and the messages that it linked to."""
    await connection.run(DELETE_CREDITS, entry_id=entry_id, guild_id=solution.guild_id)
    await connection.run(DELETE_LINKED, entry_id=entry_id, guild_id=solution.guild_id)


def members_in(column: str | None) -> Iterable[Member]:
    """The people of a column of a solution's query."""
    for number, name in _pairs(column):
        yield Member(int(number), name)


def spots_in(column: str | None) -> Iterable[Spot]:
    """The messages of a column of a solution's query."""
    for channel_id, message_id in _pairs(column):
        yield Spot(int(channel_id), int(message_id))


def _pairs(column: str | None) -> Iterable[tuple[str, str]]:
    for each in (column or "").split("\x1e"):
        if each:
            first, _, second = each.partition("\x1f")
            yield first, second
