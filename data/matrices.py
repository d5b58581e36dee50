"""The vectors of a server in memory, where numpy looks through them. Import it only where the semantic extra is on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

CHUNK: Final = 512
"""Vectors that are multiplied at a time, as floats in one small buffer: making new ones would take most of the time."""

Row: TypeAlias = tuple[int, int, bytes]
"""Of a vector: its id, its entry's id, and itself."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Vectors of one length, one of each entry. It never changes; `with_rows` makes another one."""

    known: int
    """The highest id among the vectors that it was ever told of."""
    entry_ids: NDArray[np.int64]
    vectors: NDArray[np.int8]
    lengths: NDArray[np.float32]

    @classmethod
    def empty(cls, dimensions: int) -> "Matrix":
        """One without a vector."""
        return cls(0, np.empty(0, np.int64), np.empty((0, dimensions), np.int8), np.empty(0, np.float32))

    @property
    def size(self) -> int:
        """The bytes that it takes."""
        return self.entry_ids.nbytes + self.vectors.nbytes + self.lengths.nbytes

    def with_rows(self, rows: Sequence[Row]) -> "Matrix":
        """This one and `rows`, which have higher ids: each takes the place of what there was of its entry."""
        if not rows:
            return self
        entry_ids = np.array([entry_id for _, entry_id, _ in rows], np.int64)
        vectors = stacked([vector for _, _, vector in rows])
        stays = ~np.isin(self.entry_ids, entry_ids)
        return Matrix(
            max(row_id for row_id, _, _ in rows),
            np.concatenate([self.entry_ids[stays], entry_ids]),
            np.concatenate([self.vectors[stays], vectors]),
            np.concatenate([self.lengths[stays], lengths(vectors)]),
        )

    def closest(self, vector: bytes, limit: int) -> list[int]:
        """The entries that are closest to a vector, closest first; of equals the newer one."""
        found = cosines(self.vectors, self.lengths, vector)
        best = np.argpartition(-found, limit - 1)[:limit] if limit < len(found) else np.arange(len(found))
        ordered = best[np.lexsort((-self.entry_ids[best], -found[best]))]
        return self.entry_ids[ordered].tolist()


def cosines_with(vector: bytes, others: Iterable[bytes]) -> list[float]:
    """The cosines of a vector with others of its length."""
    vectors = stacked(list(others))
    return cosines(vectors, lengths(vectors), vector).tolist()


def cosines(vectors: NDArray[np.int8], lengths: NDArray[np.float32], vector: bytes) -> NDArray[np.float32]:
    """The cosine of each of the vectors, which are so long, with one of them."""
    asked = np.frombuffer(vector, np.int8).astype(np.float32)
    asked /= max(float(np.linalg.norm(asked)), 1.0)
    found = np.empty(len(vectors), np.float32)
    buffer = np.empty((min(CHUNK, len(vectors)), len(asked)), np.float32)
    for start in range(0, len(vectors), CHUNK):
        chunk = vectors[start : start + CHUNK]
        floats = buffer[: len(chunk)]
        np.copyto(floats, chunk)
        np.dot(floats, asked, out=found[start : start + len(chunk)])
    return found / lengths


def lengths(vectors: NDArray[np.int8]) -> NDArray[np.float32]:
    """How long vectors are; at least 1, which only one of nothing but zeros is not."""
    squares = np.einsum("ij,ij->i", vectors, vectors, dtype=np.float32)
    return np.maximum(np.sqrt(squares), np.float32(1))


def stacked(vectors: Sequence[bytes]) -> NDArray[np.int8]:
    """Vectors of one length, one above the other."""
    return np.frombuffer(b"".join(vectors), np.int8).reshape(len(vectors), -1)
