"""What is done for each duty: the works of the chores."""

from collections.abc import Awaitable, Callable

from domain.chores import Alive, Work
from domain.hub import Hub
from domain.models.chore import Duty


def works_of(hub: Hub, *, backup: Work | None = None) -> dict[Duty, Work]:
    """The works that the services do and, unless no backups are wanted, `backup`."""
    works = {
        Duty.SEARCHES: _quick(hub.search.forget_old),
        Duty.DRAFTS: _quick(hub.drafts.forget_old),
        Duty.CHALLENGES: _quick(hub.challenges.forget_old),
        Duty.INDEX: _quick(hub.upkeep.merge),
    }
    return {**works, Duty.BACKUP: backup} if backup else works


def _quick(job: Callable[[], Awaitable[object]]) -> Work:
    """The work that a job is which does not take long."""

    async def work(_: Alive) -> None:
        await job()

    return work
