"""How the document of an API is found, from whatever address a member pastes."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from domain.apis.addresses import below, web_address
from domain.apis.finding.discovery import GRAPHQL_PATHS, PATHS, discover
from domain.apis.reading.source import seems_a_document
from domain.errors import BadInput
from domain.fetching import Unreachable, Validators
from tests.support.learners_host import HTML, Asked, LearnersHost, Names
from tests.support.viewers import FASTAPI, REDOC

if TYPE_CHECKING:
    from domain.fetching import Fetcher

WRITTEN = Path(__file__).parent / "written"
DOCUMENT = '{"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}}'
SCHEMA = '{"data": {"__schema": {"types": []}}}'


class TestAnAddress:
    async def test_of_the_document_itself_is_asked_once(self, host: LearnersHost, fetcher: Fetcher) -> None:
        host.serves("/mine.json", DOCUMENT, etag='"1"')

        found = await discover(host.at("/mine.json"), fetcher)

        assert (found.address, found.content) == (host.at("/mine.json"), DOCUMENT.encode())
        assert (found.validators, found.question) == (Validators(etag='"1"'), None)
        assert host.paths == ["/mine.json"]

    async def test_behind_a_redirect_is_where_it_leads(self, host: LearnersHost, fetcher: Fetcher) -> None:
        host.sends_on("/mine", "/mine.json")
        host.serves("/mine.json", DOCUMENT)

        assert (await discover(host.at("/mine"), fetcher)).address == host.at("/mine.json")

    @pytest.mark.parametrize("kind", ["text/html", "application/octet-stream", "image/png"])
    async def test_of_a_document_that_is_called_something_else_is_one(
        self, host: LearnersHost, fetcher: Fetcher, kind: str
    ) -> None:
        host.serves("/", DOCUMENT, kind=kind)

        assert (await discover(host.at(), fetcher)).content == DOCUMENT.encode()

    @pytest.mark.parametrize(
        ("typed", "address"),
        [
            ("learners.test/api", "https://learners.test/api"),
            (" HTTP://learners.test ", "http://learners.test"),
            ("<https://learners.test/>", "https://learners.test/"),
            ("learners.test:8000", "https://learners.test:8000"),
            ("ftp://learners.test", "ftp://learners.test"),
        ],
    )
    def test_may_be_pasted_as_people_do(self, typed: str, address: str) -> None:
        assert web_address(typed) == address

    async def test_that_may_not_be_fetched_is_refused(self, fetcher: Fetcher) -> None:
        with pytest.raises(Unreachable, match="private address"):
            await discover("10.0.0.1/docs", fetcher)

    @pytest.mark.parametrize("typed", ["localhost", "localhost:8000/docs", "http://app.localhost:8000"])
    async def test_of_one_s_own_machine_is_told_to_come_as_a_file(
        self, fetcher: Fetcher, names: Names, typed: str
    ) -> None:
        names.leads("localhost", ["::1"])
        names.leads("app.localhost", ["::1"])

        with pytest.raises(BadInput, match="localhost is your own machine, which I cannot reach"):
            await discover(typed, fetcher)


class TestABaseAddress:
    @pytest.mark.parametrize("path", PATHS)
    async def test_leads_to_each_usual_place_below_it(
        self, host: LearnersHost, fetcher: Fetcher, path: str
    ) -> None:
        host.serves(f"/api/v1/{path}", DOCUMENT)

        assert (await discover(host.at("/api/v1"), fetcher)).address == host.at(f"/api/v1/{path}")

    async def test_leads_to_the_root_of_its_host(self, host: LearnersHost, fetcher: Fetcher) -> None:
        host.serves("/api/v1/", '{"users": "/api/v1/users/", "swagger": "/swagger/"}')
        host.serves("/openapi.json", DOCUMENT)

        assert (await discover(host.at("/api/v1/"), fetcher)).address == host.at("/openapi.json")

    async def test_leads_to_a_page_and_on_to_its_document(self, host: LearnersHost, fetcher: Fetcher) -> None:
        host.serves("/docs", FASTAPI.replace("/openapi.json", "/hidden.json"), kind=HTML)
        host.serves("/hidden.json", DOCUMENT)

        assert (await discover(host.at(), fetcher)).address == host.at("/hidden.json")

    async def test_that_fails_at_one_place_is_looked_at_further(
        self, host: LearnersHost, fetcher: Fetcher
    ) -> None:
        host.serves("/api/schema/", "<h1>Server Error (500)</h1>", kind=HTML, status=500)
        host.sends_on("/openapi.json", "http://10.0.0.1/")
        host.serves("/swagger.json", DOCUMENT)

        assert (await discover(host.at(), fetcher)).address == host.at("/swagger.json")

    async def test_of_graphql_is_asked_for_its_schema(self, host: LearnersHost, fetcher: Fetcher) -> None:
        host.serves("/api/graphql", SCHEMA)

        found = await discover(host.at(), fetcher)

        assert (found.address, found.content) == (host.at("/api/graphql"), SCHEMA.encode())
        assert found.question
        assert "__schema" in json.loads(found.question)["query"]
        assert (host.asked[-1].method, host.asked[-1].body) == ("POST", found.question)

    async def test_that_is_graphql_s_own_is_asked_at_once(self, host: LearnersHost, fetcher: Fetcher) -> None:
        async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
            status, body = ("200 OK", SCHEMA) if asked.body else ("400 Bad Request", '{"errors": []}')
            writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())

        host.behaves("/graphql", behave)

        found = await discover(host.at("/graphql"), fetcher)

        assert found.question
        assert [each.method for each in host.asked] == ["GET", "POST"]

    async def test_with_a_broken_address_at_one_place_is_looked_at_further(
        self, host: LearnersHost, fetcher: Fetcher
    ) -> None:
        host.serves("/api/docs/", REDOC.replace("/openapi.json", "http://["), kind=HTML)
        host.sends_on("/redoc/", "http://10.0.0.1/")
        host.serves("/docs", DOCUMENT)

        assert (await discover(host.at(), fetcher)).address == host.at("/docs")

    async def test_with_no_document_says_what_was_tried_and_what_to_do(
        self, host: LearnersHost, fetcher: Fetcher
    ) -> None:
        page_for_every_path = "<!doctype html><title>Tasks</title><script src=/main.js></script>"
        host.otherwise(page_for_every_path, kind=HTML)

        with pytest.raises(BadInput) as refused:
            await discover(host.at("/app"), fetcher)

        tried = 2 * (len(PATHS) + len(GRAPHQL_PATHS))
        assert refused.value.sentence == (
            "There is no API document at 127.0.0.1: neither at the address itself nor at /api/schema/, /openapi.json,"
            f" /swagger.json and {tried - 3} other usual places."
            " Give the address of the document itself, or share the document as a file."
            " Without a document, /endpoint share shares one endpoint by hand."
        )
        assert len(host.asked) == len({(each.method, each.path) for each in host.asked}) == tried + 1

    async def test_with_a_document_behind_a_login_says_so(self, host: LearnersHost, fetcher: Fetcher) -> None:
        host.serves("/api/schema/", '{"detail": "No."}', status=401)

        with pytest.raises(BadInput, match="/api/schema/ wants a login: open it to all"):
            await discover(host.at(), fetcher)

    async def test_of_a_host_that_is_down_is_asked_no_further(
        self, host: LearnersHost, fetcher: Fetcher
    ) -> None:
        host.asleep = 99

        with pytest.raises(Unreachable, match="Try again in some minutes"):
            await discover(host.at(), fetcher)
        assert len(host.asked) == 2

    async def test_of_a_host_that_has_had_enough_is_left_alone(
        self, host: LearnersHost, fetcher: Fetcher
    ) -> None:
        host.serves("/api/schema/", "", status=429)

        with pytest.raises(Unreachable, match="429 Too Many Requests"):
            await discover(host.at(), fetcher)
        assert host.paths == ["/", "/api/schema/"]

    async def test_that_sends_on_to_somebody_else_is_still_the_one_that_is_searched(
        self, host: LearnersHost, fetcher: Fetcher, names: Names
    ) -> None:
        names.leads("login.test", ["127.0.0.1"])
        host.sends_on("/", host.at("/login", name="login.test"))
        host.serves("/swagger.json", DOCUMENT)

        assert (await discover(host.at(), fetcher)).address == host.at("/swagger.json")

    @pytest.mark.parametrize(
        ("address", "folders"),
        [
            ("https://a.test", ("https://a.test/",)),
            ("https://a.test/api/v1?x=1#y", ("https://a.test/api/v1/", "https://a.test/")),
            ("https://a.test/swagger-ui/index.html", ("https://a.test/swagger-ui/", "https://a.test/")),
            ("https://a.test:x/", ()),
        ],
    )
    def test_is_searched_below_itself_and_at_the_root(self, address: str, folders: tuple[str, ...]) -> None:
        assert below(address) == folders


class TestRecognising:
    @pytest.mark.parametrize("file", sorted(WRITTEN.glob("*.*")), ids=lambda file: file.name)
    def test_whatever_frameworks_write_is_taken_for_a_document(self, file: Path) -> None:
        assert seems_a_document(file.read_bytes()) is (file.suffix != ".md")

    @pytest.mark.parametrize(
        "content",
        [
            '{"swagger": "/swagger/", "redoc": "/redoc/"}',
            "type your name",
            "hello: 1",
            "",
            "<html>",
            "[]",
            '"openapi"',
        ],
    )
    def test_other_answers_are_not(self, content: str) -> None:
        assert not seems_a_document(content.encode())

    def test_neither_is_what_is_no_text(self) -> None:
        assert not seems_a_document(b"\x89PNG\xff")
