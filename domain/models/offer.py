"""An offer: a line of what there is to call in a server; and what offers are looked for by."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.models.endpoint import Method, Status
from domain.models.entries import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One line of what there is to call."""

    ref: Ref
    method: Method
    path: str
    summary: str
    status: Status
    api: Ref | None
    """The API in whose document it stands; None where it was shared by hand."""

    @property
    def operation(self) -> str:
        """Method and path, as people name it."""
        return f"{self.method.value} {self.path}"


@dataclass(frozen=True, slots=True)
class Sought:
    """What operations are looked for by, before anybody looks closer."""

    words: Sequence[str]
    """Beginnings of segments of a path, each with its slash and in small letters; three count."""
    method: Method | None
