"""What entries mean: a vector for each, looked through in memory within one server."""

import asyncio
import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from data.database import Connection
from data.search_index import candidate_from
from data.within import VISIBLE, bound
from domain.models.meaning import Meaning, Unread
from domain.models.search import Within
from domain.retrieval.planning import Plan
from domain.retrieval.ranking import Candidate

if TYPE_CHECKING:
    from data.matrices import Matrix

MEMORY: Final = 256 * 2**20
"""Bytes that vectors in memory take at most: those of 600,000 entries by a model with 384 dimensions."""

REACH: Final = 2_000
"""How many of the closest entries are looked at before filters take some away."""

READ: Final = 2_000
"""Characters of a text that the model is given: small models take no more."""

Key: TypeAlias = tuple[int, str, int]
"""Whose vectors: a server's, by a model, with so many dimensions."""

SELECT_VECTORS: Final = """
    SELECT id, entry_id, vector FROM vectors
    WHERE guild_id = :guild_id AND model = :model AND id > :known AND length(vector) = :dimensions
    ORDER BY id
"""

# What stands in memory may be of yesterday; what is found is held against the filters as things are.
FIND_THESE: Final = f"""
    SELECT e.id, d.terms, d.title_stems, d.body_stems, d.inflected, d.aliases,
        e.created_at, s.helped, s.failed, s.unconfirmed_since, s.superseded_by, p.api_number
    FROM json_each(:ids) wanted CROSS JOIN entries e ON e.id = wanted.value CROSS JOIN documents d ON d.entry_id = e.id
    CROSS JOIN vectors v ON v.entry_id = e.id AND v.model = :model
    LEFT JOIN solutions s ON s.entry_id = e.id LEFT JOIN endpoints p ON p.entry_id = e.id
    WHERE {VISIBLE}
    LIMIT :limit
"""

SELECT_THESE: Final = """
    SELECT v.entry_id, v.vector FROM json_each(:ids) wanted CROSS JOIN vectors v ON v.entry_id = wanted.value
    WHERE v.guild_id = :guild_id AND v.model = :model AND length(v.vector) = :dimensions
"""

SET_MODEL: Final = """
    INSERT INTO memory (key, value) VALUES ('model of meaning', :model)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value
"""

ALL_UNREAD: Final = """
    INSERT INTO unread_texts (entry_id)
    SELECT d.entry_id FROM documents d
    WHERE NOT EXISTS (SELECT 1 FROM vectors v WHERE v.entry_id = d.entry_id AND v.model = :model)
    ORDER BY d.entry_id
    ON CONFLICT (entry_id) DO NOTHING
"""

SELECT_UNREAD: Final = """
    SELECT u.id, substr(d.title || char(10) || d.body, 1, :characters) AS text
    FROM unread_texts u CROSS JOIN documents d ON d.entry_id = u.entry_id
    ORDER BY u.id DESC LIMIT :limit
"""

PUT_VECTOR: Final = """
    INSERT OR REPLACE INTO vectors (entry_id, guild_id, model, vector)
    SELECT u.entry_id, d.guild_id, :model, :vector
    FROM unread_texts u CROSS JOIN documents d ON d.entry_id = u.entry_id
    WHERE u.id = :id
"""

DELETE_UNREAD: Final = "DELETE FROM unread_texts WHERE id = :id"


class Matrices:
    """The vectors of the servers that were searched last, as far as memory goes.

    They are only ever added to: ids of vectors grow, so the next search reads those that are new.
    """

    def __init__(self, *, memory: int = MEMORY) -> None:
        self._memory = memory
        self._kept: OrderedDict[Key, Matrix] = OrderedDict()

    def of(self, key: Key) -> "Matrix | None":
        """The vectors of a server, if they are kept."""
        return self._kept.get(key)

    def keep(self, key: Key, matrix: "Matrix") -> None:
        """Keep the vectors of a server, and forget those that were searched longest ago where they are too many."""
        self._kept[key] = matrix
        self._kept.move_to_end(key)
        while sum(each.size for each in self._kept.values()) > self._memory:
            self._kept.popitem(last=False)


