"""Typos: questions as they come from hurried fingers, the same ones every time."""

import random
from dataclasses import replace
from typing import Final

from bench.collection import Collection, Question
from bench.core import SEED
from domain.retrieval.stop_words import STOP_WORDS

SHORTEST: Final = 4
"""Letters of a word that is misspelt."""


def with_typos(collection: Collection, words: int) -> Collection:
    """The collection with so many words of each question misspelt, of those that tell something."""
    questions = [_hurried(each, words) for each in collection.questions]
    return replace(collection, name=f"{collection.name}, {words} typos each", questions=questions)


def misspelt(word: str, chance: random.Random) -> str:
    """A word with two neighbours swapped, a letter left out, or a letter twice."""
    at = chance.randrange(max(1, len(word) - 1))
    return chance.choice(
        (
            word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at : at + 1] + word[at:],
        )
    )


def _hurried(question: Question, words: int) -> Question:
    chance = random.Random(f"{SEED} {question.id}")  # noqa: S311  (nothing here is a secret)
    typed = question.text.split()
    telling = [at for at, word in enumerate(typed) if _tells(word)]
    for at in chance.sample(telling, min(words, len(telling))):
        typed[at] = misspelt(typed[at], chance)
    return replace(question, text=" ".join(typed))


def _tells(word: str) -> bool:
    return word.isalpha() and len(word) >= SHORTEST and word.lower() not in STOP_WORDS
