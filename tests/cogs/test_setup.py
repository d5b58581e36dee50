"""Setting a server up, as its administrators live it."""

import pytest

from tests.support.cohort import Cohort
from tests.support.weather import another_server, delete, letters, permit


async def test_an_administrator_chooses_channel_zone_day_and_hour(hub: Cohort) -> None:
    projects = hub.guild.create_text_channel("projects")

    answer = await hub.root.types("setup hub", channel=projects, time_zone="africa/lagos", day=2, hour=18)

    assert answer.private
    assert "Nexus is set up" in answer.text
    assert f"**Hub**: {projects.mention}" in answer.text
    assert "Wednesday at 18:00, Africa/Lagos" in answer.text
    assert "<t:1767805200:f>" in answer.text, "Wednesday, 7 January 2026, 17:00 UTC"


async def test_cards_go_to_the_channel_that_was_chosen(hub: Cohort) -> None:
    projects = hub.guild.create_text_channel("projects")
    await hub.root.types("setup hub", channel=projects)

    form = await hub.ada.types("solution post")
    await hub.ada.submits(form, problem="It hangs", solution="Restart it")

    assert len(projects.history()) == 1
    assert not hub.posts


async def test_what_is_left_out_stays_as_it_is(hub: Cohort) -> None:
    projects = hub.guild.create_text_channel("projects")
    await hub.root.types("setup hub", channel=projects, time_zone="Europe/London", day=0, hour=9)

    answer = await hub.root.types("setup hub", hour=10)

    assert projects.mention in answer.text
    assert "Monday at 10:00, Europe/London" in answer.text


async def test_without_options_it_shows_what_holds(hub: Cohort) -> None:
    await hub.root.types("setup hub", day=0, hour=9)
    before = await hub.root.types("setup hub")
    after = await hub.root.types("setup hub")

    assert f"**Hub**: {hub.channel.mention}" in before.text
    assert "Monday at 09:00, UTC" in before.text
    assert after.text == before.text


