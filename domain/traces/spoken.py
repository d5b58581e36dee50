"""Where people go on talking on the line of an error: `KeyError: 'email' when I log in, any idea?`."""

import re
from collections.abc import Iterator
from typing import Final

_TALK: Final = re.compile(
    r"""[\s,.;!?*`"'(-]+
    (?: (?:when|if|while|after|and|but|so|because|since|as)\ )?
    (?: any(?:one|body)?\ (?:idea|ideas|help|has|have|had|know|knows|seen|else) | has\ any(?:one|body) | any\ ideas?
      | (?:please|pls|thanks|thx|hey|hello|help|idk)\b | what(?:'s|\ is|\ does|\ do|\ should)\b
      | why\b | how\ (?:do|can|to)\b
      | (?:i|i'm|im|i've|we|my|our)\ [a-z]
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""How talk begins after a message."""

_QUOTED: Final = re.compile(r"(?:'[^'\n]{1,200}'|\"[^\"\n]{1,200}\"|`[^`\n]{1,200}`)(?!\w)")

ENOUGH: Final = 4
"""Words that a message must have up to its last quoted part: fewer tell no error apart."""


def cut(message: str) -> Iterator[str]:
    """`message` as it may have been before somebody went on talking: up to the talk, and up to its last quoted part."""
    if talk := _TALK.search(message):
        yield message[: talk.start()]
    quoted = list(_QUOTED.finditer(message))
    if quoted:
        told = message[: quoted[-1].end()]
        if told != message and len(told.split()) >= ENOUGH:
            yield told
