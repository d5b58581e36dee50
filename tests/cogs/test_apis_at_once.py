"""Several people do the same with an API or a request at the same instant: it is done once."""

from tests.support.cohort import Cohort
from tests.support.documents import document


async def test_two_who_press_at_once_do_one_thing_once(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.at_once(hub.linus.presses(card, "I use this"), hub.linus.presses(card, "I use this"))
    request = await hub.linus.asks_for("GET", "/refunds", api="A1")
    ada, margaret = [await each.presses(request, "Accept") for each in (hub.ada, hub.margaret)]
    await hub.at_once(
        hub.ada.submits(ada, answer="By Friday."), hub.margaret.submits(margaret, answer="By Monday.")
    )

    assert "used by 1 member" in hub.card("A1").text
    assert [day for day in ("Friday", "Monday") if f"By {day}." in hub.card("Q1").text] == ["Friday"]


async def test_a_document_that_two_share_at_once_is_one_api(hub: Cohort) -> None:
    content = ("shop.json", document())
    await hub.at_once(hub.ada.types("api share", file=content), hub.linus.types("api share", file=content))

    assert [post.text.split(" ·")[0] for post in hub.posts] == ["### A1"]
