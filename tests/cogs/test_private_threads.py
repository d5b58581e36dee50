"""A private thread stays between those in it, whoever has a link."""

from simcord.enums import ChannelType

from tests.support.cohort import Cohort


async def test_a_link_into_a_private_thread_fills_no_form(hub: Cohort) -> None:
    backend, me = hub.env.backend, hub.bot.user
    assert me is not None
    kind = ChannelType.PRIVATE_THREAD
    thread = backend.create_thread(hub.channel.id, "Between us", hub.ada.id, type=kind)
    backend.add_thread_member(thread.id, me.id)
    message = backend.create_message(thread.id, hub.ada.id, f"{me.mention} our secret plan")
    await hub.env.settle()
    link = f"https://discord.com/channels/{hub.guild.id}/{thread.id}/{message.id}"

    answer = await hub.grace.types("solution post", message=link)

    assert answer.result.modal is None
    assert "There is no such message that both of us can read." in answer.text
