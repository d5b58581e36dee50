"""What is kept of a document beside itself. Making it takes the libraries that read documents; this takes none."""

from dataclasses import dataclass

from domain.apis.reading.source import Format


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One operation, as lists and search need it."""

    method: str
    """`GET` …; of GraphQL `QUERY`, `MUTATION` or `SUBSCRIPTION`."""
    path: str
    """`/users/{id}`; of GraphQL the name of the field."""
    summary: str
    """In a line; the first of the description where the document has no summary."""
    description: str
    """As it is shown: without invisible signs."""
    tags: tuple[str, ...]
    auth: str
    """How one authenticates, in words; GraphQL does not tell."""
    fields: tuple[str, ...]
    """The names of the operation itself, and of what goes in and comes out; each on one line."""
    is_deprecated: bool
    sunset: str
    """The day after which it may be gone, as it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What is kept of a document beside itself."""

    format: Format
    title: str
    version: str
    description: str
    servers: tuple[str, ...]
    """Addresses where it is served; some are mere paths, meant from where the document is."""
    auth: str
    """How one authenticates at most operations that ask for it, in words; GraphQL does not tell."""
    operations: tuple[Summary, ...]
    warnings: tuple[str, ...]
    content: bytes
    """The document with its secrets masked, in one form: compact JSON, or SDL as it is written."""
    mark: str
    """SHA-256 of `content`, in hex: where it is the same, nothing changed."""
