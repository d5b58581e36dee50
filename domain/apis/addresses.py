"""Addresses of documents: as people paste them, and as documents and pages name each other."""

import re
from ipaddress import ip_address
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from domain.errors import BadInput
from domain.text import clean, one_line, shortened, with_plain_scheme

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PORTS: Final = {"http": 80, "https": 443}


def web_address(typed: str) -> str:
    """An address as people paste it, with https where no scheme is named; without Discord's `<` and `>` around it.

    Raises:
        BadInput: it is none.
    """
    address = with_plain_scheme(clean(typed).removeprefix("<").removesuffix(">").strip())
    whole = address if _SCHEME.match(address) else f"https://{address}"
    is_one = "." in address or whole == address or is_own_machine(whole)
    if re.search(r"\s", address) or not is_one:
        raise BadInput(
            f"“{shortened(one_line(address), 60)}” is no web address. It looks like https://api.example.org/schema/"
        )
    return whole


def host_of(address: str) -> str:
    """The host of an address; empty where there is none."""
    parts = _split(address)
    return (parts.hostname or "") if parts else ""


def is_own_machine(address: str) -> bool:
    """Whether an address leads whoever opens it to their own machine, such as `http://localhost:8000`."""
    host = host_of(address)
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        plain = ip_address(host)
    except ValueError:
        return False
    return plain.is_loopback or plain.is_unspecified


def path_of(address: str) -> str:
    """The path of an address, whatever its port; empty where there is none."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""  # a host that is none, such as `[here]`


def origin_of(address: str) -> tuple[str, str, int | None] | None:
    """Scheme, host and port of an address; None where it cannot be read."""
    parts = _split(address)
    if parts is None or not parts.hostname:
        return None
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)


def absolute(base: str, reference: str) -> str | None:
    """What a reference names that stands at `base`; None where it cannot be read."""
    try:
        return urljoin(base, reference)
    except ValueError:
        return None


def joined(base: str, reference: str) -> str | None:
    """As `absolute`, without the fragment: the file in which it stands."""
    found = absolute(base, reference)
    return found.partition("#")[0] if found else None


def on_host_of(base: str, reference: str) -> str | None:
    """What a page names, with the page's own scheme and port; None where that is on another host.

    Behind a proxy, many applications take themselves for `http` or for another port.
    """
    address = joined(base, reference)
    own, other = _split(base), _split(address or "")
    if own is None or other is None or own.hostname != other.hostname:
        return None
    return urlunsplit(other._replace(scheme=own.scheme, netloc=own.netloc))


def below(address: str) -> tuple[str, ...]:
    """The folders where a document may stand: the address itself as one, then the root of its host."""
    parts = _split(address)
    if parts is None:
        return ()
    *folders, last = parts.path.split("/")
    path = "/".join(folders if "." in last else [*folders, last]).rstrip("/") + "/"
    found = (urlunsplit((parts.scheme, parts.netloc, each, "", "")) for each in (path, "/"))
    return tuple(dict.fromkeys(found))


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  (raises ValueError where it is no number)
    except ValueError:
        return None
    return parts
