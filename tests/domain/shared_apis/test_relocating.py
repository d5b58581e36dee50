"""An address is given to an API only where nothing came between, and nothing is told of what is hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.errors import Refused
from domain.models.sight import Sight
from domain.shared_apis.before_sharing import SharedBefore
from domain.shared_apis.documents import Documents
from domain.shared_apis.relocating import RelocationService
from tests.support.aside import Interrupted
from tests.support.documents import document, with_refunds
from tests.support.domain import ADA, GRACE, GUILD, PLACE, SetClock
from tests.support.hosts import Hosts, Watched

SHOP = "https://shop.example/openapi.json"
NEW = "https://new.example/openapi.json"
WITH_SECRET = "https://new.example/openapi.json?token=ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"

NOTHING = Sight(sees=lambda _: False)


@pytest.fixture
def hosts() -> Hosts:
    return Hosts({NEW: with_refunds(), WITH_SECRET: document()})


async def test_one_that_is_retired_meanwhile_stays_so(nexus: Watched, clock: SetClock) -> None:
    async def is_retired() -> None:
        await nexus.hub.apis.standing.retire(GUILD, 1, by=ADA)

    await nexus.shares(SHOP)
    documents = Documents(nexus.store, clock, nexus.hosts, Interrupted(is_retired))
    slow = RelocationService(nexus.store, clock, documents)

    with pytest.raises(Refused, match=r"A1 changed in this moment\. Please try again"):
        await slow.relocate(GUILD, 1, NEW, by=ADA)

    api = await nexus.api()
    assert not api.is_in_use
    assert api.source.address == SHOP


async def test_where_another_is_that_one_cannot_see_no_more_is_told(nexus: Watched, hosts: Hosts) -> None:
    await nexus.shares(SHOP, "https://other.example/openapi.json")
    hosts.contents["https://other.example/openapi.json"] = with_refunds()

    with pytest.raises(Refused, match="Another API is there, in a channel that you cannot see"):
        await nexus.hub.apis.relocating.relocate(
            GUILD, 1, "https://other.example/openapi.json", by=ADA, sight=NOTHING
        )


async def test_what_looks_alike_and_is_hidden_is_shared_without_a_word(nexus: Watched) -> None:
    await nexus.shares(SHOP)

    shared = await nexus.hub.apis.sharing.share_address(PLACE, NEW, by=GRACE, cause=99, sight=NOTHING)

    assert str(shared.ref) == "A2"


async def test_an_address_with_a_secret_is_not_offered_to_be_watched(nexus: Watched) -> None:
    await nexus.shares(SHOP)

    with pytest.raises(SharedBefore) as known:
        await nexus.hub.apis.sharing.share_address(PLACE, WITH_SECRET, by=ADA, cause=99)

    assert not known.value.address
    assert "/api refresh" not in known.value.sentence


async def test_a_title_with_a_secret_is_masked(nexus: Watched) -> None:
    await nexus.shares(SHOP)
    secret = WITH_SECRET.partition("token=")[2]

    edited = await nexus.hub.apis.sharing.edit(GUILD, 1, title=f"Shop {secret}", tags="", by=ADA)

    assert secret not in edited.title
    assert edited == replace(await nexus.api(), title=edited.title)
