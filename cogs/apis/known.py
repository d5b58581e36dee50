"""How well an API is known: whether it is up, and since when its document says what it says."""

from cogs.ui import text
from domain.models.api import Api, Outcome, Watch
from domain.text import shortened

REASON = 300
"""Characters of why a document could not be checked."""


def up_line(api: Api, reason: int = REASON) -> str:
    """Whether an API's document could be read when it was last looked at; nothing where it has no address.

    Of one that nobody looks at any more, or whose newest document was brought as a file, only when it last was up.
    `reason` is how many characters it tells of why one could not be checked.
    """
    check = api.last_check
    if not api.source.address:
        return ""
    last_up = text.when(check.up_at)
    if check.outcome is Outcome.UNCHECKED:
        times = f"{check.tries} times in a row, " if check.tries > 1 else ""
        why = text.plain(shortened(check.reason, reason))
        return f"**Could not check**, {text.when(check.at)} ({times}last up {last_up}): {why}"
    if api.watch is Watch.WATCHED and check.up_at == check.at:
        return f"**Up**, checked {text.when(check.at)}"
    return f"**Last up** {last_up}"


def revision_line(api: Api) -> str:
    """Which revision an API is at, since when, and how much that one broke."""
    broken = f": {text.counted(api.breaking, 'breaking change')}" if api.breaking else ""
    return f"**Revision {api.revision}**, {text.when(api.revised_at)}{broken}"
