"""Muting: what counts no more, for whom, and why that is told."""

from typing import Any

import pytest

from tests.support.cohort import Cohort
from tests.support.documents import document, with_refunds, without_total
from tests.support.rooms import room_for

GONE = "response-required-property-removed"
OPTIONAL = "response-optional-property-removed"


async def test_a_muted_rule_breaks_nobody_and_the_reason_is_listed(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")

    answer = await hub.ada.types("api mute", rule=GONE, reason="Nobody reads totals", api="A1")
    await hub.ada.brings(without_total())

    assert f"`{GONE}` counts no more for A1: Nobody reads totals" in answer.text
    assert not [post for post in hub.posts if post.pinged]
    listed = (await hub.linus.types("api mutes")).text
    assert f"`{GONE}` for A1: Nobody reads totals" in listed
    assert "it is gone" in listed, "the rule in words"


async def test_what_is_unmuted_counts_again(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")
    muted = await hub.ada.types("api mute", rule=GONE, reason="Nobody reads totals", api="A1")

    left = await hub.ada.presses(muted, "Unmute")
    await hub.ada.brings(without_total())

    assert "None: every change counts." in left.text
    assert [shown.pinged for shown in hub.thread_of(card).messages if shown.pinged] == [{hub.linus.id}]


async def test_a_command_unmutes_too(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.types("api mute", rule=GONE, reason="Nobody reads totals", api="A1")

    answer = await hub.ada.types("api unmute", rule=GONE, api="A1")
    again = await hub.ada.types("api unmute", rule=GONE, api="A1")

    assert f"`{GONE}` counts again for A1" in answer.text
    assert "is not muted for A1. /api mutes shows what is." in again.text


@pytest.mark.parametrize("command", ["api mute", "api unmute"])
async def test_strangers_mute_nothing(hub: Cohort, command: str) -> None:
    await hub.ada.shares_api(document())
    more: dict[str, Any] = {"reason": "I like it so"} if command == "api mute" else {}

    one = await hub.linus.types(command, rule=GONE, api="A1", **more)
    everywhere = await hub.linus.types(command, rule=GONE, **more)

    assert "Only ada, who shared A1, or a moderator can say what is muted for it." in one.text
    assert "Only a moderator can say what is muted in all of the server." in everywhere.text
    assert "None: every change counts." in (await hub.linus.types("api mutes")).text


async def test_a_moderator_mutes_in_all_of_the_server(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")

    await hub.margaret.types("api mute", rule=GONE, reason="Nobody reads totals")
    await hub.ada.brings(without_total())

    assert "in all of the server" in (await hub.ada.types("api mutes")).text
    assert not [post for post in hub.posts if post.pinged]


async def test_rules_are_offered_with_what_they_say(hub: Cohort) -> None:
    by_name = await hub.ada.completes("api mute", "rule", "response-required-property-rem")
    by_words = await hub.ada.completes("api mute", "rule", "enum value")
    of_graphql = await hub.ada.completes("api mute", "rule", "value-added-to-enum")

    assert f"{GONE}: it is gone" in by_name
    assert len(by_words) == 25
    assert "value-added-to-enum: an enum has one more value" in of_graphql


async def test_rules_by_which_the_api_changed_are_offered_first(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.shares_api(document(title="Bank"))
    await hub.ada.brings(without_total())

    its_own = await hub.ada.completes("api mute", "rule", "", api="A1")
    of_the_server = await hub.ada.completes("api mute", "rule", "")
    of_another = await hub.ada.completes("api mute", "rule", "", api="A2")

    assert its_own[:2] == [f"{OPTIONAL}: it is gone", f"{GONE}: it is gone"]
    assert of_the_server[:2] == its_own[:2]
    assert not {OPTIONAL, GONE} & {each.partition(":")[0] for each in of_another}


@pytest.mark.parametrize("typed", ["nullable", "property", "removed", ""])
async def test_calls_that_an_api_makes_come_last_among_the_rules(hub: Cohort, typed: str) -> None:
    offered = await hub.ada.completes("api mute", "rule", typed)

    assert len(offered) == 25
    first, last = [each.startswith(("webhook", "callback")) for each in (offered[0], offered[-1])]
    assert first <= last
    assert not first


async def test_in_a_hidden_channel_no_rule_is_offered_for_its_api(hub: Cohort) -> None:
    room = room_for(hub, hub.ada, hub.root)
    await hub.root.types("setup hub", channel=room)
    await hub.ada.types("api share", where=room, file=("shop.json", document()))
    await hub.ada.types("api refresh", number="A1", where=room, file=("shop.json", without_total()))

    for api in ({"api": "A1"}, {}):
        assert f"{OPTIONAL}: it is gone" not in await hub.grace.completes("api mute", "rule", "", **api)


async def test_of_the_rules_to_unmute_those_are_offered_that_are_muted(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.types("api mute", rule=GONE, reason="Nobody reads totals", api="A1")

    assert await hub.ada.completes("api unmute", "rule", "", api="A1") == [f"{GONE}: it is gone"]
    assert await hub.ada.completes("api unmute", "rule", "") == []


async def test_a_rule_is_muted_where_its_changes_are_told(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.brings(without_total())
    page = await hub.ada.types("api changes", number="A1", revision="2")

    form = await hub.ada.picks(page, "Mute a rule…", GONE)
    answer = await hub.ada.submits(form, reason="Nobody reads totals")

    assert f"`{GONE}` counts no more for A1: Nobody reads totals" in answer.text
    assert f"`{GONE}` for A1: Nobody reads totals" in (await hub.linus.types("api mutes")).text


async def test_who_may_not_mute_is_offered_no_menu_for_it(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.brings(without_total())

    hers, his = [
        await person.types("api changes", number="A1", revision="2") for person in (hub.ada, hub.linus)
    ]

    assert "Mute a rule…" in hers.shown.menus
    assert "Mute a rule…" not in his.shown.menus


async def test_muting_again_says_which_reason_was_there(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.types("api mute", rule=GONE, reason="Nobody reads *totals*", api="A1")

    again = await hub.ada.types("api mute", rule=GONE, reason="We count ourselves", api="A1")

    assert f"`{GONE}` counts no more for A1: We count ourselves" in again.text
    assert "This replaces “Nobody reads \\*totals\\*”" in again.text


async def test_what_is_no_rule_is_refused(hub: Cohort) -> None:
    answer = await hub.root.types("api mute", rule="everything", reason="Too loud")

    assert "“everything” is no rule." in answer.text


async def test_muting_tells_the_history_of_the_api(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.ada.types("api mute", rule=OPTIONAL, reason="We ignore extra fields", api="A1")

    assert "said what is muted" in (await hub.linus.presses(card, "History")).text


async def test_what_was_told_stays_when_its_rule_is_muted_later(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")
    await hub.ada.brings(without_total())
    before = [shown.text for shown in hub.thread_of(card).messages]

    await hub.ada.types("api mute", rule=GONE, reason="Nobody reads totals", api="A1")
    await hub.ada.brings(with_refunds())

    assert [shown.text for shown in hub.thread_of(card).messages] == before


async def test_the_changes_of_a_revision_tell_what_is_muted_and_why(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.types("api mute", rule=OPTIONAL, reason="Nobody reads *mails*", api="A1")
    await hub.ada.brings(without_total())

    told = await hub.linus.types("api changes", number="A1", revision="2")

    assert "Muted (1)\n-# Why: Nobody reads \\*mails\\*" in told.text
    assert f"`{OPTIONAL}`" in told.text


async def test_what_is_muted_now_counts_no_more_between_revisions_that_were_never_compared(
    hub: Cohort,
) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.brings(with_refunds())
    await hub.ada.brings(without_total())
    await hub.ada.types("api mute", rule=GONE, reason="Nobody reads totals", api="A1")

    revisions: dict[str, Any] = {"from": "1", "to": "3"}
    answer = await hub.linus.types("api diff", number="A1", **revisions)

    assert "muted" in answer.text
    assert "### Muted (1)\n-# Why: Nobody reads totals" in answer.text
    assert "### Breaking" not in answer.text
