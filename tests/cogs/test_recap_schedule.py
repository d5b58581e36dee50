"""When the weekly recap comes, as administrators choose it. The clock starts on Thursday, 1 January 2026, 00:00 UTC."""

import pytest

from tests.support.cohort import Cohort
from tests.support.rooms import room_for
from tests.support.shown import Shown
from tests.support.weather import delete, letters, permit


async def test_without_options_it_says_how_it_is(hub: Cohort) -> None:
    answer = await hub.root.types("recap schedule")

    assert answer.private
    assert "**When**: Friday at 16:00, UTC; the next one comes on <t:1767369600:f>" in answer.text
    assert f"**Where**: {hub.channel.mention}, the hub" in answer.text
    assert "**A quiet week**: nothing is posted" in answer.text


async def test_another_day_hour_and_zone_count_at_once(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")

    answer = await hub.root.types("recap schedule", day=3, hour=12, time_zone="africa/lagos")
    await hub.time_passes(hours=11)

    assert "Thursday at 12:00, Africa/Lagos; the next one comes on <t:1767265200:f>" in answer.text
    assert len(hub.recaps) == 1


async def test_it_is_posted_in_the_channel_that_was_chosen_and_cards_go_on_to_the_hub(hub: Cohort) -> None:
    news = hub.guild.create_text_channel("news")

    answer = await hub.root.types("recap schedule", channel=news)
    await hub.ada.posts_solution("It hangs")
    await hub.time_passes(hours=40)

    assert f"**Where**: {news.mention}\n" in answer.text
    assert [Shown(message).text.splitlines()[0] for message in news.history()] == ["### Weekly recap"]
    assert [post.text.splitlines()[0] for post in hub.posts] == ["### S1 · It hangs"]
    settings = (await hub.root.types("setup hub")).text
    assert f"16:00, UTC; the next one comes on <t:1767974400:f>; in {news.mention}" in settings
    assert f"{hub.channel.mention}, where cards go; I have all" in settings


async def test_choosing_the_hub_brings_it_back_there(hub: Cohort) -> None:
    await hub.root.types("recap schedule", channel=hub.guild.create_text_channel("news"))

    answer = await hub.root.types("recap schedule", channel=hub.channel)

    assert f"**Where**: {hub.channel.mention}, the hub" in answer.text
    projects = hub.guild.create_text_channel("projects")
    await hub.root.types("setup hub", channel=projects)
    assert f"{projects.mention}, the hub" in (await hub.root.types("recap schedule")).text


async def test_a_channel_where_nexus_may_not_post_is_refused_and_nothing_changes(hub: Cohort) -> None:
    news = hub.guild.create_text_channel("news")
    await permit(hub, news, send_messages=False)

    answer = await hub.root.types("recap schedule", channel=news, hour=9)

    assert f"I cannot use {news.mention} yet: I lack **Send Messages, Attach Files** there." in answer.text
    assert "run /recap schedule again; nothing was changed" in answer.text
    assert "Friday at 16:00" in (await hub.root.types("recap schedule")).text


async def test_it_says_so_where_nexus_may_not_post_any_more(hub: Cohort) -> None:
    news = hub.guild.create_text_channel("news")
    await hub.root.types("recap schedule", channel=news)

    await permit(hub, news, send_messages=False)
    assert (
        f"{news.mention}; but I lack **Send Messages, Attach Files** there"
        in (await hub.root.types("recap schedule")).text
    )
    await delete(hub, news)
    assert "its channel is gone" in (await hub.root.types("recap schedule")).text


async def test_a_recap_that_could_not_be_posted_comes_in_the_channel_chosen_next(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    await permit(hub, hub.channel, send_messages=False)
    await hub.time_passes(hours=40)
    news = hub.guild.create_text_channel("news")

    await hub.root.types("recap schedule", channel=news)
    await hub.bot.tick()

    assert [Shown(message).text.splitlines()[0] for message in news.history()] == ["### Weekly recap"]


async def test_an_unknown_zone_is_refused_and_nothing_changes(hub: Cohort) -> None:
    answer = await hub.root.types("recap schedule", time_zone="Atlantis", hour=9)

    assert "“Atlantis” is not a time zone. Pick one from the list" in answer.text
    assert "Friday at 16:00, UTC" in (await hub.root.types("recap schedule")).text


async def test_zones_are_offered_while_one_is_typed(hub: Cohort) -> None:
    assert "Africa/Nairobi" in await hub.root.completes("recap schedule", "time_zone", "nairobi")


async def test_paused_no_recap_comes_until_it_is_resumed(hub: Cohort) -> None:
    await hub.ada.logs_blocker("It hangs")

    paused = await hub.root.types("recap schedule", paused=True)
    assert (
        "**When**: paused; else it comes on Friday at 16:00, UTC. /recap schedule resumes it" in paused.text
    )
    assert "Recaps are paused here." in (await hub.ada.types("recap preview")).text
    assert "**Weekly recap**: paused" in (await hub.root.types("setup hub")).text
    await hub.time_passes(hours=41)
    assert not hub.recaps

    resumed = await hub.root.types("recap schedule", paused=False)
    assert "Friday at 16:00, UTC; the next one comes on <t:1767974400:f>" in resumed.text
    await hub.time_passes(days=7)
    assert len(hub.recaps) == 1


async def test_asked_for_now_it_comes_during_a_pause_as_well(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    await hub.root.types("recap schedule", paused=True)

    await hub.root.types("recap now")

    assert len(hub.recaps) == 1


async def test_a_quiet_week_is_one_line_where_the_server_wants_that(hub: Cohort) -> None:
    answer = await hub.root.types("recap schedule", quiet_week=1)
    await hub.time_passes(hours=40)

    assert "**A quiet week**: one line says so" in answer.text
    assert "A quiet week: nothing new, and nobody waits for a hand." in hub.recaps[-1].text
    history = await hub.ada.types("recap history")
    assert ": [open it](" in history.text

    await hub.root.types("recap schedule", quiet_week=0)
    await hub.time_passes(days=7)
    assert len(hub.recaps) == 1


async def test_where_its_channel_is_gone_the_administrator_hears_what_helps_once(hub: Cohort) -> None:
    await hub.root.types("setup hub")
    news = hub.guild.create_text_channel("news")
    await hub.root.types("recap schedule", channel=news)
    await hub.ada.posts_solution("It hangs")
    await delete(hub, news)
    await hub.time_passes(hours=40)
    await hub.time_passes(minutes=1)

    [letter] = letters(hub.root)
    assert "the weekly recap waits, for two days" in letter.text
    assert "run /recap schedule" in letter.text
    assert (
        "its channel is gone, or I cannot see it: choose another with /recap schedule"
        in (await hub.root.types("setup hub")).text
    )
    for _ in range(3):
        await hub.root.types("recap schedule")
        await hub.time_passes(minutes=1)
    assert len(letters(hub.root)) == 1
    await hub.root.types("recap schedule", channel=hub.channel)
    await hub.time_passes(minutes=1)
    assert len(hub.recaps) == 1


async def test_a_channel_for_more_people_than_the_hub_comes_with_a_warning(hub: Cohort) -> None:
    room = room_for(hub, hub.ada, hub.root)
    await hub.root.types("setup hub", channel=room)

    wider = await hub.root.types("recap schedule", channel=hub.channel)
    same = await hub.root.types("recap schedule", channel=room)

    warning = (
        f"Not all who read it there may see the hub, {room.mention}, so it leaves out what stands in the hub."
    )
    assert warning in wider.text
    assert "Not all who read it" not in same.text


async def test_before_there_is_a_hub_none_is_made_of_the_channel_where_somebody_looks(hub: Cohort) -> None:
    other = hub.env.create_guild("Elsewhere")
    staff = other.create_text_channel("staff")
    nomsa = hub.joins("nomsa", "administrator", guild=other)

    looked = await nomsa.types("recap schedule", where=staff)
    changed = await nomsa.types("recap schedule", where=staff, hour=9)

    for answer in (looked, changed):
        assert "There is no hub here yet. Choose its channel with /setup hub first" in answer.text


@pytest.mark.parametrize("name", ["ada", "margaret"])
async def test_it_is_for_administrators(hub: Cohort, name: str) -> None:
    answer = await getattr(hub, name).types("recap schedule", hour=3)

    assert "This is for administrators: it needs the permission “Manage Server”." in answer.text
    assert "Friday at 16:00" in (await hub.root.types("recap schedule")).text
