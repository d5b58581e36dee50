"""Every sentence that refuses something is one that a member can read and act upon."""

import ast
import pickle
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

import domain
from data.store import SqliteStore
from domain import text
from domain.drafts import Offer
from domain.errors import BadInput, DomainError, NotFound, Refused
from domain.hub import Hub
from domain.models.deeds import Deed
from domain.models.drafts import FILE_LIMIT, TEXT_FILE_LIMIT, File, check_size
from domain.models.endpoint import Method, Status, path_of
from domain.models.entries import Kind, Ref
from domain.models.ladder import Ladder
from domain.models.request_draft import Asked, operation_of
from domain.models.schedule import zone_of
from domain.models.search import Condition, Query, Within
from domain.models.server import Habits, Threads
from domain.models.sight import FULL, Sight
from domain.models.solution_draft import language_of, link_of, links_of, versions_of
from domain.people import FOLLOWED_LIMIT
from domain.retrieval.synonyms import group_of
from domain.synonyms import GROUPS_LIMIT
from tests.support.documents import document
from tests.support.domain import (
    ADA,
    ADMINISTRATOR,
    GRACE,
    GUILD,
    HEDY,
    LINUS,
    MODERATOR,
    MONDAY_NOON,
    PLACE,
    blocker_draft,
    endpoint,
    endpoint_draft,
    request,
    resolution,
    solution_draft,
)

ROOT = Path(domain.__file__).parents[1]

INTERNAL = re.compile(
    r"\b(row|rows|null|none|true|false|enum|str|int|bool|dict|list index|guild|snowflake|sqlite|(?<!python, )sql|"
    r"exception|traceback|invalid|constraint|OPEN|CLAIMED|SOLVED|PLANNED|MOCK|LIVE)\b|[A-Z]\w+\.[A-Z]+\b|[<>]"
)
"""Words that mean something to us alone."""

WAY_ON = re.compile(
    r"[Pp]lease|[Uu]se |Pick|Type|look like|looks like|start with|such as|press|see S\d|/\w+|can |fit\b|from 0 to 23|"
    r"go on at B\d|already|so there is nothing|[Tt]here is no such recap|Choose|Name (the|that)|Write below|wait|Paste|"
    r"[15] to [\d,]+|do not follow|neither retired nor|did not say|so it cannot|does not name you|"
    r"is for administrators|Only who searched|not kept any more|Leave out"
)
"""How a sentence says what to do, or that nothing is left to do."""

REFUSING = {"BadInput", "NotFound", "Refused", "refusal", "too_large", "no_such", "_taken"}
"""What makes an error with a sentence."""

AT_ONCE: list[Callable[[], object]] = [
    lambda: text.required("", "goal", limit=9),
    lambda: text.optional("x" * 10, "goal", limit=9),
    lambda: text.tags_of("dj@ngo"),
    lambda: text.tags_of("x" * 25),
    lambda: text.tags_of("a b c d e f"),
    lambda: text.tag_of("a b"),
    lambda: link_of("example"),
    lambda: links_of("https://a.b " * 2 + " ".join(f"https://a.b/{n}" for n in range(6))),
    lambda: versions_of("1,2,3,4,5,6"),
    lambda: versions_of("Django " * 9),
    lambda: language_of("no language"),
    lambda: Ref.parse("x"),
    lambda: Ref.parse("E7", Kind.BLOCKER),
    lambda: path_of(""),
    lambda: path_of("a b"),
    lambda: zone_of("Lagos"),
    lambda: Ladder(wakes_at=24),
    lambda: Ladder(hours=(0, 1, 1)),
    lambda: Habits(claim_hours=721),
    lambda: Habits(fresh_days=0),
    lambda: Within(Kind.BLOCKER, condition=Condition.LIVE).check(),
    lambda: Asked.typed(Method.QUERY, "my orders"),
    lambda: operation_of("/orders"),
    lambda: request().after(Deed.AGREE),
    lambda: request().moved(Deed.SETTLE, by=ADA, at=MONDAY_NOON),
    lambda: replace(endpoint("/"), api=Ref(Kind.API, 1)).moved_to(Status.LIVE, by=ADA, at=MONDAY_NOON),
    lambda: replace(endpoint("/"), api=Ref(Kind.API, 1)).check_edit(ADA),
    lambda: replace(endpoint("/"), status=Status.DEPRECATED).moved_to(Status.LIVE, by=ADA, at=MONDAY_NOON),
    lambda: replace(endpoint("/"), status=Status.MOCK).announced(MONDAY_NOON.date(), by=ADA, at=MONDAY_NOON),
    lambda: endpoint("/").kept(Status.LIVE, by=ADA, at=MONDAY_NOON),
    lambda: replace(endpoint("/"), api=Ref(Kind.API, 1), document_sunset=MONDAY_NOON.date()).kept(
        Status.LIVE, by=ADA, at=MONDAY_NOON
    ),
    lambda: group_of("wf"),
    lambda: group_of(",".join(f"w{number}" for number in range(9))),
    lambda: group_of(f"wf, {'x' * 41}"),
    lambda: group_of("wf, a b c d"),
    lambda: group_of("wf, +"),
    lambda: group_of("wf, the"),
    lambda: check_size(FILE_LIMIT + 1),
    lambda: File("core.dump", bytes(FILE_LIMIT + 1)),
    lambda: File("worker.log", b"x" * (TEXT_FILE_LIMIT + 1)),
]


