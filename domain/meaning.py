"""Search by meaning, where an embedder is there: what a question means, and what the entries do."""

from typing import Final

from domain.models.meaning import Meaning
from domain.ports import Embedder, Store

BATCH: Final = 8
"""Texts that are read at once: a question that is asked meanwhile waits for them."""

AT_ONCE: Final = 96
"""Texts that are read in one go, so that what else is due does not wait for long."""


class MeaningService:
    """Reads what questions and entries mean; without an embedder, nothing."""

    def __init__(self, store: Store, embedder: Embedder | None = None) -> None:
        self._store = store
        self._embedder = embedder
        self._begun: str | None = None

    async def of(self, question: str) -> Meaning | None:
        """What a question means; None where that cannot be told now."""
        return await self._embedder.question(question) if self._embedder else None

    async def fill(self) -> int:
        """Read texts that have yet to be read, the newest first, as many as are read in one go; returns how many."""
        if self._embedder is None or (model := await self._embedder.model()) is None:
            return 0
        if model != self._begun:
            async with self._store.transaction() as store:
                await store.vectors.begin(model)
            self._begun = model
        done = 0
        while done < AT_ONCE and (read := await self._read(self._embedder, model)):
            done += read
        return done

    async def _read(self, embedder: Embedder, model: str) -> int:
        async with self._store.reading() as store:
            unread = await store.vectors.unread(limit=BATCH)
        if not unread:
            return 0
        vectors = await embedder.texts([each.text for each in unread])
        if vectors is None:
            return 0
        async with self._store.transaction() as store:
            await store.vectors.put(
                model, {each.id: vector for each, vector in zip(unread, vectors, strict=True)}
            )
        return len(unread)
