"""A crowd of servers in one database: how large each is, and building it on all processors."""

import multiprocessing
import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Final

from bench.filling import BATCH, Rows, fill, rows_of
from bench.report import Unusable
from bench.synthetic import chance_of, document
from data.database import Database

MILLION: Final = 1_000_000

SIZES: Final = (130_000, 13_000, 10_000, 1_000)
"""Entries of the servers that are looked at, among a million; in proportion among fewer."""


def sizes_of(entries: int, servers: int) -> list[int]:
    """How many entries each server has: first those that are looked at, then others by Zipf's law.

    Raises:
        Unusable: there are more servers than entries.
    """
    if not 0 < servers <= entries:
        raise Unusable(f"{entries:,} entries are too few for {servers:,} servers, or there is no server.")
    share = min(1.0, entries / MILLION)
    looked_at = [max(1, round(size * share)) for size in SIZES][: servers - 1]
    others = servers - len(looked_at)
    left = entries - sum(looked_at) - others
    if left < 0:
        looked_at, others, left = [], servers, entries - servers
    whole = sum(1 / rank for rank in range(1, others + 1))
    shares = [1 + int(left / rank / whole) for rank in range(1, others + 1)]
    shares[0] += left + others - sum(shares)
    return [*looked_at, *shares]


def order_of(sizes: Sequence[int]) -> list[int]:
    """The server of each entry, by its place among the servers, as all write at the same time."""
    order = [place for place, size in enumerate(sizes) for _ in range(size)]
    chance_of("order").shuffle(order)
    return order


async def build(database: Database, order: Sequence[int], *, batch: int = BATCH) -> None:
    """Write all entries, `batch` in a transaction, read by as many processes as there are processors."""
    written = 0
    processes = min(os.cpu_count() or 1, -(-len(order) // batch))
    for rows in _read(_batches(order, batch), processes=processes):
        await fill(database, rows, after=written)
        written += len(rows)


Batch = Sequence[tuple[int, int]]
"""Of each entry: the place of its server, and its number there."""


def _batches(order: Sequence[int], size: int) -> Iterator[Batch]:
    numbers = Counter[int]()
    for start in range(0, len(order), size):
        batch: list[tuple[int, int]] = []
        for place in order[start : start + size]:
            numbers[place] += 1
            batch.append((place, numbers[place]))
        yield batch


def _read(batches: Iterable[Batch], *, processes: int) -> Iterator[Rows]:
    """The rows of each batch, in their order; a few are read ahead."""
    if processes == 1:
        yield from map(_rows, batches)
        return
    # A fork of a process with threads, as the database's are, may hang.
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        ahead = deque[Future[Rows]]()
        for batch in batches:
            ahead.append(pool.submit(_rows, batch))
            if len(ahead) > 2 * processes:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _rows(batch: Batch) -> Rows:
    """Made up and read; the same whichever process does it."""
    return rows_of(document(place, number, chance_of(place, number)) for place, number in batch)
