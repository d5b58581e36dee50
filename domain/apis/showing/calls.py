"""One call of an operation, filled in as somebody could send it."""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final
from urllib.parse import quote, urlencode

from domain.apis.reading.matching import parameters_in
from domain.apis.reading.models import Api, Content, Operation, Parameter
from domain.apis.reading.schemas import ANYTHING, Schema
from domain.apis.showing.auth import Token, tokens_of
from domain.apis.showing.examples import Examples
from domain.apis.showing.samples import text_named
from domain.apis.tree import Object, Tree, object_of

_FORM: Final = "application/x-www-form-urlencoded"
_MULTIPART: Final = "multipart/form-data"
_FILE_NAME: Final = re.compile(
    r"(file|image|photo|picture|avatar|attachment|upload|document|logo|cover)s?$", re.IGNORECASE
)
_WITHOUT_BODY: Final = frozenset({"GET", "HEAD"})


class Sort(Enum):
    """How a body is written."""

    JSON = "JSON"
    FORM = "form"
    MULTIPART = "multipart"
    TEXT = "text"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a call sends along."""

    sort: Sort
    media_type: str
    value: Tree
    files: frozenset[str] = frozenset()
    """The fields of a form that are files."""

    @property
    def pairs(self) -> Sequence[tuple[str, str]]:
        """The fields of a form, its files left aside; one with several values comes several times."""
        fields = object_of(self.value)
        return [
            (name, written(one))
            for name, value in fields.items()
            if name not in self.files
            for one in (value if isinstance(value, list) else [value])
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call, ready to be written down in any language."""

    method: str
    address: str
    """An http address, or a path where nobody told the host."""
    headers: Sequence[tuple[str, str]] = ()
    tokens: Sequence[Token] = ()
    body: Body | None = None

    @property
    def is_whole(self) -> bool:
        """Whether its address has a host."""
        return self.address.startswith(("http://", "https://"))


def call_of(operation: Operation, api: Api, *, address: str = "") -> Call:
    """A call with an example for all that is required.

    Args:
        operation: what is called.
        api: the API that it belongs to.
        address: where the API is served, for a document that does not tell.
    """
    filler = _Filler(operation, Examples(api.schemas, is_sent=True))
    needs = api.security if operation.security is None else operation.security
    return Call(
        method=operation.method,
        address=base_of(api.servers, address) + filler.path() + filler.query(),
        headers=tuple(filler.headers()),
        tokens=tuple(tokens_of(needs, api.schemes)),
        body=None if operation.method in _WITHOUT_BODY else filler.body(),
    )


def base_of(servers: Sequence[str], address: str) -> str:
    """What comes before the path."""
    first = next(iter(servers), "")
    if first.startswith(("http://", "https://")):
        return first
    return address.rstrip("/") + (f"/{first.strip('/')}" if first.strip("/") else "")


