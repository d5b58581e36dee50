"""Solutions from linked messages: `/solution post` with links, for phones and for those who like to type."""

import discord
import pytest
import simcord

from tests.support.cohort import Answer, Cohort
from tests.support.weather import another_server, permit, restart

HIDDEN = "There is no such message that both of us can read."


def asked_nexus(hub: Cohort, words: str) -> str:
    """A message that Nexus may read, because it is mentioned."""
    assert hub.bot.user
    return f"{hub.bot.user.mention} {words}"


def refused(answer: Answer, why: str) -> None:
    """The answer is a private sentence, and no form."""
    assert answer.result.modal is None
    assert answer.private
    assert why in answer.text


async def test_a_link_to_a_message_that_mentions_nexus_fills_the_form(hub: Cohort) -> None:
    said = await hub.linus.says(asked_nexus(hub, "set `CELERY_TIMEZONE`, then restart"))
    await restart(hub)

    form = (await hub.ada.types("solution post", message=f" {said.jump_url} ")).form

    assert form.filled["solution"] == "set `CELERY_TIMEZONE`, then restart"
    assert form.filled["links"] == said.jump_url


async def test_of_a_message_that_nexus_may_not_read_the_link_is_kept(hub: Cohort) -> None:
    said = await hub.linus.says("restart the worker")

    answer = await hub.ada.types("solution post", message=said.jump_url)
    assert answer.form.filled["solution"] == ""
    assert answer.form.filled["links"] == said.jump_url
    await hub.ada.submits(answer, problem="It hangs", solution="Restart the worker")

    assert said.jump_url in hub.card("S1").text


async def test_a_message_longer_than_a_field_is_cut_to_fit_it(hub: Cohort) -> None:
    said = await hub.linus.says(asked_nexus(hub, "word " * 380))

    assert len((await hub.ada.types("solution post", message=said.jump_url)).form.filled["solution"]) == 1500


@pytest.mark.parametrize(
    "link",
    [
        "that one above",
        "https://example.com/channels/1/2/3",
        "https://discord.com/channels/@me/2/3",
        "https://discord.com/channels/1/2",
        "https://discord.com/channels/{here}/2/" + "9" * 5000,
    ],
)
async def test_what_is_no_link_to_a_message_is_refused(hub: Cohort, link: str) -> None:
    refused(await hub.ada.types("solution post", message=link.format(here=hub.guild.id)), "is not a link to")


async def test_a_link_to_another_server_is_refused(hub: Cohort) -> None:
    other = another_server(hub)
    said = await other.linus.says(asked_nexus(hub, "our secret"))

    refused(await hub.ada.types("solution post", message=said.jump_url), "a message of this server")


async def test_a_channel_of_this_server_does_not_open_another_server_s_message(hub: Cohort) -> None:
    other = another_server(hub)
    said = await other.linus.says(asked_nexus(hub, "our secret"))
    link = f"https://discord.com/channels/{hub.guild.id}/{other.channel.id}/{said.id}"

    refused(await hub.ada.types("solution post", message=link), HIDDEN)


async def test_a_message_in_a_channel_that_the_member_cannot_see_stays_hidden(hub: Cohort) -> None:
    hidden, seen = (
        discord.PermissionOverwrite(view_channel=False),
        discord.PermissionOverwrite(view_channel=True),
    )
    staff = hub.guild.create_text_channel(
        "staff", overwrites={hub.guild.default_role: hidden, hub.root.actor: seen}
    )
    await permit(hub, staff, view_channel=True)
    said = await hub.root.actor.send(staff, asked_nexus(hub, "our secret"))

    refused(await hub.ada.types("solution post", message=said.jump_url), HIDDEN)
    allowed = await hub.root.types("solution post", message=said.jump_url)
    assert allowed.form.filled["solution"] == "our secret"


async def test_a_deleted_message_is_said_to_be_gone(hub: Cohort) -> None:
    said = await hub.linus.says("restart the worker")
    await hub.linus.actor.delete(said)

    refused(await hub.ada.types("solution post", message=said.jump_url), HIDDEN)


async def test_a_message_that_discord_does_not_hand_out_now_is_kept_as_a_link(
    hub: Cohort, world: simcord.Env
) -> None:
    said = await hub.linus.says(asked_nexus(hub, "restart the worker"))
    world.inject_error("GET", f"/channels/*/messages/{said.id}", status=403, code=50013)

    form = (await hub.ada.types("solution post", message=said.jump_url)).form

    assert form.filled["links"] == said.jump_url


async def test_two_links_make_a_pair(hub: Cohort) -> None:
    question = await hub.ada.says(asked_nexus(hub, "why does Celery hang?"))
    said = await hub.linus.says(asked_nexus(hub, "restart the worker"))

    opened = await hub.grace.types("solution post", message=said.jump_url, challenge=question.jump_url)
    await hub.grace.submits(opened)

    assert opened.form.filled["problem"] == "why does Celery hang?"
    assert f"made from what {hub.ada.mention} and {hub.linus.mention} wrote" in hub.card("S1").text


async def test_a_link_to_the_challenge_alone_fills_the_problem(hub: Cohort) -> None:
    question = await hub.ada.says(asked_nexus(hub, "why does Celery hang?"))

    form = (await hub.ada.types("solution post", challenge=question.jump_url)).form

    assert form.filled["problem"] == "why does Celery hang?"
    assert form.filled["links"] == ""


async def test_the_same_link_twice_means_that_it_is_all_in_there(hub: Cohort) -> None:
    said = await hub.ada.says(asked_nexus(hub, "it hung; a restart helped"))

    opened = await hub.grace.types("solution post", message=said.jump_url, challenge=said.jump_url)

    assert opened.form.filled["problem"] == ""
    assert opened.form.filled["solution"] == "it hung; a restart helped"


async def test_a_link_to_a_blockers_card_as_the_challenge_means_the_blocker(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Celery hangs", happened="It waits for ever.")
    link = f"https://discord.com/channels/{hub.guild.id}/{hub.channel.id}/{card.id}"

    opened = await hub.grace.types("solution post", challenge=link)

    assert opened.form.title == "Solve B1"
    assert opened.form.filled["problem"] == "Celery hangs\nIt waits for ever."


async def test_a_link_to_a_reply_brings_what_it_answers(hub: Cohort) -> None:
    question = await hub.ada.says(asked_nexus(hub, "why does Celery hang?"))
    said = await hub.linus.says(asked_nexus(hub, "restart it"), reply_to=question)

    opened = await hub.grace.types("solution post", message=said.jump_url)

    assert opened.form.filled["problem"] == "why does Celery hang?"


async def test_who_wrote_a_hidden_message_is_credited_all_the_same(hub: Cohort) -> None:
    said = await hub.linus.says("restart the worker")

    opened = await hub.ada.types("solution post", message=said.jump_url)
    await hub.ada.submits(opened, problem="It hangs", solution="Restart the worker")

    assert f"made from what {hub.linus.mention} wrote" in hub.card("S1").text


async def test_a_link_to_an_answer_in_a_blockers_thread_knows_the_blocker(hub: Cohort) -> None:
    card = await hub.ada.logs_blocker("Celery hangs")
    said = await hub.linus.says("Restart it.", where=hub.thread_of(card))

    opened = await hub.grace.types("solution post", message=said.jump_url, tags="redis")
    await hub.grace.submits(opened, solution="Restart it.")

    assert opened.form.title == "Solve B1"
    assert "`#redis`" in hub.card("S1").text
