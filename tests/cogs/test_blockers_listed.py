"""Lists of blockers: what stands beside each is what its reader can do next."""

from tests.support.cohort import Cohort


async def test_beside_ones_own_blocker_is_its_way_out_not_an_offer_to_help(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Run tasks")

    for show in ("mine", "waiting", "open"):
        listed = await hub.ada.types("blocker list", show=show)
        assert listed.buttons == ["Resolve"]

    await hub.ada.resolves(listed.shown)
    assert "solved" in hub.card("B1").text
    assert (await hub.ada.types("blocker list", show="mine")).buttons == ["Show"]


async def test_beside_what_one_helps_with_is_the_way_to_answer_it(hub: Cohort) -> None:
    await hub.linus.presses(await hub.ada.logs_blocker("Run tasks"), "I can help")

    listed = await hub.linus.types("blocker list", show="helping")
    assert listed.buttons == ["Resolve"]
    assert (await hub.grace.types("blocker list")).buttons == ["Show"]

    await hub.linus.resolves(listed.shown)
    assert (await hub.linus.types("blocker list", show="helping")).buttons == ["Show"]
