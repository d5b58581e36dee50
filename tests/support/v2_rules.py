"""Discord's rules that its OpenAPI document lacks, and those that must hold even where there is no document.

Lengths are in characters. A rule reads one part of a request (a message, a modal, an answer to autocomplete, a list
of commands) and yields a sentence for each thing that Discord would refuse, or that Nexus never does. Missing
fields and values of a wrong type are the document's business: the rules pass over them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Json: TypeAlias = Any
"""Whatever a request says: finding out its shape is what a check is for."""

COMPONENTS_V2 = 1 << 15
"""The message flag that trades content and embeds for layouts."""


class Kind(IntEnum):
    """The types of component that a rule names, by Discord's numbers."""

    ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    SECTION = 9
    TEXT_DISPLAY = 10
    LABEL = 18


_SELECTS = (Kind.STRING_SELECT, 5, 6, 7, 8)
_OUTSIDE_LAYOUTS = (Kind.ROW, Kind.BUTTON, *_SELECTS)
_CHAT_INPUT = 1


def problems(method: str, path: str, body: Json, *, may_mention: bool = False) -> list[str]:
    """What the rules object to in one request (`body` None for no body), each a sentence with the place.

    `may_mention` lets messages mention by pattern (`parse` in `allowed_mentions`).
    """
    asked = f"{method} {bare(path)}"
    read = next((read for pattern, read in _ROUTES.items() if re.fullmatch(pattern, asked)), None)
    if read is None or body is None:
        return []
    rules, parts = read(Node("", body if _is_object(body) else {"commands": body}))
    chosen = [rule for rule in rules if not (may_mention and rule is _mentions)]
    return [f"{asked}: {problem}." for part in parts for rule in chosen for problem in rule(part)]


def _is_object(value: Json) -> TypeGuard[dict[str, Json]]:
    return isinstance(value, dict)


def bare(path: str) -> str:
    """`path` without the API's prefix."""
    return re.sub(r"^/api(/v\d+)?(?=/)", "", path)


