"""Solutions as rows, with who is credited and what members said of them."""

from collections.abc import Collection, Sequence
from typing import Final

from data.channels import SEEN, ids_in_json
from data.database import Connection, Value
from data.entries import add_entry, save_entry
from data.periods import bounds
from data.rows import millis, millis_or_none, moment, new_fields
from data.solution_parts import drop_parts, keep_parts
from data.solution_rows import SELECT_SOLUTIONS, solution_from
from domain.models.entries import Kind, Member, NewEntry, Ref, no_such
from domain.models.listing import WantedSolutions
from domain.models.recap import Period
from domain.models.resolution import ITSELF, Origin
from domain.models.solution import Solution, Standing, Vote
from domain.models.solution_draft import SolutionDraft

SELECT_ONE: Final = f"{SELECT_SOLUTIONS} WHERE e.guild_id = :guild_id AND e.kind = 'S' AND e.number = :number"

SELECT_OF_BLOCKER: Final = f"""
    {SELECT_SOLUTIONS} WHERE s.guild_id = :guild_id AND s.blocker_number = :number ORDER BY e.id
"""

# The + keeps SQLite from going through all entries of the server.
SELECT_LINKING: Final = f"""
    {SELECT_SOLUTIONS} WHERE +e.guild_id = :guild_id AND e.id IN (
        SELECT entry_id FROM linked_messages WHERE guild_id = :guild_id AND message_id = :message_id)
    ORDER BY e.id
"""

SELECT_LINKING_INTO: Final = f"""
    {SELECT_SOLUTIONS} WHERE +e.guild_id = :guild_id AND e.id IN (
        SELECT entry_id FROM linked_messages WHERE guild_id = :guild_id AND channel_id = :channel_id)
    ORDER BY e.id
"""

SELECT_POSTED: Final = f"""
    {SELECT_SOLUTIONS}
    WHERE e.guild_id = :guild_id AND e.kind = 'S' AND e.created_at >= :start AND e.created_at < :end
        AND s.blocker_number IS NULL AND e.state IN ('posted', 'superseded') AND {SEEN}
    ORDER BY e.created_at DESC, e.id DESC
"""

# From the member's own credits: they are few, whatever the server has.
SELECT_HELPED: Final = f"""
    {SELECT_SOLUTIONS}
    WHERE +e.guild_id = :guild_id AND e.id IN (
            SELECT entry_id FROM credits
            WHERE guild_id = :guild_id AND member_id = :member_id AND part = 'helped')
        AND e.author_id <> :member_id AND e.created_at >= :start AND e.created_at < :end
        AND e.state IN ('posted', 'superseded') AND {SEEN}
    ORDER BY e.created_at DESC, e.id DESC
"""

WHERE_LISTED: Final = f"""
    WHERE e.guild_id = :guild_id AND e.kind = 'S' AND e.state IN ('posted', 'superseded')
        AND (:tag IS NULL OR EXISTS (SELECT 1 FROM tags t WHERE t.entry_id = e.id AND t.tag = :tag))
        AND (:author_id IS NULL OR e.author_id = :author_id)
        AND (:credited_id IS NULL OR EXISTS (
            SELECT 1 FROM credits c WHERE c.entry_id = e.id AND c.member_id = :credited_id))
        AND (NOT :is_unconfirmed OR (s.unconfirmed_since IS NOT NULL AND e.state = 'posted'))
        AND {SEEN}
"""

ORDER_LISTED: Final = "ORDER BY CASE WHEN :by_help THEN s.helped END DESC, e.created_at DESC, e.id DESC"

# Only what is on the page is looked at whole.
SELECT_LISTED: Final = f"""
    {SELECT_SOLUTIONS} WHERE e.id IN (
        SELECT e.id FROM entries e JOIN solutions s ON s.entry_id = e.id
        {WHERE_LISTED} {ORDER_LISTED} LIMIT :limit OFFSET :offset
    ) {ORDER_LISTED}
"""

COUNT_LISTED: Final = f"""
    SELECT count(*) AS total FROM entries e JOIN solutions s ON s.entry_id = e.id {WHERE_LISTED}
"""

INSERT_SOLUTION: Final = """
    INSERT INTO solutions (entry_id, guild_id, problem, cause, fix, prevention, code, language, links, versions,
        blocker_number, asked_at)
    VALUES (:entry_id, :guild_id, :problem, :cause, :fix, :prevention, :code, :language, :links, :versions,
        :blocker_number, :asked_at)
"""

UPDATE_SOLUTION: Final = """
    UPDATE solutions SET problem = :problem, cause = :cause, fix = :fix, prevention = :prevention, code = :code,
        language = :language, links = :links, versions = :versions, superseded_by = :superseded_by,
        helped = :helped, failed = :failed, unconfirmed_since = :unconfirmed_since
    WHERE entry_id = :entry_id AND guild_id = :guild_id
"""

VOTE: Final = """
    INSERT INTO votes (guild_id, number, member_id, member_name, helped, at)
    VALUES (:guild_id, :number, :member_id, :member_name, :helped, :at)
    ON CONFLICT (guild_id, number, member_id) DO UPDATE SET
        member_name = excluded.member_name, helped = excluded.helped, at = excluded.at
"""

UNVOTE: Final = """
    DELETE FROM votes WHERE guild_id = :guild_id AND number = :number AND member_id = :member_id
"""

SELECT_VOTES: Final = """
    SELECT * FROM votes WHERE guild_id = :guild_id AND number = :number ORDER BY at, member_id
"""


