"""Writing an API's objects anew, as valid OpenAPI 3.1: each by the grammar, what is no part of it left out."""

import re
from collections import deque
from collections.abc import Mapping
from typing import Final

from domain.apis.export.components import Components
from domain.apis.export.grammar import GRAMMAR, SCHEMA, SECTIONS
from domain.apis.export.modern import NEVER_EMPTY, modern
from domain.apis.export.values import VALUES
from domain.apis.export.wholeness import MENDS, with_all_that_is_required
from domain.apis.reading.references import References
from domain.apis.reading.warnings import Warnings
from domain.apis.tree import NOTHING, Object, Tree, list_of, object_of, objects_in, text_of, texts_of

_STATUS: Final = re.compile(r"[1-5](?:[0-9]{2}|XX)")

_CAN_BE_LEFT_OUT: Final = frozenset({"parameter", "link"})
"""Kinds of which a half-valid one cannot be mended, so that nothing may refer to it."""


class Writer:
    """Writes the objects of one API.

    What an object refers to becomes a component, whatever place it had; so nothing is lost where paths move, and each
    of several APIs keeps its own. A reference that leads nowhere becomes an object that says so.
    """

    def __init__(
        self, root: Object, components: Components, suffix: str, operation_ids: Mapping[str, str]
    ) -> None:
        self.references = References(root, Warnings())
        self.with_default: list[Object] = []
        """The schemas that were written with a default."""
        self._components = components
        self._suffix = suffix
        self._operation_ids = operation_ids
        self._known: dict[tuple[str, int], str] = {}
        self._waiting: deque[tuple[str, str, Object]] = deque()
        self._schemes: dict[str, str] = {}
        self._define(object_of(root.get("components")))

    def _define(self, components: Object) -> None:
        """Name what the document itself defines, before anything refers to it."""
        for name, each in objects_in(components.get("securitySchemes")):
            scheme = self.object("scheme", self.references.followed(each))
            if scheme is not None:
                self._schemes[name] = self._components.scheme(name, scheme, self._suffix)
        for kind, section in SECTIONS.items():
            for name, each in objects_in(components.get(section)):
                if kind != "scheme":
                    self._component(kind, name, each)

    def _component(self, kind: str, wanted: str, raw: Object) -> str:
        """The name of a component, which is written later."""
        key = kind, id(raw)
        if key not in self._known:
            self._known[key] = self._components.name(kind, wanted, self._suffix)
            self._waiting.append((kind, self._known[key], raw))
        return self._known[key]

    def finish(self) -> None:
        """Write the components that are defined or referred to."""
        while self._waiting:
            kind, name, raw = self._waiting.popleft()
            if (written := self.object(kind, raw)) is not None:
                self._components.put(kind, name, written)

    def object(self, kind: str, value: Tree) -> Object | None:
        """An object of a kind; None where the value is none, or lacks what it needs."""
        if kind == "schema":
            return self._schema(value) if isinstance(value, dict) else None
        if not isinstance(value, dict):
            return None
        if kind in SECTIONS and text_of(value.get("$ref")):
            return self._reference(kind, value)
        if kind == "callback":
            return self._map("path", value)
        written = self._fields(GRAMMAR[kind], value)
        mend = MENDS.get(kind)
        return mend(written) if mend else written

    def _fields(self, grammar: Mapping[str, str], value: Object) -> Object:
        written: Object = {}
        for name, each in value.items():
            if name.startswith("x-") or grammar.get(name) == "anything":
                written[name] = each
            elif name in grammar and (field := self._value(grammar[name], each)) is not None:
                written[name] = field
        return written

    def _value(self, kind: str, value: Tree) -> Tree:
        """A value of a kind; None where it is none."""
        if kind.startswith("["):
            inner = kind[1:-1]
            if inner == "anything":
                return [*list_of(value)]
            return [one for each in list_of(value) if (one := self._each(inner, each)) is not None]
        if kind.startswith("{"):
            return self._map(kind[1:-1], value) if isinstance(value, dict) else None
        return self._each(kind, value)

    def _each(self, kind: str, value: Tree) -> Tree:
        match kind:
            case "schema" if isinstance(value, bool):
                return value
            case "responses":
                return self._responses(value)
            case "operation id":
                return self._operation_ids.get(text_of(value), text_of(value)) or None
            case "need":
                return self._need(value)
            case _ if kind in VALUES:
                return VALUES[kind](value)
            case _:
                return self.object(kind, value)

    def _map(self, kind: str, value: Object) -> Object:
        written: Object = {}
        for name, each in value.items():
            if (one := self._each(kind, each)) is not None or kind == "anything":
                written[name] = one
            elif kind == "schema":
                written[name] = {}
        return written

    def _responses(self, value: Tree) -> Tree:
        """The answers by status; None where there are none, as 3.1 wants it."""
        written: Object = {}
        for status, each in objects_in(value):
            name = "default" if status.lower() == "default" else status.upper()
            answer = self.object("response", each)
            if answer is not None and (name == "default" or _STATUS.fullmatch(name)):
                written[name] = answer
        return written or None

    def _need(self, value: Tree) -> Tree:
        if not isinstance(value, dict):
            return None
        return {self._schemes.get(name, name): [*texts_of(scopes)] for name, scopes in value.items()}

    def _schema(self, value: Object) -> Object:
        words = modern(value, self.references)
        written: Object = {}
        for name, each in words.items():
            if name == "$ref":
                written |= self._schema_referred_to(words)
            elif name not in SCHEMA:
                written[name] = each
            elif (word := self._value(SCHEMA[name], each)) is not None and (word or name not in NEVER_EMPTY):
                written[name] = word
        if "discriminator" in written:
            self._point_discriminator(object_of(written["discriminator"]))
        if "default" in written:
            self.with_default.append(written)
        return with_all_that_is_required(written, value, self.references) if "allOf" in written else written

    def _schema_referred_to(self, words: Object) -> Object:
        reference = text_of(words["$ref"])
        pointer = self._pointer("schema", reference) if reference else ""
        if pointer:
            return {"$ref": pointer}
        return {} if "description" in words else {"description": _nothing_at(reference)}

    def _point_discriminator(self, discriminator: Object) -> None:
        """Let a discriminator's mapping name the schemas as they are called now."""
        mapping = object_of(discriminator.get("mapping"))
        for value, target in mapping.items():
            reference = text_of(target)
            if "#" not in reference and "." not in reference and "/" not in reference:
                reference = f"#/components/schemas/{reference}"
            mapping[value] = self._pointer("schema", reference) or target

    def _reference(self, kind: str, value: Object) -> Object | None:
        reference = text_of(value["$ref"])
        if kind in _CAN_BE_LEFT_OUT and self.object(kind, self.references.followed(value)) is None:
            return None
        pointer = self._pointer(kind, reference)
        if not pointer:
            return self.object(kind, {"description": _nothing_at(reference)})
        told = {name: text for name in ("summary", "description") if (text := text_of(value.get(name)))}
        return {"$ref": pointer, **told}

    def _pointer(self, kind: str, reference: str) -> str:
        """Where that stands now which a reference names; empty where it names nothing."""
        if self.references.followed({"$ref": reference}) is NOTHING:
            return ""
        target = self.references.target(reference)
        name = reference.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
        return f"#/components/{SECTIONS[kind]}/{self._component(kind, name, target)}"


def _nothing_at(reference: str) -> str:
    return f"The document has nothing at {reference}."
