"""Where a fetcher does not go, whatever hosts and names say, and how long it waits."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.fetching.connecting import look_up
from bot.fetching.fetcher import Limits, WebFetcher
from bot.fetching.turns import Patience
from tests.support.learners_host import LearnersHost, Names, Pauses, fetcher_of, refusal_of

if TYPE_CHECKING:
    from bot.fetching.internet import Address

PRIVATE = "it leads to a private address"


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

        assert refusal.sentence == (
            "nobody.test cannot be fetched: nobody knows that name. Check its spelling, or try again in some minutes."
        )
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
            (f"/{'a' * 2000}", "longer than 2,000 characters"),
        ],
    )
    async def test_are_checked_like_what_was_typed(
        self, host: LearnersHost, fetcher: WebFetcher, names: Names, to: str, told: str
    ) -> None:
        names.leads("metadata.test", ["169.254.169.254"])
        host.sends_on("/", to)

        assert told in (await refusal_of(fetcher, host.at())).reason


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

    async def test_what_was_spent_is_gone(self) -> None:
        patience = Patience(0.01)
        with pytest.raises(TimeoutError):
            await _wait(patience, turns=1_000_000)

        with pytest.raises(TimeoutError):
            await _wait(patience, turns=2)

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


async def _wait(patience: Patience, *, turns: int) -> None:
    """Spend patience for so many turns of the loop."""
    async with patience.spent():
        for _ in range(turns):
            await asyncio.sleep(0)
