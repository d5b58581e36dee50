"""Which addresses are on the open internet."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetching.internet import is_public

PRIVATE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255",  # noqa: S104
    "192.168.1.1", "100.64.0.1", "100.100.100.200", "169.254.169.254", "168.63.129.16", "192.0.0.192", "192.0.2.1",
    "192.88.99.1", "198.18.0.1", "203.0.113.7", "224.0.0.251", "239.255.255.250", "240.0.0.1", "255.255.255.255",
]  # fmt: skip
CLOSED_6 = [
    "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1",
    "100::1", "64:ff9b:1::1", "4000::1", "3fff::1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "1.1.1.1", "216.24.57.1", "2606:4700:4700::1111", "2a00:1450:4001:82b::200e"]


@pytest.mark.parametrize("text", PRIVATE + CLOSED_6)
def test_what_is_no_host_on_the_internet_is_kept_out(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_what_is_one_is_let_in(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize("text", PRIVATE)
@pytest.mark.parametrize(
    "way", ["mapped", "compatible", "NAT64", "6to4", "Teredo's server", "Teredo's client"]
)
def test_no_address_of_ipv6_hides_a_private_one(way: str, text: str) -> None:
    inner, good = int(IPv4Address(text)), int(IPv4Address("8.8.8.8"))
    hidden = {
        "mapped": 0xFFFF << 32 | inner,
        "compatible": inner,
        "NAT64": 0x64FF9B << 96 | inner,
        "6to4": 0x2002 << 112 | inner << 80 | 1,
        "Teredo's server": 0x20010000 << 96 | inner << 64 | (good ^ 0xFFFFFFFF),
        "Teredo's client": 0x20010000 << 96 | good << 64 | (inner ^ 0xFFFFFFFF),
    }[way]

    assert not is_public(IPv6Address(hidden))


def test_a_host_behind_the_translator_of_its_network_is_let_in() -> None:
    assert is_public(ip_address("64:ff9b::8.8.8.8"))


@given(st.ip_addresses())
def test_nothing_that_python_takes_for_private_is_let_in(address: IPv4Address | IPv6Address) -> None:
    special = address.is_loopback or address.is_link_local or address.is_multicast or address.is_unspecified
    translated = address in IPv6Network("64:ff9b::/96") if address.version == 6 else False
    assert not (is_public(address) and (special or address.is_private) and not translated)
