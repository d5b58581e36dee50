"""Who may not see the channel where an entry's card stands knows nothing of the entry."""

import discord
import pytest

from tests.support.cohort import Cohort, Person, Shown
from tests.support.rooms import Kept, close, refs
from tests.support.weather import delete


@pytest.fixture
async def kept(hub: Cohort) -> Kept:
    return await Kept.of(hub)


async def test_a_search_finds_and_counts_only_what_its_asker_sees(kept: Kept) -> None:
    hub = kept.hub

    hers = await hub.grace.types("search", query="payroll zanzibar")
    his = await hub.linus.types("search", query="payroll zanzibar")

    assert refs(hers) == {"S1"}
    assert "1 found" in hers.text
    assert "Zanzibar" not in hers.text.replace("“payroll zanzibar”", "")
    assert refs(his) == {"B1", "S1", "S2", "E1"}
    assert "4 found" in his.text


async def test_a_word_of_hidden_entries_alone_finds_nothing_and_mends_nothing(kept: Kept) -> None:
    typo = await kept.hub.grace.types("search", query="zanzibr")
    right = await kept.hub.grace.types("search", query="zanzibar")
    known = await kept.hub.linus.types("search", query="zanzibr")

    assert "Nothing found" in typo.text
    assert "anzibar" not in typo.text
    assert "Nothing found" in right.text
    assert refs(known) >= {"B1", "S2"}


async def test_no_typo_tells_whether_a_hidden_entry_has_a_word(kept: Kept) -> None:
    hub = kept.hub
    await kept.solution("Deployment takes ages", where=hub.channel)
    await kept.solution("Salary negotiations guide", where=hub.channel)
    before = (await hub.grace.types("search", query="deploymant")).text

    await kept.solution("Deploymant of the layoff list, by a negotiator")
    after = await hub.grace.types("search", query="deploymant")
    near = await hub.grace.types("search", query="negotiatorr")

    assert "instead of deploymant" in before
    assert after.text == before
    assert "negotiator**" not in near.text
    assert "Deploymant of the layoff" in (await hub.linus.types("search", query="deploymant")).text


async def test_numbers_and_tags_complete_only_to_what_the_member_sees(kept: Kept) -> None:
    grace, linus = kept.hub.grace, kept.hub.linus

    assert await grace.completes("blocker show", "number", "") == []
    assert await grace.completes("solution show", "number", "payroll") == ["S1 · Payroll is slow"]
    assert await grace.completes("endpoint show", "number", "E1") == []
    assert await grace.completes("blocker list", "tag", "") == ["payroll"]
    assert len(await linus.completes("blocker show", "number", "")) == 1
    assert await linus.completes("blocker list", "tag", "zan") == ["zanzibar"]


async def test_a_hidden_entry_is_shown_as_one_that_is_not_there(kept: Kept) -> None:
    grace, linus = kept.hub.grace, kept.hub.linus
    for command, number, unknown in (
        ("blocker show", "B1", "B9"),
        ("solution show", "S2", "S9"),
        ("endpoint show", "E1", "E9"),
    ):
        hers = await grace.types(command, number=number)
        nobodys = await grace.types(command, number=unknown)
        his = await linus.types(command, number=number)

        assert hers.text == nobodys.text.replace(unknown, number)
        assert hers.private
        assert f"### {number}" in his.text


async def test_lists_leave_hidden_entries_out_and_count_without_them(kept: Kept) -> None:
    grace, linus = kept.hub.grace, kept.hub.linus

    assert "None here" in (await grace.types("blocker list", show="all")).text
    assert "1 in all" in (await linus.types("blocker list", show="all")).text
    hers = await grace.types("solution list")
    assert refs(hers) == {"S1"}
    assert "1 in all" in hers.text
    assert "2 in all" in (await linus.types("solution list")).text
    assert "None here" in (await grace.types("endpoint list")).text
    assert "1 in all" in (await linus.types("endpoint list")).text


async def test_the_offer_before_posting_knows_nothing_of_hidden_entries(kept: Kept) -> None:
    goal = "Payroll of Zanzibar leaks memory"

    hers = await kept.hub.grace.submits(
        await kept.hub.grace.types("blocker log"), goal=goal, happened="It grows and grows"
    )
    his = await kept.hub.linus.submits(
        await kept.hub.linus.types("blocker log"), goal=goal, happened="It grows and grows"
    )

    assert "is logged" in hers.text
    assert "#zanzibar" not in "".join(hers.buttons)
    assert "B1" in refs(his)


