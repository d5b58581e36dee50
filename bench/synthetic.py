"""Made-up entries with realistic words, the same ones every time.

Words fall off as those of a language do without its stop words (Zipf's law, with Mandelbrot's offset), in several
forms of each; an entry says its own few words again and again; a third of the entries have code, whose names nobody
else may have.
"""

import random
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from bench.core import SEED, TOPICS, WORDS
from bench.typos import misspelt
from domain.models.entries import Kind, Ref
from domain.models.search import Document
from domain.retrieval.stop_words import STOP_WORDS

VOCABULARY: Final = 20_000
"""Words, not counting their forms."""

OFFSET: Final = 20
"""Ranks that a language's stop words have, which are made apart."""

SLOPE: Final = 1.1
"""How fast words get rarer: with this, the commonest is in about four of ten entries."""

FORMS: Final = ("", "", "", "s", "s", "ed", "ing", "er", "ation", "able")
OPENINGS: Final = tuple("b c cr d f g gr k l m n p pr qu r s st t v w".split())  # noqa: SIM905  (as for the words)
VOWELS: Final = ("a", "e", "i", "o", "u", "ea")
CLOSINGS: Final = ("b", "ck", "d", "l", "m", "n", "p", "r", "st", "t", "x")
STOPPING: Final = tuple(sorted(STOP_WORDS))

FIRST_SERVER: Final = 1_100_000_000_000_000_000
"""Ids as long as Discord's: the index has a server's id before each of its words."""


def chance_of(*what: object) -> random.Random:
    """The source of everything that is made up about something; the same one every time."""
    return random.Random(f"{SEED} {what}")  # noqa: S311  (nothing here is a secret)


def server_id(place: int) -> int:
    """The id of a server, by its place among the servers."""
    return FIRST_SERVER + place * 7_919_000_001


@lru_cache(maxsize=1)
def vocabulary() -> tuple[Sequence[str], Sequence[float]]:
    """The words, the commonest first, and the running sums of how common they are."""
    chance = chance_of("vocabulary")
    words: dict[str, None] = {word: None for word in (*TOPICS, *WORDS)}  # noqa: C420  (fromkeys keeps literal types)
    while len(words) < VOCABULARY:
        syllables = chance.choices((1, 2, 3), (1, 5, 2))[0]
        words["".join(_syllable(chance) for _ in range(syllables))] = None
    return list(words), list(accumulate((rank + OFFSET) ** -SLOPE for rank in range(1, len(words) + 1)))


def document(place: int, number: int, chance: random.Random) -> Document:
    """A solution of the server at that place."""
    own = _words(chance, 4)
    topic = chance.choice(TOPICS)
    return Document(
        guild_id=server_id(place),
        ref=Ref(Kind.SOLUTION, number),
        title=_text(chance, own, chance.randint(4, 9)),
        body=_text(chance, own, chance.randint(20, 120)),
        code=_code(chance, own) if chance.random() < 0.33 else "",
        tags=(topic,),
    )


def query(title: str, body: str, chance: random.Random) -> str:
    """What somebody asks who looks for an entry: a few of its words, often one of their own, sometimes misspelt."""
    told = [word for word in f"{title} {body}".split() if word not in STOP_WORDS]
    asked = chance.sample(told, min(len(told), chance.randint(2, 6)))
    asked += _words(chance, chance.randint(0, 2))
    if chance.random() < 0.3:
        place = chance.randrange(len(asked))
        asked[place] = misspelt(asked[place], chance)
    return " ".join(("how", "to", *asked))


def _syllable(chance: random.Random) -> str:
    return chance.choice(OPENINGS) + chance.choice(VOWELS) + chance.choice(CLOSINGS)


def _words(chance: random.Random, count: int) -> list[str]:
    """Words by how common they are, each in one of its forms."""
    words, sums = vocabulary()
    chosen = chance.choices(words, cum_weights=sums, k=count)
    return [word + form for word, form in zip(chosen, chance.choices(FORMS, k=count), strict=True)]


def _text(chance: random.Random, own: Sequence[str], count: int) -> str:
    """Telling words, a fifth of them the entry's own; half as many stop words stand between them."""
    telling = _words(chance, count - count // 5) + chance.choices(own, k=count // 5)
    text = telling + chance.choices(STOPPING, k=count // 2)
    chance.shuffle(text)
    return " ".join(text)


def _code(chance: random.Random, own: Sequence[str]) -> str:
    """A few lines that call what only this entry, or everybody, has."""
    lines: list[str] = []
    for _ in range(chance.randint(2, 6)):
        first, second, third = _words(chance, 3)
        lines.append(f"{first}.{second.title()}({chance.choice(own)}_{third}={chance.randint(0, 9)})")
    return "\n".join(lines)