@dataclass(frozen=True)
class Node:
    """One object of a body, and its place there."""

    place: str
    fields: dict[str, Json]

    @property
    def kind(self) -> int:
        """The object's `type`, 0 for none."""
        return self.number("type")

    def at(self, key: str) -> str:
        """The place of one of its fields."""
        return f"{self.place}.{key}".lstrip(".")

    def text(self, key: str) -> str:
        """A field's text, empty when it is none."""
        value = self.fields.get(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> int:
        """A field's integer, 0 when it is none."""
        value = self.fields.get(key)
        return value if isinstance(value, int) else 0

    def nodes(self, key: str) -> list[Node]:
        """The objects in a field: of a list, or the one that it is."""
        value: Json = self.fields.get(key)
        if isinstance(value, list):
            places = {f"{self.at(key)}[{n}]": item for n, item in enumerate(cast("list[Json]", value))}
        else:
            places = {self.at(key): value}
        return [Node(place, item) for place, item in places.items() if _is_object(item)]

    def components(self) -> Iterator[Node]:
        """Every component below it, however deep."""
        for key in ("components", "accessory", "component"):
            for child in self.nodes(key):
                yield child
                yield from child.components()

    def sized(self, key: str, least: int, most: int) -> Iterator[str]:
        """Complains of a text that is shorter than `least` or longer than `most`."""
        value = self.fields.get(key)
        if isinstance(value, str) and not least <= len(value) <= most:
            yield f"{self.at(key)} has {len(value)} characters, where Discord takes {least} to {most}"

    def counted(self, key: str, least: int, most: int) -> Iterator[str]:
        """Complains of fewer objects than `least` or more than `most`."""
        if not least <= (count := len(self.nodes(key))) <= most:
            yield f"{self.at(key)} has {count} items, where Discord takes {least} to {most}"

    def distinct(self, key: str, among: Iterator[Node]) -> Iterator[str]:
        """Complains of a text that is the `key` of several nodes."""
        for value, count in Counter(node.text(key) for node in among if key in node.fields).items():
            if value and count > 1:
                yield f"{self.place or 'it'} has the {key} {value!r} {count} times"


# Messages


def _content(message: Node) -> Iterator[str]:
    return message.sized("content", 0, 2000)


_COUNTED_IN_EMBEDS = ("title", "description", "text", "name", "value")


def _embeds(message: Node) -> Iterator[str]:
    total = 0
    for embed in message.nodes("embeds"):
        holders = [embed, *embed.nodes("footer"), *embed.nodes("author"), *embed.nodes("fields")]
        total += sum(len(holder.text(key)) for holder in holders for key in _COUNTED_IN_EMBEDS)
    if total > 6000:
        yield f"embeds have {total} characters together, where Discord takes 6000"


def _layout(message: Node) -> Iterator[str]:
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


def _nonce(message: Node) -> Iterator[str]:
    return message.sized("nonce", 0, 25)


def _mentions(message: Node) -> Iterator[str]:
    if not any(allowed.fields.get("parse") == [] for allowed in message.nodes("allowed_mentions")):
        yield "allowed_mentions is not there with an empty parse, so a user's text could mention somebody"


# Components, in messages and modals

_LENGTHS: dict[int, dict[str, tuple[int, int]]] = {
    Kind.BUTTON: {"label": (0, 80)},
    Kind.LABEL: {"label": (1, 45), "description": (0, 100)},
    Kind.TEXT_INPUT: {"label": (1, 45), "value": (0, 4000), "placeholder": (0, 100)},
    **{select: {"placeholder": (0, 150)} for select in _SELECTS},
}
_LENGTHS_OF_OPTIONS = {"label": (1, 100), "value": (1, 100), "description": (0, 100)}


def _components(holder: Node) -> Iterator[str]:
    yield from holder.distinct("custom_id", holder.components())
    for component in holder.components():
        yield from component.sized("custom_id", 1, 100)
        for key, (least, most) in _LENGTHS.get(component.kind, {}).items():
            yield from component.sized(key, least, most)
        if component.kind == Kind.SECTION:
            yield from _section(component)
        if component.kind == Kind.STRING_SELECT:
            yield from component.counted("options", 1, 25)
        yield from _options(component)


def _section(section: Node) -> Iterator[str]:
    yield from section.counted("components", 1, 3)
    yield from section.counted("accessory", 1, 1)
    for inside in section.nodes("components"):
        if inside.kind != Kind.TEXT_DISPLAY:
            yield f"{inside.place} is no text, and a section holds nothing else"


def _options(component: Node) -> Iterator[str]:
    """The options of a select, of radio buttons or of checkboxes."""
    yield from component.distinct("value", iter(component.nodes("options")))
    for option in component.nodes("options"):
        for key, (least, most) in _LENGTHS_OF_OPTIONS.items():
            yield from option.sized(key, least, most)


def _modal(modal: Node) -> Iterator[str]:
    yield from modal.sized("title", 1, 45)
    yield from modal.sized("custom_id", 1, 100)
    yield from modal.counted("components", 1, 5)


# Commands and the answers to autocomplete


def _choices(holder: Node) -> Iterator[str]:
    yield from holder.counted("choices", 0, 25)
    for choice in holder.nodes("choices"):
        yield from choice.sized("name", 1, 100)
        yield from choice.sized("value", 0, 100)


def _command(command: Node) -> Iterator[str]:
    if command.fields.get("type", _CHAT_INPUT) == _CHAT_INPUT:
        yield from _typed(command)
    else:
        yield from command.sized("name", 1, 32)
    if (size := _size(command)) > 8000:
        yield f"{command.place or 'it'} has {size} characters in all, where Discord takes 8000"


def _typed(command: Node) -> Iterator[str]:
    """What is typed after a slash: a command, or one of its groups, subcommands and options."""
    for name in _wordings(command, "name"):
        if not _is_command_name(name):
            yield f"{command.at('name')} {name!r} is not 1 to 32 lowercase letters, digits, - and _"
    for wording in _wordings(command, "description"):
        if not 1 <= len(wording) <= 100:
            yield f"{command.at('description')} has {len(wording)} characters, where Discord takes 1 to 100"
    yield from _choices(command)
    for option in command.nodes("options"):
        yield from _typed(option)


def _is_command_name(name: str) -> bool:
    r"""Whether `name` matches Discord's `^[-_'\p{L}\p{N}]{1,32}$` and is lowercase."""
    plain = all(letter in "-_'" or unicodedata.category(letter)[0] in "LN" for letter in name)
    return plain and 1 <= len(name) <= 32 and name == name.lower()


def _size(node: Node) -> int:
    """What counts towards a command's 8,000: names, descriptions (each in its longest language) and values."""
    own = sum(max(map(len, _wordings(node, key)), default=0) for key in ("name", "description"))
    below = [*node.nodes("options"), *node.nodes("choices")]
    return own + len(str(node.fields.get("value", ""))) + sum(map(_size, below))


def _wordings(node: Node, key: str) -> list[str]:
    """A name or description with its translations."""
    own = [node.fields[key]] if key in node.fields else []
    translated = [text for texts in node.nodes(f"{key}_localizations") for text in texts.fields.values()]
    return [text for text in own + translated if isinstance(text, str)]


# Which rules judge which request

Rule: TypeAlias = "Callable[[Node], Iterator[str]]"
Judged: TypeAlias = "tuple[tuple[Rule, ...], list[Node]]"
"""The rules for a request, and the parts of its body that they judge."""

_EDIT: tuple[Rule, ...] = (_content, _embeds, _layout, _components)
_NEW_MESSAGE: tuple[Rule, ...] = (*_EDIT, _nonce, _mentions)
_CALLBACKS: dict[int, tuple[Rule, ...]] = {
    4: _NEW_MESSAGE,
    7: _EDIT,
    8: (_choices,),
    9: (_modal, _components),
}

_ROUTES: dict[str, Callable[[Node], Judged]] = {
    r"POST /channels/\d+/messages": lambda body: (_NEW_MESSAGE, [body]),
    r"PATCH /channels/\d+/messages/\d+": lambda body: (_EDIT, [body]),
    r"POST /channels/\d+/threads": lambda body: (_NEW_MESSAGE, body.nodes("message")),
    r"POST /interactions/\d+/[^/]+/callback": lambda body: (
        _CALLBACKS.get(body.kind, ()),
        body.nodes("data"),
    ),
    r"POST /webhooks/\d+/[^/]+": lambda body: (_NEW_MESSAGE, [body]),
    # The first edit of a deferred answer is where its message comes to be.
    r"PATCH /webhooks/\d+/[^/]+/messages/@original": lambda body: (_NEW_MESSAGE, [body]),
    r"PATCH /webhooks/\d+/[^/]+/messages/\d+": lambda body: (_EDIT, [body]),
    r"PUT /applications/\d+(/guilds/\d+)?/commands": lambda body: ((_command,), body.nodes("commands")),
    r"POST /applications/\d+(/guilds/\d+)?/commands": lambda body: ((_command,), [body]),
    r"PATCH /applications/\d+(/guilds/\d+)?/commands/\d+": lambda body: ((_command,), [body]),
}
