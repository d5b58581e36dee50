"""Who uses what: *I use this*, and forgetting it again, each one press."""

from collections.abc import Sequence

from discord import app_commands
from discord.ext import commands

from cogs.client import Interaction, guild_of, member_of
from cogs.endpoints.typed import named_in, named_like
from cogs.entries import ShowButton, deliver_about
from cogs.sight import see, sight_of
from cogs.ui import text
from cogs.ui.actions import NUMBER, PAGE_NUMBER, Action
from cogs.ui.cards import Card, joined, note
from cogs.ui.lists import last_page, leafed
from cogs.ui.replies import reply, think, turn
from domain.models.api import Api
from domain.models.endpoint import Endpoint, Status
from domain.models.entries import Kind, Ref
from domain.models.preferences import Preferences
from domain.shared_apis.using import Usable, Used, Users
from domain.text import and_more

PAGE = 8
"""What somebody uses, of one page."""

USABLE = (Kind.API, Kind.ENDPOINT)
"""What one can use."""

USABLE_REF = f"[{''.join(kind.value for kind in USABLE)}]{NUMBER}"
"""In a template: the letter and number of something that one can use."""

NAMED = 40
"""People who are named on one line."""


class UseButton(Action, template=rf"api:use:(?P<ref>{USABLE_REF})"):
    """*I use this*: hear when it breaks."""

    def __init__(self, ref: Ref | str) -> None:
        super().__init__(f"api:use:{ref}", "I use this")
        self.entry = self._ref = ref if isinstance(ref, Ref) else Ref.parse(ref, *USABLE)

    async def pressed(self, interaction: Interaction) -> None:
        """Note it, and offer the way back."""
        await think(interaction)
        hub, guild_id, by = interaction.client.hub, guild_of(interaction), member_of(interaction)
        entry = await hub.apis.uses.use(guild_id, self._ref, by=by)
        await deliver_about_api(interaction, entry)
        preferences = (await hub.people.wishes(guild_id, by=by)).preferences
        await reply(interaction, note(used_words(entry, preferences), ForgetButton(self._ref), MineButton(0)))


class ForgetButton(Action, template=rf"api:forget:(?P<ref>{USABLE_REF})"):
    """*Not any more*: hear of it no longer."""

    def __init__(self, ref: Ref | str) -> None:
        super().__init__(f"api:forget:{ref}", "Not any more")
        self.entry = self._ref = ref if isinstance(ref, Ref) else Ref.parse(ref, *USABLE)

    async def pressed(self, interaction: Interaction) -> None:
        """Forget it, and offer the way back."""
        await think(interaction)
        entry = await interaction.client.hub.apis.uses.forget(
            guild_of(interaction), self._ref, by=member_of(interaction)
        )
        await deliver_about_api(interaction, entry)
        words = f"You do not use **{text.heading(entry)}** any more, so you do not hear {told_when(entry)}."
        await reply(interaction, note(words, UseButton(self._ref)))


class MineButton(Action, template=rf"api:mine:(?P<page>{PAGE_NUMBER})"):
    """*What I use*: all of it, for the reader alone."""

    def __init__(self, page: int, label: str = "What I use") -> None:
        super().__init__(f"api:mine:{page}", label)
        self._page = page

    async def pressed(self, interaction: Interaction) -> None:
        """Show it."""
        await think(interaction)
        await reply(interaction, await mine(interaction, self._page))


class MinePageButton(Action, template=rf"api:mine:turn:(?P<page>{PAGE_NUMBER})"):
    """*Back* and *More*: another page of it."""

    def __init__(self, page: int, label: str = "More", *, disabled: bool = False) -> None:
        super().__init__(f"api:mine:turn:{page}", label, disabled=disabled)
        self._page = page

    async def pressed(self, interaction: Interaction) -> None:
        """Turn the page."""
        await turn(interaction, mine(interaction, self._page))


class ForgetHereButton(Action, template=rf"api:forgets:(?P<page>{PAGE_NUMBER}):(?P<ref>{USABLE_REF})"):
    """*Not any more*, in the list of what one uses."""

    def __init__(self, page: int, ref: Ref | str) -> None:
        super().__init__(f"api:forgets:{page}:{ref}", "Not any more")
        self.entry = self._ref = ref if isinstance(ref, Ref) else Ref.parse(ref, *USABLE)
        self._page = page

    async def pressed(self, interaction: Interaction) -> None:
        """Forget it, and show what is left."""
        uses = interaction.client.hub.apis.uses
        entry = await uses.forget(guild_of(interaction), self._ref, by=member_of(interaction))
        await turn(interaction, mine(interaction, self._page))
        await deliver_about_api(interaction, entry)


