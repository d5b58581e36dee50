"""Help: what one can do with Nexus, in one card."""

from discord import app_commands
from discord.ext import commands

from cogs.client import ANYWHERE, HubBot, Interaction
from cogs.ui.cards import Card
from cogs.ui.replies import reply

STUCK = """**Stuck?**
`/search` finds what was solved before, in your own words or by the error; so does “Find solutions” in a message's menu.
Or mention me with your question. Press “This solved it”, and your words find it next time; `/forget` forgets them.
`/blocker log`, or “Log as blocker” in a message's menu, asks people: your card shows who helps.
`/blocker list` shows who else is stuck, `/blocker show` opens one."""

SOLVED = """**Solved something?**
Press “Resolve” on your blocker's card, or `/solution post`, or “Save as solution” in a message's menu.
The next one finds it. `/solution list` shows what there is, `/solution show` opens one."""

APIS = """**Building against an API?**
`/api share` takes one in, `/api edit` renames it; `/api list` and `/api show` tell what it offers.
`/api refresh` tells whether it changed, `/api changes` and `/api diff` what.
“I use this” calls you when it breaks: `/api uses`.
Changes that do not matter to you: `/api mute`. `/api mutes` shows what is muted, `/api unmute` ends that.
`/api export` takes it along as a file; `/api watch`, `/api retire` and `/api sunset` say what
becomes of yours.
`/endpoint list` shows what there is, `/endpoint show` how to call it.
`/endpoint share` adds yours, `/endpoint edit` mends it.
`/api request` asks for what is missing, `/api requests` lists that."""

WEEK = """**Every week**
A recap shows what was solved, what still waits and what is new. `/recap preview` shows it any time,
`/recap history` has the past ones. `/recap me` is your own week, and can come to you as a private letter.
`/recap thanks`: whether it names you."""

NUDGES = """**Who is called, and when?**
`/nudges follow` calls you when a blocker with your tag finds no helper; `/nudges unfollow` ends that.
`/nudges show` says what holds for you.
Too much? `/nudges snooze` or `/nudges off`; `/nudges on` brings them back."""

ADMINISTRATORS = """**For administrators**
`/setup hub` chooses the channel, `/recap schedule` when the recap comes, `/recap now` posts one at once.
`/setup blockers` is about threads and patience, `/setup ladder` about the roles that are called,
`/setup synonyms` about words that mean the same, `/setup apis` about how often APIs are looked at."""


def help_card() -> Card:
    """What one can do."""
    card = Card().title(
        "Nexus", "Find the answer or the person in under a minute; what was learned stays found."
    )
    return (
        card.text(STUCK)
        .text(SOLVED)
        .text(APIS)
        .text(WEEK)
        .text(NUDGES)
        .text(ADMINISTRATORS)
        .text(
            "-# Entries have short numbers: B12 (blocker), S40 (solution), A3 (API), E7 (endpoint), Q5 (request)."
        )
    )


class Help(commands.Cog):
    """`/help`."""

    def __init__(self, bot: HubBot) -> None:
        del bot
        super().__init__()

    @app_commands.command(name="help", extras={ANYWHERE: True})
    async def help(self, interaction: Interaction) -> None:
        """See what you can do here"""
        await reply(interaction, help_card())
