"""The first tap of a solution is remembered for an hour, until the second."""

from dataclasses import replace

from domain.hub import Hub
from domain.models.challenge import Challenge
from tests.support.domain import ADA, GUILD, HUB, LINUS, PLACE, SetClock, blocker_draft, solution_draft

ASKED = Challenge("How do I register tasks?", LINUS, "https://discord.com/channels/10/20/30")


async def test_a_challenge_waits_for_its_answer_for_an_hour(hub: Hub, clock: SetClock) -> None:
    await hub.challenges.pick(GUILD, ASKED, by=ADA)

    clock.skip(hours=1)
    assert await hub.challenges.picked(GUILD, by=ADA) == ASKED
    clock.skip(seconds=1)
    assert await hub.challenges.picked(GUILD, by=ADA) is None


async def test_each_member_has_one_challenge_in_each_server(hub: Hub) -> None:
    of_a_bot = Challenge("Build failed", None, "https://discord.com/channels/10/20/31")
    await hub.challenges.pick(GUILD, ASKED, by=ADA)
    await hub.challenges.pick(GUILD, of_a_bot, by=ADA)

    assert await hub.challenges.picked(GUILD, by=ADA) == of_a_bot, "the one picked last"
    assert await hub.challenges.picked(GUILD, by=LINUS) is None
    assert await hub.challenges.picked(11, by=ADA) is None


async def test_it_can_be_dropped(hub: Hub) -> None:
    await hub.challenges.pick(GUILD, ASKED, by=ADA)
    await hub.challenges.pick(GUILD, ASKED, by=LINUS)

    await hub.challenges.drop(GUILD, by=ADA)

    assert await hub.challenges.picked(GUILD, by=ADA) is None
    assert await hub.challenges.picked(GUILD, by=LINUS) == ASKED


async def test_secrets_in_it_are_masked(hub: Hub) -> None:
    await hub.challenges.pick(GUILD, replace(ASKED, text="DB_PASSWORD=v3ryGr33nFrog fails"), by=ADA)

    picked = await hub.challenges.picked(GUILD, by=ADA)

    assert picked
    assert picked.text.startswith("DB_PASSWORD=[masked password ")
    assert picked.author == LINUS


async def test_those_whose_answer_never_came_are_forgotten(hub: Hub, clock: SetClock) -> None:
    await hub.challenges.pick(GUILD, ASKED, by=ADA)
    clock.skip(minutes=30)
    await hub.challenges.pick(GUILD, ASKED, by=LINUS)
    clock.skip(minutes=31)

    assert await hub.challenges.forget_old() == 1
    assert await hub.challenges.picked(GUILD, by=LINUS) == ASKED


async def test_a_blocker_is_known_by_its_card_alone(hub: Hub) -> None:
    logged = await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=1)
    posted = await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=2)
    cards = [await hub.outbox.deliver_about(GUILD, each.ref) for each in (logged, posted)]
    blockers, solutions = [card.message_id if card else None for card in cards]
    assert blockers
    assert solutions

    shown = await hub.challenges.blocker_shown(GUILD, HUB, blockers)
    assert shown is not None
    assert shown.ref == logged.ref
    assert await hub.challenges.blocker_shown(GUILD, solutions, 1, 2) is None
    assert await hub.challenges.blocker_shown(GUILD + 1, blockers) is None
