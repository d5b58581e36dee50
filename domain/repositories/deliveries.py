"""What Nexus owes: messages to Discord, errands and chores of its own."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from domain.models.chore import Chore, Duty
from domain.models.delivery import Delivery, Key
from domain.models.entries import Ref, Spot
from domain.models.errand import Errand, Task
from domain.models.failures import Failures


class Deliveries(Protocol):
    """The messages that Nexus owes to Discord."""

    async def want(self, guild_id: int, key: Key, *, at: datetime, channel_id: int | None = None) -> None:
        """Have this delivery sent or, if it was sent, brought up to date; one that is gone stays gone.

        Without a channel, a delivery that was never wanted before stays unwanted.
        """
        ...

    async def want_once(
        self,
        guild_id: int,
        key: Key,
        *,
        at: datetime,
        user_id: int | None = None,
        channel_id: int | None = None,
    ) -> None:
        """Have this delivery sent to a member or to a channel, unless it was wanted before."""
        ...

    async def want_again(self, guild_id: int, ref: Ref, *, at: datetime) -> None:
        """Have all that was sent about an entry brought up to date, but for its thread."""
        ...

    async def get(self, guild_id: int, key: Key) -> Delivery | None:
        """The delivery as it stands."""
        ...

    async def claim(self, guild_id: int, key: Key, *, now: datetime, until: datetime) -> Delivery | None:
        """The delivery for the caller alone until then, one attempt counted; None if not due or in other hands."""
        ...

    async def due(self, now: datetime, *, limit: int) -> Sequence[tuple[int, Key]]:
        """Server and key of the deliveries that are due and in nobody's hands, longest first.

        Recaps come after all others, and letters last.
        """
        ...

    async def due_about(self, guild_id: int, ref: Ref, now: datetime) -> Sequence[Key]:
        """The keys of the deliveries about an entry that are due, its card first."""
        ...

    async def shown_by(self, guild_id: int, message_id: int) -> Key | None:
        """What a message of the server's shows."""
        ...

    async def gone(self, guild_id: int, *, message_id: int) -> None:
        """Note that the message of a delivery was deleted."""
        ...

    async def gone_with(self, guild_id: int, *, channel_id: int) -> None:
        """Note that the messages of a channel were deleted with it; what was not sent yet stays owed."""
        ...

    async def done(self, delivery: Delivery, spot: Spot) -> None:
        """Note a claimed delivery as shown by that message; it stays due if it changed meanwhile."""
        ...

    async def postpone(self, delivery: Delivery, *, until: datetime, reason: str) -> None:
        """Give a claimed delivery back, to be tried again at that time."""
        ...

    async def give_up(self, delivery: Delivery, *, gone: bool, reason: str) -> None:
        """Note a claimed delivery as impossible (parked) or its message as deleted (gone)."""
        ...

    async def retry(self, guild_id: int, key: Key, *, at: datetime) -> None:
        """Have this delivery tried again where it was parked."""
        ...

    async def revive(self, guild_id: int, *, channel_id: int, at: datetime) -> None:
        """Have what is parked for the server's channels, but recaps, sent to that one; let notices be given again."""
        ...

    async def revive_recaps(self, guild_id: int, *, channel_id: int, at: datetime) -> None:
        """Have the recaps that are parked sent to that channel, and let notices be given again."""
        ...


class Said(Protocol):
    """What was said about entries, or is to be: nobody shall hear the same too often."""

    async def last(self, guild_id: int, key: Key, *, part: str = "", now: datetime) -> datetime | None:
        """When something of this topic about this entry was last wanted, of those whose part begins so.

        What was never sent and never will be does not count, nor what is wanted for later.
        """
        ...

    async def wanted(self, guild_id: int, key: Key, *, since: datetime) -> Sequence[Delivery]:
        """What of this topic about this entry is wanted for a later moment than that, in the order of these moments.

        What was never sent and never will be is not among it.
        """
        ...

    async def nudges_for(
        self, guild_id: int, author_id: int, *, logged_since: datetime, since: datetime
    ) -> int:
        """How often the blockers that somebody logged since the one moment called people since the other."""
        ...


class Errands(Protocol):
    """What Nexus has to do by itself at a time."""

    async def plan(self, errand: Errand) -> None:
        """Have an errand done at its time; it takes the place of one for the same task and entry, failed or not."""
        ...

    async def drop(self, guild_id: int, ref: Ref, *tasks: Task) -> None:
        """Have these tasks for an entry not done any more."""
        ...

    async def shift(self, guild_id: int, task: Task, *, by: timedelta) -> None:
        """Have all errands of a server for this task done so much later, or earlier."""
        ...

    async def due(self, now: datetime, *, limit: int) -> Sequence[Errand]:
        """The errands that are due, longest first."""
        ...

    async def take(self, errand: Errand) -> bool:
        """Take an errand off the list, to do it in this transaction; False if it is not there as it was."""
        ...

    async def postpone(self, errand: Errand, failures: Failures, *, until: datetime) -> None:
        """Have an errand that failed tried again then, unless it is not there as it was."""
        ...


class Chores(Protocol):
    """What Nexus does for the whole installation at a time."""

    async def all(self) -> Sequence[Chore]:
        """The chores that were ever begun."""
        ...

    async def get(self, duty: Duty) -> Chore | None:
        """The chore of that duty, if it was ever begun."""
        ...

    async def save(self, chore: Chore) -> None:
        """Keep a chore, new or changed."""
        ...
