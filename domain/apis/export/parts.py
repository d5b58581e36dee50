"""One API's document as a part of an export: its paths, and what it says of itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.apis.export.components import Components
from domain.apis.export.grammar import METHODS
from domain.apis.export.names import Names
from domain.apis.export.writing import Writer
from domain.apis.reading.references import References
from domain.apis.reading.warnings import Warnings
from domain.apis.tree import Object, Tree, list_of, objects_in, text_of

_PARAMETER: Final = re.compile(r"\{([^{}/]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An API's document, written anew."""

    name: str
    suffix: str
    about: Object
    """The fields of its root but for paths and components."""
    paths: dict[str, Object]
    with_default: list[Object]


def part_of(name: str, suffix: str, root: Object, components: Components, names: Names) -> Part:
    """Write a document of OpenAPI 3 anew; components and the ids of operations go beside those of others."""
    items = _items(root)
    ids = _ids(items, names, suffix)
    renamed = {text_of(old): new for old, new in reversed(ids.values())}
    writer = Writer(root, components, suffix, renamed)
    about = writer.object("root", root) or {}
    paths: dict[str, Object] = {}
    for path, item in items.items():
        settled = _Item(path, item, writer.references).settled()
        for method, operation in objects_in(settled):
            if (path, method) in ids:
                operation["operationId"] = ids[path, method][1]
        paths[_spelled(path)] = writer.object("path", settled) or {}
    writer.finish()
    return Part(name=name, suffix=suffix, about=about, paths=paths, with_default=writer.with_default)


def _items(root: Object) -> Mapping[str, Object]:
    """What stands under each path."""
    references = References(root, Warnings())
    paths = objects_in(root.get("paths"))
    return {path: references.followed(each) for path, each in paths if not path.startswith("x-")}


def _ids(items: Mapping[str, Object], names: Names, suffix: str) -> dict[tuple[str, str], tuple[str, str]]:
    """The id that each operation has, and the one that it gets, as two may have the same."""
    return {
        (path, method): (told, names.new(told, suffix))
        for path, item in items.items()
        for method, operation in objects_in(item)
        if method in METHODS and (told := text_of(operation.get("operationId")))
    }


def _spelled(path: str) -> str:
    """A path that begins with a slash, and in which braces hold parameters alone."""
    pieces = _PARAMETER.split(path if path.startswith("/") else f"/{path}")
    pieces[::2] = [each.replace("{", "%7B").replace("}", "%7D") for each in pieces[::2]]
    pieces[1::2] = [f"{{{each}}}" for each in pieces[1::2]]
    return "".join(pieces)


@dataclass(frozen=True, slots=True)
class _Item:
    """What stands under a path, as it is written."""

    path: str
    fields: Object
    references: References

    def settled(self) -> Object:
        """Each operation with all its parameters: exactly those of the path that the path has, and none twice."""
        shared = list_of(self.fields.get("parameters"))
        settled: Object = {name: each for name, each in self.fields.items() if name != "parameters"}
        for method, operation in objects_in(self.fields):
            if method in METHODS:
                parameters = self._settled([*shared, *list_of(operation.get("parameters"))])
                settled[method] = {**operation, "parameters": parameters} if parameters else {**operation}
        return settled

    def _settled(self, parameters: Sequence[Tree]) -> list[Tree]:
        """The last of those with the same name and place counts."""
        names = dict.fromkeys(_PARAMETER.findall(self.path))
        known: dict[tuple[str, str], Tree] = {}
        for each in parameters:
            name, place = self._key(each)
            if place != "path" or name in names:
                known[name, place] = each
        for name in names:
            missing: Object = {"name": name, "in": "path", "schema": {"type": "string"}}
            known.setdefault((name, "path"), missing)
        return [*known.values()]

    def _key(self, parameter: Tree) -> tuple[str, str]:
        fields = self.references.followed(parameter)
        return text_of(fields.get("name")), text_of(fields.get("in"))
