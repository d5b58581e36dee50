"""From a row to a delivery."""

import sqlite3

from data.rows import moment
from domain.models.delivery import Delivery, DeliveryState, Key


def delivery_from(row: sqlite3.Row) -> Delivery:
    """The delivery of a row."""
    return Delivery(
        guild_id=row["guild_id"],
        key=Key.parse(row["key"]),
        channel_id=row["channel_id"],
        user_id=row["user_id"],
        state=DeliveryState(row["state"]),
        wanted=row["wanted"],
        shown=row["shown"],
        attempts=row["attempts"],
        message_id=row["message_id"],
        created_at=moment(row["created_at"]),
        reason=row["reason"],
    )
