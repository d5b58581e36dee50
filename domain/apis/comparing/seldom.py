"""How two schemas differ in words that are seldom used, their children left aside."""

from collections.abc import Iterator
from fractions import Fraction

from domain.apis.comparing.differences import Difference
from domain.apis.reading.schemas import Schema


def seldom_differences(old: Schema, new: Schema) -> Iterator[Difference]:
    """How they differ in multiples, in what goes together, and in what is compared as a whole."""
    before, after = old.seldom, new.seldom
    if before.multiple != after.multiple:
        yield _of_multiples(before.multiple, after.multiple)
    if before.is_unique != after.is_unique:
        yield Difference(f"unique-items-{'set' if after.is_unique else 'unset'}")
    for pair in sorted(before.together - after.together):
        yield Difference("dependent-required-removed", _in_words(pair), None)
    for pair in sorted(after.together - before.together):
        yield Difference("dependent-required-added", None, _in_words(pair))
    if before.media_type != after.media_type:
        yield Difference("content-media-type-changed", before.media_type or None, after.media_type or None)
    if (before.encoding, old.format) != (after.encoding, new.format) and (before.encoding or after.encoding):
        yield Difference("content-encoding-changed", _encoding(old), _encoding(new))
    yield from _of_wholes(old, new)


def _of_multiples(before: float | None, after: float | None) -> Difference:
    if before is None or after is None:
        return Difference(f"multiple-of-{'unset' if after is None else 'set'}", before, after)
    if _is_multiple(before, after):
        return Difference("multiple-of-widened", before, after)
    how = "narrowed" if _is_multiple(after, before) else "changed"
    return Difference(f"multiple-of-{how}", before, after)


def _is_multiple(number: float, of: float) -> bool:
    """Whether a number is a multiple of another, as people write them: 0.1 is one of 0.01."""
    return Fraction(str(number)) % Fraction(str(of)) == 0


def _in_words(pair: tuple[str, str]) -> str:
    return " calls for ".join(pair)


def _encoding(schema: Schema) -> str | None:
    return schema.seldom.encoding or ("base64" if schema.format == "byte" else None)


def _of_wholes(old: Schema, new: Schema) -> Iterator[Difference]:
    """What is compared as a whole: it came, it went, or it is another."""
    for name, hangs_on in sorted({**old.wholes, **new.wholes}):
        before, after = old.wholes.get((name, hangs_on)), new.wholes.get((name, hangs_on))
        if before != after:
            verb = "added" if before is None else "removed" if after is None else "changed"
            yield Difference(f"{name}-{verb}", before and (hangs_on or None), after and (hangs_on or None))
