"""Asking for an endpoint that is missing: the card, the answers, and that it closes by itself."""

from domain.models.entries import Member, Place
from tests.support.cohort import Cohort, Shown
from tests.support.documents import document
from tests.support.rooms import room_for


async def test_a_request_is_a_card_for_whoever_shared_the_api(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    card = await hub.linus.asks_for("GET", "/refunds", api="A1", wanted='{"id": 1}', why="The refunds page.")

    assert card.text.startswith("### Q1 · GET /refunds")
    assert "waits for an answer" in card.text
    assert f"For **A1** of {hub.ada.mention}" in card.text
    assert "The refunds page." in card.text
    assert card.pinged == {hub.ada.id}


async def test_without_an_api_nobody_is_called_and_anybody_may_answer(hub: Cohort) -> None:
    card = await hub.linus.asks_for("GET", "/refunds")

    assert not card.pinged
    answer = await hub.grace.answers(card, "Accept", "By Friday.")

    assert "is accepted" in answer.text
    assert "**Accepted** by" in hub.card("Q1").text
    assert "By Friday." in hub.card("Q1").text
    assert hub.posts[-1].pinged == {hub.linus.id}


async def test_one_does_not_answer_ones_own_request(hub: Cohort) -> None:
    card = await hub.linus.asks_for("GET", "/refunds")

    answer = await hub.linus.presses(card, "Accept")

    assert "Only somebody else or a moderator can accept Q1." in answer.text


async def test_only_whoever_shared_the_api_or_a_moderator_answers(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    card = await hub.linus.asks_for("GET", "/refunds", api="A1")

    refused = await hub.grace.presses(card, "Decline")
    await hub.margaret.answers(card, "Decline", "There will be no refunds.")

    assert "Only ada or a moderator can decline Q1." in refused.text
    assert "declined" in hub.card("Q1").text
    assert "There will be no refunds." in hub.card("Q1").text


async def test_who_asked_agrees_to_what_is_proposed_instead(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    card = await hub.linus.asks_for("GET", "/refunds", api="A1")
    await hub.ada.answers(card, "Counter", "GET /orders with refunded=true gives you that.")

    told = hub.posts[-1]
    assert told.pinged == {hub.linus.id}
    assert "refunded=true" in told.text
    answer = await hub.linus.presses(told, "Agree")

    assert "is accepted as it was proposed" in answer.text
    assert "accepted, not there yet" in hub.card("Q1").text
    assert "accepted, not there yet" in hub.posts[-1].text, "the news is brought up to date"


async def test_a_counter_is_called_so_everywhere(hub: Cohort) -> None:
    card = await hub.linus.asks_for("GET", "/refunds")

    answer = await hub.grace.answers(card, "Counter", "GET /orders gives you that.")
    history = await hub.linus.presses(hub.card("Q1"), "History")

    assert "is countered" in answer.text
    assert "**Countered** by" in hub.posts[-1].text
    assert "countered, waits for its author" in hub.card("Q1").text
    assert "**Countered** by" in hub.card("Q1").text
    assert "countered it with something else" in history.text


async def test_an_answer_stays_what_it_was_whatever_becomes_of_the_request(hub: Cohort) -> None:
    card = await hub.linus.asks_for("GET", "/refunds")
    await hub.grace.answers(card, "Decline", "Too little.")

    await hub.linus.presses(hub.card("Q1"), "Withdraw")

    assert "**Declined** by" in hub.card("Q1").text
    assert "Too little." in hub.card("Q1").text


async def test_an_answer_is_told_once_of_each_sort_however_often_it_is_changed(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    card = await hub.linus.asks_for("GET", "/refunds", api="A1")

    for _ in range(3):
        await hub.ada.answers(card, "Accept", "")
        await hub.ada.answers(hub.card("Q1"), "Decline", "No time.")

    assert sum(hub.linus.id in post.pinged for post in hub.posts) == 2


async def test_an_edited_request_waits_for_an_answer_again(hub: Cohort) -> None:
    card = await hub.linus.asks_for("GET", "/refunds")
    await hub.grace.answers(card, "Decline", "Too little.")

    opened = await hub.linus.presses(hub.card("Q1"), "Edit")
    await hub.linus.submits(opened, operation="post /refunds", wanted='{"reason": "broken"}')

    assert "Q1 · POST /refunds" in hub.card("Q1").text
    assert "waits for an answer" in hub.card("Q1").text
    assert "Too little." not in hub.card("Q1").text
    history = await hub.linus.presses(hub.card("Q1"), "History")
    assert "the answer before: Too little." in history.text


async def test_only_its_author_edits_and_withdraws(hub: Cohort) -> None:
    card = await hub.linus.asks_for("GET", "/refunds")
    noted = await hub.grace.presses(card, "I need this too")

    for label in ("Edit", "Withdraw"):
        assert "Only linus or a moderator can" in (await hub.grace.presses(card, label)).text
    answer = await hub.linus.presses(card, "Withdraw")

    assert "is withdrawn" in answer.text
    assert "withdrawn" in hub.card("Q1").text
    assert "Accept" not in hub.card("Q1").buttons
    late = await hub.grace.presses(noted, "Not me any more")
    assert "Q1 was withdrawn. Who needs it can ask anew" in late.text


async def test_who_needs_it_too_counts_until_they_take_it_back(hub: Cohort) -> None:
    card = await hub.linus.asks_for("GET", "/refunds")

    noted = await hub.grace.presses(card, "I need this too")
    assert "1 more said “I need this too”" in hub.card("Q1").text
    again = await hub.grace.presses(card, "I need this too")
    own = await hub.linus.presses(card, "I need this too")
    await hub.grace.presses(noted, "Not me any more")

    assert "You need Q1 already" in again.text
    assert "Q1 is your own" in own.text
    assert "I need this too" not in hub.card("Q1").text


async def test_a_retired_api_takes_no_requests_and_none_that_was_asked_of_it_is_edited(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    card = await hub.linus.asks_for("GET", "/refunds", api="A1")
    opened = await hub.linus.presses(card, "Edit")
    form = await hub.linus.types("api request", method="GET", path="/coupons", api="A1")
    await hub.ada.types("api retire", number="A1")

    answers = [
        await hub.linus.types("api request", method="GET", path="/zzz", api="A1"),
        await hub.linus.submits(form, wanted="Some.", why="So."),
        await hub.linus.presses(card, "Edit"),
        await hub.linus.submits(opened, why="So."),
    ]

    assert all("A1 is retired, so nobody builds anything for it any more." in each.text for each in answers)
    assert "Q2" not in (await hub.linus.types("api requests", show="all")).text
    assert "My page needs it." in hub.card("Q1").text


# Finding them


async def test_the_list_shows_what_is_not_there_yet_ones_own_and_those_for_ones_apis(hub: Cohort) -> None:
    assert "Ask for it with /api request" in (await hub.ada.types("api requests")).text
    await hub.ada.shares_api(document())
    await hub.linus.asks_for("GET", "/refunds", api="A1")
    withdrawn = await hub.grace.asks_for("GET", "/coupons")
    await hub.grace.presses(withdrawn, "Withdraw")

    waiting = await hub.grace.types("api requests")
    own = await hub.grace.types("api requests", show="mine")
    owned = await hub.ada.types("api requests", show="owned")

    assert waiting.private
    assert "Q1" in waiting.text
    assert "Q2" not in waiting.text
    assert "Q2" in own.text
    assert "Q1" not in own.text
    assert "Q1" in owned.text
    shown = await hub.grace.presses(waiting, "Show")
    assert "My page needs it." in shown.text
    assert "My page needs it." in (await hub.grace.types("api requests", number="q1")).text
    assert await hub.grace.completes("api requests", "number", "ref") == ["Q1 · GET /refunds"]


async def test_a_long_list_of_requests_has_pages(hub: Cohort) -> None:
    for number in range(6):
        await hub.linus.asks_for("GET", f"/things{number}")

    first = await hub.ada.types("api requests")
    second = await hub.ada.presses(first, "More (1 of 2)")

    assert "Q1 · GET /things0" in second.text


async def test_search_finds_whether_anybody_has_asked(hub: Cohort) -> None:
    await hub.linus.asks_for("GET", "/refunds", why="The page of returned parcels.")
    withdrawn = await hub.linus.asks_for("GET", "/coupons", why="For parcels, too.")
    await hub.linus.presses(withdrawn, "Withdraw")

    everything = await hub.grace.types("search", query="returned parcels")
    requests = await hub.grace.types("search", query="parcels", kind="Q")
    wanted = await hub.grace.types("search", query="parcels", state="wanted")

    assert "Q1 · GET /refunds" in everything.text
    assert "request, waits for an answer" in everything.text
    assert "Q2" not in everything.text
    assert "Q2" in requests.text
    assert "Q1" in wanted.text
    assert "Q2" not in wanted.text


async def test_a_secret_in_a_request_is_masked_and_shown_once_its_author_says_that_it_is_none(
    hub: Cohort,
) -> None:
    opened = await hub.linus.types("api request", method="GET", path="/refunds")
    answer = await hub.linus.submits(opened, wanted="DB_PASSWORD=v3ryGr33nFrog goes in", why="So.")
    assert "v3ryGr33nFrog" not in hub.card("Q1").text

    form = await hub.linus.presses(answer, "It is no secret")
    await hub.linus.submits(form, value="v3ryGr33nFrog")

    assert "v3ryGr33nFrog" in hub.card("Q1").text


async def test_the_recap_tells_of_requests_without_an_answer_and_my_week_whose_word_they_wait_for(
    hub: Cohort,
) -> None:
    await hub.ada.shares_api(document())
    await hub.linus.asks_for("GET", "/refunds", api="A1")
    answered = await hub.linus.asks_for("GET", "/coupons", api="A1")
    await hub.ada.answers(answered, "Accept", "")
    await hub.time_passes(minutes=1)

    recap = await hub.grace.types("recap preview")
    of_ada, of_linus = await hub.ada.types("recap me"), await hub.linus.types("recap me")

    assert "Asked for, without an answer** (1)" in recap.text
    assert "/refunds for A1 of" in recap.text
    assert "/coupons for A1" not in recap.text
    assert "Asked of you** (1)" in of_ada.text
    assert "You asked for, and it was answered** (1)" in of_linus.text
    assert "/coupons: accepted, not there yet" in of_linus.text


async def test_what_is_asked_of_a_hidden_api_is_hidden_with_it(hub: Cohort) -> None:
    den = room_for(hub, hub.ada)
    place, ada = Place(hub.guild.id, den.id), Member(hub.ada.id, "ada")
    await hub.bot.hub.apis.sharing.share_file(place, "openapi.json", document(), by=ada, cause=1)

    refused = await hub.linus.types("api request", method="GET", path="/refunds", api="A1")
    unseen = await hub.linus.types("api request", method="GET", path="/orders")
    opened = await hub.ada.types("api request", method="GET", path="/refunds", api="A1")
    await hub.ada.submits(opened, wanted="Some.", why="So.")

    assert "There is no API A1 in this server" in refused.text
    assert unseen.form, "nothing tells that it is there"
    assert not hub.posts
    assert "### Q1 · GET /refunds" in Shown(den.history()[-1]).text
    assert "Q1" not in (await hub.linus.types("api requests")).text
