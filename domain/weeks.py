"""A member's own week: to look at any time, and as a private letter each week for who asks for one."""

from domain.models.blocker import Blocker
from domain.models.entries import Member
from domain.models.lifecycle import WAITING, State
from domain.models.listing import Wanted, WantedRequests
from domain.models.my_week import MyWeek
from domain.models.recap import Period
from domain.models.request import RequestState
from domain.models.sight import Sight
from domain.ports import Clock, Repositories, Store
from domain.recaps import week_before
from domain.shared_apis.weekly import broken_for, weeks_of_apis
from domain.sight import hidden_from

MOST = 500
"""Blockers of one member that wait, or requests that wait for one, as many as are looked at."""


class WeekService:
    """Tells members of their own weeks."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def mine(self, guild_id: int, member_id: int, *, sight: Sight) -> MyWeek:
        """The last seven days of a member, as far as they may see what they did, and what waits for them."""
        async with self._store.reading() as store:
            return await self._gathered(store, guild_id, member_id, week_before(self._clock.now()), sight)

    async def letter(self, guild_id: int, member_id: int, key: str, *, sight: Sight) -> MyWeek:
        """The same for the time that the server's recap of that key covers.

        Raises:
            NotFound: there is no such recap.
        """
        async with self._store.reading() as store:
            record = await store.recaps.get(guild_id, key)
            return await self._gathered(store, guild_id, member_id, record.period, sight)

    async def wants_letters(self, guild_id: int, member_id: int) -> bool:
        """Whether a member asked for a private message each week."""
        async with self._store.reading() as store:
            return member_id in await store.people.readers(guild_id)

    async def send_letters(self, guild_id: int, *, wanted: bool, by: Member) -> None:
        """Send `by` a private message with their week whenever the recap is due, or do so no longer."""
        async with self._store.transaction() as store:
            await store.people.read_letters(guild_id, by.id, wanted=wanted)

    async def _waiting(self, store: Repositories, guild_id: int, wanted: Wanted) -> tuple[Blocker, ...]:
        """Those that are wanted, oldest first."""
        blockers, _ = await store.blockers.listed(
            guild_id, wanted, now=self._clock.now(), limit=MOST, offset=0
        )
        return tuple(sorted(blockers, key=lambda each: each.created_at))

    async def _gathered(
        self, store: Repositories, guild_id: int, member_id: int, period: Period, sight: Sight
    ) -> MyWeek:
        hidden = await hidden_from(store, guild_id, sight)
        own = await self._waiting(store, guild_id, Wanted(states=WAITING, author_id=member_id, hidden=hidden))
        helping = Wanted(states=WAITING, helper_id=member_id, hidden=hidden)
        logged = await store.blockers.logged_within(guild_id, period, hidden)
        solved = await store.blockers.solved_within(guild_id, period, hidden)
        posted = await store.solutions.posted_within(guild_id, period, hidden)
        shared = await store.endpoints.shared_within(guild_id, period, hidden)
        own_apis = WantedRequests(states=(RequestState.OPEN,), owner_id=member_id, hidden=hidden)
        asked, _ = await store.requests.listed(guild_id, own_apis, limit=MOST, offset=0)
        answered = await store.requests.answered_within(guild_id, member_id, period, hidden)
        unchecked = await store.apis.unchecked(guild_id, hidden)
        apis = await weeks_of_apis(store, guild_id, period, hidden)
        used = await store.uses.of_member(guild_id, member_id)
        return MyWeek(
            period=period,
            to_decide=tuple(each for each in own if each.state is State.PROPOSED),
            to_answer=tuple(reversed(asked)),
            unchecked=tuple(each for each in unchecked if each.author.id == member_id),
            revised=tuple(each for each in apis if each.changes and each.api.author.id == member_id),
            broken=tuple(await broken_for(store, apis, member_id, used)),
            stuck=tuple(each for each in own if each.state is not State.PROPOSED),
            helping=await self._waiting(store, guild_id, helping),
            logged=tuple(each for each in logged if each.author.id == member_id),
            solved=tuple(each for each in solved if each.author.id == member_id),
            helped=tuple(await store.solutions.helped_within(guild_id, member_id, period, hidden)),
            posted=tuple(each for each in posted if each.author.id == member_id),
            shared=tuple(each for each in shared if each.author.id == member_id),
            shared_apis=tuple(each for each in apis if each.is_new and each.api.author.id == member_id),
            answered=tuple(answered),
        )
