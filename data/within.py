"""What a search is narrowed to, and what may be seen, as a condition of SQL."""

from collections.abc import Iterable, Mapping
from typing import Final

from data.channels import SEEN, ids_in_json
from data.database import Value
from data.rows import millis_or_none
from domain.models.search import Condition, Within

STATES: Final[Mapping[Condition, str]] = {
    Condition.WAITING: "|open|claimed|proposed|",
    Condition.SOLVED: "|solved|",
    Condition.DROPPED: "|dropped|",
    Condition.DUPLICATE: "|duplicate|",
    Condition.CONFIRMED: "|posted|",
    Condition.UNCONFIRMED: "|posted|",
    Condition.SUPERSEDED: "|superseded|",
    Condition.PLANNED: "|planned|",
    Condition.MOCK: "|mock|",
    Condition.LIVE: "|live|",
    Condition.DEPRECATED: "|deprecated|",
    Condition.GONE: "|gone|",
    Condition.WANTED: "|asked|countered|accepted|",
    Condition.DECLINED: "|declined|",
    Condition.THERE: "|there|",
}
"""The states of entries that stand so."""

# Endpoints that stand in the document of an API that is retired are out of use with it.
IN_USE: Final = """
    (e.kind <> 'E' OR NOT EXISTS (
        SELECT 1 FROM endpoints told
        JOIN entries its ON its.guild_id = told.guild_id AND its.kind = 'A' AND its.number = told.api_number
        WHERE told.entry_id = e.id AND its.state = 'retired'
    ))
"""
"""In a WHERE: whether no API that is retired is why `entries e` is out of use."""

# Unless blockers are asked for, one that has ended is left to its solution, which has its words too; so is a request
# to the endpoint that it became.
VISIBLE: Final = f"""
    e.guild_id = :guild_id
    AND (:kind IS NULL OR e.kind = :kind)
    AND (:kind IN ('B', 'Q') OR :condition IS NOT NULL
        OR e.state NOT IN ('solved', 'dropped', 'duplicate', 'gone', 'retired', 'there', 'withdrawn'))
    AND (:author_id IS NULL OR e.author_id = :author_id)
    AND (:since IS NULL OR e.created_at >= :since)
    AND (:tag IS NULL OR EXISTS (SELECT 1 FROM tags t WHERE t.entry_id = e.id AND t.tag = :tag))
    AND (:states IS NULL OR instr(:states, '|' || e.state || '|'))
    AND (:doubted IS NULL OR :doubted = (s.unconfirmed_since IS NOT NULL))
    AND NOT instr(:dismissed, '|' || e.kind || e.number || '|')
    AND {IN_USE}
    AND {SEEN}
"""
"""In a WHERE: whether a search may show `entries e`, whose solution is `solutions s`; `bound` gives its parameters."""


def bound(within: Within, hidden: Iterable[int]) -> dict[str, Value]:
    """What the filters of `VISIBLE` bind."""
    doubted = {Condition.CONFIRMED: 0, Condition.UNCONFIRMED: 1}
    return {
        "kind": within.kind.value if within.kind else None,
        "tag": within.tag,
        "author_id": within.author.id if within.author else None,
        "condition": within.condition.value if within.condition else None,
        "states": STATES[within.condition] if within.condition else None,
        "doubted": doubted.get(within.condition) if within.condition else None,
        "since": millis_or_none(within.since),
        "dismissed": "".join(f"|{ref}|" for ref in within.dismissed),
        "hidden": ids_in_json(hidden),
    }
