"""What an API is called: as somebody says, as its document does or, without either, by where the document is."""

from ipaddress import ip_address
from pathlib import PurePath
from typing import Final

from domain import text
from domain.apis.keeping.digest import Digest
from domain.errors import BadInput

_COMMON: Final = frozenset({
    "api", "apis", "app", "backend", "base", "dev", "docs", "document", "download", "file", "gql", "graphql", "index",
    "localhost", "main", "openapi", "prod", "production", "schema", "server", "spec", "staging", "swagger", "test",
    "www",
})  # fmt: skip
"""Words that stand in the names of many hosts and files, and tell none from the others."""


def title_for(digest: Digest, typed: str, otherwise: str) -> str:
    """The title of an API: the one typed or, without one, its document's, else `otherwise`.

    Raises:
        BadInput: there is none, or the one typed says nothing or too much.
    """
    if typed:
        return title_typed(typed)
    if title := text.title_of(digest.title or otherwise):
        return title
    raise BadInput("This document does not say what the API is called. Please share it with a title.")


def title_typed(typed: str) -> str:
    """The title that somebody typed.

    Raises:
        BadInput: it says nothing, or too much.
    """
    return text.one_line(text.required(typed, "title", limit=text.TITLE_LIMIT))


def title_in_host(host: str) -> str:
    """What a host's name tells of its API, such as `Shop` of `shop.onrender.com`; empty where it tells nothing."""
    try:
        ip_address(host)
    except ValueError:
        return _heading(next((each for each in host.split(".")[:-1] if each.casefold() not in _COMMON), ""))
    return ""


def title_in_file(name: str) -> str:
    """What a file's name tells of its API, such as `Shop` of `shop.schema.graphql`; empty where it tells nothing."""
    words = PurePath(name).stem.split(".")
    return _heading(".".join(each for each in words if each.casefold() not in _COMMON))


def _heading(name: str) -> str:
    return name[:1].upper() + name[1:]
