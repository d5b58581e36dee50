"""The list of endpoints, as those who look for one live it."""

import pytest

from tests.support.cohort import Cohort
from tests.support.documents import ORDERS, document


async def test_the_list_shows_each_by_path_with_a_way_to_it(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/api/users/", summary="Lists users.")
    await hub.ada.shares_endpoint("GET", "/api/cohorts/", summary="Lists cohorts.", status="planned")

    listed = await hub.linus.types("endpoint list")
    shown = await hub.linus.presses(listed, "Show", near="E1")

    assert listed.private
    assert "2 in all" in listed.text
    assert listed.text.index("/api/cohorts/") < listed.text.index("/api/users/")
    assert "planned" in listed.text
    assert "Lists users." in shown.text


async def test_a_long_list_has_pages(hub: Cohort) -> None:
    for n in range(6):
        await hub.ada.shares_endpoint("GET", f"/api/{n}/")

    first = await hub.linus.types("endpoint list")
    assert "More (1 of 2)" in first.buttons
    assert "Back" not in first.buttons
    second = await hub.linus.presses(first, "More (1 of 2)")
    turned = second.text
    back = await hub.linus.presses(first, "Back")

    assert "/api/5/" in turned
    assert "/api/0/" not in turned
    assert "/api/0/" in back.text


@pytest.mark.parametrize("tag", ["users", "007"])
async def test_a_list_of_one_tag_keeps_to_it_on_every_page(hub: Cohort, tag: str) -> None:
    for n in range(6):
        await hub.ada.shares_endpoint("GET", f"/api/{n}/", tags=tag)
    await hub.ada.shares_endpoint("GET", "/other/", tags="7")
    assert tag in await hub.linus.completes("endpoint list", "tag", tag[:2])

    first = await hub.linus.types("endpoint list", tag=f"#{tag}")
    assert "6 in all" in first.text
    turned = await hub.linus.presses(first, "More (1 of 2)")

    assert f"tag {tag}" in turned.text
    assert "/api/5/" in turned.text
    assert "/other/" not in turned.text


async def test_a_page_of_the_longest_endpoints_fits(hub: Cohort) -> None:
    tags = ", ".join(f"{n}-a-tag-of-24-characters"[:24] for n in range(5))
    for n in range(5):
        path = f"/{n}" + "*" * 298
        await hub.ada.shares_endpoint("OPTIONS", path, summary="_" * 199 + "a", tags=tags, status="mock")

    listed = await hub.linus.types("endpoint list")

    assert listed.text.count("4-a-tag-of-24-characters"[:24]) == 5, "each to the end of its last line"


async def test_an_empty_list_says_how_to_begin(hub: Cohort) -> None:
    assert "Share the first with /endpoint share" in (await hub.ada.types("endpoint list")).text


async def test_a_list_names_each_endpoint_s_api_and_can_keep_to_one(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/api/users/")
    await hub.ada.shares_api(document(paths={f"/things/{n}": ORDERS for n in range(6)}))

    everything = await hub.linus.types("endpoint list")
    one = await hub.linus.types("endpoint list", api="A1")
    said = one.text
    turned = await hub.linus.presses(one, "More (1 of 2)")

    assert "7 in all" in everything.text
    assert "of A1 · live" in said
    assert "Endpoints: of A1\n-# 6 in all" in said
    assert "/things/5" in turned.text
    assert "/api/users/" not in said + turned.text


async def test_a_list_of_an_api_that_is_not_there_says_so(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/api/users/")

    answer = await hub.linus.types("endpoint list", api="A7")

    assert "There is no API A7 in this server" in answer.text


async def test_a_list_of_a_tag_that_none_has_says_so_and_leads_to_all(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/api/users/", tags="users")

    answer = await hub.linus.types("endpoint list", tag="zzz")
    said = answer.text
    everything = await hub.linus.presses(answer, "All endpoints")

    assert "None with that tag." in said
    assert "Share the first" not in said
    assert "/api/users/" in everything.text


async def test_a_list_of_a_retired_api_says_why_it_is_empty(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.types("api retire", number="A1")

    answer = await hub.linus.types("endpoint list", api="A1")

    assert "A1 is retired, so its endpoints are not listed." in answer.text
