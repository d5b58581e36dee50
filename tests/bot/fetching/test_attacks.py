"""What a fetcher bears of hosts that mean harm, or are broken."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import pytest

from bot.fetching.connecting import look_up
from bot.fetching.fetcher import Limits, WebFetcher
from domain.fetching import Unreachable
from tests.support.learners_host import LearnersHost, Names, Pauses, fetcher_of, gzip_bomb

if TYPE_CHECKING:
    from bot.fetching.internet import Address

PRIVATE = "it leads to a private address"


async def refusal_of(fetcher: WebFetcher, address: str) -> Unreachable:
    with pytest.raises(Unreachable) as trouble:
        await fetcher.fetch(address)
    return trouble.value


class TestAddresses:
    @pytest.mark.parametrize(
        ("address", "told"),
        [
            ("file:///etc/passwd", "http:// or https://"),
            ("ftp://learners.test/", "http:// or https://"),
            ("gopher://learners.test:6379/_FLUSHALL", "http:// or https://"),
            ("learners.test/openapi.json", "http:// or https://"),
            ("https://", "http:// or https://"),
            ("http://[::1", "no address that can be read"),
            ("http://learners.test:x/", "no address that can be read"),
            ("http://learners.test:99999/", "no address that can be read"),
            ("https://ada:secret@learners.test/", "a name or a password"),
            ("https://ada@learners.test/", "a name or a password"),
            ("https://:secret@learners.test/", "a name or a password"),
            ("http://learners.test:22/", "its port is 22"),
            ("http://learners.test:25/", "its port is 25"),
            ("http://learners.test:0/", "its port is 0"),
            ("http://learners.test/" + "a" * 2000, "longer than 2,000 characters"),
        ],
    )
    async def test_that_may_not_be_fetched_are_refused_before_anybody_is_asked(
        self, fetcher: WebFetcher, names: Names, address: str, told: str
    ) -> None:
        refusal = await refusal_of(fetcher, address)

        assert told in refusal.reason
        assert not refusal.later
        assert not names.asked

    async def test_a_password_is_not_repeated(self, fetcher: WebFetcher) -> None:
        assert "secret" not in (await refusal_of(fetcher, "https://ada:secret@learners.test/")).sentence

    @pytest.mark.parametrize(
        "host_name",
        [
            "127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[fe80::1]",
            "[fd00:ec2::254]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "0x7f.1", "0x7f000001", "0177.0.0.1", "127.1",
            "2130706433", "017700000001", "127.0.0.1.", "①②⑦.⓪.⓪.①", "localhost", "0",
        ],
    )  # fmt: skip
    async def test_this_machine_and_its_neighbours_are_not_opened_however_they_are_written(
        self, host: LearnersHost, host_name: str
    ) -> None:
        strict = WebFetcher()
        try:
            refusal = await refusal_of(strict, f"http://{host_name}:{host.port}/")
        finally:
            await strict.close()

        assert PRIVATE in refusal.reason or "neither a name nor a plain address" in refusal.reason
        assert not host.asked


class TestNames:
    async def test_that_lead_to_a_private_address_are_refused(
        self, fetcher: WebFetcher, names: Names
    ) -> None:
        names.leads("metadata.test", ["169.254.169.254"])

        refusal = await refusal_of(fetcher, "http://metadata.test/")

        assert refusal.sentence == (
            "metadata.test cannot be fetched: it leads to a private address, and those are not opened."
            " Give another address, or share the document as a file."
        )

    async def test_are_refused_whole_if_one_of_their_addresses_is_private(
        self, host: LearnersHost, fetcher: WebFetcher, names: Names
    ) -> None:
        names.leads("both.test", ["127.0.0.1", "10.0.0.1"])

        assert PRIVATE in (await refusal_of(fetcher, host.at(name="both.test"))).reason
        assert not host.asked

    async def test_are_looked_up_once_so_that_a_second_answer_changes_nothing(
        self, host: LearnersHost, fetcher: WebFetcher, names: Names
    ) -> None:
        names.leads("rebinding.test", ["127.0.0.1"], ["10.0.0.1"])
        host.serves("/", b"{}")

        fetched = await fetcher.fetch(host.at(name="rebinding.test"))

        assert fetched.body == b"{}"
        assert names.asked == ["rebinding.test"]

    async def test_that_lead_elsewhere_at_a_redirect_are_refused_then(
        self, host: LearnersHost, fetcher: WebFetcher, names: Names
    ) -> None:
        names.leads("rebinding.test", ["127.0.0.1"], ["10.0.0.1"])
        host.sends_on("/", "/again")

        assert PRIVATE in (await refusal_of(fetcher, host.at(name="rebinding.test"))).reason
        assert host.paths == ["/"]

    async def test_what_is_connected_to_is_looked_at_once_more_before_anything_is_sent(
        self, host: LearnersHost, names: Names
    ) -> None:
        seen: list[Address] = []

        def changes_its_mind(address: Address) -> bool:
            seen.append(address)
            return len(seen) == 1

        fetcher = WebFetcher(changes_its_mind, names.look_up)
        try:
            assert PRIVATE in (await refusal_of(fetcher, host.at(name="learners.test"))).reason
        finally:
            await fetcher.close()
        assert not host.asked

    @pytest.mark.parametrize("name", ["a" * 70 + ".test", "a..test", "-.test"])
    async def test_that_cannot_be_names_are_unknown(self, name: str) -> None:
        with pytest.raises(OSError, match=r"(?i)name"):
            await look_up(name, 80)

    async def test_that_nobody_knows_are_told_so(self, fetcher: WebFetcher) -> None:
        refusal = await refusal_of(fetcher, "http://nobody.test/")

        assert refusal.reason == "nobody knows that name"
        assert refusal.later

    async def test_without_an_address_are_unknown(self, fetcher: WebFetcher, names: Names) -> None:
        names.leads("empty.test", [])

        assert (await refusal_of(fetcher, "http://empty.test/")).reason == "nobody knows that name"


class TestRedirects:
    @pytest.mark.parametrize(
        ("to", "told"),
        [
            ("http://10.0.0.1/", PRIVATE),
            ("http://169.254.169.254/latest/meta-data/", PRIVATE),
            ("http://[::1]:8000/", PRIVATE),
            ("http://metadata.test/", PRIVATE),
            ("file:///etc/passwd", "http:// or https://"),
            ("http://ada:secret@learners.test/", "a name or a password"),
            ("http://learners.test:22/", "its port is 22"),
            ("http://[", "it sends on to what is no address"),
        ],
    )
    async def test_are_checked_like_what_was_typed(
        self, host: LearnersHost, fetcher: WebFetcher, names: Names, to: str, told: str
    ) -> None:
        names.leads("metadata.test", ["169.254.169.254"])
        host.sends_on("/", to)

        assert told in (await refusal_of(fetcher, host.at())).reason


class TestBodies:
    async def test_without_an_end_are_cut_off(self, host: LearnersHost, modest: WebFetcher) -> None:
        host.is_endless("/")

        refusal = await refusal_of(modest, host.at())

        assert refusal.reason.startswith("its answer is larger than")

    async def test_that_say_that_they_are_too_large_are_not_read(
        self, host: LearnersHost, fetcher: WebFetcher
    ) -> None:
        host.says("/", b"HTTP/1.1 200 OK\r\nContent-Length: 10485761\r\n\r\n")

        assert (await refusal_of(fetcher, host.at())).reason == "its answer is larger than 10 MiB"

    async def test_as_large_as_may_be_are_taken(self, host: LearnersHost, modest: WebFetcher) -> None:
        host.serves("/", gzip_bomb(100_000), headers={"Content-Encoding": "gzip"})

        assert len((await modest.fetch(host.at())).body) == 100_000

    @pytest.mark.parametrize(
        ("encoding", "packed"),
        [
            ("gzip", gzip_bomb(100_001)),
            ("gzip", gzip_bomb(50_000_000)),
            ("deflate", zlib.compress(bytes(100_001))),
        ],
        ids=["one too many", "bomb", "deflate"],
    )
    async def test_that_grow_when_unpacked_are_refused(
        self, host: LearnersHost, modest: WebFetcher, encoding: str, packed: bytes
    ) -> None:
        host.serves("/", packed, headers={"Content-Encoding": encoding})

        assert (await refusal_of(modest, host.at())).reason.startswith("its answer is larger than")

    async def test_that_unpack_to_nothing_for_ever_are_cut_off(
        self, host: LearnersHost, modest: WebFetcher
    ) -> None:
        nothing = b"\x00\x00\x00\xff\xff" * 10_000
        host.is_endless("/", chunk=nothing, headers="Content-Encoding: deflate\r\n")

        assert (await refusal_of(modest, host.at())).reason.startswith("its answer is larger than")

    @pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "zstd", "gzip, identity, deflate", "\u00e9"])
    async def test_packed_twice_or_in_a_way_that_was_not_asked_for_are_refused(
        self, host: LearnersHost, fetcher: WebFetcher, encoding: str
    ) -> None:
        host.serves("/", gzip.compress(gzip.compress(b"{}")), headers={"Content-Encoding": encoding})

        assert "which was not asked for" in (await refusal_of(fetcher, host.at())).reason

    @pytest.mark.parametrize(
        "packed",
        [b'{"openapi": "3.1.0"}', gzip.compress(b"{}")[:-9], gzip.compress(b"{}") + b"more"],
        ids=["not packed", "cut off", "something behind it"],
    )
    async def test_that_are_not_packed_as_they_say_are_refused(
        self, host: LearnersHost, fetcher: WebFetcher, packed: bytes
    ) -> None:
        host.serves("/", packed, headers={"Content-Encoding": "gzip"})

        assert (
            await refusal_of(fetcher, host.at())
        ).reason == "its answer is no whole gzip, though it says so"

    @pytest.mark.parametrize(
        "raw",
        [
            b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n{}",
            b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}",
            b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 100_000 + b"\r\n\r\n{}",
            b"SSH-2.0-OpenSSH_9.6\r\n",
            b"",
        ],
        ids=["too short", "chunk cut off", "negative", "endless header", "no HTTP", "nothing"],
    )
    async def test_that_break_off_or_are_no_http_are_told_so(
        self, host: LearnersHost, fetcher: WebFetcher, raw: bytes
    ) -> None:
        host.says("/", raw)

        refusal = await refusal_of(fetcher, host.at())

        assert refusal.reason == "its answer broke off, or is no HTTP"
        assert refusal.later

    async def test_are_not_taken_for_what_they_say_they_are(
        self, host: LearnersHost, fetcher: WebFetcher
    ) -> None:
        host.serves("/", b"\x89PNG", kind="Application/JSON ; charset=x")

        fetched = await fetcher.fetch(host.at())

        assert (fetched.content_type, fetched.body) == ("application/json", b"\x89PNG")


class TestPatience:
    async def test_a_host_that_says_nothing_is_not_waited_for(
        self, host: LearnersHost, hasty: WebFetcher
    ) -> None:
        host.is_silent("/")

        refusal = await refusal_of(hasty, host.at())

        assert refusal.reason == "it did not answer within 0.05 seconds"
        assert refusal.later
        assert len(host.asked) == 2

    async def test_redirects_share_the_time(self, host: LearnersHost, hasty: WebFetcher) -> None:
        host.sends_on("/", "/slow")
        host.is_silent("/slow")

        assert "within 0.05 seconds" in (await refusal_of(hasty, host.at())).reason

    async def test_a_name_that_is_not_found_in_time_is_given_up(self, names: Names, pauses: Pauses) -> None:
        fetcher = fetcher_of(names, pauses, limits=Limits(seconds=0))
        try:
            assert "within 0 seconds" in (await refusal_of(fetcher, "http://learners.test/")).reason
        finally:
            await fetcher.close()

    async def test_a_host_that_takes_no_connection_may_do_so_later(self, fetcher: WebFetcher) -> None:
        async with LearnersHost() as gone:
            address = gone.at()

        refusal = await refusal_of(fetcher, address)

        assert refusal.reason == "it takes no connection"
        assert refusal.later


class TestTls:
    async def test_a_host_that_does_not_speak_it_is_told_so(self, fetcher: WebFetcher) -> None:
        async with LearnersHost() as plain:
            plain.greeting = b"HTTP/1.1 400 Bad Request\r\n\r\n"
            refusal = await refusal_of(fetcher, plain.at().replace("http:", "https:"))

        assert refusal.reason == "it does not speak https as it should"
