"""What a schema says by schemas that are compared as wholes, such as `not` and `if`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from domain.apis.reading.references import References
from domain.apis.tree import NOTHING, Object, Tree, object_of, objects_in, pick, text_of

WHOLES: Final = {
    "not": "not",
    "if": "if",
    "contains": "contains",
    "propertyNames": "property-names",
    "contentSchema": "content-schema",
    "unevaluatedProperties": "unevaluated-properties",
    "unevaluatedItems": "unevaluated-items",
}
"""The words in the names of rules, by those of JSON Schema."""

_DEPENDENT: Final = "dependentSchemas"
_WORDS: Final = frozenset({*WHOLES, _DEPENDENT})
_NAMED: Final = frozenset(
    {"properties", "patternProperties", "dependentSchemas", "dependentRequired", "$defs"}
)
"""Words whose value has names of fields, not words."""

_FOR_PEOPLE: Final = frozenset({
    "title", "description", "example", "examples", "default", "deprecated", "externalDocs", "xml", "$comment",
})  # fmt: skip
"""Words that bind nothing."""

MOST: Final = 200_000
"""Values of one document that are written out, at most; after that, a reference stays as it is written."""


class Wholes:
    """Writes out what such words say in one document."""

    def __init__(self, references: References) -> None:
        self._references = references
        self._left = MOST

    def of(self, parts: Sequence[Object]) -> Mapping[tuple[str, str], str]:
        """What is said by the parts of a schema: by the word in the names of rules, and the field that it hangs on."""
        found: dict[tuple[str, str], list[Tree]] = {}
        for part in parts:
            if part.keys().isdisjoint(_WORDS):
                continue
            for word, name in WHOLES.items():
                if word in part and _binds(word, part):
                    found.setdefault((name, ""), []).append(_whole(word, part))
            for field, each in objects_in(part.get(_DEPENDENT)):
                found.setdefault(("dependent-schema", field), []).append(each)
        return {key: self._text(each) for key, each in found.items()}

    def _text(self, values: Sequence[Tree]) -> str:
        """The values as text: equal where they mean the same, whatever their parts are called."""
        numbers: dict[str, int] = {}
        written = [self._written(each, numbers) for each in values]
        return json.dumps(written, sort_keys=True, ensure_ascii=False)

    def _written(self, value: Tree, numbers: dict[str, int]) -> Tree:
        """A schema or a value without what binds nothing. What is referred to twice is told by its number."""
        self._left -= 1
        if isinstance(value, list):
            return [self._written(each, numbers) for each in value]
        if not isinstance(value, dict):
            return value
        if set(value) - _FOR_PEOPLE == {"$ref"}:
            return self._target(text_of(value["$ref"]), numbers)
        return dict(self._words(value, numbers))

    def _words(self, schema: Object, numbers: dict[str, int]) -> Iterator[tuple[str, Tree]]:
        for word, value in schema.items():
            if word == "$ref":
                yield word, self._target(text_of(value), numbers)
            elif word in _NAMED:
                yield word, {name: self._written(each, numbers) for name, each in object_of(value).items()}
            elif word in {"required", "enum", "type"} and isinstance(value, list):
                self._left -= len(value)
                yield word, sorted(value, key=repr)
            elif word == "const":
                yield word, value
            elif word not in _FOR_PEOPLE and not word.startswith("x-"):
                yield word, self._written(value, numbers)

    def _target(self, reference: str, numbers: dict[str, int]) -> Tree:
        if reference in numbers:
            return numbers[reference]
        if self._left <= 0:
            return reference
        numbers[reference] = len(numbers)
        return self._written(self._references.target(reference), numbers)


def _binds(word: str, part: Object) -> bool:
    """Whether a word says anything: what all fits to, or what nothing hangs on, says nothing."""
    if word == "if":
        return "then" in part or "else" in part
    return part[word] not in ((False,) if word == "not" else (True, NOTHING))


def _whole(word: str, part: Object) -> Tree:
    """All that belongs to a word; a condition has its consequences."""
    return pick(part, "if", "then", "else") if word == "if" else part[word]
