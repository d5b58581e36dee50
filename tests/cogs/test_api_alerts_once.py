"""An alert is told once and reaches whom it calls, whatever happens to Nexus, to Discord and to threads."""

from cogs.threads import SLEEPS_AFTER
from tests.cogs.alerts import alerts, has_thread
from tests.support.cohort import Cohort
from tests.support.documents import ORDERS, document, order_by_id, without_total
from tests.support.weather import permit


async def test_it_is_told_once_through_restarts(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.uses("A1")
    await hub.ada.brings(without_total())

    await hub.restarts()
    await hub.time_passes(days=2)

    assert len(alerts(hub, card)) == 1


async def test_when_discord_is_away_it_comes_later_and_once(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.uses("A1")
    hub.env.inject_error("POST", f"/channels/{card.id}/messages", status=503, times=10)
    await hub.ada.brings(without_total())
    assert not alerts(hub, card)
    hub.env.backend.faults.clear()

    for _ in range(5):
        await hub.time_passes(minutes=5)

    assert [alert.pinged for alert in alerts(hub, card)] == [{hub.linus.id}]


async def test_a_thread_that_sleeps_is_woken(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.uses("A1")
    await hub.ada.brings(without_total())
    await hub.time_passes(minutes=SLEEPS_AFTER)
    await hub.thread_of(card).archive()

    await hub.ada.brings(document(paths={"/orders/{id}": order_by_id()}))

    assert len(alerts(hub, card)) == 2
    assert not hub.thread_of(card).is_archived


async def test_where_no_thread_can_be_opened_it_stands_in_the_channel_of_the_card(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.linus.uses("A1")
    await permit(hub, hub.channel, create_public_threads=False)

    await hub.ada.brings(without_total())

    assert hub.posts[-1].pinged == {hub.linus.id}


async def test_where_the_thread_is_closed_to_nexus_it_stands_in_the_channel_of_the_card(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.uses("A1")
    await hub.ada.brings(without_total())
    await hub.thread_of(card).archive(locked=True)
    await permit(hub, hub.channel, manage_threads=False)

    await hub.ada.brings(document(paths={"/orders/{id}": order_by_id()}))

    assert len(alerts(hub, card)) == 1
    assert hub.posts[-1].pinged == {hub.linus.id}


async def test_a_thread_that_was_deleted_is_not_opened_again(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.uses("A1")
    await hub.ada.brings(without_total())
    await hub.thread_of(card).delete()

    await hub.ada.brings(document(paths={"/orders/{id}": order_by_id()}))

    assert not has_thread(hub, card)
    assert hub.posts[-1].pinged == {hub.linus.id}


async def test_a_thread_that_was_deleted_while_nexus_was_away_is_missed_by_nobody(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.uses("A1")
    await hub.ada.brings(without_total())
    await hub.thread_of(card).archive()
    hub.env.inject_error("GET", f"/channels/{card.id}", status=404, code=10003, message="Unknown Channel")

    await hub.ada.brings(document(paths={"/orders/{id}": order_by_id()}))

    assert hub.posts[-1].pinged == {hub.linus.id}


async def test_what_goes_back_and_forth_calls_once_a_day(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.uses("A1")
    for _ in range(5):
        await hub.ada.brings(without_total())
        await hub.time_passes(minutes=6)
        await hub.ada.brings(document())
    assert len(alerts(hub, card)) == 1

    await hub.time_passes(days=1)
    await hub.ada.brings(without_total())

    assert len(alerts(hub, card)) == 2


async def test_what_breaks_again_and_again_in_other_ways_calls_six_times_a_day(hub: Cohort) -> None:
    paths = {f"/things{n}": ORDERS for n in range(10)}
    card = await hub.ada.shares_api(document(paths=paths))
    await hub.linus.uses("A1")
    for number in range(9):
        del paths[f"/things{number}"]
        await hub.ada.brings(document(paths=paths))
    assert len(alerts(hub, card)) == 6

    await hub.time_passes(days=1, minutes=1)

    assert len(alerts(hub, card)) == 9, "the others had to wait, and none is lost"
    assert all(alert.pinged == {hub.linus.id} for alert in alerts(hub, card))
