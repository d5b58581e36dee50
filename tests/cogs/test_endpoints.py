"""Endpoints, as those who offer them and those who call them live them."""

import pytest

from domain.models.endpoint import EndpointDraft, Method, Status
from domain.models.entries import Member, Place
from tests.support.cohort import Cohort
from tests.support.documents import document, with_refunds
from tests.support.weather import another_server, permit

LONG = (
    "/api/v1/cohorts/{cohort_id}/projects/{project_id}/reviews/{review_id}/comments/{comment_id}/reactions/"
)


async def test_a_shared_endpoint_gets_a_card_that_says_all_one_needs(hub: Cohort) -> None:
    card = await hub.ada.shares_endpoint(
        "POST",
        "api/login/",
        summary="Logs a member in.",
        auth="Bearer JWT",
        request='{"email": "ada@example.com"}',
        response='{"token": "…"}',
        tags="auth, users",
        status="mock",
    )

    assert card.text.startswith("### E1 · POST /api/login/")
    for said in (
        "Logs a member in.",
        "Bearer JWT",
        "ada@example.com",
        '"token": "…"',
        "`#auth` `#users`",
        "mock",
    ):
        assert said in card.text
    assert hub.ada.mention in card.text
    assert card.buttons == ["Call it with curl", "It is live now", "I use this"]


async def test_whoever_shares_one_is_led_to_its_card(hub: Cohort) -> None:
    form = await hub.ada.types("endpoint share", method="GET", path="/api/users/")
    answer = await hub.ada.submits(form, summary="Lists users.")

    assert answer.private
    assert "**E1 · GET /api/users/** is shared." in answer.text
    assert str(hub.card("E1").message.id) in answer.shown.links[0]


async def test_an_endpoint_is_live_if_nobody_says_otherwise(hub: Cohort) -> None:
    form = await hub.ada.types("endpoint share", method="GET", path="/api/users/")
    await hub.ada.submits(form, summary="Lists users.")

    assert "live" in hub.card("E1").text
    assert hub.card("E1").buttons == ["Call it with curl", "I use this"]


async def test_anybody_gets_a_ready_curl_command_for_themselves(hub: Cohort) -> None:
    card = await hub.ada.shares_endpoint("GET", "/api/users/", auth="Bearer JWT")

    answer = await hub.linus.presses(card, "Call it with curl")

    assert answer.private
    command = 'curl -X GET "$BASE_URL"/api/users/ \\\n  -H "Authorization: Bearer $TOKEN"'
    assert f"```sh\n{command}\n```" in answer.text
    assert "Set `BASE_URL` and `TOKEN` in your shell first" in answer.text


async def test_the_curl_command_says_which_parts_of_the_path_to_fill_in(hub: Cohort) -> None:
    card = await hub.ada.shares_endpoint("GET", "https://api.example.com/users/{id}/")

    answer = await hub.linus.presses(card, "Call it with curl")

    assert "Put a real value for `{id}`" in answer.text
    assert "shell first" not in answer.text


