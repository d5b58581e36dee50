"""Past recaps: what became of each week's, and where its message stands."""

from collections.abc import Sequence

from cogs.client import Interaction, guild_of
from cogs.ui import text
from cogs.ui.actions import PAGE_NUMBER, Action
from cogs.ui.cards import Card
from cogs.ui.lists import last_page, leafed
from cogs.ui.replies import turn
from domain.models.recap import RecapRecord, RecapState

PAGE = 10
"""Recaps of one page."""


class PastButton(Action, template=rf"recap:past:(?P<page>{PAGE_NUMBER})"):
    """*Back* and *More*: other recaps."""

    def __init__(self, page: int, label: str = "More", *, disabled: bool = False) -> None:
        super().__init__(f"recap:past:{page}", label, disabled=disabled)
        self._page = page

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, history_of(interaction, self._page))


async def history_of(interaction: Interaction, page: int) -> Card:
    """One page (from 0) of the server's past recaps."""
    recaps, guild_id = interaction.client.hub.recaps, guild_of(interaction)
    records, total = await recaps.history(guild_id, limit=PAGE, page=page)
    return history_card(records, total, page)


def history_card(records: Sequence[RecapRecord], total: int, page: int) -> Card:
    """Past recaps, the newest first."""
    card = Card().title("Past recaps", f"{total} in all")
    if not total:
        return card.text("There is none yet. The first one comes once something was logged.")
    card.text("\n".join(map(past_line, records)) or "There are no more.")
    return leafed(
        card, page, last_page(total, PAGE), lambda to, label, off: PastButton(to, label, disabled=off)
    )


def past_line(record: RecapRecord) -> str:
    """The days that a recap covers, and what became of it."""
    days = f"{text.on_day(record.period.start)} to {text.on_day(record.period.end)}"
    return f"- {days}: {_became(record)}"


def _became(record: RecapRecord) -> str:
    """What became of a recap; a week of what not all may see reads as a quiet one."""
    if record.spot:
        return f"[open it]({text.link(record.guild_id, record.spot)})"
    if record.state is RecapState.LATE:
        return "left out: too late, or paused"
    if record.is_deleted:
        return "deleted"
    return "not posted yet" if record.is_owed else "a quiet week"
