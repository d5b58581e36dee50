"""Changes of documents in words, as cards tell them."""

from cogs.ui import text
from domain.apis.changes import Change, Value
from domain.apis.rules import Grade
from domain.text import one_line, shortened

VALUE_LIMIT = 60
"""Characters of what was or is there."""

WHERE_LIMIT = 120
"""Characters of a place."""

MARKS = {Grade.BREAKING: "**breaking**", Grade.RISKY: "risky", Grade.SAFE: "safe"}
"""Each grade, so that it is seen and read."""


def change_line(change: Change) -> str:
    """A change on a line: its grade, its place, what it is, and what was there before."""
    where = f"{text.plain(shortened(change.where, WHERE_LIMIT))}: " if change.where else ""
    return f"- {MARKS[change.rule.grade]} {where}{text.plain(change.rule.sentence)}{before_after(change)}"


def before_after(change: Change) -> str:
    """What was there and what is there now, where there is something to show."""
    if change.before is None and change.after is None:
        return ""
    if change.after is None:
        return f" (it was {shown(change.before)})"
    if change.before is None:
        return f" ({shown(change.after)})"
    return f" ({shown(change.before)} → {shown(change.after)})"


def shown(value: Value) -> str:
    """A value as code."""
    words = shortened(one_line(str(value)), VALUE_LIMIT).replace("`", "'")
    return f"`{words}`" if words else "nothing"
