"""Collections for Postman, which keep to the format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from domain.apis.export.exported import Form
from domain.apis.export.forms import export
from tests.support.exporting import WRITTEN, named, openapi

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.apis.export.exported import Exported
    from domain.models.endpoint import Endpoint

FORMAT = jsonschema_rs.validator_for(
    (WRITTEN.parent / "export" / "postman-2.1.0.json").read_text(encoding="utf-8")
)


def collection(*apis: Exported, by_hand: Sequence[Endpoint] = ()) -> Any:
    """The collection that these are exported as, which keeps to the format."""
    read = json.loads(export(Form.POSTMAN, "Everything", apis, by_hand))
    assert [f"{error.instance_path}: {error.message}" for error in FORMAT.iter_errors(read)] == []
    return read


def requests_in(folder: Any) -> Iterator[Any]:
    """The requests of a collection or a folder, in their order."""
    for item in folder["item"]:
        if "request" in item:
            yield item
        else:
            yield from requests_in(item)


def only_request(paths: Any, **more: Any) -> Any:
    """The request that a document with one operation is exported as."""
    (item,) = requests_in(collection(named(openapi(paths, **more))))
    return item["request"]
