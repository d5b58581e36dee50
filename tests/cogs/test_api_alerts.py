"""Alerts: whoever uses what broke is called, once, and nobody else."""

from collections.abc import Mapping
from typing import Any

from cogs.threads import SLEEPS_AFTER
from domain.models.entries import Kind, Member, Ref
from tests.support.cohort import Cohort, Person, Shown
from tests.support.documents import ORDER, ORDERS, document, order_by_id, with_refunds, without_total
from tests.support.weather import permit

ORDERS_ALONE = document(version="2.0.0", paths={"/orders": ORDERS})
"""The shop's document without `GET /orders/{id}`: only that breaks."""


async def brings(hub: Cohort, content: bytes) -> None:
    """Ada brings a new document of A1."""
    answer = await hub.ada.types("api refresh", number="A1", file=("shop.json", content))
    assert "changed: it is revision" in answer.text, answer.text


async def uses(person: Person, ref: str) -> None:
    """Somebody says that they use an API or an endpoint."""
    await person.presses(
        await person.types("api show" if ref.startswith("A") else "endpoint show", number=ref), "I use this"
    )


def alerts(hub: Cohort, card: Shown) -> list[Shown]:
    """What stands in the thread of an API."""
    return [shown for shown in hub.thread_of(card).messages if "breaks what you use" in shown.text]


def has_thread(hub: Cohort, card: Shown) -> bool:
    return card.message.id in hub.env.backend.channels


