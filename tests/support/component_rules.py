"""Discord's rules for the components of messages and modals."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.body import Node

COMPONENTS_V2 = 1 << 15
"""The message flag that trades content and embeds for layouts."""


class Kind(IntEnum):
    """The types of component that a rule names, by Discord's numbers."""

    ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    GALLERY = 12
    FILE = 13
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22


SELECTS = (
    Kind.STRING_SELECT,
    Kind.USER_SELECT,
    Kind.ROLE_SELECT,
    Kind.MENTIONABLE_SELECT,
    Kind.CHANNEL_SELECT,
)
_OUTSIDE_LAYOUTS = (Kind.ROW, Kind.BUTTON, *SELECTS)
_UPLOADED = "attachment://"

_LENGTHS: dict[int, dict[str, tuple[int, int]]] = {
    Kind.BUTTON: {"label": (0, 80)},
    Kind.LABEL: {"label": (1, 45), "description": (0, 100)},
    Kind.TEXT_INPUT: {"label": (1, 45), "value": (0, 4000), "placeholder": (0, 100)},
    Kind.THUMBNAIL: {"description": (1, 1024)},
    **{select: {"placeholder": (0, 150)} for select in SELECTS},
}
_LENGTHS_OF_OPTIONS = {"label": (1, 100), "value": (1, 100), "description": (0, 100)}

_COUNTS: dict[int, dict[str, tuple[int, int]]] = {
    Kind.ROW: {"components": (1, 5)},
    Kind.STRING_SELECT: {"options": (1, 25)},
    Kind.SECTION: {"components": (1, 3), "accessory": (1, 1)},
    Kind.GALLERY: {"items": (1, 10)},
    Kind.LABEL: {"component": (1, 1)},
    Kind.RADIO_GROUP: {"options": (2, 10)},
    Kind.CHECKBOX_GROUP: {"options": (1, 10)},
}

_MOST_VALUES: dict[int, int] = {
    **dict.fromkeys(SELECTS, 25),
    Kind.FILE_UPLOAD: 10,
    Kind.CHECKBOX_GROUP: 10,
}
"""How many values a component takes at most."""


def layout(message: Node) -> Iterator[str]:
    """A layout as a whole: how much it holds, and what stands beside it."""
    below = list(message.components())
    if not message.number("flags") & COMPONENTS_V2:
        if any(component.kind not in _OUTSIDE_LAYOUTS for component in below):
            yield "components make a layout, without the flag for Components V2"
        return
    if len(below) > 40:
        yield f"components are {len(below)}, nested ones counted, where Discord takes 40"
    texts = (component.text("content") for component in below if component.kind == Kind.TEXT_DISPLAY)
    if (total := sum(map(len, texts))) > 4000:
        yield f"components have texts of {total} characters together, where Discord takes 4000"
    for key in ("content", "embeds", "sticker_ids", "poll"):
        if message.fields.get(key):
            yield f"{key} stands beside a layout, which takes none"


def files(message: Node) -> Iterator[str]:
    """The files of a message, and the components that show one of them."""
    uploads = message.nodes("attachments")
    yield from message.counted("attachments", 0, 10)
    yield from message.distinct("filename", iter(uploads))
    names = {upload.text("filename") for upload in uploads}
    for shown in _shown_files(message):
        name = shown.text("url").removeprefix(_UPLOADED)
        if name != shown.text("url") and uploads and name not in names:
            yield f"{shown.at('url')} names {name!r}, which is not among the attachments"


def new_files(message: Node) -> Iterator[str]:
    """The same for a new message, which has no files from before."""
    yield from files(message)
    if not message.nodes("attachments"):
        for shown in _shown_files(message):
            if shown.text("url").startswith(_UPLOADED):
                yield f"{shown.at('url')} names a file, and none is attached"


def _shown_files(message: Node) -> Iterator[Node]:
    for component in message.components():
        yield from component.nodes("file")
        for item in [component, *component.nodes("items")]:
            yield from item.nodes("media")


def components(holder: Node) -> Iterator[str]:
    """Each component of a message or modal by itself, and their ids together."""
    yield from holder.distinct("custom_id", holder.components())
    for component in holder.components():
        yield from component.sized("custom_id", 1, 100)
        for key, (least, most) in _LENGTHS.get(component.kind, {}).items():
            yield from component.sized(key, least, most)
        for key, (least, most) in _COUNTS.get(component.kind, {}).items():
            yield from component.counted(key, least, most)
        yield from _inside(component)
        yield from _options(component)
        yield from _values(component)


def _inside(component: Node) -> Iterator[str]:
    """What a section, a row, a gallery or a file holds."""
    inside = component.nodes("components")
    if component.kind == Kind.SECTION:
        for child in inside:
            if child.kind != Kind.TEXT_DISPLAY:
                yield f"{child.place} is no text, and a section holds nothing else"
    if component.kind == Kind.ROW and len(inside) > 1 and any(child.kind in SELECTS for child in inside):
        yield f"{component.place} holds a select and more, where a select stands alone"
    for item in component.nodes("items"):
        yield from item.sized("description", 1, 1024)
    for file in component.nodes("file") if component.kind == Kind.FILE else []:
        if not file.text("url").startswith(_UPLOADED):
            yield f"{file.at('url')} is no attachment, and a file component shows nothing else"


def _options(component: Node) -> Iterator[str]:
    """The options of a select, of radio buttons or of checkboxes."""
    options = component.nodes("options")
    yield from component.distinct("value", iter(options))
    for option in options:
        for key, (least, most) in _LENGTHS_OF_OPTIONS.items():
            yield from option.sized(key, least, most)
    most_chosen = component.number("max_values") or 1
    chosen = [option for option in options if option.fields.get("default")]
    chosen += component.nodes("default_values")
    if component.kind != Kind.CHECKBOX_GROUP and len(chosen) > most_chosen:
        yield f"{component.place} has {len(chosen)} values chosen before, where it takes {most_chosen}"


def _values(component: Node) -> Iterator[str]:
    """How many values a component wants."""
    if (limit := _MOST_VALUES.get(component.kind)) is None:
        return
    if component.kind == Kind.STRING_SELECT:
        limit = min(limit, len(component.nodes("options")) or limit)
    least, most = component.fields.get("min_values"), component.fields.get("max_values")
    if isinstance(most, int) and not 1 <= most <= limit:
        yield f"{component.at('max_values')} is {most}, where Discord takes 1 to {limit}"
    if isinstance(least, int) and least > (most if isinstance(most, int) else limit):
        yield f"{component.at('min_values')} is {least}, more than can be chosen"


def modal(node: Node) -> Iterator[str]:
    """A modal as a whole."""
    yield from node.sized("title", 1, 45)
    yield from node.sized("custom_id", 1, 100)
    yield from node.counted("components", 1, 5)
