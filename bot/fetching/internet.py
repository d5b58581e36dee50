"""Which addresses are on the open internet: those alone may be connected to."""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final, TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address

_CLOSED: Final = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",  # private
            "100.64.0.0/10",  # shared behind a carrier's NAT; Alibaba's metadata
            "127.0.0.0/8",  # loopback
            "168.63.129.16/32",  # Azure's metadata, though it looks public
            "169.254.0.0/16",  # link-local; the metadata of most clouds
            "192.0.0.0/24", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",  # protocols, documentation
            "192.88.99.0/24",  # relays of 6to4
            "198.18.0.0/15",  # benchmarks
            "224.0.0.0/4", "240.0.0.0/4",  # multicast, reserved, broadcast
        ),
    )
)  # fmt: skip

_UNICAST: Final = IPv6Network("2000::/3")
"""The only part of IPv6 that is given out to hosts (IANA): neither loopback, private, link-local nor multicast."""

_CLOSED_6: Final = (IPv6Network("2001:db8::/32"), IPv6Network("3fff::/20"))
"""Documentation."""

_NAT64: Final = IPv6Network("64:ff9b::/96")
"""How hosts of IPv4 look behind the translator of a network that has IPv6 alone (RFC 6052)."""


def is_public(address: Address) -> bool:
    """Whether it is an address of one host on the open internet, and no way around to another one.

    An address of IPv6 that carries one of IPv4 is at most as public as that one.
    """
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in _CLOSED)
    if not all(map(is_public, _carried(address))):
        return False
    if address in _NAT64:
        return True
    return address in _UNICAST and address.is_global and not any(address in each for each in _CLOSED_6)


def _carried(address: IPv6Address) -> Iterator[IPv4Address]:
    """The addresses of IPv4 within one of IPv6: mapped, compatible, 6to4, Teredo or NAT64."""
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if address in _NAT64 or int(address) < 2**32:
        yield IPv4Address(int(address) % 2**32)


def parsed(text: str) -> Address | None:
    """An address as sockets write it; None where it is a name."""
    try:
        return ip_address(text)
    except ValueError:
        return None
