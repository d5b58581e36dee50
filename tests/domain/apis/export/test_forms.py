"""Forms, and the files that they are."""

from __future__ import annotations

import inspect
import pickle
import sys

import pytest

from domain.apis.export.exported import Form
from domain.apis.export.forms import export, file_name
from domain.errors import BadInput
from tests.support.domain import endpoint
from tests.support.exporting import named, openapi


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Shop API", "shop-api.openapi.json"),
        ("A3 · Shop API (v2)", "a3-shop-api-v2.openapi.json"),
        ("../../etc/passwd", "etc-passwd.openapi.json"),
        ("Café", "cafe.openapi.json"),
        ("店", "apis.openapi.json"),
        ("x" * 100, "x" * 60 + ".openapi.json"),
    ],
)
def test_a_file_is_called_as_its_title_in_plain_letters(title: str, name: str) -> None:
    assert file_name(title, Form.OPENAPI) == name


@pytest.mark.parametrize("form", Form)
def test_nothing_to_export_is_said(form: Form) -> None:
    with pytest.raises(BadInput, match="There is nothing to export yet"):
        export(form, "Nothing", [])


@pytest.mark.parametrize("form", Form)
def test_what_goes_in_and_comes_out_can_go_to_another_process(form: Form) -> None:
    arguments = form, "Shop", [named(openapi({}))], [endpoint("/users")]

    sent = pickle.loads(pickle.dumps(arguments))  # noqa: S301 - it was written one line above

    assert export(*sent) == export(*arguments)


def test_a_document_that_is_too_deep_is_refused() -> None:
    deep: object = {}
    for _ in range(190):
        deep = {"items": deep}
    document = named(openapi({}, components={"schemas": {"Deep": deep}}))
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 400)

    try:
        with pytest.raises(BadInput, match="Its references lead too deep"):
            export(Form.OPENAPI, "Deep", [document])
    finally:
        sys.setrecursionlimit(limit)
