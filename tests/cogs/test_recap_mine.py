"""My week: what I did and what waits for me, as `/recap me`, as Markdown and as a letter each week."""

from tests.support.cohort import Answer, Cohort, Person
from tests.support.rooms import Kept, close
from tests.support.weather import letters


def under(answer: Answer, name: str) -> list[str]:
    """The lines below a list's name."""
    found = answer.text.partition(f"**{name}** (")[2].partition("\n**")[0]
    return [line for line in found.splitlines()[1:] if line.startswith("- ")]


def titles(lines: list[str]) -> list[str]:
    """The titles of entries, without the numbers before them and what is said behind them."""
    return [line.partition(") ")[2].partition(",")[0].partition(" →")[0] for line in lines]


async def test_it_tells_what_i_did_in_seven_days_and_nothing_of_others(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Too old to be told")
    await hub.time_passes(days=8)
    await hub.ada.logs_blocker("Celery sleeps")
    await hub.linus.logs_blocker("Docker is full")
    await hub.ada.posts_solution("Restart the worker")
    await hub.linus.posts_solution("Prune the images")
    await hub.ada.shares_endpoint("GET", "/api/tasks/")

    answer = await hub.ada.types("recap me")

    assert answer.private
    assert answer.text.startswith("### Your week\n-# <t:")
    assert titles(under(answer, "You logged")) == ["Celery sleeps"]
    assert titles(under(answer, "You posted")) == ["Restart the worker"]
    assert len(under(answer, "You shared")) == 1
    assert titles(under(answer, "You are still stuck on")) == ["Too old to be told", "Celery sleeps"]
    assert "Docker" not in answer.text
    assert "Prune" not in answer.text


async def test_what_waits_for_me_comes_first(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Celery sleeps")
    await hub.linus.presses(hub.card("B1"), "I can help")
    await hub.ada.logs_blocker("Docker is full")
    await hub.linus.presses(hub.card("B2"), "I can help")
    await hub.linus.resolves(hub.card("B2"), cause="Images.", fix="Prune them.")

    hers = await hub.ada.types("recap me")
    his = await hub.linus.types("recap me")

    assert hers.text.splitlines()[2].startswith("**Waiting for your word** (1)")
    assert under(hers, "Waiting for your word")[0].endswith(
        f"Docker is full, with an answer of {hub.linus.mention}"
    )
    assert titles(under(hers, "You are still stuck on")) == ["Celery sleeps"]
    assert titles(under(his, "You help with")) == ["Celery sleeps", "Docker is full"]


async def test_whom_i_helped_and_who_helped_me(hub: Cohort) -> None:
    await hub.ada.logs_blocker("Celery sleeps")
    await hub.linus.presses(hub.card("B1"), "I can help")
    await hub.ada.resolves(hub.card("B1"), cause="No worker.", fix="Start one.")
    await hub.linus.types("recap thanks")

    hers = await hub.ada.types("recap me")
    his = await hub.linus.types("recap me")

    assert under(hers, "Solved")[0].endswith(f"Celery sleeps → **S1**, with {hub.linus.mention}")
    assert "stuck" not in hers.text
    assert under(his, "You helped to solve")[0].endswith(f"Celery sleeps, by {hub.ada.mention}")


async def test_where_i_did_nothing_it_says_so_and_offers_no_copy(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")

    answer = await hub.grace.types("recap me")

    assert "In the last seven days you logged, solved, posted and shared nothing" in answer.text
    assert answer.buttons == ["Send me this each week"]


async def test_a_copy_as_markdown_has_all_of_it_with_names_and_links(hub: Cohort) -> None:
    await hub.root.types("setup hub", time_zone="Pacific/Auckland")
    await hub.ada.logs_blocker("Celery [sleeps] in select_related")
    await hub.linus.presses(hub.card("B1"), "I can help")
    await hub.ada.resolves(hub.card("B1"), cause="No worker.", fix="Start one.")
    for number in range(12):
        await hub.ada.posts_solution(f"It hangs, part {number}")
    await hub.time_passes(hours=12)

    week = await hub.ada.types("recap me")
    copy = await hub.ada.presses(week, "Copy as Markdown")

    assert "and 4 more" in week.text
    [(name, content)] = copy.shown.contents.items()
    text = content.decode()
    assert name == "my-week.md"
    assert text.startswith(
        "# My week in ProDev cohort, 26 December 2025 to 2 January 2026\n\n## I logged\n\n"
    )
    assert f"- [B1](https://discord.com/channels/{hub.guild.id}/{hub.channel.id}/" in text
    assert r") Celery \[sleeps\] in select\_related → S1, with linus" in text
    assert text.count("It hangs, part") == 12
    assert copy.private


async def test_what_i_may_not_see_any_more_is_not_told(hub: Cohort) -> None:
    kept = await Kept.of(hub)
    assert "Zanzibar" in (await hub.ada.types("recap me")).text

    await close(hub, kept.room, hub.ada)

    answer = await hub.ada.types("recap me")
    assert "Payroll is slow" in answer.text
    assert "anzibar" not in answer.text


# ------------------------------------------------------------------------------- the letter


async def subscribes(person: Person) -> None:
    """Somebody asks for the weekly letter."""
    await person.presses(await person.types("recap me"), "Send me this each week")


async def test_who_asked_gets_their_week_in_private_when_the_recap_is_due(hub: Cohort) -> None:
    await hub.ada.posts_solution("Restart the worker")
    await hub.linus.posts_solution("Prune the images")
    await subscribes(hub.ada)

    await hub.time_passes(hours=40)
    await hub.time_passes(hours=1)

    [letter] = letters(hub.ada)
    assert letter.text.startswith("### Your week in ProDev cohort\n-# <t:1766923200:D> to <t:1767369600:D>")
    assert "**You posted** (1)" in letter.text
    assert "Restart the worker" in letter.text
    assert "Prune" not in letter.text
    assert not letters(hub.linus), "nobody else gets one"


async def test_it_can_be_ended_and_says_how(hub: Cohort) -> None:
    await hub.ada.logs_blocker("It hangs")
    await subscribes(hub.ada)
    await hub.time_passes(hours=40)
    [letter] = letters(hub.ada)
    assert "`/recap me` in the server shows all of it, and ends the letters" in letter.text

    week = await hub.ada.types("recap me")
    assert "This comes to you as a private message each week" in week.text
    await hub.ada.presses(week, "No more letters")
    await hub.time_passes(days=7)

    assert len(letters(hub.ada)) == 1
    assert "Send me this each week" in (await hub.ada.types("recap me")).buttons


async def test_each_week_has_one_letter_whatever_ticks_or_restarts_in_between(hub: Cohort) -> None:
    await hub.ada.logs_blocker("It hangs")
    await subscribes(hub.ada)

    for _ in range(2):
        await hub.time_passes(hours=40)
        await hub.restarts()
        await hub.bot.tick()
        await hub.time_passes(days=5, hours=8)

    assert len(letters(hub.ada)) == 2


async def test_of_a_week_without_anything_none_is_sent(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    await subscribes(hub.grace)

    await hub.time_passes(hours=40)

    assert not letters(hub.grace)


async def test_while_recaps_are_paused_no_letters_come(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    await subscribes(hub.ada)
    await hub.root.types("recap schedule", paused=True)
    await hub.time_passes(hours=41)

    assert not letters(hub.ada)


async def test_it_tells_nothing_of_channels_that_its_reader_does_not_see(hub: Cohort) -> None:
    kept = await Kept.of(hub)
    await subscribes(hub.ada)
    await close(hub, kept.room, hub.ada)

    await hub.time_passes(hours=40)

    [letter] = letters(hub.ada)
    assert "Payroll is slow" in letter.text
    assert "anzibar" not in letter.text


async def test_who_left_the_server_gets_none(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    await subscribes(hub.ada)
    hub.guild.remove_member(hub.ada.actor)
    await hub.env.settle()

    await hub.time_passes(hours=40)

    assert not letters(hub.ada)
    assert len(hub.recaps) == 1


async def test_while_discord_does_not_say_who_they_are_it_is_tried_again(hub: Cohort) -> None:
    await hub.ada.posts_solution("It hangs")
    await subscribes(hub.ada)
    hub.env.inject_error("GET", f"/guilds/{hub.guild.id}/members/*", status=503)
    await hub.time_passes(hours=40)
    assert not letters(hub.ada)

    await hub.time_passes(hours=1)

    assert len(letters(hub.ada)) == 1


async def test_whose_direct_messages_are_closed_nobody_is_bothered(hub: Cohort) -> None:
    await hub.root.types("setup hub")
    await hub.ada.posts_solution("It hangs")
    await subscribes(hub.ada)
    hub.env.inject_error(
        "POST", f"/channels/{hub.ada.actor.user.dm_channel.id}/messages", status=403, code=50007
    )

    await hub.time_passes(hours=40)
    await hub.time_passes(hours=1)

    assert not letters(hub.ada)
    assert not letters(hub.root)
    assert len(hub.recaps) == 1
