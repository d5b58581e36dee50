"""Alerts: whoever uses what broke is called, once, and nobody else."""

from collections.abc import Mapping
from typing import Any

from domain.models.entries import Kind, Member, Ref
from tests.cogs.alerts import alerts, has_thread
from tests.support.cohort import Cohort
from tests.support.documents import ORDER, ORDERS, document, with_refunds, without_total

ORDERS_ALONE = document(version="2.0.0", paths={"/orders": ORDERS})
"""The shop's document without `GET /orders/{id}`: only that breaks."""


async def test_a_breaking_change_calls_those_who_use_what_broke_in_the_thread_of_the_api(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.uses("A1")
    await hub.grace.uses("E2")
    await hub.margaret.uses("E1")

    await hub.ada.brings(ORDERS_ALONE)

    [alert] = alerts(hub, card)
    assert alert.pinged == {hub.linus.id, hub.grace.id}, "nobody broke what margaret uses"
    assert hub.thread_of(card).name == "A1 · Shop"
    assert "Revision 2 of A1 · Shop breaks what you use" in alert.text
    assert "1 breaking" in alert.text
    assert "GET /orders/{id}** `E2`" in alert.text.replace("\\", "")
    assert "`api-path-removed-without-deprecation`" in alert.text
    assert len(hub.posts) == 1, "the hub's channel stays quiet"


async def test_it_shows_before_and_after(hub: Cohort) -> None:
    total: Mapping[str, Any] = {**ORDER, "properties": {**ORDER["properties"], "total": {"type": "string"}}}
    card = await hub.ada.shares_api(document())
    await hub.linus.uses("A1")

    await hub.ada.brings(document(schemas={"Order": total}))

    assert "number → string" in alerts(hub, card)[0].text


async def test_what_nobody_uses_breaks_silently(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.margaret.uses("E1")

    await hub.ada.brings(ORDERS_ALONE)

    assert not has_thread(hub, card)
    assert "**Revision 2**" in hub.card("A1").text


async def test_what_is_only_new_calls_nobody(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.uses("A1")

    await hub.ada.brings(with_refunds())

    assert not has_thread(hub, card)


async def test_whoever_shared_it_and_whoever_has_nudges_off_are_not_called(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    for person in (hub.ada, hub.linus, hub.grace, hub.margaret):
        await person.uses("A1")
    await hub.grace.types("nudges off")
    await hub.margaret.types("nudges snooze", days=3)

    await hub.ada.brings(without_total())

    assert [alert.pinged for alert in alerts(hub, card)] == [{hub.linus.id}]


async def test_whoever_does_not_use_it_any_more_is_not_called(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.uses("A1")
    await hub.linus.presses(await hub.linus.types("api uses"), "Not any more")

    await hub.ada.brings(without_total())

    assert not has_thread(hub, card)


async def test_the_alert_leads_to_what_changed_with_that_revision(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.uses("A1")
    await hub.ada.brings(without_total())
    await hub.ada.brings(document())

    answer = await hub.linus.presses(alerts(hub, card)[0], "What changed")

    assert answer.private
    assert "A1 · Shop: revision 2" in answer.text
    assert "Show" not in alerts(hub, card)[0].buttons, "the card is one press away already"


async def test_the_alert_leads_to_the_card_and_to_what_one_uses(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.uses("A1")
    await hub.ada.brings(without_total())

    mine = await hub.linus.presses(alerts(hub, card)[0], "What I use")
    left = await hub.linus.presses(mine, "Not any more")

    assert "Go to the card" in alerts(hub, card)[0].buttons
    assert "Nothing yet." in left.text


async def test_muted_changes_are_told_below_with_the_reason(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.uses("A1")
    await hub.ada.types(
        "api mute", rule="response-optional-property-removed", reason="Nobody reads mails", api="A1"
    )

    await hub.ada.brings(without_total())

    [alert] = alerts(hub, card)
    assert "1 change is muted: `response-optional-property-removed` (Nobody reads mails)" in alert.text
    assert "customer" not in alert.text


# Much of it


async def test_what_breaks_alike_in_several_operations_is_told_once_with_those_that_are_used_first(
    hub: Cohort,
) -> None:
    paths = {f"/shop{n}/orders": ORDERS for n in range(60)}
    card = await hub.ada.shares_api(document(paths=paths))
    await hub.linus.uses("E42")

    order = {**ORDER, "required": ["id"], "properties": {"id": {"type": "integer"}}}
    await hub.ada.brings(document(paths=paths, schemas={"Order": order}))

    [alert] = alerts(hub, card)
    assert "1 breaking, 1 risky" in alert.text
    assert "**GET /shop41/orders** `E42`, **GET /shop0/orders** `E1`" in alert.text.replace("\\", "")
    assert "` and 57 more\nresponse 200: [].total: it is gone" in alert.text.replace("\\", "")
    assert not alert.message.attachments, "two things changed, so there is nothing to sum up"


async def test_more_than_fifty_changes_are_summed_up_with_all_of_them_in_a_file(hub: Cohort) -> None:
    paths = {f"/things{n}": ORDERS for n in range(60)}
    card = await hub.ada.shares_api(document(paths=paths))
    await hub.linus.uses("E60")

    await hub.ada.brings(document(paths={"/things0": ORDERS}))

    [alert] = alerts(hub, card)
    assert "59 breaking" in alert.text
    assert "and 49 more operations" in alert.text
    assert "The first of what breaks:" in alert.text
    assert "GET /things59" in alert.text, "what somebody uses comes first"
    [file] = alert.message.attachments
    assert file.filename == "A1-revision-2.md"


async def test_a_message_calls_a_hundred_people_at_most_and_has_room_for_what_broke(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    people = [Member(10**18 + n, f"learner{n}") for n in range(101)]
    for person in people:
        await hub.bot.hub.apis.uses.use(hub.guild.id, Ref(Kind.API, 1), by=person)

    await hub.ada.brings(without_total())

    told = [alert.text for alert in alerts(hub, card)]
    assert [text.count("<@") for text in told] == [100, 1]
    assert all("response-required-property-removed" in text for text in told)
