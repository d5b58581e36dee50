"""Whom a blocker concerns, what members told of themselves, and what is to be done at its time."""

import asyncio

import pytest

from data.store import SqliteStore
from domain.errors import NotFound
from domain.models.blocker_draft import BlockerDraft, Urgency
from domain.models.challenge import Challenge
from domain.models.drafts import File, KeptDraft
from domain.models.entries import Kind, Member, Ref, Spot
from domain.models.errand import Errand, Task
from domain.models.preferences import Preferences
from domain.models.solution import Vote
from tests.data.written import OTHER_GUILD, later, new_entry, write_blocker, write_solution
from tests.support.domain import ADA, GRACE, GUILD, LINUS, MONDAY_NOON, blocker_draft

B1, B12, S1 = Ref(Kind.BLOCKER, 1), Ref(Kind.BLOCKER, 12), Ref(Kind.SOLUTION, 1)


def errand(task: Task, ref: Ref = B1, *, hours: float = 1, guild_id: int = GUILD) -> Errand:
    return Errand(guild_id=guild_id, task=task, ref=ref, due_at=later(hours=hours))


async def test_whom_a_blocker_affects_is_kept_once_in_the_order_of_saying_so(store: SqliteStore) -> None:
    async with store.transaction() as new:
        blocker = await write_blocker(new, "Mine")
        theirs = await write_blocker(new, "Theirs", guild_id=OTHER_GUILD)

        assert await new.blockers.join(blocker, LINUS, at=later(hours=2))
        assert await new.blockers.join(blocker, GRACE, at=later(hours=1))
        assert not await new.blockers.join(blocker, LINUS, at=later(hours=3))
        assert await new.blockers.affected(GUILD, 1) == [GRACE, LINUS]
        assert (await new.blockers.get(GUILD, 1)).affected == 2
        assert await new.blockers.affected(OTHER_GUILD, 1) == []
        assert not await new.blockers.leave(theirs, LINUS)
        assert await new.blockers.leave(blocker, LINUS)
        assert not await new.blockers.leave(blocker, LINUS)
        assert await new.blockers.affected(GUILD, 1) == [GRACE]


async def test_blockers_are_found_by_the_message_and_the_channel_that_they_came_from(
    store: SqliteStore,
) -> None:
    def draft(source: Spot | None) -> BlockerDraft:
        return BlockerDraft(goal="G", happened="H", urgency=Urgency.TODAY, source=source)

    async with store.transaction() as new:
        for source in (Spot(30, 300), Spot(30, 301), Spot(31, 302), None):
            await new.blockers.add(new_entry("G"), draft(source))
        await new.blockers.add(new_entry("G", guild_id=OTHER_GUILD), draft(Spot(30, 300)))

        async def found(channel_id: int) -> list[str]:
            return [str(each.ref) for each in await new.blockers.from_channel(GUILD, channel_id)]

        assert [each.guild_id for each in await new.blockers.from_message(GUILD, 300)] == [GUILD]
        assert await new.blockers.from_message(GUILD, 30) == []
        assert await found(30) == ["B1", "B2"]
        assert await found(31) == ["B3"]
        assert await found(300) == []


async def test_a_members_vote_takes_the_place_of_the_one_before(store: SqliteStore) -> None:
    def vote(by: Member, *, helped: bool, hours: int) -> Vote:
        return Vote(by, helped, later(hours=hours))

    async with store.transaction() as new:
        solution = await write_solution(new, "Mine")
        theirs = await write_solution(new, "Theirs", guild_id=OTHER_GUILD)
        await new.solutions.vote(theirs, vote(ADA, helped=True, hours=9))
        for each in (
            vote(LINUS, helped=True, hours=1),
            vote(GRACE, helped=False, hours=2),
            vote(LINUS, helped=False, hours=3),
        ):
            await new.solutions.vote(solution, each)

        last = [vote(GRACE, helped=False, hours=2), vote(LINUS, helped=False, hours=3)]
        assert await new.solutions.votes(GUILD, 1) == last
        await new.solutions.unvote(solution, ADA.id)
        assert await new.solutions.votes(GUILD, 1) == last
        await new.solutions.unvote(solution, GRACE.id)
        assert await new.solutions.votes(GUILD, 1) == last[1:]
        assert len(await new.solutions.votes(OTHER_GUILD, 1)) == 1


