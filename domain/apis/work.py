"""What is done aside, as it takes long: see `domain.ports.Aside`.

The process that does it keeps the documents that it read last. Being looked at adds to what a document knows of itself
(schemas that were worked out, warnings about references that were followed) and takes nothing back, so whoever looks
next is told the same. How many warnings there are depends on what was looked at before: nothing here tells them.
"""

from datetime import date
from functools import lru_cache
from typing import Final

from domain.apis.changes import Change
from domain.apis.comparing import compare
from domain.apis.documents import document_of

KEPT: Final = 4
"""Documents that are kept. One of 9 MB takes 80 MiB."""

_known = lru_cache(maxsize=KEPT)(document_of)


def compared(old: bytes, new: bytes, today: date) -> tuple[Change, ...]:
    """All changes from one document to another, as `compare` finds them.

    Raises:
        BadInput: one cannot be read, or the two cannot be compared.
    """
    return tuple(compare(_known(old), _known(new), today=today))