async def test_a_breaking_change_calls_those_who_use_what_broke_in_the_thread_of_the_api(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await uses(hub.linus, "A1")
    await uses(hub.grace, "E2")
    await uses(hub.margaret, "E1")

    await brings(hub, ORDERS_ALONE)

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
    await uses(hub.linus, "A1")

    await brings(hub, document(schemas={"Order": total}))

    assert "number → string" in alerts(hub, card)[0].text


async def test_what_nobody_uses_breaks_silently(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await uses(hub.margaret, "E1")

    await brings(hub, ORDERS_ALONE)

    assert not has_thread(hub, card)
    assert "**Revision 2**" in hub.card("A1").text


async def test_what_is_only_new_calls_nobody(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await uses(hub.linus, "A1")

    await brings(hub, with_refunds())

    assert not has_thread(hub, card)


async def test_whoever_shared_it_and_whoever_has_nudges_off_are_not_called(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    for person in (hub.ada, hub.linus, hub.grace, hub.margaret):
        await uses(person, "A1")
    await hub.grace.types("nudges off")
    await hub.margaret.types("nudges snooze", days=3)

    await brings(hub, without_total())

    assert [alert.pinged for alert in alerts(hub, card)] == [{hub.linus.id}]


async def test_whoever_does_not_use_it_any_more_is_not_called(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await uses(hub.linus, "A1")
    await hub.linus.presses(await hub.linus.types("api uses"), "Not any more")

    await brings(hub, without_total())

    assert not has_thread(hub, card)


async def test_the_alert_leads_to_what_changed_with_that_revision(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await uses(hub.linus, "A1")
    await brings(hub, without_total())
    await brings(hub, document())

    answer = await hub.linus.presses(alerts(hub, card)[0], "What changed")

    assert answer.private
    assert "A1 · Shop: revision 2" in answer.text
    assert "Show" not in alerts(hub, card)[0].buttons, "the card is one press away already"


async def test_the_alert_leads_to_the_card_and_to_what_one_uses(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await uses(hub.linus, "A1")
    await brings(hub, without_total())

    mine = await hub.linus.presses(alerts(hub, card)[0], "What I use")
    left = await hub.linus.presses(mine, "Not any more")

    assert "Go to the card" in alerts(hub, card)[0].buttons
    assert "Nothing yet." in left.text


async def test_muted_changes_are_told_below_with_the_reason(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await uses(hub.linus, "A1")
    await hub.ada.types(
        "api mute", rule="response-optional-property-removed", reason="Nobody reads mails", api="A1"
    )

    await brings(hub, without_total())

    [alert] = alerts(hub, card)
    assert "1 change is muted: `response-optional-property-removed` (Nobody reads mails)" in alert.text
    assert "customer" not in alert.text


# Once, whatever happens


async def test_it_is_told_once_through_restarts(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await uses(hub.linus, "A1")
    await brings(hub, without_total())

    await hub.restarts()
    await hub.time_passes(days=2)

    assert len(alerts(hub, card)) == 1


async def test_when_discord_is_away_it_comes_later_and_once(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await uses(hub.linus, "A1")
    hub.env.inject_error("POST", f"/channels/{card.id}/messages", status=503, times=10)
    await brings(hub, without_total())
    assert not alerts(hub, card)
    hub.env.backend.faults.clear()

    for _ in range(5):
        await hub.time_passes(minutes=5)

    assert [alert.pinged for alert in alerts(hub, card)] == [{hub.linus.id}]


async def test_a_thread_that_sleeps_is_woken(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await uses(hub.linus, "A1")
    await brings(hub, without_total())
    await hub.time_passes(minutes=SLEEPS_AFTER)
    await hub.thread_of(card).archive()

    await brings(hub, document(paths={"/orders/{id}": order_by_id()}))

    assert len(alerts(hub, card)) == 2
    assert not hub.thread_of(card).is_archived


async def test_where_no_thread_can_be_opened_it_stands_in_the_channel_of_the_card(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await uses(hub.linus, "A1")
    await permit(hub, hub.channel, create_public_threads=False)

    await brings(hub, without_total())

    assert hub.posts[-1].pinged == {hub.linus.id}


async def test_where_the_thread_is_closed_to_nexus_it_stands_in_the_channel_of_the_card(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await uses(hub.linus, "A1")
    await brings(hub, without_total())
    await hub.thread_of(card).archive(locked=True)
    await permit(hub, hub.channel, manage_threads=False)

    await brings(hub, document(paths={"/orders/{id}": order_by_id()}))

    assert len(alerts(hub, card)) == 1
    assert hub.posts[-1].pinged == {hub.linus.id}


async def test_a_thread_that_was_deleted_is_not_opened_again(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await uses(hub.linus, "A1")
    await brings(hub, without_total())
    await hub.thread_of(card).delete()

    await brings(hub, document(paths={"/orders/{id}": order_by_id()}))

    assert not has_thread(hub, card)
    assert hub.posts[-1].pinged == {hub.linus.id}


async def test_a_thread_that_was_deleted_while_nexus_was_away_is_missed_by_nobody(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await uses(hub.linus, "A1")
    await brings(hub, without_total())
    await hub.thread_of(card).archive()
    hub.env.inject_error("GET", f"/channels/{card.id}", status=404, code=10003, message="Unknown Channel")

    await brings(hub, document(paths={"/orders/{id}": order_by_id()}))

    assert hub.posts[-1].pinged == {hub.linus.id}


async def test_what_goes_back_and_forth_calls_once_a_day(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await uses(hub.linus, "A1")
    for _ in range(5):
        await brings(hub, without_total())
        await hub.time_passes(minutes=6)
        await brings(hub, document())
    assert len(alerts(hub, card)) == 1

    await hub.time_passes(days=1)
    await brings(hub, without_total())

    assert len(alerts(hub, card)) == 2


async def test_what_breaks_again_and_again_in_other_ways_calls_six_times_a_day(hub: Cohort) -> None:
    paths = {f"/things{n}": ORDERS for n in range(10)}
    card = await hub.ada.shares_api(document(paths=paths))
    await uses(hub.linus, "A1")
    for number in range(9):
        del paths[f"/things{number}"]
        await brings(hub, document(paths=paths))
    assert len(alerts(hub, card)) == 6

    await hub.time_passes(days=1, minutes=1)

    assert len(alerts(hub, card)) == 9, "the others had to wait, and none is lost"
    assert all(alert.pinged == {hub.linus.id} for alert in alerts(hub, card))


# Much of it


async def test_what_breaks_alike_in_several_operations_is_told_once_with_those_that_are_used_first(
    hub: Cohort,
) -> None:
    paths = {f"/shop{n}/orders": ORDERS for n in range(60)}
    card = await hub.ada.shares_api(document(paths=paths))
    await uses(hub.linus, "E42")

    order = {**ORDER, "required": ["id"], "properties": {"id": {"type": "integer"}}}
    await brings(hub, document(paths=paths, schemas={"Order": order}))

    [alert] = alerts(hub, card)
    assert "1 breaking, 1 risky" in alert.text
    assert "**GET /shop41/orders** `E42`, **GET /shop0/orders** `E1`" in alert.text.replace("\\", "")
    assert "` and 57 more\nresponse 200: [].total: it is gone" in alert.text.replace("\\", "")
    assert not alert.message.attachments, "two things changed, so there is nothing to sum up"


async def test_more_than_fifty_changes_are_summed_up_with_all_of_them_in_a_file(hub: Cohort) -> None:
    paths = {f"/things{n}": ORDERS for n in range(60)}
    card = await hub.ada.shares_api(document(paths=paths))
    await uses(hub.linus, "E60")

    await brings(hub, document(paths={"/things0": ORDERS}))

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

    await brings(hub, without_total())

    told = [alert.text for alert in alerts(hub, card)]
    assert [text.count("<@") for text in told] == [100, 1]
    assert all("response-required-property-removed" in text for text in told)
