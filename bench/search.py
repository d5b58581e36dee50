"""How good search is: collections of real questions, asked as members ask.

With `--aliases N` each document that answers questions is found by N of them before: those of its questions, beginning
after the one that is asked, in whose words it was found. The asked one itself, or another in the same words, is
never among them, so its document is indexed anew for each question; whatever else answers questions keeps its own.
"""

import argparse
import asyncio
import json
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from bench.collection import GUILD_ID, Collection, Question, add_data, read
from bench.filling import BATCH, WRITTEN, fill, merged, rows_of
from bench.meaning import AtOnce, add_arguments, model_of
from bench.metrics import METRICS, Mean, mean_of
from bench.report import Command, Timer, Unusable, in_ms
from bench.typos import with_typos
from bot.embedding import Model
from data.database import Database
from data.store import SqliteStore
from domain.errors import BadInput
from domain.finding import DEPTH, found
from domain.meaning import MeaningService
from domain.models.search import Document, Query
from domain.search import as_read


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """What came out on one collection."""

    collection: str
    documents: int
    queries: int
    aliased: int
    """Queries with a document that was found by another one's words before."""
    means: Mapping[str, Mean]
    """By the names in `METRICS`."""
    model: str | None
    """What read what texts mean."""
    timer: Timer


class Asking:
    """Asks the questions of a collection that is indexed."""

    def __init__(
        self, collection: Collection, *, aliases: int, meaning: MeaningService | None = None
    ) -> None:
        self._meaning = meaning
        self._collection = collection
        self._aliases = aliases
        self._ids = dict(enumerate(collection.documents, start=1))
        self._siblings: dict[str, list[Question]] = defaultdict(list)
        for question in collection.questions:
            for document_id in question.relevant:
                self._siblings[document_id].append(question)

    async def index(self, database: Database) -> None:
        """Index all documents, by the words of their first questions too, and by what they mean."""
        documents = iter(self._known(each) for each in self._collection.documents)
        written = 0
        while batch := list(islice(documents, BATCH)):
            await fill(database, rows_of(batch), after=written)
            written += len(batch)
        while self._meaning and await self._meaning.fill():
            pass

    async def all(self, store: SqliteStore, timer: Timer) -> list[list[str]]:
        """Of each question, the documents that were found, best first."""
        rankings: list[list[str]] = []
        for question in self._collection.questions:
            if self._aliases:
                await self._put(store, [self._known(each, asked=question) for each in self._own(question)])
            rankings.append(await self._asked(store, question, timer))
            if self._aliases:
                await self._put(store, [self._known(each) for each in self._own(question)])
        return rankings

    def wordings(self, document_id: str, *, asked: Question | None = None) -> tuple[str, ...]:
        """The words by which a document was found before a question was asked."""
        siblings = self._siblings[document_id]
        after = siblings.index(asked) + 1 if asked else 0
        turned = [each.text for each in siblings[after:] + siblings[:after]]
        others = [text for text in turned if not asked or text.casefold() != asked.text.casefold()]
        return tuple(others[: self._aliases])

    @property
    def aliased(self) -> int:
        """How many questions have a document that was found by another one's words before."""
        return sum(
            any(self.wordings(each, asked=question) for each in self._own(question))
            for question in self._collection.questions
        )

    def _own(self, question: Question) -> list[str]:
        return [each for each in question.relevant if each in self._collection.documents]

    def _known(self, document_id: str, *, asked: Question | None = None) -> Document:
        document = self._collection.documents[document_id]
        return replace(document, aliases=self.wordings(document_id, asked=asked))

    async def _put(self, store: SqliteStore, documents: Sequence[Document]) -> None:
        async with store.transaction() as writing:
            for document in documents:
                await writing.index.put(document)

    async def _asked(self, store: SqliteStore, question: Question, timer: Timer) -> list[str]:
        async with store.reading() as reading:
            with timer:
                try:
                    query = as_read(Query(question.text))
                except BadInput:
                    return []
                meaning = await self._meaning.of(query.text) if self._meaning else None
                answer = await found(reading, GUILD_ID, query, now=WRITTEN, limit=DEPTH, meaning=meaning)
        return [self._ids[each.entry_id] for each in answer.ranked]


