"""Following a `$ref` to what it names within the same document."""

from urllib.parse import unquote

from domain.apis.reading.warnings import Warnings
from domain.apis.tree import NOTHING, Object, Tree, object_of, text_of


class References:
    """Follows references within one document. Those to other documents are not followed: a warning says so."""

    def __init__(self, root: Object, warnings: Warnings) -> None:
        self._root = root
        self._warnings = warnings
        self._known: dict[str, Object] = {}

    def target(self, reference: str) -> Object:
        """What a reference names; an object without fields where it names nothing."""
        if reference not in self._known:
            self._known[reference] = self._found(reference)
        return self._known[reference]

    def followed(self, value: Tree) -> Object:
        """The object, or the one that it refers to, be it by others. Fields beside a `$ref` are ignored."""
        return self._end_of(object_of(value), even_beside_fields=True)

    def named(self, fields: Object) -> Object:
        """What an object that is nothing but a reference refers to, be it by others; any other as it is."""
        return self._end_of(fields, even_beside_fields=False) if "$ref" in fields else fields

    def _end_of(self, fields: Object, *, even_beside_fields: bool) -> Object:
        seen: set[str] = set()
        while (even_beside_fields or len(fields) == 1) and (reference := text_of(fields.get("$ref"))):
            if reference in seen:
                self._warnings.add(reference, "it refers to itself. Write out what it is.")
                return NOTHING
            seen.add(reference)
            fields = self.target(reference)
        return fields

    def _found(self, reference: str) -> Object:
        document, _, pointer = reference.partition("#")
        if document:
            self._warnings.add(
                reference, "it is in another document, which is not followed. Bundle both into one document."
            )
            return NOTHING
        value: Tree = self._root
        for step in pointer.split("/")[1:]:
            name = unquote(step).replace("~1", "/").replace("~0", "~")
            value = _child(value, name)
        if not isinstance(value, dict):
            self._warnings.add(reference, "nothing stands there. Correct the $ref, or add what it names.")
            return NOTHING
        return value


def name_of(schema: Object) -> str:
    """What the document calls a schema; empty where it has no name."""
    return text_of(schema.get("$ref")).rpartition("/")[2] or text_of(schema.get("title"))


def _child(value: Tree, name: str) -> Tree:
    if isinstance(value, list):
        return value[int(name)] if name.isascii() and name.isdecimal() and int(name) < len(value) else None
    return object_of(value).get(name)
