"""What a fetcher bears of answers: bombs, bodies without an end, lies about types and lengths."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import pytest

from bot.fetching.unpacking import whole_body
from domain.fetching import Unreachable
from tests.support.learners_host import LearnersHost, gzip_bomb, refusal_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from bot.fetching.fetcher import WebFetcher


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

    async def test_that_grow_are_not_unpacked_further_than_may_be(self) -> None:
        bomb = gzip_bomb(50_000_000)

        async def chunks() -> AsyncGenerator[bytes]:
            yield bomb

        tracemalloc.start()
        try:
            with pytest.raises(Unreachable):
                await whole_body(chunks(), ["gzip"], host="", limit=100_000)
            assert tracemalloc.get_traced_memory()[1] < 2_000_000
        finally:
            tracemalloc.stop()

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

    async def test_packed_in_a_way_that_is_no_text_are_refused_in_words_that_can_be_kept(
        self, host: LearnersHost, fetcher: WebFetcher
    ) -> None:
        host.says("/", b"HTTP/1.1 200 OK\r\nContent-Encoding: \xff\r\n\r\n{}")

        reason = (await refusal_of(fetcher, host.at())).reason

        assert reason.encode().decode() == "its answer is packed as ?, which was not asked for"

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
