"""Help: what one can do, in one card."""

from collections.abc import Iterator
from typing import Any

from discord import AppCommandType, app_commands

from tests.support.cohort import Answer, Cohort

Named = app_commands.Command[Any, Any, Any] | app_commands.Group | app_commands.ContextMenu


def names(command: Named) -> Iterator[str]:
    """How people call a command: `/blocker log`, or a menu's entry."""
    if isinstance(command, app_commands.Group):
        for child in command.commands:
            yield from names(child)
    elif isinstance(command, app_commands.ContextMenu):
        yield f"“{command.name}”"
    else:
        yield f"`/{command.qualified_name}`"


async def test_it_names_every_command_and_every_entry_of_a_menu(hub: Cohort) -> None:
    told = (await hub.ada.types("help")).text

    there = {
        name
        for kind in AppCommandType
        for each in hub.bot.tree.get_commands(type=kind)
        for name in names(each)
    }
    assert "`/blocker log`" in there
    assert "“Save as solution”" in there
    assert {name for name in there if name not in told} == {"`/help`"}


async def test_it_names_no_command_that_there_is_not(hub: Cohort) -> None:
    told = (await hub.ada.types("help")).text

    there = {name for command in hub.bot.tree.walk_commands() for name in names(command)}
    assert {f"`{word}`" for word in told.split("`") if word.startswith("/")} <= there


async def test_it_is_one_private_card(hub: Cohort) -> None:
    answer = await hub.ada.types("help")

    assert answer.private
    assert not answer.result.followups
    assert len(answer.text) < 3000, "it is read at one glance"


async def test_it_works_in_a_direct_message(hub: Cohort) -> None:
    result = await hub.ada.actor.user.slash("help")

    assert "`/blocker log`" in Answer(result).text


async def test_other_commands_say_in_a_direct_message_where_they_work(hub: Cohort) -> None:
    typed: dict[str, dict[str, Any]] = {
        "endpoint share": {"method": "GET", "path": "/"},
        "endpoint show": {"number": "E1"},
        "endpoint list": {},
        "solution show": {"number": "S1"},
        "solution post": {},
        "recap preview": {},
    }
    for name, options in typed.items():
        answer = Answer(await hub.ada.actor.user.slash(name, **options))
        assert answer.private, name
        assert "not in direct messages" in answer.text, name


async def test_typing_in_a_direct_message_offers_nothing_of_any_server(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/api/users/", tags="users")

    assert await hub.ada.actor.user.autocomplete("endpoint show", "number", "E") == []
    assert await hub.ada.actor.user.autocomplete("endpoint list", "tag", "u") == []
