"""What a recap's sections gather of APIs in their week."""

from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.apis.comparing.changes import changed
from domain.apis.comparing.grades import Grade
from domain.hub import Hub
from domain.models.api_week import ApiWeek
from domain.models.entries import Kind, Ref
from domain.models.recap import Recap
from domain.models.sight import FULL, Sight
from domain.ports import Store
from domain.sections.apis import Broken, SharedApis
from domain.shared_apis.weekly import broken_for
from tests.support.documents import document, with_refunds, without_total
from tests.support.domain import ADA, GUILD, LINUS, PLACE, SetClock, solution_draft
from tests.support.hosts import Hosts, Watched

ADDRESS = "https://shop.example/openapi.json"


async def share(hub: Hub, content: bytes | None = None) -> None:
    """A1 of ada's."""
    await hub.apis.sharing.share_file(PLACE, "shop.json", content or document(), by=ADA, cause=1)


async def bring(hub: Hub, clock: SetClock, *contents: bytes) -> None:
    """New documents for A1, an hour after each other."""
    for content in contents:
        clock.skip(hours=1)
        await hub.apis.watching.bring(GUILD, 1, content, by=ADA)


async def recap_of(hub: Hub, *, sight: Sight = FULL) -> Recap:
    recap, _ = await hub.recaps.preview(GUILD, sight=sight)
    return recap


async def test_an_api_is_told_of_as_new_then_as_changed_or_broken(hub: Hub, clock: SetClock) -> None:
    await share(hub)
    new = await recap_of(hub)
    clock.skip(days=8)
    await bring(hub, clock, with_refunds())
    changed = await recap_of(hub)
    await bring(hub, clock, without_total())
    broken = await recap_of(hub)

    assert [str(each.api.ref) for each in new.section(SharedApis).new] == ["A1"]
    assert new.section(SharedApis).changed == ()
    assert new.section(Broken).is_quiet, "what is only shared has changed nothing"
    assert [len(each.changes) for each in changed.section(SharedApis).changed] == [1]
    assert changed.section(SharedApis).new == ()
    assert [[each.number for each in api.breaking] for api in broken.section(Broken).apis] == [[3]]
    assert broken.section(SharedApis).is_quiet, "an API that broke is told of once"


async def test_what_breaks_to_and_fro_counts_once(hub: Hub, clock: SetClock) -> None:
    await share(hub)
    await bring(hub, clock, without_total(), document(), without_total())

    (api,) = (await recap_of(hub)).section(Broken).apis

    assert [each.number for each in api.breaking] == [4, 2]
    assert [each.count(Grade.BREAKING) for each in api.breaking] == [1, 1], "one field that went"
    assert [each.rule.grade for each in api.changes].count(Grade.BREAKING) == 2, "in two operations"


async def test_a_document_that_says_the_same_in_other_words_is_no_news(hub: Hub, clock: SetClock) -> None:
    await share(hub)
    clock.skip(days=8)
    await bring(hub, clock, document() + b"\n")

    assert (await recap_of(hub)).is_quiet


async def test_what_is_retired_is_not_told(hub: Hub, clock: SetClock) -> None:
    await share(hub)
    await bring(hub, clock, without_total())
    assert not (await recap_of(hub)).is_quiet

    await hub.apis.standing.retire(GUILD, 1, by=ADA)

    assert (await recap_of(hub)).is_quiet


@pytest.fixture
async def nexus(tmp_path: Path, clock: SetClock) -> AsyncGenerator[Watched]:
    async with Watched(tmp_path / "watched.db", clock, Hosts()) as nexus:
        await nexus.shares(ADDRESS)
        yield nexus


async def test_a_watched_api_that_could_not_be_checked_is_told_of_until_it_can(
    nexus: Watched, clock: SetClock
) -> None:
    content = nexus.hosts.contents.pop(ADDRESS)
    clock.skip(days=8)
    await nexus.looks()
    unchecked = await recap_of(nexus.hub)
    nexus.hosts.contents[ADDRESS] = content
    clock.skip(days=1)
    await nexus.looks()
    checked = await recap_of(nexus.hub)

    assert [str(each.ref) for each in unchecked.section(Broken).unchecked] == ["A1"]
    assert not unchecked.is_quiet
    assert checked.is_quiet


async def test_nobody_hears_week_after_week_of_an_api_that_is_not_watched_any_more(
    nexus: Watched, clock: SetClock
) -> None:
    nexus.hosts.contents.clear()
    clock.skip(days=8)
    await nexus.looks()
    await nexus.hub.apis.standing.watch(GUILD, 1, wanted=False, by=ADA)

    assert (await recap_of(nexus.hub)).section(Broken).is_quiet


async def test_a_past_recap_knows_nothing_of_apis_shared_since(nexus: Watched, clock: SetClock) -> None:
    async with nexus.store.reading() as store:
        server = await store.servers.get(GUILD)
    assert server
    await nexus.hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=99)
    clock.at = server.next_recap_at
    await nexus.hub.recaps.make_due()
    later = "https://later.example/openapi.json"
    nexus.hosts.contents[later] = document(title="Later")
    await nexus.hub.apis.sharing.share_address(PLACE, later, by=ADA, cause=100)
    nexus.hosts.contents.clear()
    clock.skip(days=1)
    await nexus.looks()

    past = await nexus.hub.recaps.get(GUILD, server.next_recap_at.date().isoformat(), sight=FULL)

    assert [str(each.ref) for each in past.section(Broken).unchecked] == ["A1"]
    assert clock.now() - past.period.end < timedelta(days=2)


async def test_what_breaks_in_all_of_an_api_concerns_who_uses_any_of_it_and_nobody_else(
    hub: Hub, store: Store, clock: SetClock
) -> None:
    await share(hub)
    await bring(hub, clock, without_total())
    async with store.reading() as reading:
        kept = await reading.revisions.get(GUILD, 1, 2)
        everywhere = replace(kept, changes=[changed("api-path-removed-without-deprecation", "")])
        week = ApiWeek(api=await reading.apis.get(GUILD, 1), revisions=(everywhere,))
        told = [
            len(await broken_for(reading, [week], member.id, used))
            for member, used in (
                (LINUS, {Ref(Kind.API, 1)}),
                (LINUS, {Ref(Kind.ENDPOINT, 2)}),
                (LINUS, {Ref(Kind.API, 2), Ref(Kind.ENDPOINT, 3)}),
                (ADA, {Ref(Kind.API, 1)}),
            )
        ]

    assert told == [1, 1, 0, 0], "ada shared it"
