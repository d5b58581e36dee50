"""A sentence model that is made in a moment, of the kind that fastembed runs: it knows what a few words mean.

Each word has a vector of its own, close to those of the words of its group and far from all others; a text has the
mean of its words. A word that it does not know means nothing to it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

if TYPE_CHECKING:
    from pathlib import Path

DIMENSIONS: Final = 32

SAME: Final = (
    ("sluggish", "crawls", "unhurried"),
    ("listing", "catalogue", "overview"),
    ("basket", "trolley"),
    ("vanishes", "evaporates"),
    ("customer", "shopper"),
    ("kitchen", "stove"),
)
"""Words that mean the same, each group something else."""


def make(folder: Path, *, dimensions: int = DIMENSIONS) -> Path:
    """Make the model in a folder, laid out as models are shared; returns the folder."""
    random = np.random.default_rng(1)
    rows = [np.zeros(dimensions)] * 2
    for group in SAME:
        middle = random.normal(size=dimensions)
        rows += [middle + 0.2 * random.normal(size=dimensions) for _ in group]
    words = ["[PAD]", "[UNK]", *(word for group in SAME for word in group)]
    tokenizer = Tokenizer(
        models.WordLevel({word: place for place, word in enumerate(words)}, unk_token="[UNK]")
    )
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 64, "pad_token": "[PAD]"}))
    (folder / "model.onnx").write_bytes(looking_up(np.array(rows, np.float32)).SerializeToString())
    return folder


def looking_up(vectors: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> onnx.ModelProto:
    """A model that gives each word its vector."""
    graph = helper.make_graph(
        [helper.make_node("Gather", ["vectors", "input_ids"], ["last_hidden_state"])],
        "small",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["texts", "words"])],
        [
            helper.make_tensor_value_info(
                "last_hidden_state", TensorProto.FLOAT, ["texts", "words", vectors.shape[1]]
            )
        ],
        [numpy_helper.from_array(vectors, "vectors")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
