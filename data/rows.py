"""Between rows and the domain's objects: times, spots, and what all entries share."""

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Final, TypedDict

from domain.models.entries import Kind, Member, NewEntry, Ref, Spot

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND: Final = timedelta(milliseconds=1)


def millis(moment: datetime) -> int:
    """An aware time as whole milliseconds since 1970, UTC."""
    return (moment - EPOCH) // MILLISECOND


def millis_or_none(moment: datetime | None) -> int | None:
    """The same, where there may be no time."""
    return None if moment is None else millis(moment)


def moment(milliseconds: int) -> datetime:
    """The aware UTC time of milliseconds since 1970."""
    return EPOCH + milliseconds * MILLISECOND


def moment_or_none(milliseconds: int | None) -> datetime | None:
    """The same, where there may be no time."""
    return None if milliseconds is None else moment(milliseconds)


ENTRY_COLUMNS: Final = """
    e.guild_id, e.kind, e.number, e.title, e.state, e.author_id, e.author_name, e.created_at, e.updated_at,
    (SELECT group_concat(tag, ' ') FROM (SELECT tag FROM tags WHERE entry_id = e.id ORDER BY position)) AS tags,
    d.channel_id AS card_channel_id, d.message_id AS card_message_id
"""
"""The columns that `entry_fields` reads, of `entries e` and of `deliveries d`, the entry's card."""

CARD_JOIN: Final = """
    LEFT JOIN deliveries d ON d.guild_id = e.guild_id
        AND d.key = 'card:' || e.kind || e.number AND d.state <> 'gone'
"""
"""Joins an entry's card, unless it was deleted on Discord."""


class EntryFields(TypedDict):
    """The fields of `Entry`."""

    guild_id: int
    ref: Ref
    title: str
    tags: tuple[str, ...]
    author: Member
    created_at: datetime
    updated_at: datetime
    card: Spot | None


def ref_of(row: sqlite3.Row) -> Ref:
    """The reference in the columns `kind` and `number`."""
    return Ref(Kind(row["kind"]), row["number"])


def member_or_none(row: sqlite3.Row, who: str) -> Member | None:
    """The member in the columns `{who}_id` and `{who}_name`, if there is one."""
    found: int | None = row[f"{who}_id"]
    return None if found is None else Member(found, row[f"{who}_name"])


def spot_of(row: sqlite3.Row) -> Spot | None:
    """Where the card in the columns `card_channel_id` and `card_message_id` stands, if it was posted."""
    if row["card_message_id"] is None or row["card_channel_id"] is None:
        return None
    return Spot(row["card_channel_id"], row["card_message_id"])


def new_fields(entry: NewEntry, ref: Ref) -> EntryFields:
    """What a new entry says of itself, now that it has its number; its card is not posted yet."""
    return EntryFields(
        guild_id=entry.guild_id,
        ref=ref,
        title=entry.title,
        tags=entry.tags,
        author=entry.author,
        created_at=entry.at,
        updated_at=entry.at,
        card=None,
    )


def entry_fields(row: sqlite3.Row) -> EntryFields:
    """What a row with `ENTRY_COLUMNS` says of the entry itself."""
    return EntryFields(
        guild_id=row["guild_id"],
        ref=ref_of(row),
        title=row["title"],
        tags=tuple((row["tags"] or "").split()),
        author=Member(row["author_id"], row["author_name"]),
        created_at=moment(row["created_at"]),
        updated_at=moment(row["updated_at"]),
        card=spot_of(row),
    )