def to_blockers(hub: Hub) -> list[Callable[[], Awaitable[object]]]:
    """What is refused when B1 is claimed by linus, B2 is solved, B3 is open and B4 is a duplicate of B3."""
    blockers = hub.blockers
    return [
        lambda: blockers.claim(GUILD, 1, by=GRACE),
        lambda: blockers.claim(GUILD, 1, by=LINUS),
        lambda: blockers.claim(GUILD, 2, by=GRACE),
        lambda: blockers.claim(GUILD, 3, by=ADA),
        lambda: blockers.claim(GUILD, 4, by=LINUS),
        lambda: blockers.release(GUILD, 1, by=GRACE),
        lambda: blockers.release(GUILD, 3, by=GRACE),
        lambda: blockers.hand_over(GUILD, 1, ADA, by=LINUS),
        lambda: blockers.hand_over(GUILD, 1, LINUS, by=LINUS),
        lambda: blockers.mark_duplicate(GUILD, 3, Ref(Kind.BLOCKER, 3), by=ADA),
        lambda: blockers.mark_duplicate(GUILD, 3, Ref(Kind.BLOCKER, 4), by=ADA),
        lambda: blockers.mark_duplicate(GUILD, 1, Ref(Kind.BLOCKER, 4), by=ADA),
        lambda: blockers.join(GUILD, 1, by=GRACE),
        lambda: blockers.leave(GUILD, 1, by=LINUS),
        lambda: blockers.undo(GUILD, 1, by=GRACE),
        lambda: blockers.reopen(GUILD, 3, by=ADA),
        lambda: blockers.get(GUILD, 99),
        lambda: blockers.open_thread(GUILD, 1),
        lambda: hub.resolutions.resolve(GUILD, 1, resolution(), by=GRACE, cause=90),
        lambda: hub.resolutions.resolve(GUILD, 2, resolution(), by=ADA, cause=91),
        lambda: hub.resolutions.accept(GUILD, 3, by=ADA, cause=92),
        lambda: hub.drafts.post(PLACE, 1, by=ADA, cause=93),
        lambda: hub.drafts.post(PLACE, 99, by=ADA, cause=94),
        lambda: hub.secrets.unmask(GUILD, Ref(Kind.BLOCKER, 1), "swordfish", by=ADA),
        lambda: hub.secrets.unmask(GUILD, Ref(Kind.SOLUTION, 1), "swordfish", by=ADA),
        lambda: hub.secrets.unmask(GUILD, Ref(Kind.ENDPOINT, 1), "swordfish", by=ADA),
        lambda: hub.secrets.unmask(GUILD, Ref(Kind.API, 1), "swordfish", by=ADA),
    ]


