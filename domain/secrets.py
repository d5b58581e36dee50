"""Secrets: masked before anything is kept, and given back their face by their owner alone."""

import asyncio
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

from domain.changes import keep_blocker, keep_solution
from domain.errors import BadInput
from domain.masking import Safe, mask, mask_fields, unmasked
from domain.models.deeds import Deed
from domain.models.drafts import File
from domain.models.entries import Entry, Kind, Member, Ref
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

    async def unmask(self, guild_id: int, ref: Ref, value: str, *, by: Member) -> None:
        """Put `value` back where it was masked in an entry, and never mask it in this server again.

        Raises:
            NotFound: this server has no such entry.
            Refused: it is not `by`'s entry.
            BadInput: nothing in the entry was masked that is `value`.
        """
        now, value = self._clock.now(), value.strip()
        async with self._store.transaction() as store:
            safe = await store.harmless.safe(guild_id)
            if ref.kind is Kind.BLOCKER:
                blocker = await store.blockers.get(guild_id, ref.number)
                shown = _shown(blocker, value, safe, by)
                await keep_blocker(
                    store, Deed.UNMASK, blocker, replace(blocker, **shown, updated_at=now), by=by
                )
            elif ref.kind is Kind.SOLUTION:
                solution = await store.solutions.get(guild_id, ref.number)
                shown = _shown(solution, value, safe, by)
                await keep_solution(
                    store,
                    Deed.UNMASK,
                    solution,
                    replace(solution, **shown, updated_at=now),
                    by=by,
                    at=now,
                )
            else:
                raise BadInput(
                    "What was masked in an endpoint stays so. Please use made-up values in examples."
                )
            await store.harmless.add(guild_id, safe.fingerprint(value))


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


def _shown(entry: Entry, value: str, safe: Safe, by: Member) -> Mapping[str, Any]:
    """The texts of an entry that change when `value` is put back where it was masked."""
    entry.check(Deed.UNMASK, by)
    texts = {each.name: getattr(entry, each.name) for each in fields(entry)}
    shown = {
        name: put_back
        for name, text in texts.items()
        if isinstance(text, str) and (put_back := unmasked(text, value, safe)) != text
    }
    if not shown:
        raise BadInput(
            f"Nothing that was masked in {entry.ref} is what you pasted. Paste exactly what stood there."
        )
    return shown
