"""APIs as files for other programs, and for people to read."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from domain.apis.export.exported import Exported, Form
from domain.apis.limits import MIB
from domain.apis.work import exported
from domain.errors import DomainError, Refused
from domain.models.api import Api
from domain.models.endpoint import Endpoint, Status
from domain.models.sight import FULL, Sight
from domain.ports import Aside, Repositories, Store
from domain.shared_apis.room import APIS
from domain.shared_apis.serving import address_of
from domain.sight import hidden_from
from domain.text import one_line

LARGEST: Final = 10 * MIB
"""Bytes of a file that Discord takes from Nexus."""

ALONE: Final = timedelta(seconds=5)
"""How long one API may take by itself, once all of them together were too much."""

SEARCH: Final = timedelta(minutes=2)
"""How long finding those may take by which an export fails."""


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """An export, ready to be sent."""

    name: str
    content: bytes
    left_out: tuple[str, ...] = ()
    """What the APIs are called that are not in it, as their documents are too much work or cannot be read."""


class ExportService:
    """Exports one API, or all that somebody may see."""

    def __init__(self, store: Store, aside: Aside) -> None:
        self._store = store
        self._aside = aside

    async def one(self, guild_id: int, number: int, form: Form) -> ExportedFile:
        """One API, in that form.

        Raises:
            NotFound: this server has no such API.
            BadInput: its document cannot be exported.
            Refused: the file is larger than Discord takes.
        """
        async with self._store.reading() as store:
            api = await store.apis.get(guild_id, number)
            content = await _content(store, api)
        name, written = await self._aside.do(guild_id, exported, form, one_line(api.title), (content,), ())
        return _fitting(name, written, "Its document is too large for that.")

    async def all(self, guild_id: int, form: Form, *, title: str, sight: Sight = FULL) -> ExportedFile:
        """All APIs in use, and the endpoints that were shared by hand, as far as one may see them.

        One whose document is too much work or cannot be read is left out.

        Raises:
            BadInput: there is nothing to export.
            Refused: the file is larger than Discord takes.
        """
        async with self._store.reading() as store:
            hidden = await hidden_from(store, guild_id, sight)
            apis, _ = await store.apis.listed(guild_id, hidden, limit=APIS, offset=0)
            contents = tuple([await _content(store, api) for api in apis])
            by_hand = tuple(await store.endpoints.by_hand(guild_id, hidden))
        name, written, left_out = await self._together(guild_id, form, one_line(title), contents, by_hand)
        return _fitting(name, written, "Export one API at a time, by its number.", left_out)

    async def _together(
        self,
        guild_id: int,
        form: Form,
        title: str,
        contents: tuple[Exported, ...],
        by_hand: tuple[Endpoint, ...],
    ) -> tuple[str, bytes, tuple[str, ...]]:
        """All in one file, but for those by which it fails, whose names come with it.

        Raises:
            DomainError: it fails by no single one, or finding them takes too long.
        """
        try:
            return *(await self._aside.do(guild_id, exported, form, title, contents, by_hand)), ()
        except DomainError as refusal:
            try:
                async with asyncio.timeout(SEARCH.total_seconds()):
                    fitting = await self._fitting_alone(guild_id, form, contents)
            except TimeoutError:
                raise refusal from None
            if len(fitting) == len(contents) or not (fitting or by_hand):
                raise
        left_out = tuple(each.name for each in contents if each not in fitting)
        return *(await self._aside.do(guild_id, exported, form, title, fitting, by_hand)), left_out

    async def _fitting_alone(
        self, guild_id: int, form: Form, contents: Sequence[Exported]
    ) -> tuple[Exported, ...]:
        """Those that can be exported by themselves, and quickly."""
        fitting: list[Exported] = []
        for each in contents:
            with suppress(DomainError, TimeoutError):
                async with asyncio.timeout(ALONE.total_seconds()):
                    await self._aside.do(guild_id, exported, form, each.name, (each,), ())
                fitting.append(each)
        return tuple(fitting)


async def _content(store: Repositories, api: Api) -> Exported:
    content = await store.revisions.content(api.guild_id, api.ref.number, api.revision)
    endpoints = await store.api_endpoints.of(api.guild_id, api.ref.number)
    return Exported(
        name=f"{api.ref} · {one_line(api.title)}",
        content=content,
        address=address_of(api),
        last_days=tuple(
            (each.method.value, each.path, each.owner_sunset)
            for each in endpoints
            if each.owner_sunset and each.status is not Status.GONE
        ),
    )


def _fitting(name: str, content: bytes, otherwise: str, left_out: tuple[str, ...] = ()) -> ExportedFile:
    if len(content) > LARGEST:
        size = f"{len(content) / MIB:.1f} MiB"
        raise Refused(f"The file would have {size}, and Discord takes {LARGEST // MIB}. {otherwise}")
    return ExportedFile(name, content, left_out)
