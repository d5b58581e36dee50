"""A call in the languages that people paste it into: a shell, JavaScript, Python.

Where nobody told the host, `BASE_URL` stands for it, and `TOKEN` for what is secret: the reader sets both.

Each language is a row of `LANGUAGES`, and a module here of its name with a function of its name that writes the call.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

from domain import text

if TYPE_CHECKING:
    from domain.apis.showing.calls import Call


@dataclass(frozen=True, slots=True)
class Language:
    """How snippets of a language are shown."""

    fence: str
    """What Markdown colours them as."""
    reads: re.Pattern[str] | None = None
    """How they read a variable of the shell that they are run in; None where they read none."""


LANGUAGES: Final[Mapping[str, Language]] = {
    "curl": Language("sh", re.compile(r"\$(BASE_URL|TOKEN(?:_\d+)?)\b")),
    "fetch": Language("js"),
    "httpx": Language("python", re.compile(r'os\.environ\["(\w+)"\]')),
}
"""The languages, the one first that is shown first."""


def snippets_of(call: "Call") -> Mapping[str, str]:
    """The call in each language, by its name.

    What cannot be seen is left out: a document must not put signs on a clipboard that steer whoever pastes them.
    """
    return {name: text.shown(_writer(name)(call)) for name in LANGUAGES}


def to_set(name: str, snippet: str) -> Sequence[str]:
    """The variables of the shell that somebody has to set before a snippet of that language is run."""
    reads = LANGUAGES[name].reads
    return list(dict.fromkeys(reads.findall(snippet))) if reads else []


def _writer(name: str) -> Callable[["Call"], str]:
    # Writing takes what reads documents: the bot itself starts without it.
    return getattr(import_module(f"{__name__}.{name}"), name)
