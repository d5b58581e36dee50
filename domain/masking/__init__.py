"""Masking secrets: what members paste is masked before it is stored, indexed, shown or logged.

No secret is kept, only placeholders that carry a fingerprint; see decision 0016. Texts come cleaned by
`domain.text`. A placeholder is short, but may be longer than what it stands for: a masked text can be a little
longer than the text was, and is never cut here, where that would cut a placeholder. What shows it cuts for itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import TYPE_CHECKING, TypeVar, cast

from domain.masking.formats import known_by_form
from domain.masking.named import known_by_name
from domain.masking.placeholders import PLACEHOLDER, Masked, masked_in, unmasked
from domain.masking.safe import Safe
from domain.masking.told import known_by_place

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from domain.masking.found import Found

__all__ = ["Masked", "Safe", "mask", "mask_fields", "masked_fields", "masked_in", "unmask_fields", "unmasked"]

DraftT = TypeVar("DraftT", bound="DataclassInstance")


def mask(text: str, safe: Safe) -> str:
    """`text` with a placeholder for each secret in it. Masked again, it stays as it is.

    Args:
        text: as cleaned.
        safe: the key of the fingerprints, and what is no secret.
    """
    masked = _masked_once(text, safe)
    while masked != text:
        # A secret that is gone can uncover another, which stood too close to it.
        text, masked = masked, _masked_once(masked, safe)
    return masked


def mask_fields(draft: DraftT, safe: Safe) -> DraftT:
    """`draft` with each of its texts masked, also those in tuples; the same object where there is no secret.

    Args:
        draft: a frozen dataclass.
        safe: as for `mask`.
    """
    return _with_texts(draft, lambda text: mask(text, safe))


def unmask_fields(draft: DraftT, value: str, safe: Safe) -> DraftT:
    """`draft` with `value` back wherever its placeholder stands; the same object where there is none of it."""
    return _with_texts(draft, lambda text: unmasked(text, value, safe))


def masked_fields(draft: "DataclassInstance") -> tuple[Masked, ...]:
    """The placeholders in the texts of `draft`, also in those in tuples, each once."""
    found: list[str] = []

    def look(text: str) -> str:
        found.append(text)
        return text

    _with_texts(draft, look)
    return masked_in("\n".join(found))


def _with_texts(draft: DraftT, change: Callable[[str], str]) -> DraftT:
    """`draft` with each of its texts changed; the same object where none of them is another then."""
    values: dict[str, object] = {field.name: getattr(draft, field.name) for field in fields(draft)}
    changed = {name: _with_text(value, change) for name, value in values.items()}
    others = {name: value for name, value in changed.items() if value != values[name]}
    return replace(draft, **others) if others else draft


def _with_text(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        members = cast("tuple[object, ...]", value)
        return tuple(change(each) if isinstance(each, str) else each for each in members)
    return value


def _masked_once(text: str, safe: Safe) -> str:
    """`text` masked once; placeholders in it part it, so that nothing looks into one or across."""
    parts: list[str] = []
    done = 0
    for placeholder in PLACEHOLDER.finditer(text):
        parts += _masked_part(text[done : placeholder.start()], safe)
        parts.append(placeholder[0])
        done = placeholder.end()
    parts += _masked_part(text[done:], safe)
    return "".join(parts)


def _masked_part(text: str, safe: Safe) -> Iterator[str]:
    done = 0
    for found in _apart(text):
        value = text[found.start : found.end]
        yield text[done : found.start]
        yield value if safe.is_harmless(value) else str(Masked.of(found.kind, value, safe))
        done = found.end
    yield text[done:]


def _apart(text: str) -> "list[Found]":
    """The secrets in `text`, in their order; of two that overlap, the one that is known more surely."""
    taken: list[Found] = []
    for found in (*known_by_form(text), *known_by_place(text), *known_by_name(text)):
        if all(found.end <= other.start or other.end <= found.start for other in taken):
            taken.append(found)
    return sorted(taken, key=lambda found: found.start)
