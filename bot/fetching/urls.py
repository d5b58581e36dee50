"""What an address must be like before anybody looks for its host."""

from typing import Final

from yarl import URL

from domain.fetching import Unreachable

LENGTH: Final = 2000
"""Characters of an address, at most."""

_WELL_KNOWN: Final = frozenset({80, 443})
_FIRST_FREE: Final = 1024
"""From here on, ports belong to nobody: development servers listen there, and mail or SSH does not."""


def checked(address: str) -> URL:
    """The address, read once: what is checked is what is fetched.

    Raises:
        Unreachable: it is none that may be fetched.
    """
    _check_length(address)
    try:
        return checked_url(URL(address))
    except ValueError as error:
        raise Unreachable("", "it is no address that can be read") from error


def checked_url(url: URL) -> URL:
    """The address, if it is one that may be fetched.

    Raises:
        Unreachable: it is not.
        ValueError: it cannot be read.
    """
    _check_length(str(url))
    host = url.host or ""
    if url.scheme not in {"http", "https"} or not host:
        raise Unreachable(host, "only addresses that begin with http:// or https:// can be")
    if url.raw_user or url.raw_password:
        raise Unreachable(host, "there is a name or a password before its host. Leave it out")
    if not (url.port in _WELL_KNOWN or (url.port or 0) >= _FIRST_FREE):
        raise Unreachable(host, f"its port is {url.port}, and only 80, 443 and those from 1024 on are opened")
    return url


def _check_length(address: str) -> None:
    if len(address) > LENGTH:
        raise Unreachable("", f"it is longer than {LENGTH:,} characters")