async def test_the_solutions_of_a_blocker_are_listed_oldest_first(store: SqliteStore) -> None:
    async with store.transaction() as new:
        for problem, blocker in (("First", B1), ("Other", B12), ("Second", B1), ("None", None)):
            await write_solution(new, problem, blocker=blocker)
        await write_solution(new, "Theirs", blocker=B1, guild_id=OTHER_GUILD)

        assert [each.title for each in await new.solutions.of_blocker(GUILD, 1)] == ["First", "Second"]


async def test_who_follows_a_tag_is_called_unless_they_want_rest(store: SqliteStore) -> None:
    hopper = Member(5, "hopper")
    async with store.transaction() as new:

        async def called(*tags: str, hours: float = 5, guild_id: int = GUILD) -> list[str]:
            found = await new.people.followers(guild_id, tags, now=later(hours=hours))
            return [member.name for member in found]

        assert await new.people.follow(GUILD, "celery", GRACE, at=later(hours=2))
        assert await new.people.follow(GUILD, "django", LINUS, at=later(hours=1))
        assert await new.people.follow(GUILD, "celery", LINUS, at=later(hours=3))
        assert await new.people.follow(GUILD, "rest", hopper, at=MONDAY_NOON)
        assert await new.people.follow(OTHER_GUILD, "celery", ADA, at=MONDAY_NOON)
        assert not await new.people.follow(GUILD, "celery", GRACE, at=later(hours=4))

        assert await called("celery", "django") == ["linus", "grace"], "once each, who followed first first"
        assert await called("celery") == ["grace", "linus"]
        assert (
            await called("cel")
            == await called("elery")
            == await called("django-rest")
            == await called()
            == []
        )
        assert await called("celery", guild_id=OTHER_GUILD) == ["ada"]
        await new.people.prefer(GUILD, GRACE.id, Preferences(is_off=True))
        await new.people.prefer(GUILD, LINUS.id, Preferences(snoozed_until=later(hours=6)))
        await new.people.prefer(OTHER_GUILD, ADA.id, Preferences())
        assert await called("celery") == []
        assert await called("celery", hours=6) == ["linus"]
        assert await new.people.followed(GUILD, LINUS.id) == ["celery", "django"]
        assert await new.people.unfollow(GUILD, "celery", LINUS.id)
        assert not await new.people.unfollow(GUILD, "celery", LINUS.id)
        assert await new.people.followed(GUILD, LINUS.id) == ["django"]


async def test_an_errand_takes_the_place_of_the_one_for_the_same(store: SqliteStore) -> None:
    planned = [
        errand(Task.CALL, hours=3),
        errand(Task.CALL, B12, hours=1),
        errand(Task.DOUBT, S1, hours=2),
        errand(Task.CALL, guild_id=OTHER_GUILD, hours=4),
        errand(Task.LAPSE, hours=5),
    ]
    async with store.transaction() as new:
        await new.errands.plan(errand(Task.CALL, hours=0.5))
        for each in planned:
            await new.errands.plan(each)

        by_time = sorted(planned, key=lambda each: each.due_at)
        assert await new.errands.due(later(hours=5), limit=9) == by_time
        assert await new.errands.due(later(hours=4.9), limit=9) == by_time[:-1]
        assert await new.errands.due(later(hours=9), limit=2) == by_time[:2]
        assert await new.errands.due(later(minutes=59), limit=9) == []


async def test_only_what_is_named_is_dropped(store: SqliteStore) -> None:
    kept = [
        errand(Task.DOUBT),
        errand(Task.CALL, B12),
        errand(Task.CALL, Ref(Kind.SOLUTION, 1)),
        errand(Task.CALL, guild_id=OTHER_GUILD),
    ]
    async with store.transaction() as new:
        for each in (errand(Task.CALL), errand(Task.LAPSE), *kept):
            await new.errands.plan(each)

        await new.errands.drop(GUILD, B1)
        assert len(await new.errands.due(later(hours=1), limit=9)) == 6
        await new.errands.drop(GUILD, B1, Task.CALL, Task.LAPSE)

        left = await new.errands.due(later(hours=1), limit=9)
    assert sorted(map(str, left)) == sorted(map(str, kept))


async def test_an_errand_that_was_planned_anew_is_not_taken_as_it_was(store: SqliteStore) -> None:
    old, new_one = errand(Task.LAPSE, hours=1), errand(Task.LAPSE, hours=2)
    async with store.transaction() as new:
        await new.errands.plan(old)
        await new.errands.plan(new_one)

        assert not await new.errands.take(old)
        assert await new.errands.take(new_one)
        assert not await new.errands.take(new_one)


