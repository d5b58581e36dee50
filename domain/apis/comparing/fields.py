"""What became of the fields of an object."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from domain.apis.comparing.differences import Difference, Side, type_of
from domain.apis.reading.lives import announced, turn_of
from domain.apis.reading.schemas import Schema, Schemas
from domain.apis.reading.wholes import WHOLES
from domain.apis.tree import Object

_HOLDERS: Final = frozenset({
    "$ref", "allOf", "oneOf", "anyOf", "properties", "required", "items", "additionalProperties", "discriminator",
    "patternProperties", "prefixItems", "dependentSchemas", *WHOLES,
})  # fmt: skip
"""The words of a schema that holds or names others."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The schemas of one thing, before and after, as they are written."""

    old: Object
    new: Object

    @property
    def is_surely_the_same(self) -> bool:
        """Whether both are written alike and hold no other schema: most of a document is, and need not be read."""
        return self.old == self.new and self.old.keys().isdisjoint(_HOLDERS)


@dataclass(frozen=True)
class Fields:
    """The fields of one object before and after; the side says in which direction they go."""

    old: Schema
    new: Schema
    old_schemas: Schemas
    new_schemas: Schemas
    side: Side

    def differences(self) -> Iterator[Difference]:
        """What became of each field itself, with the whole name of its rule."""
        for name in self._names:
            old, new = self._old_field(name), self._new_field(name)
            if old is None and new is not None:
                yield from self._added(name, new)
            elif new is None and old is not None:
                yield from self._removed(name, old)
            elif old is not None and new is not None:
                for each in self._kept(name, old, new):
                    yield replace(each, step=name)

    def pairs(self) -> Iterator[tuple[str, Pair]]:
        """The fields that go in this direction before and after, to be compared further."""
        for name in self._names:
            old, new = self._old_field(name), self._new_field(name)
            if old and new and not self._is_hidden(old) and not self._is_hidden(new):
                yield name, Pair(self.old.properties[name], self.new.properties[name])

    @cached_property
    def _names(self) -> list[str]:
        """The fields of both but those that are surely the same."""
        return [
            name
            for name in {**self.old.properties, **self.new.properties}
            if not self._is_surely_the_same(name)
        ]

    def _is_surely_the_same(self, name: str) -> bool:
        old, new = self.old.properties.get(name), self.new.properties.get(name)
        if old is None or new is None or (name in self.old.required) != (name in self.new.required):
            return False
        return Pair(old, new).is_surely_the_same

    def _old_field(self, name: str) -> Schema | None:
        raw = self.old.properties.get(name)
        return None if raw is None else self.old_schemas.of(raw)

    def _new_field(self, name: str) -> Schema | None:
        raw = self.new.properties.get(name)
        return None if raw is None else self.new_schemas.of(raw)

    def _is_hidden(self, field: Schema) -> bool:
        """Whether it does not go in this direction."""
        return field.is_read_only if self.side.is_sent else field.is_write_only

    def _added(self, name: str, field: Schema) -> Iterator[Difference]:
        if self._is_hidden(field):
            return
        how = "required" if name in self.new.required else "optional"
        rule = f"new-{how}-request-property" if self.side.is_sent else f"response-{how}-property-added"
        if self.side.is_sent and how == "required" and field.default is not None:
            rule += "-with-default"
        yield Difference(rule, None, type_of(field), name)

    def _removed(self, name: str, field: Schema) -> Iterator[Difference]:
        if self._is_hidden(field):
            return
        way = "request" if self.side.is_sent else "response"
        if how := announced(field.life, self.side.today):
            rule = f"{way}-property-removed{how}"
        elif self.side.is_sent:
            rule = "request-property-removed"
        else:
            rule = f"response-{'required' if name in self.old.required else 'optional'}-property-removed"
        yield Difference(rule, type_of(field), None, name)

    def _kept(self, name: str, old: Schema, new: Schema) -> Iterator[Difference]:
        was_hidden, is_hidden = self._is_hidden(old), self._is_hidden(new)
        way, only = ("request", "read-only") if self.side.is_sent else ("response", "write-only")
        if was_hidden != is_hidden:
            how = "required" if name in (self.old if is_hidden else self.new).required else "optional"
            yield Difference(f"{way}-{how}-property-became-{'' if is_hidden else 'not-'}{only}")
        if was_hidden or is_hidden:
            return
        if (name in self.old.required) != (name in self.new.required):
            yield self._of_need(name, new)
        if turn := turn_of(old.life, new.life):
            yield Difference(f"{way}-property-{turn}", old.sunset or None, new.sunset or None)

    def _of_need(self, name: str, new: Schema) -> Difference:
        """It must be there now, or need not be any more."""
        before, after = ("optional", "required") if name in self.new.required else ("required", "optional")
        rule = f"{'request' if self.side.is_sent else 'response'}-property-became-{after}"
        if self.side.is_sent and after == "required" and new.default is not None:
            rule += "-with-default"
        return Difference(rule, before, after)
