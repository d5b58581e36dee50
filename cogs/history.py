"""History in Discord: what happened to an entry, who did it and when."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from cogs.client import Interaction, guild_of
from cogs.entries import REF
from cogs.ui import text
from cogs.ui.actions import PAGE_NUMBER, Action
from cogs.ui.cards import TEXT_BUDGET, Card
from cogs.ui.lists import last_page, leafed
from cogs.ui.replies import reply, think, turn
from domain.models.api import Watch
from domain.models.blocker_draft import Urgency
from domain.models.deeds import Deed
from domain.models.entries import Ref
from domain.models.events import Event
from domain.text import one_line, shortened

PAGE: Final = 10
"""Events of one page."""

BEFORE: Final = 80
"""Characters of a text as it was before."""

ROOM: Final = TEXT_BUDGET - 200
"""Characters of all events of one page."""

WORDS: Final[Mapping[Deed, str]] = {
    Deed.LOG: "logged it",
    Deed.POST: "posted it",
    Deed.SHARE: "shared it",
    Deed.EDIT: "edited it",
    Deed.TAG: "tagged it",
    Deed.UNMASK: "said that something masked is no secret",
    Deed.MOVE: "changed its status",
    Deed.REVISE: "brought a new document",
    Deed.MUTE: "said what is muted",
    Deed.ASK: "asked for it",
    Deed.GRANT: "accepted it",
    Deed.COUNTER: "countered it with something else",
    Deed.DENY: "declined it",
    Deed.AGREE: "agreed to what was proposed",
    Deed.NEED: "said “I need this too”",
    Deed.NEED_NOT: "took “I need this too” back",
    Deed.CALL_OFF: "withdrew it",
    Deed.SETTLE: "took what is there",
    Deed.DIFFER: "What is near to it changed",
    Deed.FULFIL: "It is there",
    Deed.WATCH: "said that it is",
    Deed.WITHDRAW: "retired it",
    Deed.BRING_BACK: "brought it back",
    Deed.SUNSET: "said when it may be gone",
    Deed.CLAIM: "offered to help",
    Deed.RELEASE: "handed it back",
    Deed.HAND_OVER: "handed it over",
    Deed.LAPSE: "The helper was silent for too long, so it was released",
    Deed.JOIN: "said “Me too”",
    Deed.LEAVE: "took “Me too” back",
    Deed.PROPOSE: "proposed an answer",
    Deed.ACCEPT: "said that the answer works",
    Deed.DECLINE: "said that the answer does not solve it",
    Deed.RESOLVE: "resolved it",
    Deed.DROP: "said that it is no longer needed",
    Deed.DUPLICATE: "marked it as a duplicate",
    Deed.REOPEN: "reopened it",
    Deed.UNDO: "took the last change back",
    Deed.HELPED: "said that it helped",
    Deed.FAILED: "said that it did not work",
    Deed.TAKE_BACK: "took back what they had said of it",
    Deed.SUPERSEDE: "put a newer solution in its place",
    Deed.RETIRE: "retired it",
    Deed.RESTORE: "brought it back",
    Deed.DOUBT: "Nobody had confirmed it for long",
}
"""What somebody did, as it follows their name; a sentence of its own where Nexus did it."""

FIELDS: Final[Mapping[str, str]] = {
    "title": "title",
    "goal": "goal",
    "happened": "what happened",
    "tried": "what was tried",
    "problem": "problem",
    "cause": "cause",
    "fix": "fix",
    "prevention": "how to prevent it",
    "code": "code",
    "urgency": "urgency",
    "tags": "tags",
    "links": "links",
    "versions": "versions",
    "method": "method",
    "path": "path",
    "summary": "description",
    "auth": "authentication",
    "request": "request example",
    "response": "response example",
    "wanted": "what goes in and comes out",
    "why": "what it is for",
    "words": "the answer",
}
"""The fields of which an edit tells what stood there before, with their names."""


NAMELESS: Final = {
    Deed.UNNAME: "Somebody had their name taken out",
    Deed.VETO: "Somebody whose message it was made from took their words back",
}
"""What is told without a name, because whoever did it does not want theirs told."""


class HistoryButton(Action, template=rf"entry:history:(?P<ref>{REF})"):
    """*History*: what happened to an entry, newest first."""

    def __init__(self, ref: Ref | str) -> None:
        super().__init__(f"entry:history:{ref}", "History")
        self.entry = self._ref = ref if isinstance(ref, Ref) else Ref.parse(ref)

    async def pressed(self, interaction: Interaction) -> None:
        """Show the newest events."""
        await think(interaction)
        await reply(interaction, await page_of(interaction, self._ref, 0))


class HistoryPageButton(Action, template=rf"entry:events:(?P<ref>{REF}):(?P<page>{PAGE_NUMBER})"):
    """*Newer* and *Older*: another page of a history."""

    def __init__(self, ref: Ref | str, page: int, label: str = "Older", *, disabled: bool = False) -> None:
        super().__init__(f"entry:events:{ref}:{page}", label, disabled=disabled)
        self.entry = self._ref = ref if isinstance(ref, Ref) else Ref.parse(ref)
        self._page = page

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, page_of(interaction, self._ref, self._page))


async def page_of(interaction: Interaction, ref: Ref, page: int) -> Card:
    """One page (from 0, the newest) of an entry's history."""
    events = await interaction.client.hub.entries.history(guild_of(interaction), ref)
    return history_card(ref, events, page)


