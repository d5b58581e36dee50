"""One document that is too much work keeps nobody from an export of the others."""

from typing import TYPE_CHECKING

import pytest

from domain.apis import work
from domain.errors import Refused
from domain.shared_apis import exporting
from tests.support.cohort import Cohort
from tests.support.documents import ORDERS, document

if TYPE_CHECKING:
    from domain.apis.export.exported import Exported, Form
    from domain.models.endpoint import Endpoint

TOO_MUCH = "This document is too much work: it takes more than 30 seconds."


@pytest.fixture(autouse=True)
def poison(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has `/poison` is too much work."""

    def exported(
        form: "Form", title: str, apis: "tuple[Exported, ...]", by_hand: "tuple[Endpoint, ...]"
    ) -> tuple[str, bytes]:
        if any(b"/poison" in each.content for each in apis):
            raise Refused(TOO_MUCH)
        return work.exported(form, title, apis, by_hand)

    monkeypatch.setattr(exporting, "exported", exported)


def poisoned(title: str) -> bytes:
    return document(title=title, paths={"/poison": ORDERS, f"/{title}": ORDERS})


async def test_the_others_are_exported_and_what_is_left_out_is_named(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.ada.shares_api(poisoned("Bad"))
    await hub.ada.shares_api(document(title="Bank", paths={"/accounts": ORDERS}))

    answer = await hub.linus.types("api export", format="MARKDOWN")

    assert "Left out, as their documents are too much work or cannot be read: A2 · Bad." in answer.text
    [content] = answer.shown.contents.values()
    assert b"/orders" in content
    assert b"/accounts" in content
    assert b"/poison" not in content


async def test_where_nothing_is_left_the_reason_is_told(hub: Cohort) -> None:
    await hub.ada.shares_api(poisoned("Bad"))

    answer = await hub.linus.types("api export", format="OPENAPI")

    assert TOO_MUCH in answer.text


async def test_where_all_are_well_nothing_is_left_out(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.linus.types("api export", format="OPENAPI")

    assert answer.text == "All APIs and endpoints that you may see, as a file:"
