"""An error that a text tells of, and the fingerprints by which the same error is found again."""

from dataclasses import dataclass
from hashlib import blake2b

from domain.traces.normalise import gist_of, names_of, tells
from domain.traces.spoken import cut

_WORDS = 40
"""Words to search for, at most: an error is known by its first ones."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error, as a program told it."""

    kind: str
    """The exception's class or the error's code: `sqlite3.OperationalError`, `TS2345`; empty where it has none."""

    message: str
    """What the program says of it, as written, on one line."""

    frame: str = ""
    """The deepest place that is the user's own, `orders/views.py:create`; empty where that is not known."""

    cause: "Trouble | None" = None
    """What an exception chain began with."""

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """Short words for a search index, the most telling first; none where the error says too little.

        Two texts share one when they tell of the same error, whatever paths, numbers and values they hold.
        """
        cause = self.cause.fingerprints if self.cause else ()
        spoken = (mark for message in cut(self.message) for mark in self._fingerprints_of(message))
        return tuple(dict.fromkeys((*self._fingerprints_of(self.message), *cause, *spoken)))

    @property
    def words(self) -> str:
        """What to search for in place of all that was pasted: class, message and function, a few dozen words."""
        parts = [self.kind, names_of(self.message)]
        if self.cause:
            parts += [self.cause.kind, names_of(self.cause.message)]
        parts.append(self.frame.partition(":")[2])
        words = dict.fromkeys(" ".join(parts).split())
        return " ".join(list(words)[:_WORDS])

    def _fingerprints_of(self, message: str) -> list[str]:
        kind = self.kind.rpartition(".")[2].casefold()
        names, gist = names_of(message).casefold(), gist_of(message).casefold()
        found: list[str] = []
        if self.frame and (kind or names):
            found.append(_fingerprint(kind, names, self.frame.casefold()))
        for form in dict.fromkeys((names, gist)):
            # A gist has lost what may have told the error apart, so it must say more.
            if tells(form, enough=1 if form == names else 3):
                found.append(_fingerprint(kind, form))
            if tells(form, enough=3):
                found.append(_fingerprint(form))
        return found


def _fingerprint(*parts: str) -> str:
    return "x" + blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=6).hexdigest()
