"""A server's own synonyms in Discord: see them, add to them, look a word up."""

from collections.abc import Sequence
from dataclasses import dataclass

from discord.app_commands import Choice

from cogs.client import Interaction, guild_of, member_of
from cogs.ui import text
from cogs.ui.actions import NUMBER, PAGE_NUMBER, Action
from cogs.ui.cards import Card
from cogs.ui.lists import last_page, leafed
from cogs.ui.replies import reply_file, think, turn
from domain.models.synonyms import AddedSynonyms, LookedUp, SynonymGroup
from domain.retrieval.synonyms import Group, built_in_groups, table
from domain.text import shortened

PAGE = 6
"""Groups of one page."""

GROUP_LIMIT = 345
"""Characters of a group as it is shown: eight members of 40, and what stands between them."""

MENTIONED = 2
"""Groups that a sentence mentions."""

MENTIONED_LIMIT = 120
"""Characters of each of them."""


@dataclass(frozen=True, slots=True)
class News:
    """What was just done, and a button that goes on from there."""

    text: str
    button: Action | None = None


NOTHING = News("")


class RemoveButton(Action, template=rf"synonyms:remove:(?P<page>{PAGE_NUMBER}):(?P<number>{NUMBER})"):
    """*Remove*: the words of a group mean the same no longer."""

    def __init__(self, page: int, number: int) -> None:
        super().__init__(f"synonyms:remove:{page}:{number}", "Remove")
        self._page, self._number = page, number

    async def pressed(self, interaction: Interaction) -> None:
        """Remove the group, and show what is left."""
        group = await interaction.client.hub.synonyms.remove(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        await turn(interaction, listing(interaction, self._page, removed_news(group)))


class JoinButton(Action, template=rf"synonyms:join:(?P<number>{NUMBER})"):
    """*Make it one group*: a group takes in those that share a word with it."""

    def __init__(self, number: int) -> None:
        super().__init__(f"synonyms:join:{number}", "Make it one group")
        self._number = number

    async def pressed(self, interaction: Interaction) -> None:
        """Join the groups, and show what there is now."""
        added = await interaction.client.hub.synonyms.join(
            guild_of(interaction), self._number, by=member_of(interaction)
        )
        await turn(interaction, listing(interaction, 0, added_news(added)))


class LeafButton(Action, template=rf"synonyms:page:(?P<page>{PAGE_NUMBER})"):
    """*Back* and *More*: other groups of the server."""

    def __init__(self, page: int, label: str = "More", *, disabled: bool = False) -> None:
        super().__init__(f"synonyms:page:{page}", label, disabled=disabled)
        self._page = page

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, listing(interaction, self._page))


class TableButton(Action, template=r"synonyms:table"):
    """*Show those that come with Nexus*: the table, as a file for the reader alone."""

    def __init__(self) -> None:
        super().__init__("synonyms:table", "Show those that come with Nexus")

    async def pressed(self, interaction: Interaction) -> None:
        """Send the table privately."""
        await think(interaction)
        words = "What means the same to me in every server:"
        await reply_file(interaction, words, "synonyms.txt", table().encode())


SYNONYM_BUTTONS = (RemoveButton, JoinButton, LeafButton, TableButton)


async def word_like(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Completes a word that has synonyms."""
    found = await interaction.client.hub.synonyms.suggest(guild_of(interaction), typed)
    return [Choice(name=word, value=word) for word in found]


async def listing(interaction: Interaction, page: int, news: News = NOTHING) -> Card:
    """One page (from 0) of the server's own groups, newest first, below what was just done."""
    groups = await interaction.client.hub.synonyms.listed(guild_of(interaction))
    return listed_card(groups, page, news)


def listed_card(groups: Sequence[SynonymGroup], page: int, news: News = NOTHING) -> Card:
    """One page (from 0) of a server's own groups, newest first; the last one where there are fewer."""
    last = last_page(len(groups), PAGE)
    page = min(page, last)
    card = told(
        Card().title("Synonyms", "Whoever searches for one of these words finds the others, too."), news
    )
    if groups:
        card.text(f"**This server's own** ({len(groups)})")
    else:
        card.text("This server has none of its own yet. Teach me yours: `/setup synonyms add: wf, workflow`")
    for group in groups[::-1][page * PAGE : (page + 1) * PAGE]:
        group_row(card, group, page)
    card.text(
        f"-# {len(built_in_groups())} groups come with Nexus, such as k8s = kubernetes."
        " The option `word` shows what means the same as a word, `add` adds a group."
    ).actions(TableButton())
    return leafed(card, page, last, lambda to, label, off: LeafButton(to, label, disabled=off))


def looked_up_card(found: LookedUp, news: News = NOTHING) -> Card:
    """What means the same as a word, below what was just done."""
    word = text.plain(shortened(found.word, MENTIONED_LIMIT))
    if not found.own and not found.built_in:
        return told(Card().title(f"“{word}” has no synonym here"), news).text(
            f"Teach me one with `/setup synonyms`: put into `add` {word}, a comma, and what else people call it."
        )
    card = told(Card().title(f"What means the same as “{word}”"), news)
    for group in found.own[:PAGE]:
        group_row(card, group, 0)
    if len(found.own) > PAGE:
        card.text(f"-# and {len(found.own) - PAGE} more of this server's own")
    for words in found.built_in[:PAGE]:
        card.text(f"{equated(words)}\n-# comes with Nexus")
    return card


def told(card: Card, news: News) -> Card:
    """The card with what was just done."""
    if not news.text:
        return card
    card = card.row(news.text, news.button) if news.button else card.text(news.text)
    return card.line()


def added_news(added: AddedSynonyms) -> News:
    """What adding a group did, and which groups share a word with it."""
    lines = [f"Search now treats these as the same: {equated(added.group.words)}"]
    if added.replaced:
        lines.append(f"-# In place of {mentioned([group.words for group in added.replaced])}")
    if not added.neighbours:
        return News("\n".join(lines))
    lines.append(f"-# It shares a word with {mentioned(added.neighbours)}, and stays apart from that.")
    if not added.can_join:
        return News("\n".join(lines))
    lines.append("-# If all of it means the same, make it one group.")
    return News("\n".join(lines), JoinButton(added.group.number))


def removed_news(group: SynonymGroup) -> News:
    """Which group was removed, so that it can be added again."""
    return News(f"Removed: {equated(group.words)}\n-# `/setup synonyms` with `add` brings it back.")


def group_row(card: Card, group: SynonymGroup, page: int) -> Card:
    """A server's own group on a card, with who added it."""
    added = f"-# by {text.person(group.added_by)}, {text.when(group.at)}"
    return card.row(f"{equated(group.words)}\n{added}", RemoveButton(page, group.number))


def mentioned(groups: Sequence[Group]) -> str:
    """Groups within a sentence, the first ones of many."""
    shown = [equated(group, MENTIONED_LIMIT) for group in groups[:MENTIONED]]
    if more := len(groups[MENTIONED:]):
        shown.append(f"{more} more")
    return " and ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def equated(group: Group, limit: int = GROUP_LIMIT) -> str:
    """A group as people read it: `wf = workflow`."""
    return f"**{text.fitted(' = '.join(group), limit, text.plain)[0]}**"
