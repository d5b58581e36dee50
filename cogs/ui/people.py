"""The people whom somebody chose in a menu."""

from collections.abc import Iterable

import discord

from domain.models.entries import Member


def people(chosen: Iterable[object]) -> tuple[Member, ...]:
    """Those of `chosen` who are people, by the name that their server sees; bots are left out."""
    return tuple(
        Member(user.id, user.display_name)
        for user in chosen
        if isinstance(user, discord.Member | discord.User) and not user.bot
    )
