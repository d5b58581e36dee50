"""Several APIs in one document.

Each path says at which servers it is. Where two APIs have the same path, they share it if they have other methods;
else the second one's gets what its servers' addresses end with, such as `/api/v1`, before it; and where that is not
enough, the API's suffix as a fragment behind it, such as `/users#a3`, which no request carries.
"""

from collections.abc import Sequence
from typing import Final

from domain.apis.export.grammar import METHODS
from domain.apis.export.names import Names
from domain.apis.export.parts import Part
from domain.apis.reading.matching import shape_of
from domain.apis.reading.paths import base_path
from domain.apis.tree import Object, Tree, list_of, object_of, objects_in, text_of, texts_of

_SEPARATOR: Final = " / "


def merged(parts: Sequence[Part]) -> Object:
    """The documents as one, but for its title."""
    paths = _Paths()
    tags: dict[str, Object] = {}
    hooks: Object = {}
    names = Names()
    for part in parts:
        tagged = _Tags(part)
        for path, item in part.paths.items():
            paths.add(path, tagged.item(_secured(item, part)), part)
        for name, hook in objects_in(part.about.get("webhooks")):
            hooks[names.new(name, part.suffix)] = tagged.item(hook)
        tags |= {name: each for name, each in tagged.told().items() if name not in tags}
    whole: Object = {
        "info": {"description": _contents(parts), "version": "1"},
        "tags": [*tags.values()],
        "paths": paths.written,
    }
    return {**whole, "webhooks": hooks} if hooks else whole


def _contents(parts: Sequence[Part]) -> str:
    """Which APIs there are, with what they say of themselves."""
    return "\n\n".join(filter(None, map(_paragraph, parts)))


def _paragraph(part: Part) -> str:
    info = object_of(part.about.get("info"))
    version = text_of(info.get("version"))
    heading = f"# {part.name}" + (f" ({version})" if version else "")
    return "\n\n".join(filter(None, (heading, text_of(info.get("description")))))


def _secured(item: Object, part: Part) -> Object:
    """The path, whose operations say themselves what the API says for all."""
    security = part.about.get("security")
    if not security:
        return item
    return {
        name: {"security": security, **each} if name in METHODS and isinstance(each, dict) else each
        for name, each in item.items()
    }


class _Tags:
    """The tags of one API, which begin with its name."""

    def __init__(self, part: Part) -> None:
        self._name = part.name
        self._described = {
            text_of(each.get("name")): each for each in map(object_of, list_of(part.about.get("tags")))
        }
        self._used: dict[str, None] = {}

    def item(self, item: Object) -> Object:
        """The path with the tags of its operations."""
        return {
            name: {**each, "tags": self._of(each)} if name in METHODS and isinstance(each, dict) else each
            for name, each in item.items()
        }

    def _of(self, operation: Object) -> list[Tree]:
        own = texts_of(operation.get("tags")) or ("",)
        self._used |= dict.fromkeys(own)
        return [self._whole(each) for each in own]

    def _whole(self, tag: str) -> str:
        return f"{self._name}{_SEPARATOR}{tag}" if tag else self._name

    def told(self) -> dict[str, Object]:
        """The tags by their whole names, with what the API says of them."""
        known = dict.fromkeys((*self._described, *self._used))
        return {
            self._whole(each): {**self._described.get(each, {}), "name": self._whole(each)} for each in known
        }


class _Paths:
    """The paths of all APIs, each with its servers."""

    def __init__(self) -> None:
        self.written: dict[str, Tree] = {}
        self._taken: dict[str, str] = {}
        """The path of each shape."""

    def add(self, path: str, item: Object, part: Part) -> None:
        """Put a path of an API where it collides with no other."""
        servers = list_of(item.get("servers")) or list_of(part.about.get("servers"))
        known = self._taken.get(shape_of(path))
        if known == path and _methods(item).isdisjoint(_methods(object_of(self.written[path]))):
            self.written[path] = {**object_of(self.written[path]), **_by_method(item, servers)}
            return
        if known is not None:
            path, servers = self._elsewhere(path, servers, part.suffix)
        self._taken[shape_of(path)] = path
        self.written[path] = {**item, "servers": servers} if servers else item

    def _elsewhere(self, path: str, servers: list[Tree], suffix: str) -> tuple[str, list[Tree]]:
        base = base_path([text_of(object_of(each).get("url")) for each in servers])
        if base.startswith("/") and "{" not in base and shape_of(base + path) not in self._taken:
            return base + path, [_without(base, object_of(each)) for each in servers]
        number, moved = 1, f"{path}#{suffix}"
        while shape_of(moved) in self._taken:
            number += 1
            moved = f"{path}#{suffix}-{number}"
        return moved, servers


def _methods(item: Object) -> frozenset[str]:
    return frozenset(METHODS) & item.keys()


def _by_method(item: Object, servers: list[Tree]) -> Object:
    """The operations of a path, each with its servers."""
    return {
        name: {**each, "servers": list_of(each.get("servers")) or servers}
        for name, each in objects_in(item)
        if name in METHODS
    }


def _without(base: str, server: Object) -> Object:
    address = text_of(server.get("url")).rstrip("/")
    return {**server, "url": address.removesuffix(base) or "/"}