async def test_what_was_on_the_screen_when_the_channel_was_closed_tells_nothing_more(kept: Kept) -> None:
    linus, gone = kept.hub.linus, "There is no blocker B1 in this server."
    card = await linus.types("blocker show", number="B1")
    more = await linus.presses(card, "More…")

    await close(kept.hub, kept.room, linus)

    for label in ("I can help", "Me too", "Resolve", "More…"):
        assert gone in (await linus.presses(card, label)).text
    assert gone in (await linus.presses(more, "History")).text
    blocker = await kept.hub.bot.hub.blockers.get(kept.hub.guild.id, 1)
    assert blocker.helper is None
    assert blocker.affected == 0


async def test_nothing_can_be_done_to_a_hidden_entry_by_its_number(kept: Kept) -> None:
    grace = kept.hub.grace
    mine = await grace.logs_blocker("My bike is flat")
    more = await grace.presses(mine, "More…")
    as_duplicate = await grace.submits(await grace.presses(more, "Duplicate of…"), of="B1")
    as_solution = await grace.types("solution post", blocker="B1")
    own = await grace.posts_solution("My bike was flat")
    own_more = await grace.presses(own, "More…")
    as_older = await grace.submits(await grace.presses(own_more, "Superseded by…"), newer="S2")

    assert "There is no blocker B1 in this server." in as_duplicate.text
    assert "There is no blocker B1 in this server." in as_solution.text
    assert "There is no solution S2 in this server." in as_older.text


async def test_a_path_that_a_hidden_endpoint_has_is_taken_without_a_word_of_it(kept: Kept) -> None:
    opened = await kept.hub.grace.types("endpoint share", method="GET", path="/api/zanzibar/")

    answer = await kept.hub.grace.submits(opened, summary="Mine")

    assert "was shared before, in a channel that you cannot see" in answer.text
    assert "E1" not in answer.text


async def test_a_question_in_chat_is_answered_with_what_all_its_readers_see(kept: Kept) -> None:
    hub = kept.hub
    assert hub.bot.user
    question = f"{hub.bot.user.mention} why does the payroll of Zanzibar stop?"

    await hub.ada.says(question)
    in_public = hub.posts[-1]
    await hub.ada.says(question, where=kept.room)
    in_the_room = Shown(kept.room.history()[-1])

    assert "S2" not in refs(in_public)
    assert "Zanzibar" not in in_public.text
    assert "S2" in refs(in_the_room)


async def test_administrators_see_all_and_moderators_what_their_channels_show(kept: Kept) -> None:
    hub = kept.hub
    may_all = hub.guild.create_role("all", permissions=discord.Permissions(administrator=True))
    owner = Person(hub, hub.guild.add_member(hub.env.create_user("barbara"), roles=[may_all]))

    hers = await owner.types("search", query="zanzibar")
    moderators = await hub.margaret.types("search", query="zanzibar")

    assert refs(hers) == {"B1", "S2", "E1"}
    assert "Nothing found" in moderators.text


async def test_entries_of_a_deleted_channel_are_everybodys_as_the_hub_is(kept: Kept) -> None:
    await delete(kept.hub, kept.room)

    answer = await kept.hub.grace.types("search", query="zanzibar")

    assert refs(answer) == {"B1", "S2", "E1"}
    assert "### B1" in (await kept.hub.grace.types("blocker show", number="B1")).text


async def test_entries_of_a_channel_that_was_deleted_while_nexus_was_away_are_too(kept: Kept) -> None:
    hub = kept.hub
    await hub.bot.close()
    hub.env.backend.delete_channel(kept.room.id)
    await hub.restarts()

    assert refs(await hub.grace.types("search", query="zanzibar")) == {"B1", "S2", "E1"}


async def test_a_card_that_was_deleted_leaves_its_entry_where_it_was(kept: Kept) -> None:
    me = kept.hub.bot.user
    for message in kept.room.history():
        if message.author == me:
            kept.hub.env.backend.delete_message(kept.room.id, message.id)
    await kept.hub.env.settle()

    assert "Nothing found" in (await kept.hub.grace.types("search", query="zanzibar")).text
    assert refs(await kept.hub.linus.types("search", query="zanzibar")) == {"B1", "S2", "E1"}


async def test_where_the_hub_moves_earlier_entries_stay_seen_where_their_cards_stand(kept: Kept) -> None:
    hub = kept.hub
    await hub.root.types("setup hub", channel=kept.room)
    await kept.solution("Vacation of Zanzibar", where=hub.channel)

    hers = await hub.grace.types("search", query="payroll vacation")

    assert refs(hers) == {"S1"}
    assert "1 found" in hers.text
    assert "2 found" in (await hub.linus.types("search", query="slow vacation")).text
