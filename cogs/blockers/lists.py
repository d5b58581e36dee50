"""Lists of blockers, each with what one can do beside it."""

from collections.abc import Mapping
from typing import Final

from cogs.blockers.buttons import ClaimButton
from cogs.blockers.card import detail_line
from cogs.blockers.resolve import ResolveButton
from cogs.client import Interaction, guild_of, member_of
from cogs.entries import ShowButton
from cogs.sight import sight_of
from cogs.ui import text
from cogs.ui.actions import PAGE_NUMBER, Action
from cogs.ui.cards import Button, Card, joined
from cogs.ui.lists import Filter, last_page, leafed
from cogs.ui.replies import turn
from domain.models.blocker import Blocker
from domain.models.deeds import Role
from domain.models.entries import Member
from domain.models.lifecycle import WAITING, State
from domain.models.listing import STALE_AFTER, Wanted

PAGE = 5
"""Blockers of one page."""


FILTERS: Final[Mapping[str, Filter[Wanted]]] = {
    "waiting": Filter("still waiting", lambda tag, _: Wanted(states=WAITING, tag=tag)),
    "open": Filter("nobody helps yet", lambda tag, _: Wanted(states=(State.OPEN,), tag=tag)),
    "mine": Filter("logged by me", lambda tag, me: Wanted(tag=tag, author_id=me.id)),
    "helping": Filter("I help with", lambda tag, me: Wanted(states=WAITING, tag=tag, helper_id=me.id)),
    "stale": Filter(
        "nothing happened for a week",
        lambda tag, _: Wanted(states=WAITING, tag=tag, untouched_for=STALE_AFTER),
    ),
    "solved": Filter("solved", lambda tag, _: Wanted(states=(State.SOLVED,), tag=tag)),
    "all": Filter("all", lambda tag, _: Wanted(tag=tag)),
}
"""What a list can show, by its word in a button's id."""

NOBODY_WAITS: Final = {"waiting", "open", "stale"}
"""The filters that find nothing when all is well."""


class ListButton(
    Action, template=rf"blocker:list:(?P<chosen>{'|'.join(FILTERS)}):(?P<page>{PAGE_NUMBER}):(?P<tag>.*)"
):
    """*Back* and *More*: another page of a list."""

    def __init__(
        self, chosen: str, page: int, tag: str | int, label: str = "More", *, disabled: bool = False
    ) -> None:
        super().__init__(f"blocker:list:{chosen}:{page}:{tag}", label, disabled=disabled)
        self._chosen, self._page, self._tag = chosen, page, str(tag)

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, listing(interaction, self._chosen, self._tag or None, self._page))


async def listing(interaction: Interaction, chosen: str, tag: str | None, page: int) -> Card:
    """One page (from 0) of a list of blockers; the last one, if the list is shorter by now."""
    reader = member_of(interaction)
    wanted = FILTERS[chosen].wanted(tag, reader)
    blockers, total = await interaction.client.hub.blockers.listed(
        guild_of(interaction), wanted, limit=PAGE, page=page, sight=sight_of(interaction)
    )
    last = last_page(total, PAGE)
    if page > last:
        return await listing(interaction, chosen, tag, last)
    about = joined([FILTERS[chosen].words, f"tag {text.plain(tag)}" if tag else ""])
    card = Card().title(f"Blockers: {about}", f"{total} in all" if total else "")
    if not blockers:
        good = chosen in NOBODY_WAITS and not tag
        return card.text("None here. " + ("Nobody is stuck!" if good else "Try another filter."))
    for blocker in blockers:
        blocker_row(card, blocker, reader)
    return leafed(
        card, page, last, lambda to, label, off: ListButton(chosen, to, tag or "", label, disabled=off)
    )


def blocker_row(card: Card, blocker: Blocker, reader: Member) -> None:
    """One blocker of a list, with what its reader can do beside it."""
    place = f" [(card)]({text.link(blocker.guild_id, blocker.card)})" if blocker.card else ""
    words = f"**{text.heading(blocker)}**{place}\n-# {detail_line(blocker)}"
    card.row(words, own_button(blocker, reader) or row_button(blocker))


def own_button(blocker: Blocker, reader: Member) -> Button | None:
    """What brings a blocker to its end, where that is its author's or its helper's to do next."""
    is_theirs = blocker.roles_of(reader) & {Role.AUTHOR, Role.HELPER}
    is_next = blocker.state in {State.OPEN, State.CLAIMED}
    return ResolveButton(blocker.ref.number) if is_theirs and is_next else None


def row_button(blocker: Blocker) -> Button:
    """What anybody can do with a blocker of a list: help, where nobody does yet."""
    return ClaimButton(blocker.ref.number) if blocker.state is State.OPEN else ShowButton(blocker.ref)
