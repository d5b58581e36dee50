"""My week with APIs: which of mine cannot be checked, what broke that I use, and what I shared."""

from tests.support.cohort import Cohort
from tests.support.documents import ORDERS, document, order_by_id, without_total
from tests.support.learners_host import LearnersHost
from tests.support.person import Person


async def week_of(person: Person) -> str:
    return (await person.types("recap me")).text


async def test_who_uses_an_api_reads_what_broke_and_nobody_else(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")
    await hub.ada.presses(card, "I use this")
    await hub.ada.brings(without_total())

    told = await week_of(hub.linus)

    assert "**Broke, and you use it** (1)" in told
    assert f"Shop, by {hub.ada.mention}: 1 breaking" in told
    assert "Broke" not in await week_of(hub.grace)
    assert "Broke" not in await week_of(hub.ada), "ada knows what she did"


async def test_who_uses_one_endpoint_reads_only_what_broke_there(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.grace.shares_api(document(title="Bank", paths={"/money": ORDERS}))
    await hub.linus.uses("E1")
    await hub.margaret.uses("E2")

    await hub.ada.brings(document(paths={"/orders/{id}": order_by_id()}))
    await hub.grace.brings(document(title="Bank", paths={}), "A2")

    assert f"Shop, by {hub.ada.mention}: 1 breaking" in await week_of(hub.linus)
    assert "Bank" not in await week_of(hub.linus)
    assert "Broke" not in await week_of(hub.margaret)


async def test_who_shared_an_api_reads_what_changed_in_it_and_how_many_use_it(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.grace.shares_api(document(title="Bank", paths={"/money": ORDERS}))
    for person in (hub.linus, hub.margaret):
        await person.presses(card, "I use this")
    await hub.ada.brings(without_total())

    told = await week_of(hub.ada)
    copy = await hub.ada.presses(await hub.ada.types("recap me"), "Copy as Markdown")

    waits, _ = told.split("**APIs that you shared**")
    assert "**Your APIs that changed** (1)" in waits
    assert "Shop: 1 breaking, 1 risky · used by 2 members" in waits
    assert "changed" not in await week_of(hub.linus)
    assert "changed" not in await week_of(hub.grace), "it is as it was shared"
    assert b"## My APIs that changed" in copy.shown.contents["my-week.md"]
    assert b"Shop: 1 breaking, 1 risky \xc2\xb7 used by 2 members" in copy.shown.contents["my-week.md"]


async def test_who_shared_an_api_reads_so_and_that_it_cannot_be_checked(hub: Cohort) -> None:
    async with LearnersHost() as host:
        host.serves("/openapi.json", document())
        await hub.ada.shares_api_at(host.at("/openapi.json"))
        host.asleep = 2
        await hub.apis_are_watched(minutes=31)

        told = await week_of(hub.ada)
        other = await week_of(hub.linus)

    waits, shared = told.split("**APIs that you shared** (1)")
    assert "**Your APIs that could not be checked** (1)" in waits
    assert "503" in waits
    assert "Shop" in shared
    assert "2 endpoints" in shared
    assert "Shop" not in other


async def test_the_copy_as_markdown_has_it_too(hub: Cohort) -> None:
    card = await hub.ada.shares_api(document())
    await hub.linus.presses(card, "I use this")
    await hub.ada.brings(without_total())

    his = await hub.linus.presses(await hub.linus.types("recap me"), "Copy as Markdown")
    hers = await hub.ada.presses(await hub.ada.types("recap me"), "Copy as Markdown")

    used, shared = (next(iter(copy.shown.contents.values())).decode() for copy in (his, hers))
    assert "## Broke, and I use it\n\n- [A1](" in used
    assert "Shop, by ada: 1 breaking" in used
    assert "## APIs that I shared\n\n- [A1](" in shared
    assert "Shop, 2 endpoints" in shared