async def test_showing_the_settings_does_not_skip_a_recap_that_is_due(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    await hub.env.advance_time(41 * 3600)  # the recap came due an hour ago, and Nexus was busy

    await hub.root.types("setup hub")
    await hub.bot.tick()

    assert "Weekly recap" in hub.posts[-1].text


async def test_others_are_not_even_offered_it(hub: Cohort) -> None:
    assert "setup hub" in hub.root.actor.available_commands(hub.channel)
    for person in (hub.ada, hub.margaret):
        assert "setup hub" not in person.actor.available_commands(hub.channel)


async def test_it_stays_with_administrators_where_the_server_offers_it_to_all(hub: Cohort) -> None:
    commands = await hub.bot.tree.fetch_commands()
    setup = next(command for command in commands if command.name == "setup")
    hub.guild.set_command_permissions(setup.id, {hub.guild.default_role: True})

    answer = await hub.margaret.types("setup hub", hour=3)

    assert answer.private
    assert "This is for administrators: it needs the permission “Manage Server”." in answer.text
    assert "at 16:00" in (await hub.root.types("setup hub")).text


async def test_an_unknown_time_zone_is_refused_and_nothing_changes(hub: Cohort) -> None:
    projects = hub.guild.create_text_channel("projects")
    await hub.root.types("setup hub", time_zone="Europe/London", day=0, hour=9)

    answer = await hub.root.types("setup hub", channel=projects, time_zone="Mars/Base", hour=10)

    assert answer.private
    assert "“Mars/Base” is not a time zone. Pick one from the list" in answer.text
    kept = (await hub.root.types("setup hub")).text
    assert hub.channel.mention in kept
    assert "Monday at 09:00, Europe/London" in kept


@pytest.mark.parametrize(
    ("typed", "offered"), [("lag", "Africa/Lagos"), ("new york", "America/New_York"), ("utc", "Etc/UTC")]
)
async def test_time_zones_complete_by_any_part_of_their_name(hub: Cohort, typed: str, offered: str) -> None:
    assert offered in await hub.root.completes("setup hub", "time_zone", typed)


async def test_time_zones_complete_before_anything_was_typed(hub: Cohort) -> None:
    assert len(await hub.root.completes("setup hub", "time_zone", "")) == 25
    assert await hub.root.completes("setup hub", "time_zone", "Mars") == []


# ------------------------------------------------------------------------------- before anybody set it up


async def test_before_it_was_set_up_cards_go_to_the_channel_named_like_the_hub(hub: Cohort) -> None:
    general = hub.guild.create_text_channel("general")

    form = await hub.ada.types("solution post", where=general)
    await hub.ada.submits(form, problem="It hangs", solution="Restart it")

    assert "S1" in hub.posts[0].text


@pytest.mark.parametrize("name", ["prodev-project-nexus", "🚀-prodevprojectnexus", "ProDevProjectNexus-2026"])
async def test_a_hub_s_name_may_be_dressed_up(hub: Cohort, name: str) -> None:
    await delete(hub, hub.channel)
    dressed = hub.guild.create_text_channel(name)
    general = hub.guild.create_text_channel("general")

    form = await hub.ada.types("solution post", where=general)
    await hub.ada.submits(form, problem="It hangs", solution="Restart it")

    assert len(dressed.history()) == 1


async def test_where_no_channel_is_named_so_cards_go_to_where_one_types(hub: Cohort) -> None:
    places = [hub.guild.create_text_channel(name) for name in ("general", "help")]
    await delete(hub, hub.channel)

    for place in places:
        form = await hub.ada.types("solution post", where=place)
        await hub.ada.submits(form, problem="It hangs", solution="Restart it")

    for place in places:
        assert len([message for message in place.history() if not message.flags.ephemeral]) == 1


# ------------------------------------------------------------------------------- permissions and lost channels


async def test_each_missing_permission_is_named_and_nothing_changes(hub: Cohort) -> None:
    projects = hub.guild.create_text_channel("projects")
    await hub.root.types("setup hub", hour=9)
    await permit(hub, projects, send_messages=False, attach_files=False)

    answer = await hub.root.types("setup hub", channel=projects, hour=10)

    assert answer.private
    assert f"I cannot use {projects.mention} yet: I lack **Send Messages, Attach Files** there" in answer.text
    kept = (await hub.root.types("setup hub")).text
    assert hub.channel.mention in kept
    assert "at 09:00" in kept


async def test_a_channel_that_nexus_cannot_see_is_refused_with_what_to_allow(hub: Cohort) -> None:
    staff = hub.guild.create_text_channel("staff")
    await permit(hub, staff, view_channel=False)

    answer = await hub.root.types("setup hub", channel=staff)

    assert "View Channel" in answer.text
    assert "nothing was changed" in answer.text


async def test_cards_that_could_not_be_posted_come_once_it_is_mended(hub: Cohort) -> None:
    await permit(hub, hub.channel, send_messages=False)
    for problem in ("It hangs", "It burns"):
        form = await hub.ada.types("solution post")
        await hub.ada.submits(form, problem=problem, solution="Restart it")
    await hub.time_passes(hours=1)
    assert not hub.posts

    await permit(hub, hub.channel, send_messages=True)
    await hub.root.types("setup hub")
    await hub.time_passes(seconds=5)

    assert sorted(post.text[:6] for post in hub.posts) == ["### S1", "### S2"]


async def test_cards_that_could_not_be_posted_follow_to_the_new_channel(hub: Cohort) -> None:
    await delete(hub, hub.channel)
    general = hub.guild.create_text_channel("general")
    await hub.root.types("setup hub", channel=general, where=general)
    await delete(hub, general)
    rescue = hub.guild.create_text_channel("rescue")
    form = await hub.ada.types("solution post", where=rescue)
    told = await hub.ada.submits(form, problem="It hangs", solution="Restart it")
    assert "It is safe and can be found" in told.text

    lost = await hub.root.types("setup hub", where=rescue)
    await hub.root.types("setup hub", channel=rescue, where=rescue)
    await hub.time_passes(seconds=5)

    assert "I cannot see that channel. Choose another with the option `channel`" in lost.text
    posted = [message for message in rescue.history() if not message.flags.ephemeral]
    assert len(posted) == 1


async def test_the_administrator_who_set_it_up_is_told_once_that_cards_wait(hub: Cohort) -> None:
    await hub.root.types("setup hub")
    await permit(hub, hub.channel, send_messages=False)

    for problem in ("It hangs", "It burns"):
        form = await hub.ada.types("solution post")
        await hub.ada.submits(form, problem=problem, solution="Restart it")
    await hub.time_passes(hours=1)

    told = letters(hub.root)
    assert len(told) == 1
    assert f"I may not post in {hub.channel.mention}" in told[0].text


async def test_one_server_s_settings_are_not_another_s(hub: Cohort) -> None:
    other = another_server(hub)
    await hub.root.types("setup hub", day=0, hour=9)

    answer = await other.root.types("setup hub")

    assert "Friday at 16:00, UTC" in answer.text
    assert other.channel.mention in answer.text