USE_BUTTONS = (UseButton, ForgetButton, MineButton, MinePageButton, ForgetHereButton)


class UseCommands(commands.Cog):
    """Those commands of `/api` that are about who uses what."""

    @app_commands.command(name="uses")
    @app_commands.describe(
        number="An API or an endpoint, such as A3 or GET /users/{id}; what you use, if you say nothing"
    )
    @app_commands.autocomplete(number=named_like(*USABLE))
    async def uses(self, interaction: Interaction, number: str | None = None) -> None:
        """See who depends on an API, or what you use"""
        await think(interaction)
        if number is None:
            await reply(interaction, await mine(interaction, 0))
            return
        ref = await named_in(interaction, number, *USABLE)
        await see(interaction, ref)
        used, users = await interaction.client.hub.apis.uses.of(guild_of(interaction), ref)
        await reply(interaction, users_card(used, users))


async def deliver_about_api(interaction: Interaction, entry: Usable) -> None:
    """Have the card of the API brought up to date that has, or is, what somebody uses."""
    if api := entry.ref if isinstance(entry, Api) else entry.api:
        await deliver_about(interaction, api)


def told_when(entry: Usable) -> str:
    """What those who use something hear of: of what was shared by hand, no document tells what changes."""
    if isinstance(entry, Endpoint) and entry.api is None:
        return "when it may soon be gone"
    return "when a change breaks it"


def used_words(entry: Usable, preferences: Preferences) -> str:
    """Says what comes of using something."""
    words = f"You use **{text.heading(entry)}**: you are mentioned {told_when(entry)}."
    if preferences.is_off:
        words += "\nBut your nudges are off, so nobody mentions you: `/nudges on` brings them back."
    elif preferences.snoozed_until:
        words += f"\nBut not before {text.at(preferences.snoozed_until)}: your nudges are snoozed."
    return words


async def mine(interaction: Interaction, page: int) -> Card:
    """One page (from 0) of what somebody uses; the last one, if there are fewer."""
    used, total = await interaction.client.hub.apis.uses.by_member(
        guild_of(interaction), by=member_of(interaction), limit=PAGE, page=page, sight=sight_of(interaction)
    )
    last = last_page(total, PAGE)
    if page > last:
        return await mine(interaction, last)
    card = Card().title("What you use", f"{total} in all" if total else "")
    if not used:
        return card.text("Nothing yet. Press “I use this” on an API or an endpoint, and hear when it breaks.")
    for each in used:
        entry = each.entry
        card.row(f"**{text.heading(entry)}**\n-# {state_of(each)}", ForgetHereButton(page, entry.ref))
    return leafed(card, page, last, lambda to, label, off: MinePageButton(to, label, disabled=off))


def state_of(used: Used) -> str:
    """How something stands that is used."""
    entry = used.entry
    if isinstance(entry, Api):
        return joined(["all of it", entry.watch.words])
    if used.is_retired:
        return retired_words(used)
    return joined([f"of {entry.api}" if entry.api else "shared by hand", entry.status.words])


def retired_words(used: Used) -> str:
    """That an API is retired, or that of an endpoint; nothing where it is in use."""
    if not used.is_retired:
        return ""
    return "retired" if isinstance(used.entry, Api) else f"of {used.entry.api}, which is retired"


def ended_words(used: Used) -> str:
    """Why nobody starts to use something any more; nothing where they may."""
    entry = used.entry
    if isinstance(entry, Endpoint) and entry.status is Status.GONE and not used.is_retired:
        return entry.status.words
    return retired_words(used)


def users_card(used: Used, users: Sequence[Users]) -> Card:
    """Who uses an API as a whole, and who its endpoints."""
    entry = used.entry
    people = {member.id for each in users for member in each.members}
    many = text.counted(len(people), "member") if people else ""
    ended = ended_words(used)
    card = Card().title(f"Who uses {text.heading(entry)}", joined([ended, many]))
    card.text("\n".join(map(users_line, users)) or "Nobody has said so yet.")
    return card.actions(None if ended else UseButton(entry.ref), ShowButton(entry.ref) if users else None)


def users_line(users: Users) -> str:
    """Something and those who use it, as mentions that ping nobody."""
    what = f"All of {users.entry.ref}" if isinstance(users.entry, Api) else text.heading(users.entry)
    return f"**{what}**: {and_more([text.person(member) for member in users.members], NAMED)}"
