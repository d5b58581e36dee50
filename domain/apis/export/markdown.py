"""APIs as Markdown, as GitHub shows it: what there is in a table, then each operation by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graphql import GraphQLSchema

from domain import text
from domain.apis.export.escaping import code, code_in_table, escaped, line
from domain.apis.export.exported import Exported
from domain.apis.export.markdown_pages import section_of
from domain.apis.reading.documents import Document, document_of
from domain.apis.reading.graphql_roots import root_fields
from domain.apis.showing.operation_pages import page_in
from domain.apis.showing.page import Page

_SHORT: Final = 120
"""Characters of a description that stands in for a summary."""


def as_markdown(title: str, apis: Sequence[Exported]) -> bytes:
    """The document: a title, and each API with its operations.

    Raises:
        BadInput: a document cannot be read.
    """
    parts = [f"# {line(title)}"]
    number = 0
    for each in apis:
        api = _Shown.of(each, first=number + 1)
        number += len(api.pages)
        parts += api.parts(level=1 if len(apis) == 1 else 2)
    return ("\n\n".join(parts) + "\n").encode()


@dataclass(frozen=True, slots=True)
class _Shown:
    name: str
    address: str
    document: Document
    pages: Sequence[Page]
    first: int
    """The number of its first operation within the whole document."""

    @classmethod
    def of(cls, api: Exported, *, first: int) -> "_Shown":
        document = document_of(api.content)
        pages = [
            page_in(document, method, path, address=api.address) for method, path in _operations(document)
        ]
        return cls(api.name, api.address, document, pages, first)

    def parts(self, *, level: int) -> Iterator[str]:
        """Its paragraphs; it has a heading of its own from level 2 on."""
        if level > 1:
            yield f"{'#' * level} {line(self.name)}"
        yield from self._about()
        if self.pages:
            yield self._table()
        for number, page in enumerate(self.pages, self.first):
            yield section_of(page, heading="#" * (level + 1), anchor=_anchor(number))

    def _about(self) -> Iterator[str]:
        """What is told of the whole API."""
        api = self.document.api
        if isinstance(api, GraphQLSchema):
            yield escaped(api.description or "") or "All is asked by `POST`, in GraphQL."
            return
        if api.description:
            yield escaped(api.description)
        facts = [f"- Version: {line(api.version)}"] if api.version else []
        facts += [f"- Address: {code(each)}" for each in api.servers or filter(None, (self.address,))]
        ways = dict.fromkeys((each.auth, each.header) for each in self.pages if each.header)
        facts += [f"- Authentication: {line(auth)}, as {code(header)}" for auth, header in ways]
        if facts:
            yield "\n".join(facts)

    def _table(self) -> str:
        """All operations, with links to each."""
        tells_auth = any(each.header for each in self.pages)
        rows = ["| Operation | What it does |", "| --- | --- |"]
        rows += [self._row(number, page) for number, page in enumerate(self.pages, self.first)]
        if tells_auth:
            told = ["Authentication", "---", *(line(each.auth) for each in self.pages)]
            rows = [f"{row} {auth} |" for row, auth in zip(rows, told, strict=True)]
        return "\n".join(rows)

    def _row(self, number: int, page: Page) -> str:
        told = page.summary or text.shortened(text.one_line(page.description), _SHORT)
        deprecated = " *(deprecated)*" if page.is_deprecated else ""
        name = code_in_table(f"{page.method} {page.path}")
        return f"| [{name}](#{_anchor(number)}) | {line(told)}{deprecated} |"


def _operations(document: Document) -> Iterator[tuple[str, str]]:
    if isinstance(document.api, GraphQLSchema):
        return ((method, name) for method, name, _ in root_fields(document.api))
    return ((each.method, each.path) for each in document.api.operations)


def _anchor(number: int) -> str:
    return f"operation-{number}"
