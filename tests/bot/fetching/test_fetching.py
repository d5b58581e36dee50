"""What a fetcher makes of hosts that mean well: documents, what is unchanged, redirects, hosts that wake."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from typing import TYPE_CHECKING

import pytest

from bot.fetching.fetcher import Limits
from domain.fetching import Unreachable, Validators
from tests.support.learners_host import Asked, LearnersHost, Names, Pauses, fetcher_of

if TYPE_CHECKING:
    from bot.fetching.fetcher import WebFetcher

DOCUMENT = b'{"openapi": "3.1.0"}'


class TestADocument:
    async def test_comes_with_all_that_is_known_of_it(self, host: LearnersHost, fetcher: WebFetcher) -> None:
        host.serves("/openapi.json", DOCUMENT, etag='"1"', modified="Thu, 01 Jan 2026 00:00:00 GMT")

        fetched = await fetcher.fetch(host.at("/openapi.json", name="learners.test"))

        assert fetched.address == host.at("/openapi.json", name="learners.test")
        assert (fetched.status, fetched.body, fetched.content_type) == (200, DOCUMENT, "application/json")
        assert fetched.validators == Validators('"1"', "Thu, 01 Jan 2026 00:00:00 GMT")
        assert fetched.trouble is None

    async def test_is_asked_for_by_name_and_without_anything_private(
        self, host: LearnersHost, fetcher: WebFetcher, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
        host.serves("/", DOCUMENT, headers={"Set-Cookie": "session=1"})

        await fetcher.fetch(host.at(name="learners.test"))
        await fetcher.fetch(host.at(name="learners.test"))

        for asked in host.asked:
            assert asked.method == "GET"
            assert asked.headers["host"] == f"learners.test:{host.port}"
            assert asked.headers["user-agent"].startswith("Nexus/")
            assert not {"cookie", "authorization", "referer", "if-none-match"} & asked.headers.keys()

    async def test_that_is_unchanged_is_not_sent_again(self, host: LearnersHost, fetcher: WebFetcher) -> None:
        host.serves("/openapi.json", DOCUMENT, etag='"1"')
        first = await fetcher.fetch(host.at("/openapi.json"))

        second = await fetcher.fetch(host.at("/openapi.json"), known=first.validators)

        assert second.is_unchanged
        assert not second.body
        assert second.trouble is None

    @pytest.mark.parametrize("told", [b'"\xff"', b"\xe9", b'"' + b"1" * 500 + b'"'])
    async def test_has_no_validators_that_cannot_be_kept_and_sent_back(
        self, host: LearnersHost, fetcher: WebFetcher, told: bytes
    ) -> None:
        host.says("/", b"HTTP/1.1 200 OK\r\nETag: %b\r\nLast-Modified: %b\r\n\r\n{}" % (told, told))

        assert (await fetcher.fetch(host.at())).validators == Validators()

    async def test_that_changed_between_polls_is_sent_whole(
        self, host: LearnersHost, fetcher: WebFetcher
    ) -> None:
        host.serves("/openapi.json", DOCUMENT, modified="Thu, 01 Jan 2026 00:00:00 GMT")
        first = await fetcher.fetch(host.at("/openapi.json"))
        host.serves("/openapi.json", b'{"openapi": "3.0.3"}', modified="Fri, 02 Jan 2026 00:00:00 GMT")

        second = await fetcher.fetch(host.at("/openapi.json"), known=first.validators)

        assert not second.is_unchanged
        assert second.body == b'{"openapi": "3.0.3"}'

    async def test_can_be_asked_for_by_a_question_in_json(
        self, host: LearnersHost, fetcher: WebFetcher
    ) -> None:
        host.serves("/graphql", b'{"data": {}}')

        await fetcher.fetch(host.at("/graphql"), body=b'{"query": "{ a }"}')

        asked = host.asked[0]
        assert (asked.method, asked.body) == ("POST", b'{"query": "{ a }"}')
        assert asked.headers["content-type"] == "application/json"

    @pytest.mark.parametrize(
        ("encoding", "packed"),
        [
            ("gzip", gzip.compress(DOCUMENT)),
            ("x-gzip", gzip.compress(DOCUMENT)),
            ("deflate", zlib.compress(DOCUMENT)),
            ("deflate", zlib.compress(DOCUMENT)[2:-4]),
            ("identity", DOCUMENT),
        ],
        ids=["gzip", "x-gzip", "deflate", "raw deflate", "identity"],
    )
    async def test_is_unpacked(
        self, host: LearnersHost, fetcher: WebFetcher, encoding: str, packed: bytes
    ) -> None:
        host.serves("/", packed, headers={"Content-Encoding": encoding})

        assert (await fetcher.fetch(host.at())).body == DOCUMENT

    @pytest.mark.parametrize(
        ("status", "told", "later"),
        [
            (404, "404 Not Found", False),
            (401, "401 Unauthorized", False),
            (500, "500", True),
            (429, "429", True),
        ],
    )
    async def test_that_is_not_given_has_a_reason(
        self, host: LearnersHost, fetcher: WebFetcher, status: int, told: str, later: bool
    ) -> None:
        host.serves("/", b"no", status=status)

        trouble = (await fetcher.fetch(host.at())).trouble

        assert trouble
        assert trouble.sentence.startswith(f"127.0.0.1 cannot be fetched: it answers with {told}")
        assert trouble.later is later


class TestRedirects:
    async def test_are_followed_three_times(self, host: LearnersHost, fetcher: WebFetcher) -> None:
        host.sends_on("/1", "/2", status=301)
        host.sends_on("/2", host.at("/3", name="learners.test"), status=307)
        host.sends_on("/3", "4", status=308)
        host.serves("/4", DOCUMENT)

        fetched = await fetcher.fetch(host.at("/1"))

        assert fetched.body == DOCUMENT
        assert fetched.address == host.at("/4", name="learners.test")

    async def test_are_not_followed_for_ever(self, host: LearnersHost, fetcher: WebFetcher) -> None:
        host.sends_on("/", "/")

        with pytest.raises(Unreachable, match="it sends on more than 3 times") as trouble:
            await fetcher.fetch(host.at())

        assert len(host.asked) == 4
        assert not trouble.value.later

    @pytest.mark.parametrize(("status", "method"), [(301, "POST"), (307, "POST"), (303, "GET")])
    async def test_take_a_question_along_unless_told_to_look_elsewhere(
        self, host: LearnersHost, fetcher: WebFetcher, status: int, method: str
    ) -> None:
        host.sends_on("/graphql", "/graphql/", status=status)
        host.serves("/graphql/", DOCUMENT)

        await fetcher.fetch(host.at("/graphql"), body=b"{}")

        assert host.asked[1].method == method


class TestASleepingHost:
    async def test_gets_time_to_wake(self, host: LearnersHost, fetcher: WebFetcher, pauses: Pauses) -> None:
        host.asleep = 1
        host.serves("/", DOCUMENT)

        assert (await fetcher.fetch(host.at())).body == DOCUMENT
        assert pauses.taken == [15]

    async def test_that_was_silent_at_first_is_asked_again(
        self, host: LearnersHost, names: Names, pauses: Pauses
    ) -> None:
        host.is_silent("/")
        pauses.then = lambda: host.serves("/", DOCUMENT)
        fetcher = fetcher_of(names, pauses, limits=Limits(seconds=0.5))

        assert (await fetcher.fetch(host.at())).body == DOCUMENT
        await fetcher.close()

    async def test_that_does_not_wake_is_left_for_later(
        self, host: LearnersHost, fetcher: WebFetcher, pauses: Pauses
    ) -> None:
        host.asleep = 9

        with pytest.raises(Unreachable, match="503 Service Unavailable") as trouble:
            await fetcher.fetch(host.at())

        assert trouble.value.later
        assert (len(host.asked), len(pauses.taken)) == (2, 1)


class TestManners:
    async def test_a_host_is_asked_one_thing_at_a_time(self, host: LearnersHost, fetcher: WebFetcher) -> None:
        for number in range(3):
            host.behaves(f"/{number}", _after_a_while)

        await asyncio.gather(*(fetcher.fetch(host.at(f"/{number}")) for number in range(3)))

        assert host.most_at_once == 1

    async def test_a_few_hosts_are_asked_side_by_side(
        self, host: LearnersHost, fetcher: WebFetcher, names: Names
    ) -> None:
        four = asyncio.Event()

        async def behave(asked: Asked, writer: asyncio.StreamWriter) -> None:
            if len(host.asked) == 4:
                four.set()
            await four.wait()
            await _after_a_while(asked, writer)

        host.behaves("/", behave)
        hosts = [f"{number}.learners.test" for number in range(9)]
        for each in hosts:
            names.leads(each, ["127.0.0.1"])

        await asyncio.gather(*(fetcher.fetch(host.at(name=each)) for each in hosts))

        assert host.most_at_once == 4

    async def test_it_can_be_used_again_after_it_was_closed(
        self, host: LearnersHost, fetcher: WebFetcher
    ) -> None:
        host.serves("/", DOCUMENT)
        await fetcher.fetch(host.at())

        await fetcher.close()

        assert (await fetcher.fetch(host.at())).body == DOCUMENT


async def _after_a_while(asked: Asked, writer: asyncio.StreamWriter) -> None:  # noqa: ARG001  (whatever is asked)
    """Answer when everybody who could have asked has done so."""
    for _ in range(50):
        await asyncio.sleep(0)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
