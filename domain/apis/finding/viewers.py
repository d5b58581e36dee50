"""Pages that show a document: Swagger UI, ReDoc and their like name the address from which they load it."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from domain.apis.addresses import on_host_of

_LOOKED_AT: Final = 500_000
"""Characters of a page, at most."""

_SHOWS_A_DOCUMENT: Final = re.compile(r"swagger|redoc|rapidoc|openapi|api-reference", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(
    r"""(?:\bspec-url|\bdata-spec-url|\bdata-url|\bapiDescriptionUrl)\s*=\s*(["'])([^"'<>]{1,500})\1"""
)
"""In HTML: ReDoc and RapiDoc, drf-spectacular, Scalar, Stoplight."""

_SETTING: Final = re.compile(r"""(?:\burl["']?\s*:|\bRedoc\.init\()\s*(["'])([^"'<>\n]{1,500})\1""")
"""In JavaScript, or in the settings that drf-yasg writes as JSON."""

_YASG: Final = re.compile(r"""\bid=["'](?:swagger|redoc)-settings["']""")
"""drf-yasg's pages, whose scripts ask the page itself for `?format=openapi` where no setting says otherwise."""

_SCRIPT: Final = re.compile(
    r"""<script[^<>]{0,200}?\ssrc=["']([^"'<>]{0,500}(?:[?&;]script=|swagger-initializer|swagger-ui-init)[^"'<>]{0,100})["']"""
)
"""Where the settings stand in a script of their own: drf-spectacular's split view, Swagger UI as it is packed."""

_ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})|\\(.)")
"""How Django writes signs in a text of JavaScript."""


def documents_named(page: str, address: str) -> list[str]:
    """The addresses on its own host from which a page, or its script, loads a document; likely ones first.

    `address` is that of the page.
    """
    text = page[:_LOOKED_AT]
    if not _SHOWS_A_DOCUMENT.search(text):
        return []
    found = (on_host_of(address, each) for each in _named(text))
    return list(dict.fromkeys(each for each in found if each is not None))


def scripts_named(page: str, address: str) -> list[str]:
    """The addresses on its own host of scripts that hold a page's settings."""
    found = (on_host_of(address, unescape(each)) for each in _SCRIPT.findall(page[:_LOOKED_AT]))
    return list(dict.fromkeys(each for each in found if each is not None))


def _named(text: str) -> Iterator[str]:
    for _, value in _ATTRIBUTE.findall(text):
        yield unescape(value)
    for _, value in _SETTING.findall(text):
        yield _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)) if sign[1] else sign[2], value)
    if _YASG.search(text):
        yield "?format=openapi"
