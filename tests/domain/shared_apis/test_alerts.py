"""Alerts by their rules: whom a change concerns, when they are called, and that nobody else is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from domain.apis.comparing.changes import Change, changed
from domain.models.api import Revision
from domain.models.delivery import Key
from domain.models.endpoint import Method
from domain.models.entries import Kind, Member, Ref
from domain.shared_apis.alerts import whom
from domain.shared_apis.revised import Revised
from domain.shared_apis.syncing import call_of
from tests.support.documents import ORDERS, document, without_total
from tests.support.domain import (
    ADA,
    GRACE,
    GUILD,
    LINUS,
    MODERATOR,
    MONDAY_NOON,
    PLACE,
    api,
    endpoint,
    few,
    refusal,
)

if TYPE_CHECKING:
    from domain.hub import Hub
    from tests.support.domain import FakeCourier, SetClock

A1 = Ref(Kind.API, 1)
PATHS = tuple(f"/things{n}" for n in range(4))
ENDPOINTS = [replace(endpoint(path), ref=Ref(Kind.ENDPOINT, n)) for n, path in enumerate(PATHS, start=1)]


def revised(*changes: Change) -> Revised:
    """A3 with four endpoints, once these things changed."""
    revision = Revision(
        guild_id=GUILD,
        api=api().ref,
        number=2,
        at=MONDAY_NOON,
        by=None,
        format="OpenAPI 3.1",
        version="2",
        mark="x",
        changes=changes,
    )
    return Revised(api=api(), revision=revision, endpoints={call_of(each): each for each in ENDPOINTS})


def gone(operation: str) -> Change:
    return changed("api-removed-without-deprecation", operation)


refs = st.sampled_from([api().ref, *(each.ref for each in ENDPOINTS)])
members = st.builds(Member, st.integers(1, 6), st.just("somebody"))
uses = st.dictionaries(refs, st.lists(members, min_size=1, max_size=4), max_size=5)
operations = st.lists(st.sampled_from(PATHS).map(lambda path: f"GET {path}"), max_size=4)


@few
@given(uses, operations)
def test_nobody_is_called_who_does_not_use_what_broke_and_everybody_who_does(
    users: dict[Ref, list[Member]], broken: list[str]
) -> None:
    called = whom(revised(), [gone(operation) for operation in broken], users)

    touched = {each.ref for each in ENDPOINTS if each.operation in broken}
    using = {api().ref, *touched} if broken else set[Ref]()
    assert {each.id for each in called} == {member.id for ref in using for member in users.get(ref, ())}
    assert len({each.id for each in called}) == len(called), "nobody is named twice"


def test_what_changes_for_the_whole_api_concerns_all_who_use_any_of_it() -> None:
    users = {api().ref: [ADA], ENDPOINTS[0].ref: [LINUS]}

    assert whom(revised(), [changed("server-removed", "", "servers")], users) == [ADA, LINUS]


def test_a_webhook_concerns_those_who_use_the_api_as_a_whole() -> None:
    users = {api().ref: [ADA], ENDPOINTS[0].ref: [LINUS]}

    assert whom(revised(), [gone("webhook paid")], users) == [ADA]


def test_an_operation_is_the_same_whatever_its_parameters_are_called() -> None:
    by_id = replace(endpoint("/users/{id}"), ref=Ref(Kind.ENDPOINT, 9))
    told = replace(revised(), endpoints={call_of(by_id): by_id})

    assert whom(told, [gone("GET /users/{user_id}")], {by_id.ref: [LINUS]}) == [LINUS]


def test_a_field_of_graphqls_query_is_an_endpoint_too() -> None:
    user = replace(endpoint("/x"), ref=Ref(Kind.ENDPOINT, 9), method=Method.QUERY, path="user")
    told = replace(revised(), endpoints={call_of(user): user})

    assert whom(told, [gone("QUERY user")], {user.ref: [LINUS]}) == [LINUS]


def test_a_type_of_graphql_concerns_those_whose_queries_lead_to_it() -> None:
    user, movie = (
        replace(endpoint("/x"), ref=Ref(Kind.ENDPOINT, number), method=Method.QUERY, path=path)
        for number, path in ((8, "user"), (9, "movie"))
    )
    told = replace(revised(), endpoints={call_of(each): each for each in (user, movie)})
    change = replace(gone(""), where="Movie.title", reached_by=("QUERY movie",))

    assert whom(told, [change], {user.ref: [LINUS], movie.ref: [GRACE]}) == [GRACE]


# What is owed


async def shared(hub: Hub, content: bytes | None = None) -> None:
    """A1 of ada's, which linus uses."""
    await hub.apis.sharing.share_file(PLACE, "shop.json", content or document(), by=ADA, cause=1)
    await hub.apis.uses.use(GUILD, A1, by=LINUS)


