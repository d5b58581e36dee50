"""What an API promises: operations, and what goes in and comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.apis.reading.lives import STAYS, Life
from domain.apis.reading.schemas import Schemas
from domain.apis.tree import Object, Tree


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an operation takes beside its body; a header of an answer, too."""

    name: str
    location: str
    """`query`, `path`, `header` or `cookie`."""
    is_required: bool
    schema: Object
    life: Life = STAYS
    style: str = ""
    """How several values are written, such as `form exploded`."""
    description: str = ""
    example: Tree = None
    """One that the document gives; None where it gives none."""

    @property
    def label(self) -> str:
        """What people call it."""
        return f"{self.location} parameter {self.name}"


@dataclass(frozen=True, slots=True)
class Content:
    """A body by its media types; the schema is None where a type has none."""

    schemas: Mapping[str, Object | None] = field(default_factory=dict[str, Object | None])
    is_required: bool = False
    examples: Mapping[str, Tree] = field(default_factory=dict[str, Tree])
    """One that the document gives, by media type, where it gives one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back with one status."""

    content: Content = Content()
    headers: Mapping[str, Parameter] = field(default_factory=dict[str, Parameter])
    """By name in small letters."""
    description: str = ""
    links: Mapping[str, str] = field(default_factory=dict[str, str])
    """What can be asked next with what came back: each link by its name, as JSON."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """How somebody shows who they are. What only people read makes no difference between two of them."""

    kind: str
    """`http`, `apiKey`, `oauth2` …, as documents have it."""
    scheme: str = ""
    """Of `http`: `bearer`, `basic` …."""
    location: str = ""
    """Of an `apiKey`: `header`, `query` or `cookie`."""
    name: str = ""
    """Of an `apiKey`: what the header, the parameter or the cookie is called."""
    bearer_format: str = field(default="", compare=False)
    description: str = field(default="", compare=False)

    def __str__(self) -> str:
        return " ".join(filter(None, (self.kind, self.scheme, self.location, self.name)))


Need = Mapping[str, frozenset[str]]
"""Security schemes that are needed together, each with its scopes."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One method and path."""

    method: str
    path: str
    parameters: Sequence[Parameter] = ()
    body: Content | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict[str, Answer])
    """By status: `200`, `2XX` or `DEFAULT`."""
    security: Sequence[Need] | None = None
    """Any one of these will do; None where the API's own is meant."""
    operation_id: str = ""
    life: Life = STAYS
    summary: str = ""
    description: str = ""
    tags: Sequence[str] = ()
    callbacks: "Sequence[Hook]" = ()

    @property
    def label(self) -> str:
        """What people type for it."""
        return f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True)
class Hook:
    """A call that the API makes to its clients: a webhook, or a callback of an operation."""

    name: str
    call: Operation
    """Its path is where the call goes, as the document writes it; for a webhook, its name."""


@dataclass(frozen=True, slots=True)
class Api:
    """A document that was understood."""

    operations: Sequence[Operation]
    schemas: Schemas
    servers: Sequence[str] = ()
    security: Sequence[Need] = ()
    schemes: Mapping[str, Scheme] = field(default_factory=dict[str, Scheme])
    """The security schemes by their names."""
    webhooks: Sequence[Hook] = ()
    title: str = ""
    version: str = ""
    """Its own, as its document tells it."""
    description: str = ""
