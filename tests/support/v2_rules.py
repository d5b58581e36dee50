"""Discord's rules that its OpenAPI document lacks, and those that must hold even where there is no document.

Lengths are in characters. A rule reads one part of a request (a message, a modal, an answer to autocomplete, a list
of commands) and yields a sentence for each thing that Discord would refuse, or that Nexus never does. Missing
fields and values of a wrong type are the document's business: the rules pass over them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, TypeAlias

from tests.support import component_rules
from tests.support.body import Node, is_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.body import Json

_CHAT_INPUT = 1


def problems(method: str, path: str, body: Json, *, may_mention: bool = False) -> list[str]:
    """What the rules object to in one request (`body` None for no body), each a sentence with the place.

    `may_mention` lets messages mention by pattern (`parse` in `allowed_mentions`).
    """
    asked = f"{method} {bare(path)}"
    read = next((read for pattern, read in _ROUTES.items() if re.fullmatch(pattern, asked)), None)
    if read is None or body is None:
        return []
    judged = read(Node("", body if is_object(body) else {"commands": body}))
    chosen = [(rule, part) for rule, part in judged if not (may_mention and rule is _mentions)]
    return [f"{asked}: {problem}." for rule, part in chosen for problem in rule(part)]


def bare(path: str) -> str:
    """`path` without the API's prefix."""
    return re.sub(r"^/api(/v\d+)?(?=/)", "", path)


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


def _nonce(message: Node) -> Iterator[str]:
    return message.sized("nonce", 0, 25)


def _mentions(message: Node) -> Iterator[str]:
    if not any(allowed.fields.get("parse") == [] for allowed in message.nodes("allowed_mentions")):
        yield "allowed_mentions is not there with an empty parse, so a user's text could mention somebody"


def _named(channel: Node) -> Iterator[str]:
    return channel.sized("name", 1, 100)


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
Judged: TypeAlias = "list[tuple[Rule, Node]]"
"""Each rule for a request, with the part of its body that it judges."""

_MESSAGE: tuple[Rule, ...] = (_content, _embeds, component_rules.layout, component_rules.components)
_EDIT: tuple[Rule, ...] = (*_MESSAGE, component_rules.files)
_NEW_MESSAGE: tuple[Rule, ...] = (*_MESSAGE, component_rules.new_files, _nonce, _mentions)
_CALLBACKS: dict[int, tuple[Rule, ...]] = {
    4: _NEW_MESSAGE,
    7: _EDIT,
    8: (_choices,),
    9: (component_rules.modal, component_rules.components),
}


def _each(rules: tuple[Rule, ...], parts: list[Node]) -> Judged:
    return [(rule, part) for part in parts for rule in rules]


_ROUTES: dict[str, Callable[[Node], Judged]] = {
    r"POST /channels/\d+/messages": lambda body: _each(_NEW_MESSAGE, [body]),
    r"PATCH /channels/\d+/messages/\d+": lambda body: _each(_EDIT, [body]),
    r"POST /channels/\d+/threads": lambda body: [(_named, body), *_each(_NEW_MESSAGE, body.nodes("message"))],
    r"POST /channels/\d+/messages/\d+/threads": lambda body: [(_named, body)],
    r"PATCH /channels/\d+": lambda body: [(_named, body)],
    r"POST /interactions/\d+/[^/]+/callback": lambda body: _each(
        _CALLBACKS.get(body.kind, ()), body.nodes("data")
    ),
    r"POST /webhooks/\d+/[^/]+": lambda body: _each(_NEW_MESSAGE, [body]),
    # The first edit of a deferred answer is where its message comes to be.
    r"PATCH /webhooks/\d+/[^/]+/messages/@original": lambda body: _each(_NEW_MESSAGE, [body]),
    r"PATCH /webhooks/\d+/[^/]+/messages/\d+": lambda body: _each(_EDIT, [body]),
    r"PUT /applications/\d+(/guilds/\d+)?/commands": lambda body: _each((_command,), body.nodes("commands")),
    r"POST /applications/\d+(/guilds/\d+)?/commands": lambda body: [(_command, body)],
    r"PATCH /applications/\d+(/guilds/\d+)?/commands/\d+": lambda body: [(_command, body)],
}