async def measured(
    path: Path, collection: Collection, *, aliases: int, model: Model | None = None
) -> Quality:
    """Index a collection, merge the index as weeks would, and ask all of its questions twice.

    Times are those of the second round.
    """
    database = Database(path, now=lambda: WRITTEN)
    await database.open()
    store, timer = SqliteStore(database), Timer()
    meaning = MeaningService(store, AtOnce(model)) if model else None
    asking = Asking(collection, aliases=aliases, meaning=meaning)
    await asking.index(database)
    await merged(store)
    await asking.all(store, Timer())
    rankings = await asking.all(store, timer)
    await database.close()
    pairs = list(zip(rankings, collection.questions, strict=True))
    return Quality(
        collection=collection.name,
        documents=len(collection.documents),
        queries=len(collection.questions),
        aliased=asking.aliased,
        means={
            name: mean_of([metric(ranking, question.gains) for ranking, question in pairs])
            for name, metric in METRICS.items()
        },
        model=model.name if model else None,
        timer=timer,
    )


def as_table(quality: Quality) -> str:
    """What came out, for people."""
    lines = [
        f"{quality.collection}: {quality.documents:,} documents, {quality.queries:,} queries"
        + (f", {quality.aliased:,} of them with aliases" if quality.aliased else "")
        + (f", by meaning too ({quality.model})" if quality.model else ""),
        f"{'':12}{'mean':>8}   95% of resamples",
    ]
    lines += [
        f"{name:12}{it.mean:>8.4f}   {it.low:.4f} to {it.high:.4f}" for name, it in quality.means.items()
    ]
    cpu = in_ms(quality.timer.cpu)
    lines.append(
        f"{'CPU':12}{cpu['median']:>8.2f}   ms by query at the median, {cpu['p95']:.2f} ms at the 95th percentile"
    )
    return "\n".join(lines)


def as_json(quality: Quality) -> str:
    """What came out, for machines: one object."""
    told: dict[str, object] = {
        "benchmark": "search",
        "collection": quality.collection,
        "documents": quality.documents,
        "queries": quality.queries,
        "aliased": quality.aliased,
        "model": quality.model,
    }
    told |= {
        name: {part: round(value, 4) for part, value in asdict(it).items()}
        for name, it in quality.means.items()
    }
    return json.dumps(told | {"cpu_ms": in_ms(quality.timer.cpu)})


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command line takes."""
    add_data(parser)
    parser.add_argument("--split", metavar="NAME", help="ask this split, where queries have one")
    parser.add_argument(
        "--aliases",
        type=int,
        default=0,
        metavar="N",
        help="first find each document by N of its other queries",
    )
    parser.add_argument(
        "--typos", type=int, default=0, metavar="N", help="misspell N telling words of each question"
    )
    add_arguments(parser)


def run(parsed: argparse.Namespace) -> None:
    """Measure on each collection, and print.

    Raises:
        Unusable: a collection is not as it should be, or what was asked for cannot be done.
    """
    if parsed.aliases < 0:
        raise Unusable("--aliases takes a number from 0 on.")
    if parsed.typos < 0:
        raise Unusable("--typos takes a number from 0 on.")
    model = model_of(parsed)
    for folder in parsed.data:
        collection = read(folder, split=parsed.split)
        if parsed.typos:
            collection = with_typos(collection, parsed.typos)
        with tempfile.TemporaryDirectory(prefix="nexus-bench-") as temporary:
            path = Path(temporary) / "search.db"
            quality = asyncio.run(measured(path, collection, aliases=parsed.aliases, model=model))
        print(as_json(quality) if parsed.json else f"{as_table(quality)}\n")


COMMAND: Final = Command(
    name="search",
    about="how good search is on a collection of questions (--data), and how long one takes",
    arguments=arguments,
    run=run,
    small=None,
)
