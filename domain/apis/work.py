"""What is done aside, as it takes long: see `domain.ports.Aside`.

The process that does it keeps the documents that it read last. Being looked at adds to what a document knows of itself
(schemas that were worked out, warnings about references that were followed) and takes nothing back, so whoever looks
next is told the same. How many warnings there are depends on what was looked at before: nothing here tells them.

What reads documents is imported where it is done: the bot itself starts without it.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from domain.apis.comparing.changes import Change
from domain.apis.export.exported import Exported, Form
from domain.apis.keeping.digest import Digest
from domain.apis.showing.page import Page
from domain.masking import Safe
from domain.models.endpoint import Endpoint

if TYPE_CHECKING:
    from domain.apis.reading.documents import Document
    from domain.models.endpoint import Endpoint

KEPT: Final = 4
"""Documents that are kept. One of 9 MB takes 80 MiB."""


@lru_cache(maxsize=KEPT)
def _known(content: bytes) -> "Document":
    from domain.apis.reading.documents import document_of  # noqa: PLC0415  (see above)

    return document_of(content)


def compared(old: bytes, new: bytes, today: date) -> tuple[Change, ...]:
    """All changes from one document to another, as `compare` finds them.

    Raises:
        BadInput: one cannot be read, or the two cannot be compared.
    """
    from domain.apis.comparing.comparison import compare  # noqa: PLC0415  (see above)

    return tuple(compare(_known(old), _known(new), today=today))


def titled(content: bytes) -> str:
    """The title of a document that is kept, as its digest has it; empty where it has none, as GraphQL.

    Raises:
        BadInput: it cannot be read.
    """
    from domain.apis.keeping.digesting import line_of  # noqa: PLC0415  (see above)
    from domain.apis.reading.models import Api  # noqa: PLC0415

    api = _known(content).api
    return line_of(api.title) if isinstance(api, Api) else ""


def digested(content: bytes, safe: Safe) -> Digest:
    """What is kept of a document, as `digest_of` makes it.

    Raises:
        BadInput: it cannot be read or kept.
    """
    from domain.apis.keeping.digesting import digest_of  # noqa: PLC0415  (see above)

    return digest_of(content, safe)


def called_by_hand(endpoint: "Endpoint") -> Mapping[str, str]:
    """How an endpoint is called that was shared by hand, as `snippets_by_hand` writes it."""
    from domain.apis.showing.by_hand import snippets_by_hand  # noqa: PLC0415  (see above)

    return snippets_by_hand(endpoint)


def paged(content: bytes, method: str, path: str, address: str = "") -> Page:
    """The page of an operation, as `page_of` makes it.

    Raises:
        NotFound: the document has no such operation.
        BadInput: it cannot be read.
    """
    from domain.apis.showing.operation_pages import page_in  # noqa: PLC0415  (see above)

    return page_in(_known(content), method, path, address=address)


def exported(
    form: Form, title: str, apis: tuple[Exported, ...], by_hand: tuple[Endpoint, ...]
) -> tuple[str, bytes]:
    """APIs, and endpoints that were shared by hand, in a form: what to call the file, and the file.

    Raises:
        BadInput: there is nothing to export, or a document cannot be read.
    """
    from domain.apis.export.forms import export, file_name  # noqa: PLC0415  (see above)

    return file_name(title, form), export(form, title, apis, by_hand)