def to_the_rest(hub: Hub) -> list[Callable[[], Awaitable[object]]]:
    """What is refused when S1 is posted, S2 has S1 in its place, S3 and A2 are retired, E1 and A1 are shared."""
    s1, s2, s3 = (Ref(Kind.SOLUTION, number) for number in (1, 2, 3))
    return [
        lambda: hub.solutions.get(GUILD, 99),
        lambda: hub.apis.sharing.get(GUILD, 99),
        lambda: hub.apis.requests.get(GUILD, 99),
        lambda: hub.solutions.supersede(GUILD, 1, s1, by=ADA),
        lambda: hub.solutions.supersede(GUILD, 1, s2, by=ADA),
        lambda: hub.solutions.supersede(GUILD, 1, s3, by=ADA),
        lambda: hub.solutions.restore(GUILD, 1, by=MODERATOR),
        lambda: hub.solutions.unname(GUILD, 1, by=ADA),
        lambda: hub.endpoints.get(GUILD, 99),
        lambda: hub.endpoints.share(PLACE, endpoint_draft(), by=ADA, cause=92),
        lambda: hub.endpoints.share(PLACE, endpoint_draft("/orders"), by=ADA, cause=95),
        lambda: hub.endpoints.listed(GUILD, tag=None, api=2, limit=9, page=0),
        lambda: hub.endpoints.move(GUILD, 1, Status.LIVE, by=GRACE),
        lambda: hub.endpoints.move(GUILD, 1, Status.MOCK, by=ADA),
        lambda: hub.people.follow(GUILD, "", by=ADA),
        lambda: hub.people.follow(GUILD, "tag0", by=LINUS),
        lambda: hub.people.follow(GUILD, "tag0", by=ADA),
        lambda: hub.people.unfollow(GUILD, "django", by=ADA),
        lambda: hub.people.snooze(GUILD, 91, by=ADA),
        lambda: hub.search.ask(GUILD, Query(""), by=ADA, sight=FULL),
        lambda: hub.search.page(GUILD, 99, 0, sight=FULL),
        lambda: hub.synonyms.add(GUILD, "k8s, kubernetes", by=ADMINISTRATOR),
        lambda: hub.synonyms.add(GUILD, "wf, workflow", by=ADMINISTRATOR),
        lambda: hub.synonyms.add(GUILD, "wf, workflow", by=ADA),
        lambda: hub.synonyms.add(GUILD, "last, straw", by=ADMINISTRATOR),
        lambda: hub.synonyms.join(GUILD, 999, by=ADMINISTRATOR),
        lambda: hub.synonyms.remove(GUILD, 999, by=ADMINISTRATOR),
        lambda: hub.synonyms.look_up(GUILD, " "),
        lambda: hub.entries.see(GUILD, Ref(Kind.BLOCKER, 1), Sight(lambda _: False)),
        lambda: hub.learning.remove(GUILD, 1, by=HEDY),
        lambda: hub.learning.remove(GUILD, 99, by=HEDY),
        lambda: hub.recaps.get(GUILD, "2026-01-09", sight=FULL),
        lambda: hub.servers.change_checks(PLACE, 1),
        lambda: hub.servers.set_up(PLACE, time_zone=None, weekday=None, hour=24, by=ADA),
    ]


async def provoked(hub: Hub, store: SqliteStore) -> list[DomainError]:
    """An error of every kind."""
    await prepare(hub, store)
    errors: list[DomainError] = []
    for ask in AT_ONCE:
        try:
            ask()
        except DomainError as error:
            errors.append(error)
    for asks in (*to_blockers(hub), *to_the_rest(hub)):
        try:
            await asks()
        except DomainError as error:
            errors.append(error)
    return errors


