"""What changed in an API, told: its revisions, and the changes between two of them, for the reader alone."""

from collections.abc import Sequence
from typing import Any, Final

import discord
from discord.app_commands import Choice

from cogs.apis.difference import (
    accent_of,
    as_markdown,
    counts_of,
    counts_with_muted,
    file_name,
    nothing_of,
    pages_of,
    title_of,
    version_words,
)
from cogs.apis.muting import MutePicker
from cogs.client import Interaction, guild_of, member_of
from cogs.sight import see
from cogs.ui import text
from cogs.ui.actions import NUMBER, PAGE_NUMBER, Action
from cogs.ui.cards import CHOICE_LIMIT, CHOICES, Card, joined
from cogs.ui.lists import last_page, leafed
from cogs.ui.replies import reply, reply_file, think, turn
from domain.errors import BadInput, DomainError
from domain.hub import Hub
from domain.models.api import Revision
from domain.models.deeds import Deed
from domain.models.entries import Kind, Member, Ref
from domain.shared_apis.changelog import Difference
from domain.shared_apis.muting import SENTENCES
from domain.text import one_line, shortened

PAGE: Final = 8
"""Revisions of one page."""

LOOKED_AT: Final = 100
"""Revisions among which one is found while typing."""

TWO: Final = rf"(?P<number>{NUMBER}):(?P<older>\d{{1,6}}):(?P<newer>\d{{1,6}})"
"""In a template: an API, and two of its revisions; there is none before the first, which is 0."""


class ChangesButton(Action, template=rf"api:changes:{TWO}"):
    """*What changed*: from one revision to another."""

    def __init__(self, number: int, older: int, newer: int, label: str = "What changed") -> None:
        super().__init__(f"api:changes:{number}:{older}:{newer}", label)
        self.entry = Ref(Kind.API, number)
        self._number, self._older, self._newer = number, older, newer

    async def pressed(self, interaction: Interaction) -> None:
        """Show the first page of the changes."""
        await think(interaction)
        await reply(interaction, await changes_of(interaction, self._number, self._older, self._newer))


class ChangesPageButton(Action, template=rf"api:changes:{TWO}:(?P<page>{PAGE_NUMBER})"):
    """*Back* and *More*: another page of them."""

    def __init__(
        self, number: int, older: int, newer: int, page: int, label: str = "More", *, disabled: bool = False
    ) -> None:
        super().__init__(f"api:changes:{number}:{older}:{newer}:{page}", label, disabled=disabled)
        self.entry = Ref(Kind.API, number)
        self._number, self._older, self._newer, self._page = number, older, newer, page

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, changes_of(interaction, self._number, self._older, self._newer, self._page))


class AllChangesButton(Action, template=rf"api:allchanges:{TWO}"):
    """*Show all*: the changes as a file."""

    def __init__(self, number: int, older: int, newer: int) -> None:
        super().__init__(f"api:allchanges:{number}:{older}:{newer}", "Show all")
        self.entry = self._ref = Ref(Kind.API, number)
        self._older, self._newer = older, newer

    async def pressed(self, interaction: Interaction) -> None:
        """Send the file privately."""
        await think(interaction)
        difference = await interaction.client.hub.apis.changelog.between(
            guild_of(interaction), self._ref.number, self._older, self._newer
        )
        words = f"All that changed in {self._ref}, {title_of(difference)}:"
        await reply_file(interaction, words, file_name(difference), as_markdown(difference).encode())


class RevisionsButton(Action, template=rf"api:revisions:(?P<number>{NUMBER}):(?P<page>{PAGE_NUMBER})"):
    """*All revisions*, *Newer* and *Older*: a page of the changelog."""

    def __init__(
        self, number: int, page: int, label: str = "All revisions", *, disabled: bool = False
    ) -> None:
        super().__init__(f"api:revisions:{number}:{page}", label, disabled=disabled)
        self.entry = self._ref = Ref(Kind.API, number)
        self._page = page

    async def pressed(self, interaction: Interaction) -> None:
        """Turn to the page."""
        await turn(interaction, revisions_of(interaction, self._ref.number, self._page))


CHANGES_BUTTONS: Final = (ChangesButton, ChangesPageButton, AllChangesButton, RevisionsButton)


async def tell_changes(interaction: Interaction, number: str, revision: str | None) -> None:
    """Answer `/api changes`: with the changelog, or with what changed in one revision."""
    ref = Ref.parse(number, Kind.API)
    newer = revision_number(revision) if revision else None
    await think(interaction)
    await see(interaction, ref)
    if newer is None:
        await reply(interaction, await revisions_of(interaction, ref.number, 0))
    else:
        await reply(interaction, await changes_of(interaction, ref.number, newer - 1, newer))


