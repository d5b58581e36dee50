"""Asking for an endpoint that is missing: the card, the answers, and that it closes by itself."""

from domain.models.entries import Member, Place
from tests.support.cohort import Cohort, Shown
from tests.support.documents import ORDERS, document, order_by_id, with_refunds
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


# What there is already


async def test_what_is_there_is_shown_instead_and_can_be_asked_for_all_the_same(hub: Cohort) -> None:
    await hub.ada.shares_api(document(servers=[{"url": "https://shop.example.org/api/v1"}]))

    answer = await hub.linus.types("api request", method="GET", path="/api/v1/orders/<int:pk>")

    assert answer.private
    assert "It is there: **E2 · GET /orders/{id}**" in answer.text.replace("\\", "")
    shown = await hub.linus.presses(answer, "Show E2")
    assert "Shows an order" in shown.text
    form = await hub.linus.presses(answer, "Ask all the same")
    await hub.linus.submits(form, wanted='{"refunded_at": "2026-01-05"}', why="I need the day.")
    assert "Near to it, but not the same" in hub.card("Q1").text
    assert "A1 has GET /orders/{id} (E2): without refunded_at" in hub.card("Q1").text.replace("\\", "")


async def test_a_call_of_what_is_there_is_known_as_that(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.linus.types("api request", method="GET", path="orders/42")

    assert "It is there: **E2" in answer.text


async def test_what_is_only_spelled_otherwise_is_named_before_it_is_asked_for(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    answer = await hub.linus.types("api request", method="GET", path="/order/{id}", api="A1")
    meant = await hub.linus.picks(answer, "Did you mean …", "E2 · GET /orders/{id}")
    form = await hub.linus.presses(answer, "Ask all the same")
    await hub.linus.submits(form, wanted="Some.", why="So.")

    assert "“GET /order/{id}” is not there. Did you mean one of these?" in answer.text
    assert "Shows an order" in meant.text
    assert "### Q1 · GET /order/{id}" in hub.card("Q1").text
    assert "For **A1**" in hub.card("Q1").text


async def test_a_path_of_its_own_beside_a_parameter_is_asked_for_at_once(hub: Cohort) -> None:
    await hub.ada.shares_api(document())

    assert (await hub.linus.types("api request", method="GET", path="/orders/mine")).form


async def test_what_somebody_asked_for_already_is_shown_instead(hub: Cohort) -> None:
    await hub.linus.asks_for("GET", "/refunds/{id}")

    answer = await hub.grace.types("api request", method="GET", path="/refunds/:number")

    assert "Somebody asked for that already: **Q1" in answer.text
    await hub.grace.presses(answer, "I need this too")
    assert "1 more" in hub.card("Q1").text


async def test_an_endpoint_shared_by_hand_is_there_too(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/refunds")

    answer = await hub.linus.types("api request", method="GET", path="/refunds")

    assert "It is there: **E1" in answer.text


async def test_a_field_of_graphql_is_asked_for_by_its_name(hub: Cohort) -> None:
    refused = await hub.linus.types("api request", method="QUERY", path="/refunds/{id}")
    card = await hub.linus.asks_for("QUERY", "refunds")

    assert "A query is asked for by its name" in refused.text
    assert "Q1 · QUERY refunds" in card.text


# Closing by itself


async def test_it_closes_once_a_checked_document_has_it_and_all_who_wait_are_told_once(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    card = await hub.linus.asks_for("GET", "/refunds", api="A1", wanted='[{"customer_email": "a@b.c"}]')
    await hub.grace.presses(card, "I need this too")

    await hub.ada.types("api refresh", number="A1", file=("openapi.json", with_refunds()))
    await hub.time_passes(minutes=1)
    await hub.ada.types("api refresh", number="A1", file=("openapi.json", document()))
    await hub.ada.types("api refresh", number="A1", file=("openapi.json", with_refunds()))
    await hub.time_passes(minutes=1)

    assert "It is there: **E3**" in hub.card("Q1").text
    assert "Accept" not in hub.card("Q1").buttons
    told = [post for post in hub.posts if "is there\nSee **E3**" in post.text]
    assert [post.pinged for post in told] == [{hub.linus.id, hub.grace.id}]


async def test_an_api_that_is_shared_answers_what_was_asked_of_nobody(hub: Cohort) -> None:
    await hub.linus.asks_for("GET", "/orders/{number}")

    await hub.ada.shares_api(document())
    await hub.time_passes(minutes=1)

    assert "It is there: **E2**" in hub.card("Q1").text


async def test_what_comes_close_leaves_it_open_and_says_what_differs(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.linus.asks_for("POST", "/refunds", api="A1")
    await hub.linus.asks_for("GET", "/v2/refund/", api="A1")
    await hub.linus.asks_for("GET", "/refunds", api="A1", wanted='{"id": 1, "reason": "broken"}')

    await hub.ada.types("api refresh", number="A1", file=("openapi.json", with_refunds()))
    await hub.time_passes(minutes=1)

    assert "A1 has /refunds with GET, not with POST" in hub.card("Q1").text
    assert "A1 has GET /refunds (E3): its path is another" in hub.card("Q2").text
    assert "A1 has GET /refunds (E3): without reason" in hub.card("Q3").text
    assert all("waits for an answer" in hub.card(ref).text for ref in ("Q1", "Q2", "Q3"))


async def ships(hub: Cohort, document: bytes) -> None:
    """Ada brings a new document, and a day goes by."""
    await hub.ada.types("api refresh", number="A1", file=("openapi.json", document))
    await hub.time_passes(minutes=1)
    await hub.time_passes(days=1)


def refunds(*fields: str) -> bytes:
    """The shop with refunds of these fields."""
    named = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in fields]
    return document(
        version="-".join(fields), paths={"/refunds": {"get": {**ORDERS["get"], "parameters": named}}}
    )


def told_near(hub: Cohort) -> list[Shown]:
    return [post for post in hub.posts if "something near to it is there" in post.text]


async def test_all_who_wait_are_told_once_of_what_is_near_and_again_when_what_differs_changes(
    hub: Cohort,
) -> None:
    await hub.ada.shares_api(document())
    card = await hub.linus.asks_for("GET", "/refunds", api="A1", wanted='{"reason": "broken", "amount": 1}')
    await hub.grace.presses(card, "I need this too")

    await ships(hub, refunds("page"))
    [first] = told_near(hub)
    said, buttons = first.text, first.buttons
    await ships(hub, refunds("page", "limit"))
    assert len(told_near(hub)) == 1, "nothing else differs"
    await ships(hub, refunds("reason"))

    assert first.pinged == {hub.linus.id, hub.grace.id}
    assert "A1 has GET /refunds (E3): without reason, amount" in said.replace("\\", "")
    assert buttons == ["That will do", "Edit", "Show E3", "Go to the card"]
    [second] = told_near(hub)
    assert "without amount" in second.text
    await ships(hub, refunds("page"))
    await ships(hub, refunds("reason"))
    assert sum(hub.linus.id in post.pinged for post in hub.posts) == 2, "either was told"


async def test_what_is_near_is_told_once_a_day_and_not_when_it_is_there_by_then(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.linus.asks_for("GET", "/refunds", api="A1", wanted='{"reason": "broken", "amount": 1}')

    for fields in (["page"], ["reason"], ["amount"]):
        await hub.ada.types("api refresh", number="A1", file=("openapi.json", refunds(*fields)))
        await hub.time_passes(minutes=1)
    assert sum(hub.linus.id in post.pinged for post in hub.posts) == 1
    await ships(hub, refunds("reason", "amount"))

    assert not told_near(hub)
    near, there = [post.text for post in hub.posts if hub.linus.id in post.pinged]
    assert "**Q1 · GET /refunds**: there." in near
    assert "### Q1 · GET /refunds is there" in there


async def test_from_the_news_of_what_is_near_it_is_taken(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    await hub.linus.asks_for("GET", "/refunds", api="A1", wanted='{"reason": "broken"}')
    await ships(hub, refunds("page"))

    await hub.linus.presses(told_near(hub)[0], "That will do")

    assert "It is there: **E3**" in hub.card("Q1").text
    assert not told_near(hub)


async def test_what_was_near_when_it_was_asked_for_is_no_news(hub: Cohort) -> None:
    await hub.ada.shares_api(refunds("page"))
    await hub.linus.asks_for("GET", "/refunds", api="A1", wanted='{"reason": "broken"}')

    await ships(hub, refunds("page", "limit"))

    assert not told_near(hub)


async def test_who_asked_can_take_what_comes_close(hub: Cohort) -> None:
    await hub.ada.shares_api(with_refunds())
    card = await hub.linus.asks_for("GET", "/refund", api="A1")
    await hub.grace.presses(card, "I need this too")

    assert "Only linus can say whether" in (await hub.grace.presses(card, "That will do")).text
    await hub.linus.presses(card, "That will do")
    await hub.time_passes(minutes=1)

    assert "It is there: **E3**" in hub.card("Q1").text
    assert hub.posts[-1].pinged == {hub.grace.id}
    assert "its path is another" in hub.posts[-1].text


async def test_what_was_there_before_does_not_fulfil_what_is_asked_for_all_the_same(hub: Cohort) -> None:
    await hub.ada.shares_api(document())
    there = await hub.linus.types("api request", method="GET", path="/orders", api="A1")
    form = await hub.linus.presses(there, "Ask all the same")
    await hub.linus.submits(form, wanted="Only mine.", why="There are too many.")

    await hub.ada.types("api refresh", number="A1", file=("openapi.json", with_refunds()))
    assert "waits for an answer" in hub.card("Q1").text
    paths = {"/orders": {"get": {**ORDERS["get"], "summary": "Lists mine"}}, "/orders/{id}": order_by_id()}
    await hub.ada.types("api refresh", number="A1", file=("openapi.json", document(paths=paths)))
    await hub.time_passes(minutes=1)

    assert "It is there: **E1**" in hub.card("Q1").text


async def test_an_edit_that_names_what_is_there_closes_it(hub: Cohort) -> None:
    await hub.ada.shares_api(with_refunds())
    card = await hub.linus.asks_for("GET", "/refund", api="A1")

    opened = await hub.linus.presses(card, "Edit")
    answer = await hub.linus.submits(opened, operation="GET /refunds")

    assert "is changed: there." in answer.text
    assert "It is there: **E3**" in hub.card("Q1").text


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
