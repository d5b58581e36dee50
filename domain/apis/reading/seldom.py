"""What a schema says in words that are seldom used: those of JSON Schema 2020-12, and a few older ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Final

from domain.apis.tree import Object, Tree, list_of, number_of, object_of, objects_in, text_of, texts_of

_WORDS: Final = frozenset({
    "multipleOf", "uniqueItems", "dependentRequired", "patternProperties", "prefixItems",
    "contentMediaType", "contentEncoding", "discriminator",
})  # fmt: skip
_BYTES: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Discriminator:
    """The field that tells variants apart."""

    property_name: str
    mapping: Mapping[str, str] = field(default_factory=dict[str, str])
    """What the document calls the variant that each value stands for."""

    def values_of(self, name: str, *, is_variant: bool) -> frozenset[str]:
        """The values that stand for a schema; a variant's own name does where no other is given."""
        told = frozenset(value for value, target in self.mapping.items() if target == name)
        return told or frozenset({name} if is_variant and name else ())


@dataclass(frozen=True, slots=True)
class Seldom:
    """What is said in these words; most schemas say nothing."""

    multiple: int | float | None = None
    is_unique: bool = False
    together: frozenset[tuple[str, str]] = frozenset()
    """Pairs of fields: where the first is there, the second must be."""
    by_pattern: Mapping[str, Sequence[Object]] = field(default_factory=dict[str, Sequence[Object]])
    """What fields must be whose names fit a pattern."""
    first: Sequence[Object] = ()
    """What the first elements must be, each by its place."""
    is_closed: bool = False
    """Whether no element may follow those."""
    media_type: str = ""
    encoding: str = ""
    """What a text holds, and how."""
    discriminator: Discriminator | None = None


NOTHING_SELDOM: Final = Seldom()


def seldom_of(parts: Sequence[Object]) -> Seldom:
    """What must hold where all these parts must."""
    if all(part.keys().isdisjoint(_WORDS) and part.get("items") is not False for part in parts):
        return NOTHING_SELDOM
    pairs = [
        (name, needed)
        for part in parts
        for name, several in object_of(part.get("dependentRequired")).items()
        for needed in texts_of(several)
    ]
    return Seldom(
        multiple=next((each for part in parts if (each := _multiple(part))), None),
        is_unique=any(part.get("uniqueItems") is True for part in parts),
        together=frozenset(pairs),
        by_pattern=_by_pattern(parts),
        first=next((told for part in parts if (told := tuple(_first(part)))), ()),
        is_closed=any(part.get("items") is False for part in parts),
        media_type=next((told for part in parts if (told := _media_type(part))), ""),
        encoding=next((told for part in parts if (told := _encoding(part))), ""),
        discriminator=next((told for part in parts if (told := _discriminator(part, parts))), None),
    )


def format_of(part: Object) -> str:
    """A schema's format, whichever word says it: OpenAPI 3.1 tells of bytes by their media type or encoding."""
    if part.get("type") == "file":
        return "binary"
    if told := text_of(part.get("format")):
        return told
    if text_of(part.get("contentEncoding")) == "base64":
        return "byte"
    is_binary = text_of(part.get("contentMediaType")) == _BYTES and "contentEncoding" not in part
    return "binary" if is_binary else ""


def _media_type(part: Object) -> str:
    told = text_of(part.get("contentMediaType"))
    return "" if told == _BYTES else told


def _encoding(part: Object) -> str:
    told = text_of(part.get("contentEncoding"))
    return "" if told == "base64" else told


def _multiple(part: Object) -> int | float | None:
    """What a value is a multiple of; any integer is one of 1."""
    told = number_of(part.get("multipleOf"))
    if told is None or not isfinite(told) or told <= 0:
        return None
    return None if told == 1 and "integer" in texts_of(part.get("type")) else told


def _first(part: Object) -> Iterator[Object]:
    return (object_of(each) for each in list_of(part.get("prefixItems")))


def _by_pattern(parts: Sequence[Object]) -> Mapping[str, Sequence[Object]]:
    found: dict[str, tuple[Object, ...]] = {}
    for part in parts:
        for pattern, each in objects_in(part.get("patternProperties")):
            found[pattern] = (*found.get(pattern, ()), each)
    return found


def _discriminator(part: Object, parts: Sequence[Object]) -> Discriminator | None:
    """What tells variants apart here; not what a child has from the parent that its `allOf` names."""
    told: Tree = part.get("discriminator")
    if len(parts) > 1 and "oneOf" not in part and "anyOf" not in part:
        return None
    if isinstance(told, str):
        return Discriminator(told)
    fields = object_of(told)
    name = text_of(fields.get("propertyName"))
    mapping = object_of(fields.get("mapping")).items()
    return (
        Discriminator(name, {key: text_of(each).rpartition("/")[2] for key, each in mapping})
        if name
        else None
    )
