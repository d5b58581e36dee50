"""One operation in Markdown."""

from collections.abc import Iterator, Sequence

from domain.apis.export.escaping import block, code, code_in_table, escaped, line
from domain.apis.showing.lines import Line
from domain.apis.showing.page import Page, Payload, Reply
from domain.apis.showing.snippets import LANGUAGES, to_set


def section_of(page: Page, *, heading: str, anchor: str) -> str:
    """All that is told of an operation.

    Args:
        page: the operation.
        heading: how its heading begins, such as `###`.
        anchor: what links lead to.
    """
    return "\n\n".join(_parts(page, heading, anchor))


def _parts(page: Page, heading: str, anchor: str) -> Iterator[str]:
    yield f'<a id="{anchor}"></a>\n\n{heading} {code(f"{page.method} {page.path}")}'
    if page.is_deprecated:
        yield f"**Deprecated**{f', gone after {line(page.sunset)}' if page.sunset else ''}."
    yield from filter(None, (escaped(page.summary), _more(page)))
    if page.header:
        yield f"Authentication: {line(page.auth)}, as {code(page.header)}"
    if page.parameters:
        yield "**Parameters**"
        yield _table(page.parameters)
    if page.body:
        yield f"**Body**: {code(page.body.media_type)}{', required' if page.body.is_required else ''}"
        yield from _payload(page.body)
    for each in (*page.answers, *page.errors):
        yield f"**{_named(each)}**: {line(each.description)}".removesuffix(": ")
        if each.payload:
            yield from _payload(each.payload)
    for name, snippet in page.snippets.items():
        yield f"<details><summary>{name}</summary>\n\n{call_to_paste(name, snippet)}\n\n</details>"


def call_to_paste(name: str, snippet: str) -> str:
    """A snippet, and what to set before it is run."""
    variables = " and ".join(map(code, to_set(name, snippet)))
    first = f"Set {variables} in your shell first.\n\n" if variables else ""
    return first + block(snippet, LANGUAGES[name].fence)


def _more(page: Page) -> str:
    """The description, where it says more than the summary."""
    return "" if page.description.strip() == page.summary.strip() else escaped(page.description)


def _named(reply: Reply) -> str:
    return "Any other answer" if reply.status == "DEFAULT" else f"Answer {reply.status}"


def _payload(payload: Payload) -> Iterator[str]:
    if payload.lines:
        yield _table(payload.lines)
    if payload.example:
        yield block(payload.example, "json" if "json" in payload.media_type else "")


def _table(lines: Sequence[Line]) -> str:
    """What goes in or comes out; columns that say nothing are left out."""
    columns: dict[str, list[str]] = {
        "Name": [code_in_table(each.name) for each in lines],
        "Where": [each.place for each in lines],
        "Type": [line(_type(each)) for each in lines],
        "Required": ["yes" if each.is_required else "" for each in lines],
        "Description": [line(_told(each)) for each in lines],
    }
    told = {name: column for name, column in columns.items() if any(column)}
    rows = [tuple(told), ("---",) * len(told), *zip(*told.values(), strict=True)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _type(told: Line) -> str:
    return ", ".join(filter(None, (told.type, told.bounds)))


def _told(told: Line) -> str:
    return " ".join(filter(None, (told.description, "Deprecated." if told.is_deprecated else "")))
