"""What a model makes of a collection: for the measures that search by meaning."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bench.collection import Collection
from bench.report import Unusable
from bot.config import BadSettings, load
from bot.embedding import INSTALL, Model, is_installed, models_folder
from domain.models.meaning import Meaning

CHARACTERS: Final = 2_000
"""What a model is given of a text."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """What a model made of a collection."""

    documents: Sequence[bytes]
    """The vectors of the documents, in their order."""
    questions: Mapping[str, Meaning]
    """By the questions' ids."""


class AtOnce:
    """Implements `domain.ports.Embedder`, and waits for the model however long it takes."""

    def __init__(self, model: Model) -> None:
        self._model = model

    async def model(self) -> str | None:
        """The name of the model."""
        return self._model.name

    async def question(self, text: str) -> Meaning | None:
        """What a question means."""
        return Meaning(self._model.name, self._model.question(text), self._model.unrelated)

    async def texts(self, texts: Sequence[str]) -> Sequence[bytes] | None:
        """The vectors of entries' texts, in their order."""
        return self._model.texts(texts)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    parser.add_argument("--semantic", action="store_true", help="by meaning too; needs the semantic extra")
    parser.add_argument(
        "--model",
        metavar="NAME",
        help="with --semantic: a model that fastembed knows, or a folder; else that of SEMANTIC_MODEL",
    )


def model_of(parsed: argparse.Namespace) -> Model | None:
    """The model that the command line asks for, if it asks for one.

    Raises:
        Unusable: the extra is not installed, or the model cannot be used.
    """
    if not parsed.semantic:
        return None
    if not is_installed():
        raise Unusable(f"Search by meaning is not installed: {INSTALL}")
    from bot.fastembed_model import FastEmbedModel  # noqa: PLC0415  (what it needs comes with an extra)

    try:
        settings = load()
        return FastEmbedModel(parsed.model or settings.semantic_model, cache=models_folder(settings))
    except (BadSettings, OSError, ValueError) as error:
        raise Unusable(str(error)) from error


def meanings_of(collection: Collection, model: Model) -> Meanings:
    """What a model makes of a collection."""
    return Meanings(
        [
            vector
            for document in collection.documents.values()
            for vector in model.texts([f"{document.title}\n{document.body}"[:CHARACTERS]])
        ],
        {
            question.id: Meaning(model.name, model.question(question.text), model.unrelated)
            for question in collection.questions
        },
    )