def history_card(ref: Ref, events: Sequence[Event], page: int) -> Card:
    """One page (from 0, the newest) of a history; the last one, if there are fewer."""
    last = last_page(len(events), PAGE)
    page = min(page, last)
    newest_first = list(reversed(events))[page * PAGE : (page + 1) * PAGE]
    card = Card().title(f"History of {ref}", text.counted(len(events), "change") + ", newest first")
    room = ROOM
    for place, event in enumerate(newest_first):
        # Each has its share, so that long edits leave out former words, and never an event.
        shown = text.whole_lines(told(event), room // (len(newest_first) - place))
        room -= len(shown)
        card.text(shown)
    return leafed(
        card,
        page,
        last,
        lambda to, label, off: HistoryPageButton(ref, to, label, disabled=off),
        back="Newer",
        more="Older",
    )


BY_ITSELF: Final = {Deed.REVISE: "Its document changed"}
"""What stands in place of the words where nobody did it."""


def told(event: Event) -> str:
    """One event: when, who, what; and what stood there before, where words were changed."""
    words = NAMELESS.get(event.deed) or WORDS.get(event.deed, event.deed.value)
    if event.by is None:
        words = BY_ITSELF.get(event.deed, words)
    did = f"{text.person(event.by)} {words}" if event.by and event.deed not in NAMELESS else words
    lines = [f"{text.at(event.at)}: {did}{more_of(event)}"]
    if event.deed is Deed.EDIT:
        lines += [
            f"-# {name} before: {former(field, event.before[field])}"
            for field, name in FIELDS.items()
            if field in event.before
        ]
    return "\n".join(lines)


def former(field: str, value: str | list[str]) -> str:
    """What stood in a field before, on one line."""
    if field == "urgency":
        value = Urgency(value).words
    words = value if isinstance(value, str) else ", ".join(value)
    return text.plain(shortened(one_line(words), BEFORE)) or "nothing"


def more_of(event: Event) -> str:
    """To whom, of what: what the words leave open."""
    more = MORE.get(event.deed)
    return more(event.after) if more else ""


def _name(member: Any) -> str:
    return f"<@{member['id']}>" if member else "somebody"


def _ref(ref: Any) -> str:
    return f"{ref['kind']}{ref['number']}" if ref else "another"


MORE: Final[Mapping[Deed, Callable[[Mapping[str, Any]], str]]] = {
    Deed.HAND_OVER: lambda after: f" to {_name(after.get('helper'))}",
    Deed.DUPLICATE: lambda after: f" of {_ref(after.get('duplicate_of'))}",
    Deed.RESOLVE: lambda after: f" ({_ref(after.get('solution'))})",
    Deed.ACCEPT: lambda after: f" ({_ref(after.get('solution'))})",
    Deed.SUPERSEDE: lambda after: f": {_ref(after.get('superseded_by'))}",
    Deed.TAG: lambda after: f" {text.tags(tuple(after.get('tags', ())))}",
    Deed.WATCH: lambda after: (
        f" watched at {text.plain(after['address'])}"
        if "address" in after
        else f" {Watch(after['watch']).words}"
    ),
    Deed.SUNSET: lambda after: (
        f": after {after['owner_sunset']}" if after.get("owner_sunset") else ": not any more"
    ),
    Deed.MOVE: lambda after: f" ({after['status']})",
    Deed.REVISE: lambda after: f": revision {after.get('revision')}",
}
"""What follows the words of a deed, read from what the event changed."""
