"""What is stored of the meaning of entries."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from domain.models.meaning import Meaning, Unread
from domain.models.search import Within
from domain.retrieval.planning import Plan
from domain.retrieval.ranking import Candidate


class Vectors(Protocol):
    """What a model made of the entries' texts: one vector for each."""

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
        """The entries that are closest to a meaning, closest first, with what they have of what is looked up.

        To be asked from within a reading: a transaction may yet be undone.
        """
        ...

    async def closeness(
        self, guild_id: int, meaning: Meaning, entry_ids: Iterable[int]
    ) -> Mapping[int, float]:
        """How close to a meaning those of the entries are that the same model has read: from 0 to 1."""
        ...

    async def begin(self, model: str) -> bool:
        """From now on texts are read by this model, and all that another one has read are to be read again.

        Returns whether it is another one than before.
        """
        ...

    async def unread(self, *, limit: int) -> Sequence[Unread]:
        """Texts that the model has yet to read, the newest first."""
        ...

    async def put(self, model: str, vectors: Mapping[int, bytes]) -> None:
        """Keep what the model made of texts, by the ids of `Unread`; what was changed meanwhile is left out."""
        ...
