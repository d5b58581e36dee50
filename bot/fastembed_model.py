"""A sentence model run by fastembed (https://github.com/qdrant/fastembed). Import it where the semantic extra is on."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, cast

import numpy as np
from fastembed import TextEmbedding
from fastembed.common.model_description import ModelSource, PoolingType
from loguru import logger
from numpy.typing import NDArray

FILES: Final = ("model.onnx", "onnx/model.onnx", "model_optimized.onnx")
"""Where a folder may have its model, in the order in which they are tried."""

NEEDED: Final = ("tokenizer.json", "tokenizer_config.json")
"""What else a folder must have."""

STEP: Final = 127
"""The largest number of a signed byte."""

UNRELATED: Final = (
    "My grandmother bakes bread with olives every Sunday.",
    "The database migration fails with a missing column.",
    "Two trains from the coast arrive late because of snow.",
    "How do I centre a button in a flexbox?",
    "The orchestra plays the second symphony tonight.",
    "A penguin cannot fly, but it swims very well.",
)
"""Texts that have nothing to do with each other."""


class FastEmbedModel:
    """Implements `bot.embedding.Model`.

    Args:
        name: a model that fastembed knows and fetches, or a folder with an ONNX model and its tokenizer.
        cache: where models that are fetched are kept.

    Raises:
        ValueError: fastembed knows no model of that name, or a file is missing from the folder.
        OSError: the model can neither be read nor fetched.
    """

    def __init__(self, name: str, *, cache: Path) -> None:
        logger.disable("fastembed")  # it writes to standard error by itself; what goes wrong is raised, too
        folder = Path(name)
        if folder.is_dir():
            self.name = registered(folder)
            self._model = TextEmbedding(self.name, specific_model_path=str(folder), threads=1)
        else:
            self.name = name
            self._model = TextEmbedding(name, cache_dir=str(cache), threads=1)
        self.unrelated = usual_cosine(self._model.passage_embed(list(UNRELATED)))

    def question(self, text: str) -> bytes:
        """The vector of a question."""
        (vector,) = self._model.query_embed([text])
        return in_bytes(cast("NDArray[np.float32]", vector))

    def texts(self, texts: Sequence[str]) -> Sequence[bytes]:
        """The vectors of texts."""
        return [
            in_bytes(cast("NDArray[np.float32]", vector)) for vector in self._model.passage_embed(list(texts))
        ]


def known() -> frozenset[str]:
    """The models that fastembed knows."""
    return frozenset(each["model"] for each in TextEmbedding.list_supported_models())


def registered(folder: Path) -> str:
    """The name under which fastembed now knows the model of a folder: another one for another model.

    Raises:
        ValueError: a file is missing.
    """
    file = model_file(folder)
    with (folder / file).open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    name = f"{folder.resolve().name}@{digest[:12]}"
    if name not in known():
        TextEmbedding.add_custom_model(
            model=name,
            pooling=pooling_of(folder),
            normalization=True,
            sources=ModelSource(hf=name),  # it is not looked for there: the folder has it
            dim=0,  # whatever it is
            model_file=file,
        )
    return name


def model_file(folder: Path) -> str:
    """Where in a folder the model is.

    Raises:
        ValueError: a file is missing.
    """
    found = [file for file in FILES if (folder / file).is_file()]
    missing = [file for file in NEEDED if not (folder / file).is_file()]
    if not found or missing:
        raise ValueError(f"{folder} has no {', '.join(missing or [FILES[0]])}.")
    return found[0]


def pooling_of(folder: Path) -> PoolingType:
    """How the model makes one vector of those of the words: as sentence-transformers notes it, else their mean."""
    noted = folder / "1_Pooling" / "config.json"
    told: dict[str, object] = json.loads(noted.read_text(encoding="utf-8")) if noted.is_file() else {}
    return PoolingType.CLS if told.get("pooling_mode_cls_token") else PoolingType.MEAN


def usual_cosine(vectors: Iterable[object]) -> float:
    """The mean cosine of each two of the vectors."""
    rows = np.array(list(vectors), np.float32)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    cosines = rows @ rows.T
    return float(cosines[np.triu_indices(len(rows), 1)].mean())


def in_bytes(vector: NDArray[np.float32]) -> bytes:
    """A vector of signed bytes in the same direction, the largest of them as large as it can be."""
    largest = float(np.abs(vector).max()) or 1.0
    return np.rint(vector / largest * STEP).astype(np.int8).tobytes()
