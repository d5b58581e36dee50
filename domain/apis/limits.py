"""How much of a document is read: a document of somebody else must not be able to harm us."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from domain.errors import BadInput

MIB: Final = 1024 * 1024

SIZE: Final = 10 * MIB
"""Bytes of a document, at most."""

DEPTH: Final = 200
"""Levels of a document within each other, at most."""

VALUES: Final = 2_000_000
"""Values in a document with each alias written out, at most: an alias of aliases grows without end."""

OPERATIONS: Final = 3_000
"""Operations of a document, at most."""

DIGITS: Final = 300
"""Signs of a whole number, at most: what has more cannot be calculated with as other numbers are."""


@contextmanager
def followed() -> Generator[None]:
    """Follows references as far as Python can.

    Raises:
        BadInput: they lead deeper.
    """
    try:
        yield
    except RecursionError as error:
        raise BadInput("Its references lead too deep. Use fewer that refer to each other.") from error
