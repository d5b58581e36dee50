"""What the page of an operation is made of."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.apis.showing.lines import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """A body that goes in or comes out."""

    media_type: str
    """Of several the one that is written most easily."""
    lines: tuple[Line, ...]
    example: str
    """As JSON, on several lines where it is long; empty where nothing is known of it."""
    is_required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What comes back with one status."""

    status: str
    """`200`, `2XX` or `DEFAULT`."""
    description: str
    payload: Payload | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that is shown of one operation. Texts are as the document has them: who shows them escapes them."""

    method: str
    path: str
    summary: str
    description: str
    tags: tuple[str, ...]
    auth: str
    """How one authenticates, in words; GraphQL does not tell."""
    header: str
    """What carries the secret, such as `Authorization: Bearer $TOKEN`; empty where nothing does."""
    is_deprecated: bool
    sunset: str
    """The day after which it may be gone, as it is written."""
    parameters: tuple[Line, ...]
    body: Payload | None
    answers: tuple[Reply, ...]
    errors: tuple[Reply, ...]
    """The answers from 400 on."""
    snippets: Mapping[str, str]
    """How to call it, by the names of the languages."""
