"""Whatever valid entry, draft, event or setting is kept: it comes back the same, beside a namesake elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.models.blocker import Source
from domain.models.blocker_draft import BlockerDraft, Urgency
from domain.models.challenge import Challenge
from domain.models.deeds import Deed
from domain.models.drafts import File, KeptDraft
from domain.models.entries import Kind, Member, NewEntry, Ref, Spot
from domain.models.events import Event
from domain.models.ladder import Ladder
from domain.models.lifecycle import State
from domain.models.preferences import Preferences
from domain.models.resolution import Origin, Proposal, Resolution
from domain.models.schedule import Schedule, Weekday
from domain.models.server import Habits, Server, Threads
from domain.models.solution import Standing
from domain.models.solution_draft import SolutionDraft
from tests.data.written import OTHER_GUILD
from tests.support.domain import ADA, GUILD, MONDAY_NOON

if TYPE_CHECKING:
    from data.store import SqliteStore

whole = settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example has rows of its own
)

signs = st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\t'\";%_[]{}\\é日👩‍💻")
texts = st.text(signs, max_size=60)
lines = st.text(st.characters(exclude_categories=["Cc", "Cs", "Z"]), min_size=1, max_size=24)
ids = st.integers(1, 2**63 - 1)
numbers = st.integers(1, 999_999_999)
people = st.builds(Member, ids, lines)
crowds = st.lists(people, max_size=4, unique_by=lambda member: member.id).map(tuple)
times = st.integers(0, 2**41).map(lambda millis: MONDAY_NOON + timedelta(milliseconds=millis))
exact_times = st.integers(0, 2**50).map(lambda micros: MONDAY_NOON + timedelta(microseconds=micros))
spots = st.builds(Spot, ids, ids)
tags = st.lists(lines, max_size=5, unique=True).map(tuple)
listed = st.lists(lines, max_size=5, unique=True).map(tuple)


def refs(kind: Kind) -> st.SearchStrategy[Ref]:
    return st.builds(Ref, st.just(kind), numbers)


blockers, solutions = refs(Kind.BLOCKER), refs(Kind.SOLUTION)
causes = count(1)
entries = st.builds(
    NewEntry,
    guild_id=st.just(GUILD),
    title=texts,
    tags=tags,
    author=people,
    at=times,
    cause=st.builds(next, st.just(causes)),
)
drafts = st.builds(
    BlockerDraft,
    goal=texts,
    happened=texts,
    tried=texts,
    tags=tags,
    urgency=st.sampled_from(Urgency),
    source=st.none() | spots,
    follows=st.none() | blockers,
)
resolutions = st.builds(Resolution, cause=texts, fix=texts, prevention=texts, code=texts, helpers=crowds)
proposals = st.builds(Proposal, resolution=resolutions, by=people, at=exact_times)
solution_drafts = st.builds(
    SolutionDraft,
    problem=texts,
    fix=texts,
    cause=texts,
    prevention=texts,
    code=texts,
    language=texts,
    links=listed,
    versions=listed,
    quoted=crowds,
)
origins = st.builds(Origin, blocker=st.none() | blockers, asked_at=st.none() | times, helpers=crowds)
files = st.builds(File, lines, st.binary(max_size=90))

blocker_changes = st.fixed_dictionaries(
    {
        "title": texts,
        "tags": tags,
        "goal": texts,
        "happened": texts,
        "tried": texts,
        "urgency": st.sampled_from(Urgency),
        "state": st.sampled_from(State),
        "helper": st.none() | people,
        "claimed_at": st.none() | times,
        "proposal": st.none() | proposals,
        "ended_at": st.none() | times,
        "solution": st.none() | solutions,
        "duplicate_of": st.none() | blockers,
        "seen_at": times,
        "called": st.integers(0, 3),
        "updated_at": times,
    }
)
solution_changes = st.fixed_dictionaries(
    {
        "title": texts,
        "tags": tags,
        "problem": texts,
        "cause": texts,
        "fix": texts,
        "prevention": texts,
        "code": texts,
        "language": texts,
        "links": listed,
        "versions": listed,
        "standing": st.sampled_from(Standing),
        "helpers": crowds,
        "quoted": crowds,
        "superseded_by": st.none() | solutions,
        "helped": st.integers(0, 2**31),
        "failed": st.integers(0, 2**31),
        "unconfirmed_since": st.none() | times,
        "updated_at": times,
    }
)


@whole
@given(
    entry=entries,
    draft=drafts,
    changes=blocker_changes,
    is_gone=st.booleans(),
    file=st.none() | files,
    crowd=crowds,
)
async def test_a_blocker(
    store: SqliteStore,
    *,
    entry: NewEntry,
    draft: BlockerDraft,
    changes: dict[str, object],
    is_gone: bool,
    file: File | None,
    crowd: tuple[Member, ...],
) -> None:
    draft = replace(draft, tags=entry.tags)
    async with store.transaction() as new:
        namesake = await new.blockers.add(replace(entry, guild_id=OTHER_GUILD), draft)
        blocker = await new.blockers.add(entry, draft)
        assert await new.blockers.get(GUILD, blocker.ref.number) == blocker

        source = Source(draft.source, is_gone) if draft.source else None
        changed = replace(blocker, **changes, source=source)
        await new.blockers.save(changed)
        if file:
            await new.files.add(GUILD, blocker.ref, file)
        for member in crowd:
            assert await new.blockers.join(blocker, member, at=MONDAY_NOON)

        expected = replace(changed, file=file.name if file else "", affected=len(crowd))
        assert await new.blockers.get(GUILD, blocker.ref.number) == expected
        assert await new.files.get(GUILD, blocker.ref) == file
        assert await new.blockers.get(OTHER_GUILD, namesake.ref.number) == namesake


@whole
@given(entry=entries, draft=solution_drafts, origin=origins, changes=solution_changes)
async def test_a_solution(
    store: SqliteStore, *, entry: NewEntry, draft: SolutionDraft, origin: Origin, changes: dict[str, object]
) -> None:
    async with store.transaction() as new:
        namesake = await new.solutions.add(replace(entry, guild_id=OTHER_GUILD), draft, origin=origin)
        solution = await new.solutions.add(entry, draft, origin=origin)
        assert (solution.helpers, solution.quoted) == (origin.helpers, draft.quoted), "in this order"
        assert await new.solutions.get(GUILD, solution.ref.number) == solution

        changed = replace(solution, **changes)
        await new.solutions.save(changed)

        assert await new.solutions.get(GUILD, solution.ref.number) == changed
        assert await new.solutions.get(OTHER_GUILD, namesake.ref.number) == namesake


@whole
@given(
    written=st.builds(
        KeptDraft, guild_id=st.just(GUILD), member=people, draft=drafts, file=st.none() | files, at=times
    ),
    solved_by=st.none() | solutions,
)
async def test_a_draft_with_its_file(
    store: SqliteStore, *, written: KeptDraft, solved_by: Ref | None
) -> None:
    async with store.transaction() as new:
        kept = await new.drafts.add(written)
        assert kept == replace(written, id=kept.id)

        solved = replace(kept, solved_by=solved_by, draft=replace(kept.draft, goal="Another"))
        await new.drafts.save(solved)
        assert await new.drafts.get(GUILD, kept.id) == solved


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(lines, inner, max_size=3),
    max_leaves=6,
)
fields = st.dictionaries(lines, json_values, max_size=3)


@whole
@given(
    st.builds(
        Event,
        guild_id=st.just(GUILD),
        ref=solutions,
        deed=st.sampled_from(Deed),
        by=st.none() | people,
        at=times,
        before=fields,
        after=fields,
    )
)
async def test_an_event(store: SqliteStore, event: Event) -> None:
    async with store.transaction() as new:
        await new.events.add(replace(event, guild_id=OTHER_GUILD))
        await new.events.add(event)

        last = (await new.events.of(GUILD, event.ref))[-1]
    assert last == replace(event, id=last.id)


@whole
@given(
    st.builds(
        Habits,
        threads=st.sampled_from(Threads),
        claim_hours=st.integers(1, 720),
        author_hours=st.integers(1, 720),
        quiet_hours=st.integers(1, 720),
        fresh_days=st.integers(1, 3650),
    ),
    st.builds(
        Ladder,
        is_on=st.booleans(),
        hours=st.tuples(*[st.integers(1, 168)] * 3),
        helper_role_id=st.none() | ids,
        mentor_role_id=st.none() | ids,
        wakes_at=st.integers(0, 23),
        sleeps_at=st.integers(0, 23),
    ),
    st.builds(Schedule, time_zone=lines, weekday=st.sampled_from(Weekday), hour=st.integers(0, 23)),
)
async def test_what_a_server_has_set(
    store: SqliteStore, habits: Habits, ladder: Ladder, schedule: Schedule
) -> None:
    first = Server.first_used(GUILD, 20, at=MONDAY_NOON)
    chosen = replace(first, is_set_up=True, set_up_by=7, habits=habits, ladder=ladder, schedule=schedule)
    async with store.transaction() as new:
        await new.servers.save(first)
        await new.servers.save(chosen)

        assert await new.servers.get(GUILD) == chosen


@whole
@given(
    st.builds(Challenge, texts, st.none() | people, texts),
    st.builds(Preferences, st.booleans(), st.none() | times),
)
async def test_a_picked_challenge_and_what_a_member_prefers(
    store: SqliteStore, challenge: Challenge, preferences: Preferences
) -> None:
    async with store.transaction() as new:
        await new.challenges.pick(GUILD, ADA.id, challenge, at=MONDAY_NOON)
        await new.people.prefer(GUILD, ADA.id, preferences)

        assert await new.challenges.picked(GUILD, ADA.id, since=MONDAY_NOON) == challenge
        assert await new.people.preferences(GUILD, ADA.id) == preferences
        assert await new.challenges.picked(OTHER_GUILD, ADA.id, since=MONDAY_NOON) is None
        assert await new.people.preferences(OTHER_GUILD, ADA.id) == Preferences()