async def test_the_same_operation_is_not_shared_twice(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/api/users/", status="planned")

    form = await hub.linus.types("endpoint share", method="GET", path="api/users/")
    answer = await hub.linus.submits(form, summary="Mine is better.", response='{"users": []}')

    assert answer.private
    assert "GET /api/users/ was shared before: it is E1" in answer.text
    assert '{"users": []}' in answer.text, "what was written is given back"
    assert len(hub.posts) == 1


async def test_what_an_api_offers_is_not_shared_by_hand(hub: Cohort) -> None:
    await hub.ada.shares_api(document(servers=[{"url": "https://api.example.org/api/v1"}]))

    for path in ("/orders", "/api/v1/orders"):
        form = await hub.grace.types("endpoint share", method="GET", path=path)
        answer = await hub.grace.submits(form, summary="Lists orders.")

        assert "GET /orders was shared before: it is E1, in the document of A1." in answer.text
        assert "If yours is of another API, share it with its whole address" in answer.text
    card = await hub.grace.shares_endpoint("GET", "https://other.example.org/orders")
    assert card.text.startswith("### E3")


@pytest.mark.parametrize("retires", [True, False])
async def test_what_an_api_offers_no_more_is_shared_by_hand(hub: Cohort, retires: bool) -> None:
    await hub.ada.shares_api(with_refunds())
    if retires:
        await hub.ada.types("api retire", number="A1")
    else:
        await hub.ada.brings(document())

    card = await hub.grace.shares_endpoint("GET", "/refunds")

    assert "GET /refunds" in card.text


async def test_a_form_that_discord_hands_out_twice_is_shared_once(hub: Cohort) -> None:
    place, ada = Place(hub.guild.id, hub.channel.id), Member(hub.ada.id, "ada")
    draft = EndpointDraft.written(method=Method.GET, path="/", summary="Root", status=Status.LIVE)

    twice = [await hub.bot.hub.endpoints.share(place, draft, by=ada, cause=7) for _ in range(2)]
    await hub.time_passes(seconds=5)

    assert [str(endpoint.ref) for endpoint in twice] == ["E1", "E1"]
    assert len(hub.posts) == 1


async def test_another_method_on_the_same_path_is_another_operation(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/api/users/")
    await hub.ada.shares_endpoint("POST", "/api/users/")

    assert hub.card("E2").text.startswith("### E2 · POST /api/users/")


@pytest.mark.parametrize(
    "typed", ["/x'; rm -rf ~", "/a path", "`reboot`", '/"', "https://", "ftp://host/file", "/a\\b", "<@1>"]
)
async def test_what_is_no_path_is_refused_with_an_example(hub: Cohort, typed: str) -> None:
    answer = await hub.ada.types("endpoint share", method="GET", path=typed)

    assert answer.private
    assert "is not a path or URL. It looks like /api/users/{id}/" in answer.text
    assert not hub.posts


async def test_a_path_of_blanks_is_refused(hub: Cohort) -> None:
    answer = await hub.ada.types("endpoint share", method="GET", path="   ")

    assert "The path is empty" in answer.text


async def test_an_endpoint_that_says_not_what_it_does_is_refused(hub: Cohort) -> None:
    form = await hub.ada.types("endpoint share", method="GET", path="/api/users/")
    answer = await hub.ada.submits(form, summary="…")

    assert answer.private
    assert "description has no words yet" in answer.text
    assert not hub.posts


@pytest.mark.parametrize("path", ["/", "/__debug__", "/files/*"])
async def test_a_card_names_the_path_as_it_is(hub: Cohort, path: str) -> None:
    await hub.ada.shares_endpoint("GET", path)

    assert hub.card("E1").text.replace("\\", "").startswith(f"### E1 · GET {path}\n")


async def test_a_long_path_stands_on_the_card_in_full(hub: Cohort) -> None:
    card = await hub.ada.shares_endpoint("DELETE", LONG)

    assert f"DELETE {LONG}" in card.text


async def test_a_cut_example_can_be_seen_in_full(hub: Cohort) -> None:
    response = '{"names": [' + ", ".join(f'"user-{n:03}"' for n in range(70)) + "]}"
    card = await hub.ada.shares_endpoint("GET", "/api/users/", response=response)
    assert "user-069" not in card.text

    answer = await hub.linus.presses(card, "Show all")

    assert answer.private
    assert list(answer.shown.files) == ["E1.md"]


async def test_an_example_nested_beyond_reason_is_shown_as_it_is(hub: Cohort) -> None:
    card = await hub.ada.shares_endpoint("POST", "/api/deep/", request="[" * 450 + "]" * 450)

    assert "[[[[[[" in card.text.replace("\n", "").replace(" ", "")
    assert "Show all" in card.buttons


async def test_people_s_words_neither_ping_nor_break_the_card(hub: Cohort) -> None:
    card = await hub.ada.shares_endpoint(
        "GET", "/a**b**/", summary="@everyone **look**", auth="<@1>", request="```\n# big", response="```"
    )

    assert "@everyone" not in card.text
    assert "**look**" not in card.text
    assert card.text.count("```") == 4, "two blocks of code, each opened and closed once"


async def test_showing_one_shows_its_curl_too(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/api/users/", summary="Lists users.")

    answer = await hub.linus.types("endpoint show", number="1")

    assert answer.private
    assert "Lists users." in answer.text
    assert 'curl -X GET "$BASE_URL"/api/users/' in answer.text
    assert "shared it" in (await hub.linus.presses(answer, "History")).text


async def test_typing_a_number_offers_the_endpoints(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/api/users/")
    await hub.ada.posts_solution("The users come twice")

    assert await hub.linus.completes("endpoint show", "number", "users") == ["E1 · GET /api/users/"]


async def test_a_command_that_is_too_long_for_a_card_comes_whole_as_a_file(hub: Cohort) -> None:
    quotes = "'" * 899 + "!"
    card = await hub.ada.shares_endpoint("POST", "/api/quotes/", request=quotes)

    pressed = await hub.linus.presses(card, "Call it with curl")
    shown = await hub.linus.types("endpoint show", number="E1")

    assert pressed.private
    assert list(pressed.shown.files) == ["E1.sh"]
    assert "curl -X" not in shown.text, "half a command is worse than none"
    assert "press “Call it with curl”" in shown.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("E99", "There is no endpoint E99 in this server"),
        ("B1", "B1 is a blocker; this needs an endpoint"),
        ("users", "No endpoint here is called “users”"),
    ],
)
async def test_an_unknown_number_is_refused(hub: Cohort, typed: str, told: str) -> None:
    answer = await hub.ada.types("endpoint show", number=typed)

    assert answer.private
    assert told in answer.text


async def test_another_server_s_endpoints_are_out_of_reach(hub: Cohort) -> None:
    await hub.ada.shares_endpoint("GET", "/api/secret/")
    other = another_server(hub)

    shown = await other.ada.types("endpoint show", number="E1")
    listed = await other.ada.types("endpoint list")

    assert "There is no endpoint E1 in this server" in shown.text
    assert "secret" not in listed.text
    assert await other.ada.completes("endpoint show", "number", "E") == []


async def test_an_endpoint_is_kept_where_its_card_may_not_be_posted(hub: Cohort) -> None:
    await permit(hub, hub.channel, send_messages=False)

    form = await hub.ada.types("endpoint share", method="GET", path="/api/users/")
    answer = await hub.ada.submits(form, summary="Lists users.")

    assert "It is safe and can be found" in answer.text
    assert "Lists users." in (await hub.linus.types("endpoint show", number="E1")).text
