"""What changed in an API: from each revision to the next, or between any two whose documents are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from domain.apis.comparing.changes import Change
from domain.apis.work import compared
from domain.errors import BadInput
from domain.models.api import Api, Revision
from domain.ports import Aside, Clock, Store
from domain.shared_apis.announced import as_announced
from domain.shared_apis.muting import sifted


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed in an API from one of its revisions to another."""

    api: Api
    older: int
    """The number of the revision that is compared with; 0 where there is none before."""
    newer: Revision
    changes: Sequence[Change]
    """Those that count, the worst first."""
    muted: Sequence[Change] = ()
    """Those whose rule counts no more."""
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])
    """Why it does not, by the names of these rules."""

    @classmethod
    def of(cls, api: Api, revision: Revision) -> Self:
        """What changed with a revision, as it was found, and muted, when that came."""
        return cls(
            api=api,
            older=revision.number - 1,
            newer=revision,
            changes=revision.changes,
            muted=revision.muted,
            reasons=revision.reasons,
        )


class ChangelogService:
    """Tells what changed."""

    def __init__(self, store: Store, clock: Clock, aside: Aside) -> None:
        self._store = store
        self._clock = clock
        self._aside = aside

    async def revisions(
        self, guild_id: int, number: int, *, limit: int, page: int = 0
    ) -> tuple[Sequence[Revision], int]:
        """One page (from 0) of an API's revisions, newest first, and how many there are in all."""
        async with self._store.reading() as store:
            return await store.revisions.listed(guild_id, number, limit=limit, offset=page * limit)

    async def two(self, guild_id: int, number: int, older: int | None, newer: int | None) -> tuple[int, int]:
        """Which revisions to compare: without `newer` up to the newest, without `older` from the one before that.

        Raises:
            NotFound: this server has no such API.
            BadInput: there are no two.
        """
        async with self._store.reading() as store:
            api = await store.apis.get(guild_id, number)
        if api.revision == 1:
            raise BadInput(f"{api.ref} has one revision so far: there is nothing to compare it with.")
        if older is None and newer == 1:
            raise BadInput(
                f"Revision 1 is the first of {api.ref}: nothing came before it. Choose two, such as from 1 to 2."
            )
        last = api.revision
        if newer is None and older == last:
            raise BadInput(
                f"Revision {last} is the newest of {api.ref}: nothing came after it."
                f" Choose two, such as from {last - 1} to {last}."
            )
        newer = newer or last
        return older or newer - 1, newer

    async def between(self, guild_id: int, number: int, older: int, newer: int) -> Difference:
        """What changed from one revision of an API to another.

        From a revision to the next, that is what was found when it came, however old it is. Between others it is found
        now, and what is muted now counts no more.

        Raises:
            NotFound: this server has no such API or revision, or the document of one is not kept any more.
            BadInput: they are one and the same.
        """
        if older == newer:
            last = max(newer, 2)
            raise BadInput(f"That is revision {newer} twice. Choose two, such as from {last - 1} to {last}.")
        async with self._store.reading() as store:
            api = await store.apis.get(guild_id, number)
            to = await store.revisions.get(guild_id, number, newer)
            if older == newer - 1:
                return Difference.of(api, to)
            old = await store.revisions.content(guild_id, number, older)
            new = await store.revisions.content(guild_id, number, newer)
        today = self._clock.now().date()
        changes = await self._aside.do(guild_id, compared, old, new, today)
        async with self._store.reading() as store:
            known = await store.api_endpoints.of(guild_id, number)
            found = await sifted(store, api, as_announced(changes, known, today))
        return Difference(
            api=api, older=older, newer=to, changes=found.changes, muted=found.muted, reasons=found.reasons
        )
