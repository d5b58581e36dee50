"""Over https, only the host that was asked for answers, and nothing leads back to http."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest
import trustme

from domain.fetching import Unreachable
from tests.support.learners_host import LearnersHost, Names, Pauses, fetcher_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from bot.fetching.fetcher import WebFetcher


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
async def secure(authority: trustme.CA) -> AsyncGenerator[LearnersHost]:
    """A host with a certificate for `learners.test`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with authority.issue_cert("learners.test").private_key_and_cert_chain_pem.tempfile() as file:
        context.load_cert_chain(file)
    async with LearnersHost(tls=context) as host:
        yield host


@pytest.fixture
async def trusting(authority: trustme.CA, names: Names, pauses: Pauses) -> AsyncGenerator[WebFetcher]:
    """A fetcher that trusts whoever issued that certificate."""
    context = ssl.create_default_context(cadata=authority.cert_pem.bytes().decode())
    fetcher = fetcher_of(names, pauses, tls=context)
    yield fetcher
    await fetcher.close()


async def test_a_host_with_a_certificate_for_its_name_is_let_in(
    secure: LearnersHost, trusting: WebFetcher
) -> None:
    secure.serves("/", b"{}")

    assert (await trusting.fetch(secure.at(name="learners.test"))).body == b"{}"


async def test_a_certificate_for_another_name_is_refused(
    secure: LearnersHost, trusting: WebFetcher, names: Names
) -> None:
    names.leads("other.test", ["127.0.0.1"])

    with pytest.raises(Unreachable, match="its certificate is not valid for that name"):
        await trusting.fetch(secure.at(name="other.test"))
    assert not secure.asked


async def test_a_certificate_of_an_unknown_authority_is_refused(
    secure: LearnersHost, fetcher: WebFetcher
) -> None:
    with pytest.raises(Unreachable, match="its certificate is not valid"):
        await fetcher.fetch(secure.at(name="learners.test"))
    assert not secure.asked


async def test_nothing_leads_back_to_http(
    secure: LearnersHost, trusting: WebFetcher, host: LearnersHost
) -> None:
    secure.sends_on("/", host.at(name="learners.test"))

    with pytest.raises(Unreachable, match="it sends on from https to http"):
        await trusting.fetch(secure.at(name="learners.test"))
    assert not host.asked


async def test_http_may_lead_to_https(secure: LearnersHost, trusting: WebFetcher, host: LearnersHost) -> None:
    host.sends_on("/", secure.at(name="learners.test"))
    secure.serves("/", b"{}")

    assert (await trusting.fetch(host.at())).body == b"{}"


async def test_a_host_that_does_not_speak_it_is_told_so(host: LearnersHost, fetcher: WebFetcher) -> None:
    host.greeting = b"HTTP/1.1 400 Bad Request\r\n\r\n"

    with pytest.raises(Unreachable, match="it does not speak https as it should"):
        await fetcher.fetch(host.at().replace("http:", "https:"))
