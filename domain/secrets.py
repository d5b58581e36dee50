"""Secrets: masked before anything is kept, and given back their face by their owner alone."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from domain.changes import keep_blocker, keep_endpoint, keep_request, keep_solution
from domain.errors import BadInput
from domain.masking import (
    Masked,
    Safe,
    mask,
    mask_fields,
    masked_fields,
    masked_in,
    unmask_fields,
    unmasked,
)
from domain.models.blocker import Blocker
from domain.models.deeds import Deed
from domain.models.drafts import File
from domain.models.endpoint import Endpoint
from domain.models.entries import Entry, Kind, Member, Ref
from domain.models.request import Request
from domain.models.solution import Solution
from domain.ports import Clock, Repositories, Store

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

ENDING_LIMIT = 5
"""Characters of a file name's ending, which no secret is short enough to be."""

DraftT = TypeVar("DraftT", bound="DataclassInstance")


class SecretService:
    """Takes an owner's word that something is no secret."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def unmask(self, guild_id: int, ref: Ref, value: str, *, by: Member) -> Entry:
        """Put `value` back where it was masked in what `by` wrote, and never mask it in this server again.

        Returns the entry.

        Raises:
            NotFound: this server has no such entry.
            Refused: nothing in it is `by`'s.
            BadInput: nothing of theirs in it was masked that is `value`.
        """
        value = value.strip()
        async with self._store.transaction() as store:
            safe = await store.harmless.safe(guild_id)
            match ref.kind:
                case Kind.BLOCKER:
                    shown = await self._in_blocker(store, guild_id, ref, value, safe, by=by)
                case Kind.SOLUTION:
                    shown = await self._in_solution(store, guild_id, ref, value, safe, by=by)
                case Kind.ENDPOINT:
                    shown = await self._in_endpoint(store, guild_id, ref, value, safe, by=by)
                case Kind.REQUEST:
                    shown = await self._in_request(store, guild_id, ref, value, safe, by=by)
                case Kind.API:
                    raise BadInput(
                        f"What is masked in {ref} stands in its document. Please change it there, and share it again."
                    )
            await store.harmless.add(guild_id, safe.fingerprint(value))
            return shown

    async def _in_blocker(
        self, store: Repositories, guild_id: int, ref: Ref, value: str, safe: Safe, *, by: Member
    ) -> Blocker:
        """Put it back in a blocker and its file or, for who proposed an answer, in that."""
        blocker = await store.blockers.get(guild_id, ref.number)
        proposal = blocker.proposal
        if proposal and proposal.by.id == by.id:
            told = unmask_fields(proposal.resolution, value, safe)
            shown = replace(blocker, proposal=replace(proposal, resolution=told))
        else:
            blocker.check(Deed.UNMASK, by)
            shown = unmask_fields(blocker, value, safe)
            shown = await _with_file(store, shown, value, safe)
        _check_changed(blocker, shown)
        shown = replace(shown, updated_at=self._clock.now())
        return await keep_blocker(store, Deed.UNMASK, blocker, shown, by=by)

    async def _in_endpoint(
        self, store: Repositories, guild_id: int, ref: Ref, value: str, safe: Safe, *, by: Member
    ) -> Endpoint:
        """Put it back in an endpoint's texts; its path, which tells it from others, stays."""
        endpoint = await store.endpoints.get(guild_id, ref.number)
        endpoint.check(Deed.UNMASK, by)
        shown = replace(unmask_fields(endpoint, value, safe), title=endpoint.title, path=endpoint.path)
        _check_changed(endpoint, shown)
        shown = replace(shown, updated_at=self._clock.now())
        return await keep_endpoint(store, Deed.UNMASK, endpoint, shown, by=by)

    async def _in_request(
        self, store: Repositories, guild_id: int, ref: Ref, value: str, safe: Safe, *, by: Member
    ) -> Request:
        """Put it back in a request's texts; its path, which it is matched by, stays."""
        request = await store.requests.get(guild_id, ref.number)
        request.check(Deed.UNMASK, by)
        shown = replace(unmask_fields(request, value, safe), title=request.title, path=request.path)
        _check_changed(request, shown)
        shown = replace(shown, updated_at=self._clock.now())
        return await keep_request(store, Deed.UNMASK, request, shown, by=by)

    async def _in_solution(
        self, store: Repositories, guild_id: int, ref: Ref, value: str, safe: Safe, *, by: Member
    ) -> Solution:
        solution = await store.solutions.get(guild_id, ref.number)
        solution.check(Deed.UNMASK, by)
        shown, now = unmask_fields(solution, value, safe), self._clock.now()
        _check_changed(solution, shown)
        shown = replace(shown, updated_at=now)
        return await keep_solution(store, Deed.UNMASK, solution, shown, by=by, at=now)


async def without_secrets(store: Repositories, guild_id: int, draft: DraftT) -> DraftT:
    """What a member wrote, its secrets masked, but for those that are none in the server's word."""
    return mask_fields(draft, await store.harmless.safe(guild_id))


async def file_without_secrets(store: Store, guild_id: int, file: File | None) -> File | None:
    """A file with its name masked and, where it is a text, what it says.

    A large one takes seconds: do it before a transaction.
    """
    if file is None:
        return None
    async with store.reading() as stored:
        safe = await stored.harmless.safe(guild_id)
    name = _masked_name(file.name, safe)
    said = file.text
    masked = await asyncio.to_thread(mask, said, safe)
    return File(name, file.content if masked == said else masked.encode())


def _masked_name(name: str, safe: Safe) -> str:
    """A file's name, masked; its ending, which says what it is, stays."""
    stem, dot, ending = name.rpartition(".")
    return mask(stem, safe) + dot + ending if len(ending) <= ENDING_LIMIT else mask(name, safe)


def masked_of(blocker: Blocker, file: File | None, *, by: Member) -> tuple[Masked, ...]:
    """What is masked in what `by` wrote of a blocker: itself and its file, or the answer that waits."""
    proposal = blocker.proposal
    if proposal and proposal.by.id == by.id:
        return masked_fields(proposal.resolution)
    if not blocker.allows(Deed.UNMASK, by):
        return ()
    return (*masked_fields(blocker), *masked_in_file(file))


def masked_in_file(file: File | None) -> tuple[Masked, ...]:
    """What is masked in a file and in its name, if there is one."""
    return masked_in(f"{file.name}\n{file.text}") if file else ()


async def _with_file(store: Repositories, blocker: Blocker, value: str, safe: Safe) -> Blocker:
    """The blocker with `value` put back in the file that came with it, should it stand there."""
    file = await store.files.get(blocker.guild_id, blocker.ref)
    shown = unmasked(file.text, value, safe) if file else ""
    if file is None or shown == file.text:
        return blocker
    file = file.with_text(shown)
    await store.files.save(blocker.guild_id, blocker.ref, file)
    return replace(blocker, file=file.name)


def _check_changed(entry: Entry, shown: Entry) -> None:
    """Refuse a value that was not masked in an entry, or not in what this member wrote.

    Raises:
        BadInput: it is so.
    """
    if shown == entry:
        raise BadInput(
            f"Nothing that was masked in {entry.ref} is what you pasted. Paste exactly what stood there."
        )