async def test_of_many_who_reach_for_an_errand_one_takes_it(store: SqliteStore) -> None:
    async def reach() -> bool:
        async with store.transaction() as new:
            await asyncio.sleep(0)
            return await new.errands.take(errand(Task.CALL))

    async with store.transaction() as new:
        await new.errands.plan(errand(Task.CALL))

    assert sum(await asyncio.gather(*(reach() for _ in range(8)))) == 1


async def test_an_errand_is_there_again_when_what_it_was_taken_for_failed(store: SqliteStore) -> None:
    async def fails() -> None:
        async with store.transaction() as new:
            assert await new.errands.take(errand(Task.ASK))
            raise ZeroDivisionError

    async with store.transaction() as new:
        await new.errands.plan(errand(Task.ASK))
    with pytest.raises(ZeroDivisionError):
        await fails()

    async with store.reading() as reading:
        assert await reading.errands.due(later(hours=1), limit=9) == [errand(Task.ASK)]


async def test_the_newest_draft_that_nothing_came_of_is_offered_for_a_day(store: SqliteStore) -> None:
    def draft(goal: str, *, hours: float, by: Member = ADA, guild_id: int = GUILD) -> KeptDraft:
        return KeptDraft(
            guild_id=guild_id,
            member=by,
            draft=blocker_draft(goal),
            file=File("a.txt", b"a"),
            at=later(hours=hours),
        )

    async with store.transaction() as new:
        old = await new.drafts.add(draft("Old", hours=0))
        last = await new.drafts.add(draft("Last", hours=2))
        await new.drafts.add(draft("Linus's", hours=3, by=LINUS))
        theirs = await new.drafts.add(draft("Theirs", hours=4, guild_id=OTHER_GUILD))

        assert await new.drafts.newest(GUILD, ADA.id) == last
        await new.drafts.drop(OTHER_GUILD, last.id)
        await new.drafts.drop(GUILD, last.id)
        assert await new.drafts.newest(GUILD, ADA.id) == old
        for guild_id, draft_id in ((GUILD, last.id), (GUILD, theirs.id), (OTHER_GUILD, old.id)):
            with pytest.raises(NotFound, match="/blocker log starts anew"):
                await new.drafts.get(guild_id, draft_id)
        assert await new.drafts.forget(later(hours=3)) == 1
        assert await new.drafts.newest(GUILD, ADA.id) is None
        assert await new.drafts.newest(GUILD, LINUS.id)


async def test_the_buttons_of_a_draft_that_is_gone_never_meet_a_newer_one(store: SqliteStore) -> None:
    draft = KeptDraft(guild_id=GUILD, member=ADA, draft=blocker_draft(), at=MONDAY_NOON)
    async with store.transaction() as new:
        posted = await new.drafts.add(draft)
        await new.drafts.drop(GUILD, posted.id)

        assert (await new.drafts.add(draft)).id > posted.id


async def test_a_picked_challenge_waits_for_its_answer_and_no_longer(store: SqliteStore) -> None:
    first, second = Challenge("Why?", LINUS, "https://a"), Challenge("How?", None, "https://b")
    async with store.transaction() as new:
        await new.challenges.pick(GUILD, ADA.id, first, at=MONDAY_NOON)
        await new.challenges.pick(GUILD, ADA.id, second, at=later(hours=1))
        await new.challenges.pick(GUILD, LINUS.id, first, at=MONDAY_NOON)

        assert await new.challenges.picked(GUILD, ADA.id, since=later(hours=1)) == second
        assert await new.challenges.picked(GUILD, ADA.id, since=later(hours=1.01)) is None
        assert await new.challenges.picked(OTHER_GUILD, ADA.id, since=MONDAY_NOON) is None
        assert await new.challenges.forget(later(hours=1)) == 1
        assert await new.challenges.picked(GUILD, LINUS.id, since=MONDAY_NOON) is None
        await new.challenges.drop(OTHER_GUILD, ADA.id)
        assert await new.challenges.picked(GUILD, ADA.id, since=MONDAY_NOON) == second
        await new.challenges.drop(GUILD, ADA.id)
        assert await new.challenges.picked(GUILD, ADA.id, since=MONDAY_NOON) is None
