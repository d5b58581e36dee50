"""A delivery: a message that Nexus owes to Discord, and how far it is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from hashlib import blake2b

from domain.models.entries import Ref, Spot

LEASE = timedelta(seconds=60)
"""How long a sender has one delivery for itself."""

FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(hours=1)


class Topic(Enum):
    """What a delivery shows."""

    CARD = "card"
    RECAP = "recap"
    NOTICE = "notice"


class DeliveryState(Enum):
    """How far a delivery is; the value is what the store keeps."""

    DUE = "due"
    SENT = "sent"
    PARKED = "parked"
    """It cannot succeed as things are; an administrator was told."""
    GONE = "gone"
    """Its message was deleted on Discord; it is not posted again."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a delivery is for, unique in its server: `card:B12`, `recap:2026-02-06`."""

    topic: Topic
    subject: str

    def __str__(self) -> str:
        return f"{self.topic.value}:{self.subject}"

    @classmethod
    def parse(cls, key: str) -> "Key":
        """The key that `str()` made."""
        topic, _, subject = key.partition(":")
        return cls(Topic(topic), subject)

    @classmethod
    def card(cls, ref: Ref) -> "Key":
        """The key of an entry's card."""
        return cls(Topic.CARD, str(ref))


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message owed: to a channel or, for a notice, to a member.

    `wanted` counts how often its content changed, `shown` which of these Discord has.
    """

    guild_id: int
    key: Key
    channel_id: int | None
    user_id: int | None = None
    state: DeliveryState = DeliveryState.DUE
    wanted: int = 1
    shown: int = 0
    attempts: int = 0
    message_id: int | None = None
    created_at: datetime
    reason: str = ""
    """Why the last try failed, for the operator."""

    @property
    def spot(self) -> Spot | None:
        """Where its message stands, once sent to a channel."""
        if self.channel_id is None or self.message_id is None:
            return None
        return Spot(self.channel_id, self.message_id)

    @property
    def nonce(self) -> str:
        """The message's nonce: the server and key, shortened to Discord's 25 characters."""
        return blake2b(f"{self.guild_id}/{self.key}".encode(), digest_size=12).hexdigest()

    def pause(self) -> timedelta:
        """How long to wait after the last failed try: twice as long each time, an hour at most."""
        return min(FIRST_PAUSE * 2 ** min(self.attempts - 1, 10), LONGEST_PAUSE)
