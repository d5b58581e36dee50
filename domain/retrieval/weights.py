"""How much what counts: every number of the ranking, in one place.

Those of `Weights` are what `python -m bench tune --cloze` prints for the collections that we have: it tries out others,
and none of them is better for sure. The others say what a member would expect, and tests hold them.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """How a word counts in one field of an entry, as in BM25F.

    Robertson, Zaragoza: The Probabilistic Relevance Framework, BM25 and Beyond (2009), section 3.6.
    """

    weight: float
    """How many times in a body one time in this field is worth."""
    pivot: float
    """Words of a field of ordinary length."""
    slope: float
    """How much less a word counts in a longer field: 0 not at all, 1 in proportion."""

    def counted(self, times: float, length: int) -> float:
        """What a word that stands `times` in a field of `length` words counts."""
        return self.weight * times / (1 - self.slope + self.slope * length / self.pivot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What the order of hits depends on."""

    title: Field = Field(weight=2.0, pivot=5, slope=0.5)
    body: Field = Field(weight=1.0, pivot=35, slope=0.75)
    code: Field = Field(weight=0.7, pivot=35, slope=0.75)
    tags: Field = Field(weight=2.0, pivot=3, slope=0.0)
    aliases: Field = Field(weight=2.0, pivot=5, slope=0.5)
    saturation: float = 1.2
    """BM25's k1: how soon more of the same word tells no more."""

    agreement: float = 0.4
    """For a title, or an earlier wording, that says what the query says and nothing else."""
    exactness: float = 0.3
    """For words in the very form that was typed: `migrations`, not `migrate`."""
    adjacency: float = 0.3
    """For words that stand side by side as they do in the query."""
    meaning: float = 1.5
    """For an entry that means the same; only with the semantic extra, whose model tells how close it is."""


WEIGHTS: Final = Weights()

PIECE: Final = 0.5
"""What the pieces of a name count beside it: `use` and `effect` of `useEffect`."""

SYNONYM: Final = 0.7
"""What another word for the same counts beside the one that was typed."""

MENDED: Final = 0.8
"""What the word counts that was meant, as far as one can guess, beside one that was typed."""

NEAR: Final = 0.6
"""How close in meaning an entry must be to be found, and to count as fitting, by that alone: few strangers are."""

JOINED: Final = 0.8
"""What two words count that an entry writes as one: `back end` and `backend`."""