async def carried(hub: Hub, courier: FakeCourier) -> list[str]:
    """The alerts that were sent by now."""
    await hub.outbox.deliver_due(limit=99)
    return [key for key in courier.keys if key.startswith("broke:")]


async def test_a_revision_owes_one_alert_for_each_hundred_people(hub: Hub, courier: FakeCourier) -> None:
    await shared(hub)
    for number in range(100, 301):
        await hub.apis.uses.use(GUILD, A1, by=Member(number, "somebody"))

    await hub.apis.watching.bring(GUILD, 1, without_total(), by=ADA)

    assert await carried(hub, courier) == ["broke:A1/2", "broke:A1/2+1", "broke:A1/2+2"]
    alert = await hub.apis.alerts.get(GUILD, 1, 2)
    groups = [alert.called[Key.broke(A1, 2, group).group] for group in range(3)]
    assert [len(group) for group in groups] == [100, 100, 2]


async def test_who_is_called_is_known_when_it_is_sent(hub: Hub) -> None:
    await shared(hub)
    await hub.apis.watching.bring(GUILD, 1, without_total(), by=ADA)
    await hub.apis.uses.forget(GUILD, A1, by=LINUS)

    assert not (await hub.apis.alerts.get(GUILD, 1, 2)).called


async def test_what_one_of_two_alerts_told_calls_nobody_in_the_other(hub: Hub, clock: SetClock) -> None:
    await shared(hub)
    await hub.apis.uses.use(GUILD, Ref(Kind.ENDPOINT, 2), by=GRACE)
    await hub.apis.watching.bring(GUILD, 1, without_total(), by=ADA)
    await hub.apis.watching.bring(GUILD, 1, document(), by=ADA)
    clock.skip(hours=23)
    less = document(paths={"/orders": ORDERS}, schemas={"Order": {"type": "object", "properties": {}}})

    await hub.apis.watching.bring(GUILD, 1, less, by=ADA)

    told = await hub.apis.alerts.get(GUILD, 1, 4)
    assert {member.name for member in told.called} == {"linus", "grace"}, "E2 is gone, which is new"


async def test_an_api_that_goes_back_and_forth_all_day_calls_once_a_day(
    hub: Hub, clock: SetClock, courier: FakeCourier
) -> None:
    await shared(hub)
    for _ in range(20):
        await hub.apis.watching.bring(GUILD, 1, without_total(), by=ADA)
        await hub.apis.watching.bring(GUILD, 1, document(), by=ADA)
        clock.skip(hours=3)

    assert len(await carried(hub, courier)) == 3, "in two days and a half"


# Muting


async def test_a_revision_keeps_what_was_muted_and_why(hub: Hub) -> None:
    await shared(hub)
    rule = "response-required-property-removed"
    await hub.apis.mutes.mute(GUILD, rule, "For all", api=None, by=MODERATOR)
    await hub.apis.mutes.mute(GUILD, rule, "For A1 alone", api=A1, by=ADA)
    await hub.apis.watching.bring(GUILD, 1, without_total(), by=ADA)
    await hub.apis.mutes.unmute(GUILD, rule, api=A1, by=ADA)

    kept = await hub.apis.sharing.revision(GUILD, 1, 2)

    assert {each.rule.name for each in kept.muted} == {rule}
    assert kept.reasons == {rule: "For A1 alone"}
    assert rule not in {each.rule.name for each in kept.changes}


async def test_a_mute_is_said_with_a_reason_and_without_secrets(hub: Hub) -> None:
    await shared(hub)
    secret = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"

    nothing = await refusal(hub.apis.mutes.mute(GUILD, "field-added", " … ", api=A1, by=ADA))
    mute, _ = await hub.apis.mutes.mute(GUILD, "`Field-Added`", f"see {secret}", api=A1, by=ADA)

    assert "reason" in nothing
    assert mute.rule == "field-added"
    assert secret not in mute.reason
    assert [each.reason for each in await hub.apis.mutes.listed(GUILD)] == [mute.reason]


async def test_muting_again_takes_the_newer_reason(hub: Hub) -> None:
    await shared(hub)
    await hub.apis.mutes.mute(GUILD, "field-added", "Once", api=A1, by=ADA)
    await hub.apis.mutes.mute(GUILD, "field-added", "Twice", api=A1, by=MODERATOR)

    assert [(each.reason, each.by.name) for each in await hub.apis.mutes.listed(GUILD)] == [
        ("Twice", "moira")
    ]
