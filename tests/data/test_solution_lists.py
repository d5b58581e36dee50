"""Lists of solutions show what is in use and wanted, in the order that is wanted."""

from dataclasses import replace

from data.store import SqliteStore
from domain.models.delivery import Key
from domain.models.entries import Kind, Ref, Spot
from domain.models.listing import WantedSolutions
from domain.models.solution import Standing
from tests.data.written import OTHER_GUILD, later, write_solution
from tests.support.domain import ADA, GUILD, LINUS


async def test_solutions_in_use_are_listed_newest_first_or_most_helpful_first(store: SqliteStore) -> None:
    async with store.transaction() as new:
        for number, (title, standing) in enumerate(
            [
                ("Old and good", Standing.POSTED),
                ("Superseded", Standing.SUPERSEDED),
                ("Retired", Standing.RETIRED),
                ("Taken back", Standing.TAKEN_BACK),
                ("Newest", Standing.POSTED),
            ]
        ):
            solution = await write_solution(
                new, title, at=later(hours=number), tags="celery" if number < 4 else ""
            )
            newer = Ref(Kind.SOLUTION, 5) if standing is Standing.SUPERSEDED else None
            doubted = later(days=9) if title in {"Old and good", "Superseded"} else None
            helped = {"Old and good": 3, "Superseded": 1}.get(title, 0)
            await new.solutions.save(
                replace(
                    solution, standing=standing, superseded_by=newer, unconfirmed_since=doubted, helped=helped
                )
            )
        await write_solution(new, "Theirs", guild_id=OTHER_GUILD, tags="celery")

        async def titles(wanted: WantedSolutions, limit: int = 9, offset: int = 0) -> tuple[list[str], int]:
            listed, total = await new.solutions.listed(GUILD, wanted, limit=limit, offset=offset)
            return [each.title for each in listed], total

        assert await titles(WantedSolutions()) == (["Newest", "Superseded", "Old and good"], 3)
        assert await titles(WantedSolutions(by_help=True)) == (["Old and good", "Superseded", "Newest"], 3)
        assert await titles(WantedSolutions(), limit=1, offset=1) == (["Superseded"], 3)
        assert await titles(WantedSolutions(), offset=3) == ([], 3)
        assert await titles(WantedSolutions(tag="celery")) == (["Superseded", "Old and good"], 2)
        assert await titles(WantedSolutions(tag="cel")) == ([], 0)
        assert await titles(WantedSolutions(is_unconfirmed=True)) == (["Old and good"], 1)
        assert await titles(WantedSolutions(author_id=LINUS.id)) == ([], 0)
        assert await titles(WantedSolutions(author_id=ADA.id, tag="celery", is_unconfirmed=True)) == (
            ["Old and good"],
            1,
        )


async def test_a_solution_without_a_card_of_its_own_is_shown_on_that_of_its_blocker(
    store: SqliteStore,
) -> None:
    async def post(key: Key, message_id: int) -> None:
        await new.deliveries.want_once(GUILD, key, at=later(), channel_id=20)
        claimed = await new.deliveries.claim(GUILD, key, now=later(), until=later(minutes=1))
        assert claimed
        await new.deliveries.done(claimed, Spot(20, message_id))

    async with store.transaction() as new:
        await write_solution(new, "Of a blocker", blocker=Ref(Kind.BLOCKER, 1))
        await write_solution(new, "Of its own")
        await post(Key.card(Ref(Kind.BLOCKER, 1)), 500)
        await post(Key.card(Ref(Kind.SOLUTION, 2)), 501)

        assert (await new.solutions.get(GUILD, 1)).card == Spot(20, 500)
        assert (await new.solutions.get(GUILD, 2)).card == Spot(20, 501)
        await new.deliveries.gone(GUILD, message_id=500)
        assert (await new.solutions.get(GUILD, 1)).card is None
