"""What holds in a server, and what stands in the way of changing it."""

from collections.abc import Sequence

import discord

from cogs.ui import text
from cogs.ui.cards import Card, note
from domain.models.ladder import Ladder
from domain.models.server import Habits, Server, Threads

THREADS = {
    Threads.ALWAYS: "one opens on every blocker's card",
    Threads.ON_DEMAND: "one opens on a blocker's card when somebody asks for it, under *More…*",
    Threads.NEVER: "none",
}
"""When threads open, in words."""


def settings_card(
    server: Server,
    *,
    lacking: Sequence[str] | None,
    recap_lacking: Sequence[str] | None,
    deaf: Sequence[discord.Role],
) -> Card:
    """What holds in a server now.

    `lacking` are the permissions that Nexus lacks in the hub, `recap_lacking` those in the recap's own channel; None if
    it cannot see the channel. `deaf` are the roles of the ladder that it cannot ping in the hub.
    """
    card = Card().title("Nexus is set up" if server.is_set_up else "What holds here")
    card.text(
        f"**Hub**: {hub_line(server, lacking)}\n"
        f"**Weekly recap**: {recap_line(server)}{elsewhere(server, recap_lacking)}"
    )
    card.line().text(f"**Blockers**\n{habits_lines(server.habits)}")
    card.line().text(f"**Ladder**\n{ladder_lines(server.ladder, server.schedule.time_zone)}")
    card.line().text(f"**APIs**\n- Looked at every {text.counted(server.check_minutes, 'minute')}")
    for role in deaf:
        card.text(
            f"I may not ping {role.mention}. Allow anyone to @mention it in the role's settings,"
            " or allow me to *Mention Everyone*."
        )
    return card.text(
        "-# Change it with /setup hub, /setup blockers, /setup ladder and /setup apis;"
        " what you leave out stays as it is. /setup synonyms teaches search your words."
    )


def hub_line(server: Server, lacking: Sequence[str] | None) -> str:
    """Where cards go, and whether they can."""
    if not server.is_set_up:
        return "not chosen yet; /setup hub does it"
    if lacking is None:
        return "its channel is gone, or I cannot see it; choose another with /setup hub"
    can = (
        f"but I lack **{', '.join(lacking)}** there"
        if lacking
        else "I have all permissions that I need there"
    )
    what = "cards" if server.recaps.channel_id else "cards and the recap"
    return f"<#{server.hub_channel_id}>, where {what} go; {can}"


def recap_line(server: Server) -> str:
    """When the weekly recap comes, and whether."""
    when = text.plain(str(server.schedule))
    if server.recaps.is_paused:
        return f"paused; else it comes on {when}. /recap schedule resumes it"
    return f"{when}; the next one comes on {text.at(server.next_recap_at)}"


def elsewhere(server: Server, lacking: Sequence[str] | None) -> str:
    """Where the weekly recap is posted, if not in the hub, and whether it can."""
    if not server.recaps.channel_id:
        return ""
    if lacking is None:
        return "; its channel is gone, or I cannot see it: choose another with /recap schedule"
    but = f", but I lack **{', '.join(lacking)}** there" if lacking else ""
    return f"; in <#{server.recaps.channel_id}>{but}"


def habits_lines(habits: Habits) -> str:
    """How a server deals with blockers and solutions, one line each."""
    return (
        f"- Threads: {THREADS[habits.threads]}\n"
        f"- A helper who is silent for {text.counted(habits.claim_hours, 'hour')} helps no longer\n"
        f"- A moderator may decide for an author who is silent for {text.counted(habits.author_hours, 'hour')}\n"
        f"- An author is asked whether it is solved {text.counted(habits.quiet_hours, 'hour')} after the last answer\n"
        f"- A solution that nobody confirms counts as unconfirmed after {text.counted(habits.fresh_days, 'day')}"
    )


def ladder_lines(ladder: Ladder, time_zone: str) -> str:
    """Whom a blocker calls that nobody takes on, one line each."""
    if not ladder.is_on:
        return "Off: a blocker that nobody takes on calls nobody."
    first, second, third = ladder.hours
    hours = (
        "all day"
        if ladder.wakes_at == ladder.sleeps_at
        else f"{ladder.wakes_at:02}:00 to {ladder.sleeps_at:02}:00"
    )
    return (
        f"Only waking hours count: {hours}, {text.plain(time_zone)}\n"
        "A blocker that nobody takes on calls, one after the other:\n"
        f"- after {text.counted(first, 'hour')} those who follow one of its tags\n"
        f"- after {second} more {role_line(ladder.helper_role_id, 'helper')}\n"
        f"- after {third} more {role_line(ladder.mentor_role_id, 'mentor')}"
    )


def role_line(role_id: int | None, word: str) -> str:
    """A step that calls a role."""
    return f"<@&{role_id}>" if role_id else f"nobody, as no {word} role is chosen"


def refusal(channel_id: int, lacking: Sequence[str], command: str) -> Card:
    """Why a channel cannot serve as the hub, and what to do."""
    if not lacking:
        return note(
            "I cannot see that channel. Choose another with the option `channel`; nothing was changed."
        )
    return note(
        f"I cannot use <#{channel_id}> yet: I lack **{', '.join(lacking)}** there."
        f" Please allow it in the channel's settings, under Permissions, and run {command} again; nothing was changed."
        + (" Or have no threads: `/setup blockers threads: never`." if is_about_threads(lacking) else "")
    )


def is_about_threads(lacking: Sequence[str]) -> bool:
    """Whether all that is missing is for threads."""
    return all("Threads" in name for name in lacking)
