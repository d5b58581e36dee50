"""With the semantic extra, search finds what means the same in other words, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.embedding import PatientEmbedder
from domain.changes import document_of_solution
from domain.hub import Hub
from domain.meaning import AT_ONCE, BATCH, MeaningService
from domain.models.entries import Kind, Ref
from domain.models.meaning import Meaning
from domain.models.search import Query, Reason, Within
from domain.models.sight import FULL, Sight
from tests.data.written import OTHER_GUILD, later, write_blocker, write_solution
from tests.support.domain import ADA, GUILD, LINUS, PLACE, FakeCourier, SetClock, solution_draft
from tests.support.hub import hub_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.fastembed_model import FastEmbedModel
    from data.store import SqliteStore
    from domain.models.search import Found

OTHER_WORDS = "my overview crawls"
"""What a member asks whom `The listing is sluggish` would help."""

TRACE = """Traceback (most recent call last):
  File "/home/ada/shop/orders/views.py", line 41, in create
    order.save()
django.db.utils.OperationalError: no such table: orders_order"""


@pytest.fixture
def embedder(model: FastEmbedModel, clock: SetClock) -> PatientEmbedder:
    return PatientEmbedder(lambda: model, clock)


@pytest.fixture
def semantic(store: SqliteStore, clock: SetClock, courier: FakeCourier, embedder: PatientEmbedder) -> Hub:
    """All services, with search by meaning switched on."""
    return hub_over(store, clock, courier, embedder)


@pytest.fixture
async def listing(store: SqliteStore) -> Ref:
    """A solution that says in its own words what others ask in theirs, among others; another server has it too."""
    async with store.transaction() as new:
        await write_solution(new, "Docker cannot reach Redis", fix="Name the service")
        solution = await write_solution(new, "The listing is sluggish", fix="Prefetch the rows")
        await write_solution(new, "The basket vanishes", fix="Keep the session")
        await write_solution(new, "The listing is sluggish", guild_id=OTHER_GUILD)
    return solution.ref


async def asked(hub: Hub, text: str, within: Within | None = None, *, sight: Sight = FULL) -> Found:
    return await hub.search.ask(GUILD, Query(text, within or Within()), by=LINUS, sight=sight)


def refs(answer: Found) -> list[Ref]:
    return [hit.ref for hit in answer.hits]


async def test_a_paraphrase_without_a_common_word_is_found(semantic: Hub, hub: Hub, listing: Ref) -> None:
    assert await semantic.meaning.fill() == 4

    answer = await asked(semantic, OTHER_WORDS)

    assert refs(answer) == [listing]
    assert answer.hits[0].reason is Reason.MEANING
    assert answer.hits[0].passage.startswith("The listing")
    assert answer.fits
    assert refs(await semantic.search.page(GUILD, answer.search_id, 0, sight=FULL)) == [listing]
    assert refs(await asked(hub, OTHER_WORDS)) == []


@pytest.mark.usefixtures("listing")
async def test_what_is_merely_the_closest_is_not_found(semantic: Hub) -> None:
    await semantic.meaning.fill()

    assert refs(await asked(semantic, "kitchen")) == []
    assert refs(await asked(semantic, "words that the model has never seen")) == []


async def test_meaning_puts_what_has_a_word_and_means_the_same_first(
    semantic: Hub, hub: Hub, store: SqliteStore
) -> None:
    async with store.transaction() as new:
        close = await write_solution(new, "The trolley evaporates in Safari", at=later(days=-9))
        far = await write_solution(new, "The stove in Safari")
    await semantic.meaning.fill()

    assert refs(await asked(hub, "basket vanishes safari")) == [far.ref, close.ref]
    assert refs(await asked(semantic, "basket vanishes safari")) == [close.ref, far.ref]


async def test_what_a_member_may_not_see_is_not_found_by_meaning(semantic: Hub) -> None:
    await semantic.solutions.post(PLACE, solution_draft("The listing is sluggish"), by=ADA, cause=1)
    await semantic.meaning.fill()

    assert len((await asked(semantic, OTHER_WORDS)).hits) == 1
    assert refs(await asked(semantic, OTHER_WORDS, sight=Sight(lambda _: False))) == []


@pytest.mark.usefixtures("listing")
@pytest.mark.parametrize(
    "within",
    [
        Within(kind=Kind.BLOCKER),
        Within(tag="celery"),
        Within(author=LINUS),
        Within(since=later(days=1)),
        Within(dismissed=(Ref(Kind.SOLUTION, 2),)),
    ],
)
async def test_filters_hold_for_what_is_found_by_meaning(semantic: Hub, within: Within) -> None:
    await semantic.meaning.fill()

    assert refs(await asked(semantic, OTHER_WORDS, within)) == []


async def test_the_same_error_still_comes_before_whatever_means_the_same(
    semantic: Hub, store: SqliteStore
) -> None:
    async with store.transaction() as new:
        same = await write_blocker(new, "Something is wrong", happened=TRACE, at=later(days=-99))
        await write_solution(new, "sluggish listing: no such table orders_order, OperationalError")
    await semantic.meaning.fill()

    answer = await asked(semantic, f"crawls overview {TRACE}")

    assert refs(answer)[0] == same.ref
    assert answer.hits[0].reason is Reason.SAME_ERROR


async def test_an_edited_text_loses_its_old_meaning_at_once_and_is_read_again(
    semantic: Hub, store: SqliteStore, listing: Ref
) -> None:
    await semantic.meaning.fill()
    assert refs(await asked(semantic, OTHER_WORDS)) == [listing]
    async with store.transaction() as new:
        solution = replace(
            await new.solutions.get(GUILD, listing.number), title="x", problem="The basket evaporates"
        )
        await new.index.put(document_of_solution(solution, None))

    assert refs(await asked(semantic, OTHER_WORDS)) == []
    assert await semantic.meaning.fill() == 1
    assert refs(await asked(semantic, OTHER_WORDS)) == []
    assert listing in refs(await asked(semantic, "trolley"))


async def test_what_left_the_index_is_not_found_by_meaning(
    semantic: Hub, store: SqliteStore, listing: Ref
) -> None:
    await semantic.meaning.fill()
    assert refs(await asked(semantic, OTHER_WORDS)) == [listing]
    async with store.transaction() as new:
        await new.index.drop(GUILD, listing)

    assert refs(await asked(semantic, OTHER_WORDS)) == []
    assert await semantic.meaning.fill() == 0


async def test_what_was_there_before_is_read_in_the_background_the_newest_first(store: SqliteStore) -> None:
    async with store.transaction() as new:
        for number in range(AT_ONCE + 3):
            await write_solution(new, f"Puzzle {number}")
    reader = Reading()
    meaning = MeaningService(store, reader)

    assert await meaning.fill() == AT_ONCE
    assert reader.seen[0].startswith(f"Puzzle {AT_ONCE + 2}\n")
    async with store.transaction() as new:
        await write_solution(new, "Hot off the press")

    assert await meaning.fill() == 4
    assert reader.seen[AT_ONCE].startswith("Hot off the press\n")
    assert await meaning.fill() == 0
    assert len(set(reader.seen)) == len(reader.seen) == AT_ONCE + 4


@pytest.mark.usefixtures("listing")
async def test_another_model_reads_everything_again_and_never_meets_what_the_first_one_made(
    store: SqliteStore,
) -> None:
    first, second = Reading("first"), Reading("second", dimensions=7)
    await MeaningService(store, first).fill()
    assert await MeaningService(store, Reading("first")).fill() == 0

    service = MeaningService(store, second)
    assert await service.fill() == len(first.seen)

    async with store.reading() as reading:
        for name, dimensions, count in (("first", 4, 0), ("second", 7, 3), ("second", 4, 0)):
            meaning = await Reading(name, dimensions=dimensions).question("x")
            assert len(await reading.vectors.closeness(GUILD, meaning, range(9))) == count


async def test_a_text_that_changes_while_it_is_read_is_read_again(store: SqliteStore, listing: Ref) -> None:
    class Slow(Reading):
        async def texts(self, texts: Sequence[str]) -> Sequence[bytes] | None:
            if not self.seen:
                async with store.transaction() as new:
                    solution = await new.solutions.get(GUILD, listing.number)
                    await new.index.put(document_of_solution(replace(solution, problem="Meanwhile"), None))
            return await super().texts(texts)

    reader = Slow()
    await MeaningService(store, reader).fill()

    assert [text for text in reader.seen if "Meanwhile" in text]
    async with store.reading() as reading:
        assert await reading.vectors.unread(limit=BATCH) == []


@pytest.mark.usefixtures("listing")
async def test_what_a_model_failed_to_read_is_read_later(store: SqliteStore) -> None:
    class Failing(Reading):
        is_well = False

        async def texts(self, texts: Sequence[str]) -> Sequence[bytes] | None:
            return await super().texts(texts) if self.is_well else None

    reader = Failing()
    meaning = MeaningService(store, reader)
    assert await meaning.fill() == 0

    reader.is_well = True
    assert await meaning.fill() == 4


@pytest.mark.usefixtures("listing")
async def test_nothing_is_noted_for_reading_where_search_by_meaning_was_never_on(
    hub: Hub, store: SqliteStore
) -> None:
    assert await hub.meaning.fill() == 0
    assert await hub.meaning.of(OTHER_WORDS) is None
    async with store.reading() as reading:
        assert await reading.vectors.unread(limit=BATCH) == []


@pytest.mark.usefixtures("listing")
async def test_without_a_working_model_everything_is_found_as_before(
    hub: Hub, semantic: Hub, store: SqliteStore, courier: FakeCourier, clock: SetClock
) -> None:
    async with store.transaction() as new:
        await write_blocker(new, "Why is the listing empty?", tags="django")
        await write_solution(new, "Redis listing is sluggish in Docker", at=later(days=-3))
    await semantic.meaning.fill()

    def broken() -> FastEmbedModel:
        raise OSError("no network")

    failing = hub_over(store, clock, courier, PatientEmbedder(broken, clock))
    for text in ("listing sluggish", "redis docker listing", OTHER_WORDS, "dokcer", TRACE, "?"):
        plain, without = await asked(hub, text), await asked(failing, text)
        assert replace(without, search_id=plain.search_id) == plain


class Reading:
    """An embedder that notes what it reads; all that it reads means the same."""

    def __init__(self, name: str = "noting", *, dimensions: int = 4) -> None:
        self.name = name
        self.seen: list[str] = []
        self._vector = bytes([1] * dimensions)

    async def model(self) -> str:
        return self.name

    async def question(self, text: str) -> Meaning:
        del text
        return Meaning(self.name, self._vector, 0.0)

    async def texts(self, texts: Sequence[str]) -> Sequence[bytes] | None:
        self.seen += texts
        return [self._vector] * len(texts)