async def tell_difference(
    interaction: Interaction, number: str, older: str | None, newer: str | None
) -> None:
    """Answer `/api diff`: with what changed between two revisions."""
    ref = Ref.parse(number, Kind.API)
    since, to = (revision_number(each) if each else None for each in (older, newer))
    await think(interaction)
    await see(interaction, ref)
    changelog = interaction.client.hub.apis.changelog
    first, last = await changelog.two(guild_of(interaction), ref.number, since, to)
    await reply(interaction, await changes_of(interaction, ref.number, first, last))


async def revision_like(interaction: discord.Interaction[Any], typed: str) -> list[Choice[str]]:
    """Completes a revision of the API that was typed: `4 · 12 Jan · 2 breaking`."""
    try:
        ref = Ref.parse(str(interaction.namespace.number), Kind.API)
        await see(interaction, ref)
    except DomainError:
        return []
    hub: Hub = interaction.client.hub
    found, _ = await hub.apis.changelog.revisions(guild_of(interaction), ref.number, limit=LOOKED_AT)
    wanted = typed.strip()
    fitting = [each for each in found if str(each.number).startswith(wanted)]
    return [Choice(name=choice_words(each), value=str(each.number)) for each in fitting[:CHOICES]]


def choice_words(revision: Revision) -> str:
    """A revision as a choice."""
    kept = "" if revision.is_whole else "its document is not kept"
    day = f"{revision.at.day} {revision.at:%b}"
    return shortened(joined([str(revision.number), day, told_counts(revision), kept]), CHOICE_LIMIT)


def revision_number(typed: str) -> int:
    """The number of a revision, as people type it.

    Raises:
        BadInput: it is none.
    """
    digits = typed.strip().split(" ")[0].removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and 0 < int(digits[:7]) < 1_000_000):
        raise BadInput(f"“{shortened(one_line(typed), 40)}” is no revision. It is a number, such as 4.")
    return int(digits)


async def revisions_of(interaction: Interaction, number: int, page: int) -> Card:
    """One page (from 0, the newest) of an API's changelog; the last one, if there are fewer."""
    hub, guild_id = interaction.client.hub, guild_of(interaction)
    api = await hub.apis.sharing.get(guild_id, number)
    found, total = await hub.apis.changelog.revisions(guild_id, number, limit=PAGE, page=page)
    last = last_page(total, PAGE)
    if page > last:
        return await revisions_of(interaction, number, last)
    card = Card().title(f"{text.heading(api)}: changes", text.counted(total, "revision") + ", newest first")
    for revision in found:
        card.row(revision_line(revision), ChangesButton(number, revision.number - 1, revision.number, "Show"))
    return leafed(
        card,
        page,
        last,
        lambda to, label, off: RevisionsButton(number, to, label, disabled=off),
        back="Newer",
        more="Older",
    )


def revision_line(revision: Revision) -> str:
    """A revision in a list: what changed, when, and who brought it."""
    kept = "" if revision.is_whole else "its document is not kept any more"
    who = joined([origin_of(revision), version_words(revision.version), kept])
    return f"**Revision {revision.number}**: {told_counts(revision)}\n-# {text.at(revision.at)} · {who}"


def told_counts(revision: Revision) -> str:
    """How many changes of each grade a revision brought, and how many are muted."""
    if revision.number == 1:
        return "the first"
    return counts_with_muted(revision.changes, revision.muted)


def origin_of(revision: Revision) -> str:
    """Who brought a revision."""
    return f"by {text.person(revision.by)}" if revision.by else "found"


async def changes_of(interaction: Interaction, number: int, older: int, newer: int, page: int = 0) -> Card:
    """One page (from 0) of what changed between two revisions of an API."""
    changelog = interaction.client.hub.apis.changelog
    difference = await changelog.between(guild_of(interaction), number, older, newer)
    return changes_card(difference, page, by=member_of(interaction))


def changes_card(difference: Difference, page: int, *, by: Member) -> Card:
    """One page of what changed, by grade, then by operation, as `by` is shown it; the last one, if there are fewer."""
    number, older, newer = difference.api.ref.number, difference.older, difference.newer.number
    pages = list(pages_of(difference))
    last = max(len(pages) - 1, 0)
    page = min(page, last)
    revision = difference.newer
    card = Card(accent_of(difference))
    card.title(
        f"{text.heading(difference.api)}: {title_of(difference)}",
        joined([text.at(revision.at), origin_of(revision), counts_of(difference)]),
    )
    card.text(pages[page].words if pages else nothing_of(difference))
    if pages and difference.api.allows(Deed.MUTE, by):
        card.menu(mute_menu(difference, pages[page].rules))
    leafed(
        card,
        page,
        last,
        lambda to, label, off: ChangesPageButton(number, older, newer, to, label, disabled=off),
    )
    return card.actions(AllChangesButton(number, older, newer) if pages else None, RevisionsButton(number, 0))


def mute_menu(difference: Difference, rules: Sequence[str]) -> MutePicker | None:
    """Mutes one of the rules of a page; None where all of them are."""
    left = [name for name in rules if name not in difference.reasons and name in SENTENCES]
    return MutePicker(difference.api.ref.number, left) if left else None
