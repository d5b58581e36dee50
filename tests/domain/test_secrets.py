"""What looks like a secret is gone before it is stored, and comes back by its owner's word alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from data.database import Database
from data.store import SqliteStore
from domain.errors import BadInput, Refused
from domain.hub import Hub
from domain.masking import Safe, masked_fields, masked_in
from domain.models.challenge import Challenge
from domain.models.drafts import File
from domain.models.entries import Kind, Ref
from domain.models.resolution import Resolution
from domain.models.search import Query
from domain.models.sight import FULL
from tests.support.domain import (
    ADA,
    GUILD,
    LINUS,
    MODERATOR,
    MONDAY_NOON,
    PLACE,
    blocker_draft,
    endpoint_draft,
    solution_draft,
)

PASSWORD = "v3ryGr33nFrog"
PASTED = f"DB_PASSWORD={PASSWORD}"
B1 = Ref(Kind.BLOCKER, 1)


async def safe_of(store: SqliteStore, guild_id: int = GUILD) -> Safe:
    """What a server's texts are masked with."""
    async with store.reading() as stored:
        return await stored.harmless.safe(guild_id)


def kept_in(folder: Path) -> bytes:
    """All that the files of a database hold."""
    return b"".join(each.read_bytes() for each in folder.iterdir())


async def test_a_secret_reaches_no_row_no_file_and_no_search(hub: Hub, tmp_path: Path) -> None:
    draft = replace(blocker_draft(f"Login with {PASTED}"), happened=PASTED, tried=PASTED)
    logged = await hub.blockers.log(
        PLACE, draft, by=ADA, cause=1, file=File("django.log", f"refused: {PASTED}".encode())
    )
    resolution = Resolution.written(cause=PASTED, fix=PASTED, code=PASTED, prevention=PASTED)
    await hub.resolutions.resolve(GUILD, 1, resolution, by=MODERATOR, cause=2)
    await hub.resolutions.accept(GUILD, 1, by=ADA, cause=3)
    await hub.blockers.edit(GUILD, 1, draft, by=ADA)
    await hub.solutions.edit(GUILD, 1, replace(solution_draft(), code=PASTED), by=MODERATOR)
    await hub.challenges.pick(GUILD, Challenge(PASTED, ADA, "https://discord.com"), by=LINUS)
    await hub.endpoints.share(PLACE, replace(endpoint_draft(), request=PASTED), by=ADA, cause=4)
    await hub.search.ask(GUILD, Query(PASTED), by=LINUS, sight=FULL)

    assert masked_in(logged.happened)[0].kind == "password"
    assert b"DB_PASSWORD=[masked password " in kept_in(tmp_path)
    assert PASSWORD.encode() not in kept_in(tmp_path)


async def test_its_owner_says_that_it_is_none_and_it_shows_from_then_on(hub: Hub) -> None:
    await hub.blockers.log(PLACE, replace(blocker_draft(), happened=PASTED), by=ADA, cause=1)

    await hub.secrets.unmask(GUILD, B1, f" {PASSWORD}\n", by=ADA)

    assert (await hub.blockers.get(GUILD, 1)).happened == PASTED
    assert [
        str(hit.ref) for hit in (await hub.search.ask(GUILD, Query(PASSWORD), by=LINUS, sight=FULL)).hits
    ] == ["B1"]
    again = await hub.blockers.log(PLACE, replace(blocker_draft(), tried=PASTED), by=LINUS, cause=2)
    assert again.tried == PASTED, "nobody's is masked in this server"
    elsewhere = replace(PLACE, guild_id=11)
    there = await hub.blockers.log(elsewhere, replace(blocker_draft(), tried=PASTED), by=ADA, cause=3)
    assert masked_in(there.tried), "but in others it is"


async def test_what_a_solution_says_comes_back_too(hub: Hub) -> None:
    await hub.solutions.post(PLACE, replace(solution_draft(), code=PASTED), by=ADA, cause=1)

    await hub.secrets.unmask(GUILD, Ref(Kind.SOLUTION, 1), PASSWORD, by=ADA)

    assert (await hub.solutions.get(GUILD, 1)).code == PASTED


async def test_links_and_versions_of_a_solution_come_back_too(hub: Hub) -> None:
    link = f"https://linus:{PASSWORD}@example.com/"
    draft = replace(solution_draft(), links=(link,), versions=(PASTED,))
    await hub.solutions.post(PLACE, draft, by=ADA, cause=1)
    assert len(masked_fields(await hub.solutions.get(GUILD, 1))) == 1

    await hub.secrets.unmask(GUILD, Ref(Kind.SOLUTION, 1), PASSWORD, by=ADA)

    solution = await hub.solutions.get(GUILD, 1)
    assert (solution.links, solution.versions) == ((link,), (PASTED,))


async def test_an_answer_is_given_back_its_words_by_who_gave_it_and_the_rest_by_the_author(hub: Hub) -> None:
    await hub.blockers.log(PLACE, replace(blocker_draft(), happened=PASTED), by=ADA, cause=1)
    told = Resolution.written(cause="It was locked.", fix=PASTED)
    await hub.resolutions.resolve(GUILD, 1, told, by=MODERATOR, cause=2)

    await hub.secrets.unmask(GUILD, B1, PASSWORD, by=MODERATOR)

    blocker = await hub.blockers.get(GUILD, 1)
    assert blocker.proposal
    assert blocker.proposal.resolution.fix == PASTED
    assert masked_in(blocker.happened), "not the moderator's to show"
    with pytest.raises(BadInput, match="Paste exactly what stood there"):
        await hub.secrets.unmask(GUILD, B1, PASSWORD, by=MODERATOR)
    await hub.secrets.unmask(GUILD, B1, PASSWORD, by=ADA)
    assert (await hub.blockers.get(GUILD, 1)).happened == PASTED


async def test_nobody_else_and_no_other_value_brings_it_back(hub: Hub, store: SqliteStore) -> None:
    await hub.blockers.log(PLACE, replace(blocker_draft(), happened=PASTED), by=ADA, cause=1)
    before = await hub.blockers.get(GUILD, 1)

    with pytest.raises(Refused, match="Only ada can say what in B1 is no secret"):
        await hub.secrets.unmask(GUILD, B1, PASSWORD, by=MODERATOR)
    for wrong in ("v3ryGr33nFro", "", "[masked password 000000]"):
        with pytest.raises(BadInput, match="Paste exactly what stood there"):
            await hub.secrets.unmask(GUILD, B1, wrong, by=ADA)

    assert await hub.blockers.get(GUILD, 1) == before
    assert not (await safe_of(store)).harmless


async def test_each_installation_has_a_key_of_its_own_which_stays(tmp_path: Path, store: SqliteStore) -> None:
    keys: list[bytes] = []
    for name in ("nexus.db", "nexus.db", "other.db"):
        database = Database(tmp_path / "there" / name, now=lambda: MONDAY_NOON)
        await database.open()
        keys.append((await safe_of(SqliteStore(database))).key)
        await database.close()

    assert keys[0] == keys[1]
    assert len({*keys, (await safe_of(store)).key}) == 3
    assert {len(key) for key in keys} == {32}
