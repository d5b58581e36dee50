"""What stands in a collection once, whoever uses it: the addresses and the secrets of an API."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.apis.showing.auth import Token
from domain.apis.tree import Object, Tree


@dataclass(slots=True)
class Variables:
    """The variables of one API; where there are several APIs, each has a suffix."""

    suffix: str
    _values: dict[str, str] = field(default_factory=dict[str, str])

    def use(self, word: str, value: str = "") -> str:
        """A variable as it is written where it is used; `value` is what it has at first."""
        name = f"{word}_{self.suffix}" if self.suffix else word
        self._values.setdefault(name, value)
        return f"{{{{{name}}}}}"

    @property
    def written(self) -> list[Tree]:
        """Those that were used, as the collection keeps them."""
        return [{"key": name, "value": value} for name, value in self._values.items()]


@dataclass(frozen=True, slots=True)
class Access:
    """What lets a request in: Postman's own `auth`, and what it has no word for."""

    auth: Object
    headers: Sequence[tuple[str, str]] = ()
    query: Sequence[tuple[str, str]] = ()


def access_by(tokens: Sequence[Token], variables: Variables) -> Access:
    """Write tokens down: the first as `auth`, if it is no cookie, and others as headers and query."""
    auth: Object = {"type": "noauth"}
    headers: list[tuple[str, str]] = []
    query: list[tuple[str, str]] = []
    for number, token in enumerate(tokens, 1):
        if number == 1 and token.location != "cookie":
            auth = _auth(token, variables)
            continue
        word = f"token{number}" if number > 1 else "token"
        secret = f"{token.prefix} {variables.use(word)}".strip()
        match token.location:
            case "cookie":
                headers.append(("Cookie", f"{token.name}={secret}"))
            case "query":
                query.append((token.name, secret))
            case _:
                headers.append((token.name, secret))
    return Access(auth, headers, query)


def _auth(token: Token, variables: Variables) -> Object:
    is_standard = token.location == "header" and token.name == "Authorization"
    if is_standard and token.prefix == "Basic":
        return _of("basic", username=variables.use("username"), password=variables.use("password"))
    if is_standard and token.prefix == "Bearer":
        return _of("bearer", token=variables.use("token"))
    secret = f"{token.prefix} {variables.use('token')}".strip()
    return _of("apikey", key=token.name, value=secret, **{"in": token.location})


def _of(kind: str, **values: str) -> Object:
    told: list[Tree] = [{"key": key, "value": value, "type": "string"} for key, value in values.items()]
    return {"type": kind, kind: told}
