"""What one can do with an endpoint: turn its page, call it, say how far it is."""

from cogs.client import Interaction, guild_of, member_of
from cogs.endpoints.parts import PARTS, is_long, whole_of
from cogs.entries import deliver_about
from cogs.ui import text
from cogs.ui.actions import NUMBER, PAGE_NUMBER, Action
from cogs.ui.cards import Card, note
from cogs.ui.replies import reply, reply_file, think, turn
from domain.models.endpoint import Endpoint, Status
from domain.models.entries import Kind, Ref


class PartButton(
    Action,
    template=rf"endpoint:(?P<way>part|leaf):(?P<number>{NUMBER}):(?P<part>{'|'.join(PARTS)}):(?P<page>{PAGE_NUMBER})",
):
    """*Body*, *Answers*, *fetch* …: another part of an endpoint's page; *Back* and *More* leaf within one."""

    def __init__(
        self,
        number: int,
        part: str,
        page: int = 0,
        *,
        label: str = "",
        disabled: bool = False,
        way: str = "part",
    ) -> None:
        super().__init__(f"endpoint:{way}:{number}:{part}:{page}", label or PARTS[part], disabled=disabled)
        self.entry = self._ref = Ref(Kind.ENDPOINT, number)
        self._part, self._page = part, page

    async def pressed(self, interaction: Interaction) -> None:
        """Turn to it."""
        drawn = interaction.client.gallery.endpoint(
            guild_of(interaction), self._ref.number, self._part, self._page
        )
        await turn(interaction, drawn)


class CurlButton(Action, template=rf"endpoint:curl:(?P<number>{NUMBER})"):
    """*Call it with curl*: a command that calls the endpoint, for the reader alone."""

    def __init__(self, number: int) -> None:
        super().__init__(f"endpoint:curl:{number}", "Call it with curl")
        self.entry = self._ref = Ref(Kind.ENDPOINT, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Show the command; one that is too long for a card, as a file."""
        await think(interaction)
        guild_id, number = guild_of(interaction), self._ref.number
        command = (await interaction.client.hub.endpoints.get(guild_id, number)).curl()
        if is_long(command):
            words = f"The command for {self._ref} is long, so here it is as a file:"
            await reply_file(interaction, words, f"{self._ref}.sh", command.encode())
        else:
            await reply(interaction, await interaction.client.gallery.endpoint(guild_id, number, "curl"))


class WholeButton(Action, template=rf"endpoint:whole:(?P<number>{NUMBER})"):
    """*Show all*: all of an endpoint's page uncut, as a file for the reader alone."""

    def __init__(self, number: int) -> None:
        super().__init__(f"endpoint:whole:{number}", "Show all")
        self.entry = self._ref = Ref(Kind.ENDPOINT, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Send the file."""
        await think(interaction)
        opened = await interaction.client.hub.apis.opening.open(guild_of(interaction), self._ref.number)
        await reply_file(interaction, f"All of {self._ref}:", f"{self._ref}.md", whole_of(opened).encode())


class StatusButton(
    Action, template=rf"endpoint:status:(?P<number>{NUMBER}):(?P<status>planned|mock|live|gone)"
):
    """*It is mock now*, *It is live now*: the author says how far it is; *Take away*: it is not there any more."""

    def __init__(self, number: int, status: str, label: str = "") -> None:
        usual = "Take away" if status == Status.GONE.value else f"It is {status} now"
        super().__init__(f"endpoint:status:{number}:{status}", label or usual)
        self._number, self._status = number, Status(status)
        self.entry = Ref(Kind.ENDPOINT, number)

    async def pressed(self, interaction: Interaction) -> None:
        """Change the status."""
        await think(interaction)
        endpoints, guild_id = interaction.client.hub.endpoints, guild_of(interaction)
        before = (await endpoints.get(guild_id, self._number)).status
        endpoint = await endpoints.move(guild_id, self._number, self._status, by=member_of(interaction))
        await deliver_about(interaction, endpoint.ref)
        await reply(interaction, moved_note(endpoint, before))


def moved_note(endpoint: Endpoint, before: Status) -> Card:
    """Says how far an endpoint is now; of one that was taken away, with the way back to how it was."""
    name = f"**{text.heading(endpoint)}**"
    if endpoint.status is not Status.GONE:
        return note(f"{name} is now {endpoint.status.words}.")
    was = Status.LIVE if before is Status.DEPRECATED else before
    undo = StatusButton(endpoint.ref.number, was.value, "Undo")
    return note(f"{name} is taken away: it is listed and found no more.", undo)
