"""Every sentence that refuses something is one that a member can read and act upon."""

import ast
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import domain
from domain import text
from domain.errors import DomainError
from domain.hub import Hub
from domain.models.endpoint import Status, path_of
from domain.models.entries import Kind, Member, Ref
from domain.models.search import Query
from domain.models.server import zone_of
from domain.models.solution import link_of
from tests.support.domain import (
    ADA,
    GRACE,
    GUILD,
    LINUS,
    PLACE,
    blocker_draft,
    endpoint_draft,
    resolution,
)

ROOT = Path(domain.__file__).parents[1]

INTERNAL = re.compile(
    r"\b(row|rows|null|none|true|false|enum|str|int|bool|dict|list index|guild|snowflake|sqlite|sql|"
    r"exception|traceback|invalid|constraint|OPEN|CLAIMED|SOLVED|PLANNED|MOCK|LIVE)\b|[A-Z]\w+\.[A-Z]+\b|[<>]"
)
"""Words that mean something to us alone."""

WAY_ON = re.compile(
    r"[Pp]lease|[Uu]se |Pick|Type|look like|looks like|start with|such as|press|see S\d|/\w+|can |fit\b|from 0 to 23|"
    r"already\.|nothing to hand back|[Tt]here is no such recap"
)
"""How a sentence says what to do, or that nothing is left to do."""

AT_ONCE: list[Callable[[], object]] = [
    lambda: text.required("", "goal", limit=9),
    lambda: text.optional("x" * 10, "goal", limit=9),
    lambda: text.tags_of("dj@ngo"),
    lambda: text.tags_of("x" * 25),
    lambda: text.tags_of("a b c d e f"),
    lambda: text.tag_of("a b"),
    lambda: link_of("example"),
    lambda: Ref.parse("x"),
    lambda: Ref.parse("E7", Kind.BLOCKER),
    lambda: path_of(""),
    lambda: path_of("a b"),
    lambda: zone_of("Lagos"),
]


def asked_of(hub: Hub) -> list[Callable[[], Awaitable[object]]]:
    """What services and storage refuse, when B1 is claimed, B2 is solved and E1 is shared."""
    blockers, endpoints = hub.blockers, hub.endpoints
    return [
        lambda: blockers.claim(GUILD, 1, by=GRACE),
        lambda: blockers.claim(GUILD, 1, by=LINUS),
        lambda: blockers.claim(GUILD, 2, by=GRACE),
        lambda: blockers.claim(GUILD, 3, by=ADA),
        lambda: blockers.release(GUILD, 1, by=GRACE),
        lambda: blockers.release(GUILD, 3, by=GRACE),
        lambda: blockers.resolve(GUILD, 1, resolution(), by=GRACE, cause=90),
        lambda: blockers.resolve(GUILD, 2, resolution(), by=ADA, cause=91),
        lambda: blockers.get(GUILD, 99),
        lambda: hub.solutions.get(GUILD, 99),
        lambda: endpoints.get(GUILD, 99),
        lambda: endpoints.share(PLACE, endpoint_draft(), by=ADA, cause=92),
        lambda: endpoints.move(GUILD, 1, Status.LIVE, by=GRACE),
        lambda: endpoints.move(GUILD, 1, Status.MOCK, by=ADA),
        lambda: hub.search.ask(GUILD, Query(""), by=ADA),
        lambda: hub.search.page(GUILD, 99, 0),
        lambda: hub.recaps.get(GUILD, "2026-01-09"),
        lambda: hub.servers.set_up(PLACE, time_zone=None, weekday=None, hour=24, by=ADA),
    ]


async def provoked(hub: Hub) -> list[DomainError]:
    """An error of every kind."""
    for cause in (1, 2, 3):
        await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=cause)
    await hub.blockers.claim(GUILD, 1, by=LINUS)
    await hub.blockers.resolve(GUILD, 2, resolution(), by=Member(9, "zoe", moderator=True), cause=4)
    await hub.endpoints.share(PLACE, endpoint_draft(), by=ADA, cause=5)
    errors: list[DomainError] = []
    for ask in AT_ONCE:
        try:
            ask()
        except DomainError as error:
            errors.append(error)
    for ask in asked_of(hub):
        try:
            await ask()
        except DomainError as error:
            errors.append(error)
    return errors


def where_raised(error: BaseException) -> tuple[str, int]:
    """The file and line that raised it."""
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    assert traceback is not None
    return traceback.tb_frame.f_code.co_filename, traceback.tb_lineno


def where_written() -> set[tuple[str, int]]:
    """The file and line of each sentence in the code."""
    return {
        (str(path), node.lineno)
        for folder in ("domain", "data")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and ast.unparse(node.exc.func) in {"BadInput", "NotFound", "Refused"}
    }


async def test_every_sentence_reads_well_and_shows_a_way_on(hub: Hub) -> None:
    for error in await provoked(hub):
        sentence = error.sentence
        assert sentence == str(error)
        assert sentence.endswith("."), sentence
        assert sentence[0].isupper() or sentence[0] == "“" or sentence.startswith("linus"), sentence
        assert not INTERNAL.search(sentence), sentence
        assert WAY_ON.search(sentence), sentence


async def test_no_sentence_escapes_these_tests(hub: Hub) -> None:
    assert {where_raised(error) for error in await provoked(hub)} == where_written()
