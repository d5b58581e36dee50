"""A delivery: a message that Nexus owes to Discord, and how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from hashlib import blake2b
from math import ceil

from domain.models.entries import Ref, Spot
from domain.models.failures import doubling
from domain.models.ladder import Step

LEASE = timedelta(seconds=60)
"""How long a sender has one delivery for itself."""

FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(hours=1)


CALM = timedelta(days=1)
"""How long Nexus waits before it notifies the same people of the same thing again, whatever is pressed."""


GROUP = 100
"""People whom one message can notify."""


def groups(people: Sequence[object]) -> range:
    """The numbers of the groups in which so many people are notified."""
    return range(ceil(len(people) / GROUP))


class Topic(Enum):
    """What a delivery shows."""

    CARD = "card"
    THREAD = "thread"
    """The thread for the talk, opened on the card."""
    ASK = "ask"
    """What an author is asked: whether an answer solves their blocker."""
    RETEST = "retest"
    """Asks to try again, as an endpoint that a blocker names has changed."""
    TOLD = "told"
    """Tells those whom a blocker affects that it is solved."""
    SUNSET = "sunset"
    """Tells those who use an endpoint that it may soon be gone."""
    RETIRED = "retired"
    """Tells those who use an API that it is not in use any more."""
    NUDGE = "nudge"
    """Calls people to a blocker that nobody has claimed."""
    LAPSED = "lapsed"
    """Tells a helper that their claim was released."""
    QUOTED = "quoted"
    """Tells a member that a solution was made from their message."""
    BROKE = "broke"
    """Calls those who use what a new revision of an API broke."""
    ANSWERED = "answered"
    """Tells who asked for an endpoint what was answered."""
    NEAR = "near"
    """Tells those who asked for an endpoint that something near to it is there, and what differs."""
    THERE = "there"
    """Tells those who asked for an endpoint that it is there."""
    RECAP = "recap"
    LETTER = "letter"
    """A member's own week, in private."""
    NOTICE = "notice"

    @property
    def alarms(self) -> bool:
        """Whether an administrator is told when it cannot be sent."""
        return self not in {Topic.NOTICE, Topic.THREAD, Topic.LAPSED, Topic.QUOTED}


class DeliveryState(Enum):
    """How far a delivery is; the value is what the store keeps."""

    DUE = "due"
    SENT = "sent"
    PARKED = "parked"
    """It cannot succeed as things are; an administrator was told."""
    GONE = "gone"
    """Its message was deleted on Discord, or came to nothing before it was sent; it is not posted again."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a delivery is for, unique in its server: `card:B12`, `told:B12/S40`, `recap:2026-02-06`."""

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

    @classmethod
    def about(cls, topic: Topic, ref: Ref, part: object = None) -> "Key":
        """The key of something else that is owed about an entry; `part` tells several of one topic apart."""
        return cls(topic, str(ref) if part is None else f"{ref}/{part}")

    @classmethod
    def _for_group(cls, topic: Topic, ref: Ref, part: object, group: int) -> "Key":
        return cls.about(topic, ref, f"{part}+{group}" if group else part)

    @classmethod
    def told(cls, ref: Ref, ending: Ref | str, group: int) -> "Key":
        """The key of the news how a blocker ended, for the group of that number, from 0."""
        return cls._for_group(Topic.TOLD, ref, ending, group)

    @classmethod
    def letter(cls, recap: str, member_id: int) -> "Key":
        """The key of a member's letter, which comes when the recap of that key does."""
        return cls(Topic.LETTER, f"{recap}/{member_id}")

    @classmethod
    def broke(cls, ref: Ref, revision: int, group: int = 0) -> "Key":
        """The key of an alert: a revision of an API broke what the group of that number uses."""
        return cls._for_group(Topic.BROKE, ref, revision, group)

    @classmethod
    def retired(cls, ref: Ref, at: datetime, group: int = 0) -> "Key":
        """The key of the word that an API was retired at that time."""
        return cls._for_group(Topic.RETIRED, ref, f"{at:%Y%m%d%H%M}", group)

    @classmethod
    def last_days(cls, card: Ref, endpoint: Ref, day: date, *, step: int, group: int = 0) -> "Key":
        """The key of the word, so many days ahead, that an endpoint may be gone after a day.

        `card` is whose card it stands on.
        """
        return cls._for_group(Topic.SUNSET, card, f"{endpoint}-{day:%Y%m%d}-{step}", group)

    @classmethod
    def near(cls, ref: Ref, endpoint: Ref, how: str) -> "Key":
        """The key of the news that an endpoint is near to a request, and how it differs."""
        return cls.about(Topic.NEAR, ref, f"{endpoint}-{blake2b(how.encode(), digest_size=4).hexdigest()}")

    @property
    def sunset(self) -> tuple[Ref, date]:
        """The endpoint, and its last day, that such a word is about."""
        endpoint, day, _ = self.ending.split("-")
        return Ref.parse(endpoint), datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC).date()

    @property
    def broken_by(self) -> int:
        """The revision that an alert is about."""
        return int(self.ending)

    @property
    def recap(self) -> str:
        """The key of the recap that a letter comes with."""
        return self.subject.partition("/")[0]

    @property
    def ending(self) -> str:
        """What news are about: the number of a solution or of a revision, or a word."""
        return self.part.partition("+")[0]

    @property
    def group(self) -> slice:
        """Which of those whom it concerns the news are for."""
        start = int(self.part.partition("+")[2] or 0) * GROUP
        return slice(start, start + GROUP)

    @classmethod
    def nudge(cls, ref: Ref, step: Step, *, at: datetime) -> "Key":
        """The key of a nudge: a blocker that was reopened takes the same step of the ladder again."""
        return cls.about(Topic.NUDGE, ref, f"{int(step)}-{at:%Y%m%d%H%M}")

    @property
    def step(self) -> Step:
        """The step of the ladder that a nudge is for."""
        return Step(int(self.part.partition("-")[0]))

    @property
    def revision(self) -> tuple[Ref, int]:
        """The API and the number of its revision that a part names, such as `A3-4`."""
        api, _, number = self.part.partition("-")
        return Ref.parse(api), int(number)

    @property
    def ref(self) -> Ref:
        """The entry that it is about, unless it is a recap or a notice.

        Raises:
            BadInput: it is.
        """
        return Ref.parse(self.subject.partition("/")[0])

    @property
    def part(self) -> str:
        """What tells it from others of its topic about the same entry."""
        return self.subject.partition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message owed: to a channel or, privately, to a member.

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
    def stands(self) -> bool:
        """Whether it is on Discord, as it is wanted now or as it was."""
        return self.spot is not None and self.state is not DeliveryState.GONE

    @property
    def nonce(self) -> str:
        """The message's nonce: the server and key, shortened to Discord's 25 characters."""
        return blake2b(f"{self.guild_id}/{self.key}".encode(), digest_size=12).hexdigest()

    def pause(self) -> timedelta:
        """How long to wait after the last failed try: twice as long each time, an hour at most."""
        return doubling(FIRST_PAUSE, self.attempts, LONGEST_PAUSE)
