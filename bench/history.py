"""What a cohort wrote, about a hundred entries a week: made up, lived through the real services, the same every time.

Of ten entries about five are blockers, and most of those bring a solution; the others are solutions of their own and
endpoints. A few blockers are forgotten, so that some wait for long, and those of the last days are open, claimed,
answered or solved. A tenth of all stands in a channel that not everybody sees.
"""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from bench.core import TOPICS, WORDS, draft
from bench.synthetic import chance_of
from domain.hub import Hub
from domain.models.delivery import Delivery
from domain.models.endpoint import EndpointDraft, Method, Status
from domain.models.entries import Member, Place, Spot
from domain.models.resolution import Resolution
from domain.models.sight import Sight
from domain.models.solution_draft import SolutionDraft

ENDS: Final = datetime(2026, 1, 9, 16, tzinfo=UTC)
"""When it ends, and a recap is due: a Friday at 16:00, UTC."""

PACE: Final = timedelta(weeks=1) / 100
"""From one entry to the next."""

GUILD: Final = 1
HUB: Final = 2
PRIVATE: Final = 3
"""The channel that not everybody sees."""

MEMBERS: Final = tuple(Member(number, f"Member {number}") for number in range(100, 130))

READERS: Final = Sight(lambda channel: channel.id != PRIVATE)
"""What those may see who are not let into the private channel."""


class Clock:
    """Implements `domain.ports.Clock`: it is whatever time was last set."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """That time."""
        return self.at


class CountingCourier:
    """Implements `domain.carrying.Courier` where there is no Discord: counts what it is given."""

    def __init__(self) -> None:
        self.count = 0

    async def carry(self, delivery: Delivery) -> Spot:
        """Say that it is there."""
        self.count += 1
        return Spot(delivery.channel_id or HUB, delivery.message_id or 10_000 + self.count)


@dataclass
class History:
    """Lives it, with a clock that is set to whenever something happens."""

    hub: Hub
    clock: Clock
    chance: random.Random = field(default_factory=lambda: chance_of("history"))
    written: int = 0
    """Entries, each of which is the cause of the next one's id."""

    async def live(self, entries: int) -> None:
        """Write so many entries, and send their cards."""
        while self.written < entries:
            self.clock.at = ENDS - PACE * (entries - self.written)
            roll = self.chance.random()
            if roll < 0.6:
                await self._blocker(is_last=self.written == entries - 1)
            elif roll < 0.9:
                await self._solution()
            else:
                await self._endpoint()
        self.clock.at = ENDS
        while await self.hub.outbox.deliver_due(limit=1_000):
            pass

    async def _blocker(self, *, is_last: bool) -> None:
        """A blocker from when it is logged to its end, as far as that came; the last one brings no solution."""
        author, helper, other = self.chance.sample(MEMBERS, 3)
        blocker = await self.hub.blockers.log(
            self._place(), draft(self.chance), by=author, cause=self._cause()
        )
        number, roll = blocker.ref.number, self.chance.random()
        if roll < 0.02 or is_last or not self._later(hours=60):
            return
        if roll < 0.10:
            await self.hub.blockers.drop(GUILD, number, by=author)
            return
        await self.hub.blockers.claim(GUILD, number, by=helper)
        if roll < 0.11 or not self._later(hours=90):
            return
        told = Resolution(cause=self._words(8), fix=self._words(40), helpers=(other,) if roll > 0.8 else ())
        if roll < 0.5:
            await self.hub.resolutions.resolve(GUILD, number, told, by=author, cause=self._cause())
            return
        await self.hub.resolutions.resolve(GUILD, number, told, by=helper, cause=-self.written)
        if self._later(hours=40):
            await self.hub.resolutions.accept(GUILD, number, by=author, cause=self._cause())

    async def _solution(self) -> None:
        """A solution; some have helped somebody since."""
        author, *others = self.chance.sample(MEMBERS, 4)
        topic = self.chance.choice(TOPICS)
        written = SolutionDraft.written(problem=f"{topic} {self._words(5)}", fix=self._words(40), tags=topic)
        solution = await self.hub.solutions.post(self._place(), written, by=author, cause=self._cause())
        for member in others[: self.chance.randint(0, 3)]:
            if self._later(hours=100):
                await self.hub.solutions.vote(GUILD, solution.ref.number, helped=True, by=member)

    async def _endpoint(self) -> None:
        """An endpoint; most become live."""
        author = self.chance.choice(MEMBERS)
        written = EndpointDraft.written(
            method=self.chance.choice(list(Method)),
            path=f"/api/{self.chance.choice(WORDS)}/{self.written}/",
            summary=self._words(6),
            status=Status.MOCK,
        )
        endpoint = await self.hub.endpoints.share(self._place(), written, by=author, cause=self._cause())
        if self._later(hours=400):
            await self.hub.endpoints.move(GUILD, endpoint.ref.number, Status.LIVE, by=author)

    def _place(self) -> Place:
        return Place(GUILD, PRIVATE if self.chance.random() < 0.1 else HUB)

    def _words(self, count: int) -> str:
        return " ".join(self.chance.choices(WORDS, k=count))

    def _cause(self) -> int:
        """The interaction that writes another entry."""
        self.written += 1
        return self.written

    def _later(self, *, hours: float) -> bool:
        """Let some time go by, so many hours at most; False if that is after the end."""
        at = self.clock.at + timedelta(hours=self.chance.uniform(0.2, hours))
        if at >= ENDS:
            return False
        self.clock.at = at
        return True
