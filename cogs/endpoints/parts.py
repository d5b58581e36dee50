"""What the parts of an endpoint's page say, as blocks of Markdown that are put on one page or several."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from cogs.ui import text
from cogs.ui.cards import joined
from domain.apis.export.markdown_pages import call_to_paste, section_of
from domain.apis.showing.lines import Line
from domain.apis.showing.page import Page, Payload, Reply
from domain.apis.showing.snippets import LANGUAGES, to_set
from domain.models.endpoint import Endpoint
from domain.shared_apis.opening import Opened

PARTS: Final[Mapping[str, str]] = {
    "about": "Overview",
    "body": "Body",
    "answers": "Answers",
    **{name: name for name in LANGUAGES},
}
"""The parts of a page, each with the word for it; snippets by the names of their languages."""

ROOM: Final = 3000
"""Characters of what one page says, below its title."""

HINTS: Final = 300
"""Characters that the hints below a call may take."""

EXAMPLE: Final = 1500
"""Characters of an example."""

DESCRIPTION: Final = 900
"""Characters of a description."""

_PLACES: Final = re.compile(r"\{\w+\}|<[\w:]+>")


def blocks_of(opened: Opened, part: str) -> list[str]:
    """What a part says; each block is at most `ROOM` long."""
    page = opened.page
    match part:
        case "about" if page:
            return [*_about(page), *_parameters(page), *snippet_blocks(opened, "curl")]
        case "body" if page and page.body:
            need = "required" if page.body.is_required else "may be left out"
            return [f"**Body** · {joined([text.plain(page.body.media_type), need])}", *_payload(page.body)]
        case "answers" if page:
            return list(_answers(page)) or ["Its document tells of no answers."]
        case _ if part in LANGUAGES:
            return snippet_blocks(opened, part)
        case _:
            return ["Its document does not tell that any more."]


def paged(blocks: Iterable[str]) -> list[str]:
    """The blocks on as few pages as they fit on, in their order."""
    pages: list[str] = []
    for block in blocks:
        if pages and len(pages[-1]) + 1 + len(block) <= ROOM:
            pages[-1] += f"\n{block}"
        else:
            pages.append(block)
    return pages or [""]


def _about(page: Page) -> Iterator[str]:
    if page.summary:
        yield f"**{text.plain(page.summary)}**"
    if page.description and page.description != page.summary:
        yield _cut(page.description, DESCRIPTION, text.prose)
    if page.header:
        yield f"**Authentication** {text.plain(page.auth)}, as {inline(page.header)}"
    elif page.auth:
        yield f"**Authentication** {text.plain(page.auth)}"


def _parameters(page: Page) -> Iterator[str]:
    if page.parameters:
        yield "**Parameters**"
        yield from map(line_text, page.parameters)


def _answers(page: Page) -> Iterator[str]:
    for reply in page.answers:
        yield _named(reply)
        if reply.payload:
            yield from _payload(reply.payload)
    if page.errors:
        yield "**Errors**"
        yield from (f"- {_named(reply)}" for reply in page.errors)


def _named(reply: Reply) -> str:
    """A status, and what comes with it."""
    status = "Any other" if reply.status == "DEFAULT" else text.plain(reply.status)
    media_type = reply.payload.media_type if reply.payload else ""
    return joined([f"**{status}**", text.plain(reply.description), text.plain(media_type)])


def _payload(payload: Payload) -> Iterator[str]:
    yield from map(line_text, payload.lines)
    if payload.example:
        language = "json" if "json" in payload.media_type else ""
        yield _cut(payload.example, EXAMPLE, lambda example: text.code(example, language))


def line_text(line: Line) -> str:
    """A parameter or a field on a line: its name, what it is and whether it must be there."""
    need = "**required**" if line.is_required else ""
    deprecated = "deprecated" if line.is_deprecated else ""
    about = ", ".join(
        filter(None, (line.place, text.plain(line.type), text.plain(line.bounds), need, deprecated))
    )
    told = f": {text.plain(line.description)}" if line.description else ""
    return f"- {inline(line.name)} {about}{told}"


def snippet_blocks(opened: Opened, name: str) -> list[str]:
    """A call to paste, and what to set before; where it is too long for a page, where to find it."""
    snippet = opened.snippets.get(name, "")
    if is_long(snippet):
        return [f"The call with {name} is too long to be shown here: *Show all* gives it to you as a file."]
    return (
        [text.code(snippet, LANGUAGES[name].fence) + hints(opened.endpoint, snippet, name)] if snippet else []
    )


def is_long(snippet: str) -> bool:
    """Whether a call would not fit on a page: half a command would be worse than none."""
    return len(text.code(snippet)) > ROOM - HINTS


def hints(endpoint: Endpoint, snippet: str, name: str) -> str:
    """What to do before a call is run."""
    needed = to_set(name, snippet)
    hint = f"\n-# Set {in_code(needed)} in your shell first." if needed else ""
    if endpoint.api is None and (places := list(dict.fromkeys(_PLACES.findall(endpoint.path)))):
        hint += f"\n-# Put a real value for {in_code(places)}."
    return hint


def in_code(words: Sequence[str]) -> str:
    """Names, each shown as code."""
    return " and ".join(f"`{word}`" for word in words)


def inline(words: str) -> str:
    """Words of a document as code within a line."""
    shown = text.one_line(words).replace("`", "'")
    return f"`{shown}`"


def _cut(words: str, limit: int, render: text.Render) -> str:
    """Words in at most so many characters; where they are cut, with where to find them all."""
    shown, is_cut = text.fitted(words, limit, render)
    return f"{shown}\n-# That is cut here: *Show all* has all of it." if is_cut else shown


def whole_of(opened: Opened) -> str:
    """All that is told of an endpoint, as Markdown."""
    if opened.page:
        return section_of(opened.page, heading="#", anchor=str(opened.endpoint.ref)) + "\n"
    calls = (call_to_paste(name, snippet) for name, snippet in opened.snippets.items())
    return "\n\n".join([f"# {opened.endpoint.operation}", opened.endpoint.summary, *calls]) + "\n"
