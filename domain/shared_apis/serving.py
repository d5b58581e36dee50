"""Where an API is served, for those who call it."""

from typing import Final

from domain.apis.addresses import absolute, host_of
from domain.models.api import Api

_SHELVES: Final = frozenset({
    "raw.githubusercontent.com", "gist.githubusercontent.com", "github.com", "gitlab.com", "bitbucket.org",
})  # fmt: skip
"""Hosts where documents are kept, and no API is served that they describe."""


def address_of(api: Api) -> str:
    """Where an API is served, as far as the address of its document tells; empty where nothing tells.

    GraphQL that was asked for its description is called where it was asked.
    """
    if api.source.is_asked:
        return api.source.address
    if not api.source.address or host_of(api.source.address) in _SHELVES:
        return ""
    return (absolute(api.source.address, "/") or "").rstrip("/")