@dataclass(frozen=True, slots=True)
class _Filler:
    operation: Operation
    examples: Examples

    def path(self) -> str:
        """The path with a value for each of its parameters."""
        path = self.operation.path
        known = {each.name: each for each in self._parameters("path")}
        for name in parameters_in(path):
            value = self._value(known[name]) if name in known else text_named(name)
            path = path.replace("{" + name + "}", quote(joined(value), safe=""))
        return path if path.startswith("/") else f"/{path}"

    def query(self) -> str:
        """The query with all that is required; empty where nothing is."""
        pairs = [pair for each in self._required("query") for pair in pairs_of(each, self._value(each))]
        mark = "&" if "?" in self.operation.path else "?"
        return mark + urlencode(pairs) if pairs else ""

    def headers(self) -> Iterator[tuple[str, str]]:
        """The headers and the cookies that are required."""
        for each in self._required("header"):
            yield each.name, _one_line(joined(self._value(each)))
        cookies = [f"{each.name}={quote(joined(self._value(each)))}" for each in self._required("cookie")]
        if cookies:
            yield "Cookie", "; ".join(cookies)

    def body(self) -> Body | None:
        """The body in the media type that is easiest to write; None where there is none."""
        content = self.operation.body
        if content is None or not content.schemas:
            return None
        media_type = easiest(content)
        sort = _sort(media_type)
        value = example_of(content, media_type, self.examples)
        files = self._files(content.schemas[media_type]) if sort is Sort.MULTIPART else frozenset[str]()
        return Body(sort=sort, media_type=media_type, value=value, files=files)

    def _parameters(self, location: str) -> Iterator[Parameter]:
        return (each for each in self.operation.parameters if each.location == location)

    def _required(self, location: str) -> Iterator[Parameter]:
        return (each for each in self._parameters(location) if each.is_required)

    def _value(self, parameter: Parameter) -> Tree:
        if parameter.example is not None:
            return parameter.example
        return self.examples.of(parameter.schema, parameter.name)

    def _files(self, raw: Object | None) -> frozenset[str]:
        """The fields of a form that are files, be it several."""
        schemas = self.examples.schemas
        fields = (schemas.of(raw) if raw is not None else ANYTHING).properties
        return frozenset(name for name, each in fields.items() if self._is_file(name, schemas.of(each)))

    def _is_file(self, name: str, schema: Schema) -> bool:
        """Whether it is a file or a list of them; drf-spectacular says `uri`, as that is what comes back."""
        one = schema if schema.items is None else self.examples.schemas.of(schema.items)
        return one.format == "binary" or (one.format == "uri" and bool(_FILE_NAME.search(name)))


def easiest(content: Content) -> str:
    """Of several media types the one that is written most easily."""
    order = list(Sort)
    return min(content.schemas, key=lambda each: order.index(_sort(each)))


def example_of(content: Content, media_type: str, examples: Examples) -> Tree:
    """The document's own example of a body, else one made from its schema; None where there is neither."""
    if media_type in content.examples:
        return finite(_read(content.examples[media_type], media_type))
    schema = content.schemas.get(media_type)
    return None if schema is None else finite(examples.of(schema))


def _read(example: Tree, media_type: str) -> Tree:
    """An example as a value; some write their JSON as text."""
    if (
        isinstance(example, str)
        and _sort(media_type) is Sort.JSON
        and example.lstrip().startswith(("{", "["))
    ):
        try:
            told: Tree = json.loads(example)
        except (ValueError, RecursionError):
            return example
        return told
    return example


def finite(value: Tree) -> Tree:
    """The value without numbers that JSON has no words for."""
    if isinstance(value, dict):
        return {name: finite(each) for name, each in value.items()}
    if isinstance(value, list):
        return [finite(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _sort(media_type: str) -> Sort:
    if media_type.endswith(("/json", "+json")) or media_type in {"*/*", ""}:
        return Sort.JSON
    known: Mapping[str, Sort] = {_FORM: Sort.FORM, _MULTIPART: Sort.MULTIPART}
    is_text = media_type.startswith("text/") or media_type.endswith(("xml", "yaml"))
    return known.get(media_type, Sort.TEXT if is_text else Sort.FILE)


def pairs_of(parameter: Parameter, value: Tree) -> Iterator[tuple[str, str]]:
    """A parameter of the query as its style writes it."""
    if isinstance(value, list) and parameter.style in {"", "form exploded"}:
        yield from ((parameter.name, written(each)) for each in value)
    elif isinstance(value, dict) and parameter.style.startswith("deepObject"):
        yield from ((f"{parameter.name}[{name}]", written(each)) for name, each in value.items())
    elif isinstance(value, dict) and parameter.style == "form exploded":
        yield from ((name, written(each)) for name, each in value.items())
    else:
        yield parameter.name, joined(value)


def joined(value: Tree) -> str:
    """A value on one line of an address or a header."""
    if isinstance(value, list):
        return ",".join(map(written, value))
    if isinstance(value, dict):
        return ",".join(f"{name},{written(each)}" for name, each in value.items())
    return written(value)


def written(value: Tree) -> str:
    """A value where all is text: text as it is, all else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _one_line(told: str) -> str:
    return " ".join(told.split())
