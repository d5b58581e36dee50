"""Search where a cohort has shared whole APIs: their endpoints are found, and solutions still come first."""

from pathlib import Path

import pytest

from domain.hub import Hub
from domain.models.endpoint import EndpointDraft, Method, Status
from domain.models.entries import Kind
from domain.models.search import MARK, Condition, Found, Query, Within
from domain.models.sight import FULL
from tests.domain.test_search_quality import ASKER, PLACE, hub_of_the_cohort, places
from tests.support.documents import ORDERS, document, order_by_id, with_refunds

__all__ = ["hub_of_the_cohort"]

WRITTEN = Path(__file__).parent / "apis" / "written"


async def share_apis(hub: Hub) -> None:
    """The documents of three APIs, as frameworks write them."""
    for cause, name in enumerate(
        ("drf_spectacular_3_0.base.yaml", "fastapi.base.json", "graphene.base.graphql"), start=10**6
    ):
        content = (WRITTEN / name).read_bytes()
        await hub.apis.sharing.share_file(PLACE, name, content, by=ASKER, cause=cause)


async def asked(hub: Hub, question: str, within: Within | None = None) -> Found:
    query = Query(question, within or Within())
    return await hub.search.ask(PLACE.guild_id, query, by=ASKER, sight=FULL)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("POST /api/tasks/", "POST /api/tasks/"),
        ("create a task", "POST /tasks"),
        ("mark a task as done", "POST /api/tasks/{id}/close/"),
        ("createTask", "MUTATION createTask"),
        ("/api/tasks/{id}/close/", "POST /api/tasks/{id}/close/"),
    ],
)
async def test_an_operation_is_found_by_its_path_and_by_what_it_does(
    hub_of_the_cohort: Hub, question: str, first: str
) -> None:
    await share_apis(hub_of_the_cohort)

    assert (await asked(hub_of_the_cohort, question)).hits[0].title == first


async def test_a_field_s_name_finds_where_it_goes_in_or_comes_out(hub_of_the_cohort: Hub) -> None:
    await share_apis(hub_of_the_cohort)

    hit = (await asked(hub_of_the_cohort, "is_late")).hits[0]

    assert hit.ref.kind is Kind.ENDPOINT
    assert f"{MARK[0]}is_late{MARK[1]}" in hit.passage
    assert hit.api.endswith("· Task tracker")


async def test_a_passage_tells_what_it_does_rather_than_which_fields_there_are(
    hub_of_the_cohort: Hub,
) -> None:
    await share_apis(hub_of_the_cohort)

    hit = (await asked(hub_of_the_cohort, "mark a task as done")).hits[0]

    assert "as done." in hit.passage
    assert "description status" not in hit.passage


async def test_a_passage_of_an_endpoint_reads_like_words_for_people(hub: Hub) -> None:
    await hub.apis.sharing.share_file(PLACE, "shop.json", document(), by=ASKER, cause=1)

    by_field = (await asked(hub, "customer_email")).hits[0].passage
    by_word = (await asked(hub, "shows an order")).hits[0].passage

    assert by_field == f"Fields: id, total, {MARK[0]}customer_email{MARK[1]}"
    assert "none" not in by_word, "that is how one authenticates: not at all"


async def test_questions_in_words_are_answered_as_if_there_were_no_apis(hub_of_the_cohort: Hub) -> None:
    before = await places(hub_of_the_cohort)
    await share_apis(hub_of_the_cohort)

    assert await places(hub_of_the_cohort) == before


async def test_of_two_endpoints_the_one_that_somebody_shared_by_hand_comes_first(hub: Hub) -> None:
    draft = EndpointDraft.written(
        method=Method.GET, path="/old/orders", summary="Lists the orders", status=Status.LIVE
    )
    await hub.endpoints.share(PLACE, draft, by=ASKER, cause=1)
    await hub.apis.sharing.share_file(
        PLACE, "a.json", document(paths={"/new/orders": ORDERS}), by=ASKER, cause=2
    )

    found = await asked(hub, "orders", Within(kind=Kind.ENDPOINT))

    assert [hit.title for hit in found.hits] == ["GET /old/orders", "GET /new/orders"]


async def test_a_gone_endpoint_is_found_only_by_its_state(hub: Hub) -> None:
    api = await hub.apis.sharing.share_file(PLACE, "a.json", with_refunds(), by=ASKER, cause=1)
    await hub.apis.watching.bring(PLACE.guild_id, api.ref.number, document(), by=ASKER)

    found = await asked(hub, "refunds")
    gone = await asked(hub, "refunds", Within(condition=Condition.GONE))

    assert "GET /refunds" not in [hit.title for hit in found.hits]
    assert [hit.title for hit in gone.hits] == ["GET /refunds"]


async def test_a_deprecated_endpoint_is_found_with_its_state(hub: Hub) -> None:
    old = document(paths={"/orders/{id}": order_by_id(deprecated=True)})
    await hub.apis.sharing.share_file(PLACE, "a.json", old, by=ASKER, cause=1)

    found = await asked(hub, "order", Within(condition=Condition.DEPRECATED))
    apis = await asked(hub, "shop", Within(kind=Kind.API))

    assert [hit.title for hit in found.hits] == ["GET /orders/{id}"]
    assert [hit.title for hit in apis.hits] == ["Shop"]