async def prepare(hub: Hub, store: SqliteStore) -> None:
    """Bring all to where something is refused."""
    for cause in (1, 2, 3, 4):
        await hub.blockers.log(PLACE, blocker_draft(), by=ADA, cause=cause)
    await hub.blockers.claim(GUILD, 1, by=LINUS)
    await hub.blockers.join(GUILD, 1, by=GRACE)
    await hub.resolutions.resolve(GUILD, 2, resolution(), by=ADA, cause=5)
    await hub.blockers.mark_duplicate(GUILD, 4, Ref(Kind.BLOCKER, 3), by=ADA)
    for cause in (6, 7):
        await hub.solutions.post(PLACE, solution_draft(), by=ADA, cause=cause)
    await hub.solutions.supersede(GUILD, 2, Ref(Kind.SOLUTION, 1), by=ADA)
    await hub.solutions.retire(GUILD, 3, by=MODERATOR)
    await hub.endpoints.share(PLACE, endpoint_draft(), by=ADA, cause=8)
    await hub.apis.sharing.share_file(PLACE, "shop.json", document(), by=ADA, cause=10)
    bank = await hub.apis.sharing.share_file(PLACE, "bank.json", document(title="Bank"), by=ADA, cause=11)
    await hub.apis.standing.retire(GUILD, bank.ref.number, by=ADA)
    assert isinstance(await hub.drafts.write(PLACE, blocker_draft(), by=LINUS, cause=9), Offer)
    await hub.synonyms.add(GUILD, "wf, workflow", by=ADMINISTRATOR)
    for number in range(GROUPS_LIMIT - 1):
        await hub.synonyms.add(GUILD, f"short{number}, longer{number}", by=ADMINISTRATOR)
    asked = await hub.search.ask(GUILD, Query("teapots are out of order"), by=LINUS, sight=FULL)
    assert (await hub.learning.solved(GUILD, asked.search_id, 1, by=LINUS)).alias
    await hub.people.follow(GUILD, "tag0", by=ADA)
    for number in range(FOLLOWED_LIMIT):
        await hub.people.follow(GUILD, f"tag{number}", by=LINUS)
    async with store.transaction() as stored:
        server = await stored.servers.get(GUILD)
        assert server
        await stored.servers.save(replace(server, habits=Habits(threads=Threads.NEVER)))


def where_raised(error: BaseException) -> tuple[str, int]:
    """The file and line that raised it."""
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    assert traceback is not None
    return traceback.tb_frame.f_code.co_filename, traceback.tb_lineno


def where_written() -> set[tuple[str, int]]:
    """The file and line of each sentence in the code, but for those about APIs: their own tests have them."""
    return {
        (str(path), node.lineno)
        for folder in ("domain", "data")
        for path in (ROOT / folder).rglob("*.py")
        if not path.is_relative_to(ROOT / "domain" / "apis")
        if not path.is_relative_to(ROOT / "domain" / "shared_apis")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and ast.unparse(node.exc.func).rpartition(".")[2] in REFUSING
    }


async def test_every_sentence_reads_well_and_shows_a_way_on(hub: Hub, store: SqliteStore) -> None:
    for error in await provoked(hub, store):
        sentence = error.sentence
        assert sentence == str(error)
        assert sentence.endswith("."), sentence
        assert sentence[0].isupper() or sentence[0] == "“" or sentence.startswith(("linus", "ada")), sentence
        assert not INTERNAL.search(sentence), sentence
        assert WAY_ON.search(sentence), sentence


async def test_no_sentence_escapes_these_tests(hub: Hub, store: SqliteStore) -> None:
    assert {where_raised(error) for error in await provoked(hub, store)} == where_written()


def test_no_sentence_has_back_ticks_as_they_would_be_shown() -> None:
    raised = [
        node.exc
        for folder in ("domain", "data")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Raise) and node.exc
    ]
    words = [node.value for each in raised for node in ast.walk(each) if isinstance(node, ast.Constant)]

    assert words
    assert [each for each in words if isinstance(each, str) and "`" in each] == []


@pytest.mark.parametrize("kind", [BadInput, NotFound, Refused])
def test_a_refusal_comes_out_of_another_process_as_it_went_in(kind: type[DomainError]) -> None:
    carried = pickle.loads(pickle.dumps(kind("Use fewer.")))  # noqa: S301  (our own)

    assert type(carried) is kind
    assert carried.sentence == str(carried) == "Use fewer."
