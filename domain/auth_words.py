"""How one authenticates, as members say it in their own words."""

import re
from typing import Final

_NO_AUTH: Final = re.compile(
    r"(?:none|no|not|no auth\w*|public|anonymous|n/?a|-+)(?: needed| required)?[.!]?", re.IGNORECASE
)
_KEY_HEADER: Final = re.compile(r"\bX(?:-[A-Z0-9]+)+\b", re.IGNORECASE)


def asks_for_auth(auth: str) -> bool:
    """Whether the words on authentication ask for any."""
    return bool(auth) and not _NO_AUTH.fullmatch(auth)


def header_of(auth: str) -> str:
    """The start of the header that carries a token, as far as the words on authentication tell it."""
    if named := _KEY_HEADER.search(auth):
        return f"{named[0]}:"
    named_schemes = {"bearer": "Bearer", "jwt": "Bearer", "token": "Token", "basic": "Basic"}
    schemes = (scheme for word, scheme in named_schemes.items() if word in auth.lower())
    return f"Authorization: {next(schemes, 'Bearer')}"
