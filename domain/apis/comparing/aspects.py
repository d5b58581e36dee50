"""Every way in which two schemas differ, and what it does in each direction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.apis.comparing.grades import BREAKING, RISKY, SAFE, Grade
from domain.apis.reading.bounds import ALWAYS, LOWER, UPPER


@dataclass(frozen=True, slots=True)
class Aspect:
    """A difference of two schemas: what it does in a request, what it does in a response."""

    name: str
    sent: Grade
    received: Grade
    sentence: str


_PLAIN: Final[Sequence[Aspect]] = (
    Aspect("type-changed", BREAKING, BREAKING, "it is of another type now"),
    Aspect("type-generalized", SAFE, BREAKING, "it may be of more types now"),
    Aspect("type-specialized", BREAKING, SAFE, "it is of fewer types now"),
    Aspect("list-of-types-widened", SAFE, BREAKING, "it may be of more types now"),
    Aspect("list-of-types-narrowed", BREAKING, SAFE, "it is of fewer types now"),
    Aspect("became-nullable", SAFE, BREAKING, "it may be null now"),
    Aspect("became-not-nullable", BREAKING, SAFE, "it is never null now"),
    Aspect("became-enum", BREAKING, SAFE, "only listed values are left"),
    Aspect("enum-lifted", SAFE, RISKY, "it is bound to no list of values any more"),
    Aspect("enum-value-added", SAFE, RISKY, "one more value is possible"),
    Aspect("enum-value-removed", BREAKING, SAFE, "a value is possible no longer"),
    Aspect("const-added", BREAKING, SAFE, "only one value is left"),
    Aspect("const-changed", BREAKING, BREAKING, "its only value is another now"),
    Aspect("const-removed", SAFE, BREAKING, "it may have other values now"),
    Aspect("pattern-added", BREAKING, SAFE, "it must fit a pattern now"),
    Aspect("pattern-changed", RISKY, SAFE, "it must fit another pattern now"),
    Aspect("pattern-removed", SAFE, SAFE, "it needs to fit no pattern any more"),
    Aspect("default-value-added", SAFE, SAFE, "it has a default now"),
    Aspect("default-value-changed", SAFE, SAFE, "its default is another now"),
    Aspect("default-value-removed", SAFE, SAFE, "it has no default any more"),
    Aspect("one-of-added", SAFE, BREAKING, "it may have one more shape now"),
    Aspect("one-of-removed", BREAKING, SAFE, "one of its shapes is gone"),
    Aspect("any-of-added", SAFE, BREAKING, "it may have one more shape now"),
    Aspect("any-of-removed", BREAKING, SAFE, "one of its shapes is gone"),
    Aspect("additional-properties-closed", BREAKING, SAFE, "fields that are not named are refused now"),
    Aspect("additional-properties-opened", SAFE, RISKY, "it may have fields that are not named now"),
    Aspect("pattern-property-added", BREAKING, SAFE, "fields that fit a pattern are held to a schema now"),
    Aspect("pattern-property-removed", SAFE, BREAKING, "fields that fit a pattern may be anything now"),
    Aspect("pattern-property-allowed", SAFE, RISKY, "fields that fit a pattern may be there now"),
    Aspect("pattern-property-refused", BREAKING, SAFE, "fields that fit a pattern are refused now"),
    Aspect("dependent-required-added", BREAKING, SAFE, "one field calls for another now"),
    Aspect("dependent-required-removed", SAFE, BREAKING, "one field calls for another no longer"),
    Aspect("unique-items-set", RISKY, SAFE, "it must not hold a thing twice now"),
    Aspect("unique-items-unset", SAFE, RISKY, "it may hold a thing twice now"),
    Aspect("prefix-items-added", SAFE, BREAKING, "it may have one more element now"),
    Aspect("prefix-items-removed", BREAKING, SAFE, "it may have one element less now"),
    Aspect("items-closed", BREAKING, SAFE, "elements that are not named are refused now"),
    Aspect("items-opened", SAFE, RISKY, "it may have elements that are not named now"),
    Aspect("multiple-of-set", RISKY, SAFE, "it must be a multiple now"),
    Aspect("multiple-of-unset", SAFE, RISKY, "it needs to be no multiple any more"),
    Aspect("multiple-of-widened", SAFE, RISKY, "it may be a multiple of less now"),
    Aspect("multiple-of-narrowed", BREAKING, SAFE, "it must be a multiple of more now"),
    Aspect("multiple-of-changed", BREAKING, RISKY, "it must be a multiple of something else now"),
    Aspect(
        "content-media-type-changed", BREAKING, BREAKING, "what the text holds is of another media type now"
    ),
    Aspect("content-encoding-changed", BREAKING, BREAKING, "the text is encoded otherwise now"),
    Aspect("discriminator-added", RISKY, SAFE, "a field tells its shapes apart now"),
    Aspect("discriminator-removed", SAFE, RISKY, "no field tells its shapes apart any more"),
    Aspect(
        "discriminator-property-name-changed", BREAKING, BREAKING, "another field tells its shapes apart now"
    ),
    Aspect("discriminator-mapping-added", SAFE, RISKY, "one more value stands for a shape"),
    Aspect("discriminator-mapping-deleted", BREAKING, SAFE, "a value stands for a shape no longer"),
    Aspect("discriminator-mapping-changed", BREAKING, BREAKING, "another value stands for a shape now"),
)

# How large a number may be, and how many of something there may be.
_UPPER: Final = (
    ("set", RISKY, SAFE, "it may be only so large now", "it may have only so many {} now"),
    ("unset", SAFE, BREAKING, "it may be however large now", "it may have however many {} now"),
    ("increased", SAFE, BREAKING, "it may be larger now", "it may have more {} now"),
    ("decreased", BREAKING, SAFE, "it may not be as large now", "it may not have as many {} now"),
)
_LOWER: Final = (
    ("set", RISKY, SAFE, "it may be only so small now", "it must have so many {} now"),
    ("unset", SAFE, BREAKING, "it may be however small now", "it may have however few {} now"),
    ("increased", BREAKING, SAFE, "it may not be as small now", "it must have more {} now"),
    ("decreased", SAFE, BREAKING, "it may be smaller now", "it may have fewer {} now"),
)
_THINGS: Final = {
    "length": "characters",
    "items": "elements",
    "properties": "fields",
    "contains": "elements of a sort",
}

_OF_BOUNDS: Final[Sequence[Aspect]] = tuple(
    Aspect(f"{exclusive}{name}-{verb}", sent, received, many.format(_THINGS[what]) if what else large)
    for names, rows in ((UPPER, _UPPER), (LOWER, _LOWER))
    for name in names
    for what in (name.partition("-")[2],)
    for exclusive in (("",) if what else ("", "exclusive-"))
    for verb, sent, received, large, many in rows
    if not (name in ALWAYS and verb in {"set", "unset"})
)

# What is said by a schema within the schema. It is compared as a whole: which way it changed is not worked out.
_WHOLES: Final[Sequence[Aspect]] = tuple(
    Aspect(f"{name}-{verb}", sent, received, sentence)
    for name, removed, words in (
        ("not", BREAKING, "what it must not be"),
        ("if", BREAKING, "what holds on a condition"),
        ("contains", BREAKING, "what it must hold"),
        ("property-names", BREAKING, "how its fields may be called"),
        ("dependent-schema", BREAKING, "what holds where a field is there"),
        ("content-schema", BREAKING, "what the text holds"),
        ("unevaluated-properties", RISKY, "what fields that no part names may be"),
        ("unevaluated-items", RISKY, "what elements that no part names may be"),
    )
    for verb, sent, received, sentence in (
        ("added", BREAKING, SAFE, f"{words} is bound now"),
        ("removed", SAFE, removed, f"{words} is bound no longer"),
        ("changed", RISKY, RISKY, f"{words} is bound otherwise now"),
    )
)

ASPECTS: Final[Sequence[Aspect]] = (*_PLAIN, *_OF_BOUNDS, *_WHOLES)
