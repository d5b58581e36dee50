"""Which channels let in whom: threads, servers without a hub, and all who read a channel."""

from random import Random

import discord

from cogs.sight import lets_in_all_of
from tests.support.cohort import Cohort, Person
from tests.support.rooms import HIDDEN, SEEN, Kept, private_thread, refs, room_for
from tests.support.threads import Thread
from tests.support.weather import delete


async def rename_hub(hub: Cohort) -> None:
    """From now on, no channel is named like the hub."""
    hub.env.backend.edit_channel(hub.channel.id, {"name": "general"})
    await hub.env.settle()


async def test_a_private_thread_is_for_those_in_it_and_who_may_manage_threads(hub: Cohort) -> None:
    await Kept(hub).solution("Payroll is slow", tags="payroll", where=hub.channel)
    managing = hub.guild.create_role("manager", permissions=discord.Permissions(manage_threads=True))
    manager = Person(hub, hub.guild.add_member(hub.env.create_user("barbara"), roles=[managing]))
    thread = private_thread(hub)
    await rename_hub(hub)
    opened = await hub.ada.types("solution post", where=thread)
    await hub.ada.submits(opened, problem="Payroll of Zanzibar stops", solution="Restart it")

    async def finds(person: Person, **where: Thread) -> set[str]:
        return refs(await person.types("search", query="zanzibar", **where))

    assert await finds(hub.ada, where=thread) == {"S2"}
    assert await finds(hub.grace) == set()
    assert await finds(manager) == {"S2"}

    assert hub.bot.user
    await manager.says(f"{hub.bot.user.mention} why does the payroll of Zanzibar stop?")
    assert refs(hub.posts[-1]) <= {"S1"}
    assert "Zanzibar" not in hub.posts[-1].text
    await hub.ada.says(f"{hub.bot.user.mention} why does the payroll of Zanzibar stop?", where=thread)
    assert "S2" in refs(thread.messages[-1])

    await thread.archive()
    assert await finds(hub.grace) == set()
    assert await finds(manager) == {"S2"}

    await hub.restarts()
    assert await finds(hub.grace) == set()
    assert await finds(manager) == {"S2"}


async def test_a_private_thread_stays_private_when_its_channel_is_deleted(hub: Cohort) -> None:
    room = hub.guild.create_text_channel("talk")
    thread = private_thread(hub, room)
    await rename_hub(hub)
    opened = await hub.ada.types("solution post", where=thread)
    await hub.ada.submits(opened, problem="Payroll of Zanzibar stops", solution="Restart it")

    await delete(hub, room)

    assert refs(await hub.grace.types("search", query="zanzibar")) == set()


async def test_a_thread_is_seen_by_those_who_see_its_channel_also_while_it_sleeps(hub: Cohort) -> None:
    kept = Kept(hub)
    await kept.solution("Payroll is slow", tags="payroll", where=hub.channel)
    await rename_hub(hub)
    start = await hub.ada.says("Let us talk", where=kept.room)
    made = hub.env.backend.create_thread(kept.room.id, "Talk", hub.ada.id, message_id=start.id)
    thread = Thread(hub.env, hub.guild, made)
    opened = await hub.ada.types("solution post", where=thread)
    await hub.ada.submits(opened, problem="Payroll of Zanzibar stops", solution="Restart it")
    await thread.archive()
    await hub.restarts()

    assert refs(await hub.linus.types("search", query="zanzibar")) == {"S2"}
    assert refs(await hub.grace.types("search", query="zanzibar")) == set()


async def test_in_a_server_without_a_hub_what_is_logged_in_a_closed_room_stays_there(hub: Cohort) -> None:
    await rename_hub(hub)
    room = room_for(hub, hub.ada)
    opened = await hub.ada.types("blocker log", where=room)
    logged = await hub.ada.submits(opened, goal="Payroll of Zanzibar", happened="It stops")

    assert "is logged" in logged.text
    assert "Nothing found" in (await hub.grace.types("search", query="zanzibar")).text
    assert "1 found" in (await hub.ada.types("search", query="zanzibar")).text


async def test_a_channel_lets_in_all_of_another_only_if_each_of_its_readers_may_view_it(hub: Cohort) -> None:
    chance = Random(4)  # noqa: S311  (which rules are tried, every time the same)
    roles = [hub.guild.create_role(f"role {number}") for number in range(3)]
    people = [
        hub.guild.add_member(
            hub.env.create_user(f"p{number}"), roles=chance.sample(roles, chance.randint(0, 3))
        )
        for number in range(8)
    ]
    targets = [hub.guild.default_role, *roles, *people[:2]]
    rules = (None, SEEN, HIDDEN)
    for number in range(25):
        said = {target: chance.choice(rules) for target in targets}
        hub.guild.create_text_channel(
            f"c{number}", overwrites={target: rule for target, rule in said.items() if rule}
        )
    await hub.env.settle()
    guild = hub.bot.get_guild(hub.guild.id)
    assert guild
    members = [await guild.fetch_member(person.id) for person in people]
    readers = {
        channel: {member.id for member in members if channel.permissions_for(member).view_channel}
        for channel in guild.text_channels
    }

    certain = [(a, b) for a in readers for b in readers if a != b and lets_in_all_of(a, b)]

    assert all(readers[b] <= readers[a] for a, b in certain)
    assert len(certain) > len(readers)
    public = next(channel for channel in readers if channel.id == hub.channel.id)
    assert all(lets_in_all_of(public, other) for other in readers)
