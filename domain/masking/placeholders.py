"""What stands in a text instead of a secret: `[masked GitHub token 3f9a1c]`."""

import re
from dataclasses import dataclass

from domain.masking.safe import Safe

_SHORT = 6
PLACEHOLDER = re.compile(rf"\[masked ([A-Za-z][A-Za-z ]{{0,22}}[A-Za-z]) ([0-9a-f]{{{_SHORT}}})\]")
"""A placeholder: its kind in plain words, and the beginning of the value's fingerprint."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A secret that was masked: what it was, and how one tells it from another."""

    kind: str
    """In plain words, such as `GitHub token`."""

    short: str
    """The first six digits of its fingerprint."""

    def __str__(self) -> str:
        return f"[masked {self.kind} {self.short}]"

    @classmethod
    def of(cls, kind: str, value: str, safe: Safe) -> "Masked":
        """What stands for `value`, which is a secret of this kind."""
        return cls(kind, safe.fingerprint(value)[:_SHORT])


def masked_in(text: str) -> tuple[Masked, ...]:
    """The placeholders that stand in `text`, each once, in their order."""
    return tuple(dict.fromkeys(Masked(match[1], match[2]) for match in PLACEHOLDER.finditer(text)))


def unmasked(text: str, value: str, safe: Safe) -> str:
    """`text` with `value` back where its placeholder stands; unchanged where there is none of it.

    Whoever says that a value is no secret pastes it again: nothing else knows it.
    """
    short = safe.fingerprint(value)[:_SHORT]
    return PLACEHOLDER.sub(lambda match: value if match[2] == short else match[0], text)
