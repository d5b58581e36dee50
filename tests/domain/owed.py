"""What is owed to Discord and to the clock about B1, in the tests of what Nexus does by itself."""

from dataclasses import replace
from datetime import datetime, timedelta

from data.store import SqliteStore
from domain.hub import Hub
from domain.models.delivery import Key
from domain.models.entries import Kind, Ref
from domain.models.errand import Task
from domain.models.ladder import Ladder
from domain.models.server import Habits
from tests.support.domain import (
    GUILD,
    MONDAY_NOON,
    FakeCourier,
)

B1 = Ref(Kind.BLOCKER, 1)
S1 = Ref(Kind.SOLUTION, 1)
ROLES = Ladder(helper_role_id=7, mentor_role_id=8)


async def set_ladder(store: SqliteStore, ladder: Ladder, *, habits: Habits | None = None) -> None:
    """Give the server this ladder, as /setup does."""
    async with store.transaction() as stored:
        server = await stored.servers.get(GUILD)
        assert server
        await stored.servers.save(replace(server, ladder=ladder, habits=habits or server.habits))


async def sent(hub: Hub, courier: FakeCourier) -> list[str]:
    """What was sent about B1 beside its card and thread, in order."""
    while await hub.outbox.deliver_due():
        pass
    return [key for key in courier.keys if not key.startswith(("card:", "thread:"))]


async def steps_taken(hub: Hub, courier: FakeCourier) -> list[int]:
    """The steps of the ladder that B1 called, in order, when nothing else was sent."""
    return [int(Key.parse(key).step) for key in await sent(hub, courier)]


async def planned(store: SqliteStore) -> dict[Task, datetime]:
    """What is to be done for B1, and when."""
    async with store.reading() as stored:
        errands = await stored.errands.due(MONDAY_NOON + timedelta(days=9999), limit=99)
    return {errand.task: errand.due_at for errand in errands if (errand.guild_id, errand.ref) == (GUILD, B1)}


async def on_the_card(hub: Hub) -> int:
    """The id of the message, and of the thread, where B1's card stands."""
    await hub.outbox.deliver_about(GUILD, B1)
    card = (await hub.blockers.get(GUILD, 1)).card
    assert card
    return card.message_id
