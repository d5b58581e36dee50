"""How one authenticates, in words and in what a call carries."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.apis.reading.models import Need, Scheme

NONE: Final = "none"
"""What is said where nobody has to authenticate."""

_WORDS: Final = {
    "http basic": "Basic, with name and password",
    "oauth2": "OAuth 2 (Bearer token)",
    "openidconnect": "OpenID Connect (Bearer token)",
    "mutualtls": "client certificate",
}

_PREFIX: Final = re.compile(
    r"""\bprefix\W{1,4}(?P<told>\w+) | (?P<shown>\b[A-Za-z-]+)[ ][<{\[$(] | \b(?P<known>Bearer)\b""",
    re.VERBOSE,
)
"""What descriptions say of it: `with required prefix "Token"`, `Token <key>`, `the Bearer scheme`."""

_NAMED_SO: Final = {"bearer": "Bearer", "token": "Token", "jwt": "JWT"}
_AUTHORIZATION: Final = "authorization"


@dataclass(frozen=True, slots=True)
class Token:
    """What a call carries, and where, so that it is let in."""

    location: str
    """`header`, `query` or `cookie`."""
    name: str
    prefix: str = ""
    """What stands before the token, such as `Bearer`."""


def auth_in_words(needs: Sequence[Need], schemes: Mapping[str, Scheme]) -> str:
    """How one authenticates: `Bearer JWT`, `API key in header X-API-Key, or none`, `none`."""
    told = [" and ".join(_in_words(name, schemes) for name in need) or NONE for need in needs]
    closed = [each for each in dict.fromkeys(told) if each != NONE]
    return ", or ".join([*closed, NONE] if len(closed) < len(set(told)) or not told else closed)


def _in_words(name: str, schemes: Mapping[str, Scheme]) -> str:
    scheme = schemes.get(name, Scheme(""))
    kind = scheme.kind.lower()
    if kind == "apikey":
        return _key_in_words(name, scheme)
    if kind == "http" and scheme.scheme == "bearer":
        return f"Bearer {scheme.bearer_format or 'token'}"
    return _WORDS.get(f"{kind} {scheme.scheme}".rstrip(), scheme.scheme or name)


def _key_in_words(name: str, scheme: Scheme) -> str:
    match scheme.location:
        case "cookie":
            return f"cookie {scheme.name}"
        case "query":
            return f"API key in query parameter {scheme.name}"
        case _:
            prefix = _prefix(name, scheme)
            kind = {"": "API key", "token": "Token"}.get(prefix.lower(), f"{prefix} token")
            return f"{kind} in header {scheme.name}"


def tokens_of(needs: Sequence[Need], schemes: Mapping[str, Scheme]) -> Sequence[Token]:
    """What a call carries: of several ways the first that needs headers alone, else the first."""
    ways = [
        [token for name in need if (token := _token(name, schemes.get(name, Scheme("http", "bearer"))))]
        for need in needs
        if need
    ]
    in_headers = (way for way in ways if way and all(each.location == "header" for each in way))
    return next(in_headers, next(iter(ways), ()))


def _token(name: str, scheme: Scheme) -> Token | None:
    if scheme.kind.lower() == "mutualtls":
        return None
    if scheme.kind.lower() == "apikey":
        location = scheme.location if scheme.location in {"query", "cookie"} else "header"
        return Token(location, scheme.name, _prefix(name, scheme))
    return Token("header", "Authorization", {"basic": "Basic"}.get(scheme.scheme, "Bearer"))


def _prefix(name: str, scheme: Scheme) -> str:
    """What stands before the key in the header Authorization; Swagger has words for it only in descriptions."""
    if scheme.location != "header" or scheme.name.lower() != _AUTHORIZATION:
        return ""
    if found := _PREFIX.search(scheme.description):
        return found["told"] or found["shown"] or found["known"]
    return _NAMED_SO.get(name.lower(), "")
