"""The forms in which APIs leave Nexus."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from domain.apis.export.announcing import announced
from domain.apis.export.exported import Exported, Form, slug
from domain.apis.export.from_hand import apis_by_hand
from domain.apis.export.markdown import as_markdown
from domain.apis.export.openapi import as_openapi
from domain.apis.export.postman import as_postman
from domain.apis.limits import followed
from domain.errors import BadInput
from domain.models.endpoint import Endpoint

_WRITE: Final[Mapping[Form, Callable[[str, Sequence[Exported]], bytes]]] = {
    Form.OPENAPI: as_openapi,
    Form.MARKDOWN: as_markdown,
    Form.POSTMAN: as_postman,
}


def export(form: Form, title: str, apis: Sequence[Exported], by_hand: Sequence[Endpoint] = ()) -> bytes:
    """APIs, and endpoints that were shared by hand, as one file under a title.

    Raises:
        BadInput: there is nothing to export, or a document cannot be read.
    """
    whole = [*map(announced, apis), *apis_by_hand(by_hand)]
    if not whole:
        raise BadInput("There is nothing to export yet. Share an API or an endpoint first.")
    with followed():
        return _WRITE[form](title, whole)


def file_name(title: str, form: Form) -> str:
    """What to call the file, such as `shop-api.openapi.json`."""
    return f"{slug(title)[:60].strip('-') or 'apis'}.{form.value}"