class SqliteSolutions:
    """Implements `domain.repositories.Solutions`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, entry: NewEntry, draft: SolutionDraft, *, origin: Origin = ITSELF) -> Solution:
        """Keep a new solution under the server's next number."""
        entry_id, ref = await add_entry(self._connection, entry, Kind.SOLUTION, Standing.POSTED.value)
        solution = Solution(
            **new_fields(entry, ref),
            problem=draft.problem,
            cause=draft.cause,
            fix=draft.fix,
            prevention=draft.prevention,
            code=draft.code,
            language=draft.language,
            links=draft.links,
            versions=draft.versions,
            blocker=origin.blocker,
            asked_at=origin.asked_at,
            helpers=origin.helpers,
            quoted=draft.quoted,
        )
        await self._connection.run(
            INSERT_SOLUTION,
            entry_id=entry_id,
            guild_id=entry.guild_id,
            blocker_number=origin.blocker.number if origin.blocker else None,
            asked_at=millis_or_none(origin.asked_at),
            **_words(solution),
        )
        await keep_parts(self._connection, entry_id, solution)
        return solution

    async def get(self, guild_id: int, number: int) -> Solution:
        """The server's solution of that number.

        Raises:
            NotFound: there is none.
        """
        row = await self._connection.one(SELECT_ONE, guild_id=guild_id, number=number)
        if row is None:
            raise no_such(Ref(Kind.SOLUTION, number))
        return solution_from(row)

    async def save(self, solution: Solution) -> None:
        """Keep all that can change of a solution."""
        entry_id = await save_entry(self._connection, solution, solution.standing.value)
        await self._connection.run(
            UPDATE_SOLUTION,
            entry_id=entry_id,
            guild_id=solution.guild_id,
            superseded_by=solution.superseded_by.number if solution.superseded_by else None,
            helped=solution.helped,
            failed=solution.failed,
            unconfirmed_since=millis_or_none(solution.unconfirmed_since),
            **_words(solution),
        )
        await drop_parts(self._connection, entry_id, solution)
        await keep_parts(self._connection, entry_id, solution)

    async def of_blocker(self, guild_id: int, number: int) -> Sequence[Solution]:
        """The solutions of a blocker, oldest first."""
        rows = await self._connection.all(SELECT_OF_BLOCKER, guild_id=guild_id, number=number)
        return [solution_from(row) for row in rows]

    async def listed(
        self, guild_id: int, wanted: WantedSolutions, *, limit: int, offset: int
    ) -> tuple[Sequence[Solution], int]:
        """One page of the server's solutions that are wanted, newest first; and how many there are."""
        wants: dict[str, Value] = {
            "guild_id": guild_id,
            "tag": wanted.tag,
            "author_id": wanted.author_id,
            "credited_id": wanted.credited_id,
            "is_unconfirmed": int(wanted.is_unconfirmed),
            "hidden": ids_in_json(wanted.hidden),
        }
        counted = await self._connection.one(COUNT_LISTED, **wants)
        rows = await self._connection.all(
            SELECT_LISTED, **wants, by_help=int(wanted.by_help), limit=limit, offset=offset
        )
        return [solution_from(row) for row in rows], counted["total"] if counted else 0

    async def linking_to(self, guild_id: int, message_id: int) -> Sequence[Solution]:
        """The solutions that link to a message."""
        rows = await self._connection.all(SELECT_LINKING, guild_id=guild_id, message_id=message_id)
        return [solution_from(row) for row in rows]

    async def linking_into(self, guild_id: int, channel_id: int) -> Sequence[Solution]:
        """The solutions that link to messages of a channel or thread."""
        rows = await self._connection.all(SELECT_LINKING_INTO, guild_id=guild_id, channel_id=channel_id)
        return [solution_from(row) for row in rows]

    async def posted_within(
        self, guild_id: int, period: Period, hidden: Collection[int]
    ) -> Sequence[Solution]:
        """The solutions posted within the period that came from no blocker, newest first; no hidden ones."""
        rows = await self._connection.all(SELECT_POSTED, guild_id=guild_id, **bounds(period, hidden))
        return [solution_from(row) for row in rows]

    async def helped_within(
        self, guild_id: int, member_id: int, period: Period, hidden: Collection[int]
    ) -> Sequence[Solution]:
        """The solutions of the period that a member helped others to find, newest first; no hidden ones."""
        rows = await self._connection.all(
            SELECT_HELPED, guild_id=guild_id, member_id=member_id, **bounds(period, hidden)
        )
        return [solution_from(row) for row in rows]

    async def vote(self, solution: Solution, vote: Vote) -> None:
        """Keep what a member says of a solution; it takes the place of what they said before."""
        await self._connection.run(
            VOTE,
            guild_id=solution.guild_id,
            number=solution.ref.number,
            member_id=vote.by.id,
            member_name=vote.by.name,
            helped=int(vote.helped),
            at=millis(vote.at),
        )

    async def unvote(self, solution: Solution, member_id: int) -> None:
        """Forget what a member said of a solution."""
        await self._connection.run(
            UNVOTE, guild_id=solution.guild_id, number=solution.ref.number, member_id=member_id
        )

    async def votes(self, guild_id: int, number: int) -> Sequence[Vote]:
        """What members said of a solution, oldest first."""
        rows = await self._connection.all(SELECT_VOTES, guild_id=guild_id, number=number)
        return [
            Vote(Member(row["member_id"], row["member_name"]), bool(row["helped"]), moment(row["at"]))
            for row in rows
        ]


def _words(solution: Solution) -> dict[str, str]:
    return {
        "problem": solution.problem,
        "cause": solution.cause,
        "fix": solution.fix,
        "prevention": solution.prevention,
        "code": solution.code,
        "language": solution.language,
        "links": "\n".join(solution.links),
        "versions": "\n".join(solution.versions),
    }