class SqliteVectors:
    """Implements `domain.repositories.Vectors`."""

    def __init__(self, connection: Connection, matrices: Matrices) -> None:
        self._connection = connection
        self._matrices = matrices

    async def candidates(
        self,
        guild_id: int,
        meaning: Meaning,
        plan: Plan,
        within: Within,
        hidden: Iterable[int],
        *,
        limit: int,
    ) -> Sequence[Candidate]:
        """The entries that are closest to a meaning, closest first, with what they have of what is looked up."""
        matrix = await self._matrix(guild_id, meaning)
        filters = bound(within, hidden)
        for reach in (REACH, len(matrix.entry_ids)):
            ids = await asyncio.to_thread(matrix.closest, meaning.vector, reach)
            rows = await self._connection.all(
                FIND_THESE,
                guild_id=guild_id,
                model=meaning.model,
                ids=json.dumps(ids),
                limit=limit,
                **filters,
            )
            if len(rows) == limit or len(ids) < REACH:
                break
        return [candidate_from((row[0], levels_of(row[1], plan), *row[2:])) for row in rows]

    async def closeness(
        self, guild_id: int, meaning: Meaning, entry_ids: Iterable[int]
    ) -> Mapping[int, float]:
        """How close to a meaning those of the entries are that the same model has read: from 0 to 1."""
        from data.matrices import cosines_with  # noqa: PLC0415  (numpy costs memory: only for who searches by meaning)

        rows = await self._connection.all(
            SELECT_THESE,
            guild_id=guild_id,
            model=meaning.model,
            dimensions=len(meaning.vector),
            ids=json.dumps(list(entry_ids)),
        )
        cosines = cosines_with(meaning.vector, [row["vector"] for row in rows]) if rows else []
        return {row["entry_id"]: meaning.closeness(cosine) for row, cosine in zip(rows, cosines, strict=True)}

    async def begin(self, model: str) -> bool:
        """From now on texts are read by this model, and all that another one has read are to be read again."""
        is_another = bool(await self._connection.run(SET_MODEL, model=model))
        if is_another:
            await self._connection.run(ALL_UNREAD, model=model)
        return is_another

    async def unread(self, *, limit: int) -> Sequence[Unread]:
        """Texts that the model has yet to read, the newest first."""
        rows = await self._connection.all(SELECT_UNREAD, characters=READ, limit=limit)
        return [Unread(row["id"], row["text"]) for row in rows]

    async def put(self, model: str, vectors: Mapping[int, bytes]) -> None:
        """Keep what the model made of texts, by the ids of `Unread`; what was changed meanwhile is left out."""
        rows = [{"id": each, "model": model, "vector": vector} for each, vector in vectors.items()]
        await self._connection.many(PUT_VECTOR, rows)
        await self._connection.many(DELETE_UNREAD, [{"id": each} for each in vectors])

    async def _matrix(self, guild_id: int, meaning: Meaning) -> "Matrix":
        from data.matrices import Matrix  # noqa: PLC0415  (numpy costs memory: only for who searches by meaning)

        dimensions = len(meaning.vector)
        key = (guild_id, meaning.model, dimensions)
        matrix = self._matrices.of(key) or Matrix.empty(dimensions)
        rows = await self._connection.all(
            SELECT_VECTORS,
            guild_id=guild_id,
            model=meaning.model,
            known=matrix.known,
            dimensions=dimensions,
        )
        matrix = await asyncio.to_thread(matrix.with_rows, [(row[0], row[1], row[2]) for row in rows])
        self._matrices.keep(key, matrix)
        return matrix


def levels_of(terms: str, plan: Plan) -> int:
    """What an entry with these terms has of what is looked up, as `FIND` sums it up."""
    having = set(terms.split())
    return sum(each.packed for each in plan.lookups if f"{each.word}/{each.level}" in having)
