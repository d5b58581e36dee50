"""Holds the bot's requests against Discord's own OpenAPI document.

`all_problems` takes what SimCord recorded and answers with sentences: no sentence, no problem. It joins the
document's verdict with the rules that the document lacks (`tests.support.v2_rules`).
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from jsonschema_rs import Draft202012, Draft202012Validator, Registry, ValidationError, ValidationErrorKind

from tests.support import v2_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from simcord import HttpLogEntry

    from tests.support.body import Json

BESIDE_THE_CHECKOUT = Path(__file__).parents[3] / "shared" / "discord" / "openapi.json"
NOTICE = "There is no copy of Discord's OpenAPI document: name one in DISCORD_OPENAPI."

_DOCUMENT = "urn:discord"
_METHODS = frozenset({"get", "put", "post", "patch", "delete"})
_ALTERNATIVES = (ValidationErrorKind.AnyOf, ValidationErrorKind.OneOfNotValid)
_LONGEST_REASON = 240


def find_document() -> Path | None:
    """Where Discord's OpenAPI document is: the file that `DISCORD_OPENAPI` names, else the one beside the checkout.

    A name is taken at its word: a file that is not there fails on loading, rather than skip what was asked for.
    """
    if named := os.environ.get("DISCORD_OPENAPI"):
        return Path(named)
    return BESIDE_THE_CHECKOUT if BESIDE_THE_CHECKOUT.is_file() else None


def contract_or_skip() -> Contract:
    """The contract; without a document, the calling test is skipped with a notice."""
    contract = Contract.load()
    if contract is None:
        pytest.skip(NOTICE)
    return contract


def all_problems(requests: Iterable[HttpLogEntry], *, may_mention: bool = False) -> list[str]:
    """What Discord would refuse in `requests`, each problem once, as sentences.

    Args:
        requests: what SimCord recorded (`env.http_requests`).
        may_mention: the test wants messages that mention by pattern (`parse` in `allowed_mentions`).
    """
    contract = Contract.load()
    found: list[str] = []
    for request in requests:
        asked = (request.method, request.path, request.json)
        if contract is not None:
            found += contract.problems(*asked)
        found += v2_rules.problems(*asked, may_mention=may_mention)
    return list(dict.fromkeys(found))


class Contract:
    """Discord's OpenAPI document, ready to judge requests."""

    def __init__(self, document: Json) -> None:
        widen(document)
        registry = Registry([(_DOCUMENT, document)], draft=Draft202012)
        self._by_shape: dict[tuple[str, int], list[Operation]] = {}
        for operation in _operations(document, registry):
            shape = (operation.method, len(operation.segments))
            self._by_shape.setdefault(shape, []).append(operation)
        for candidates in self._by_shape.values():
            candidates.sort(key=lambda operation: operation.breadth)

    @classmethod
    def load(cls) -> Contract | None:
        """The contract of `find_document()`, read once in a session; None where there is no document."""
        path = find_document()
        return None if path is None else _read(path)

    def operation(self, method: str, path: str) -> Operation | None:
        """The document's most specific operation for a request; `path` may carry the prefix `/api/v10`."""
        segments = v2_rules.bare(path).strip("/").split("/")
        candidates = self._by_shape.get((method.upper(), len(segments)), [])
        return next((operation for operation in candidates if operation.takes(segments)), None)

    def problems(self, method: str, path: str, body: Json) -> list[str]:
        """What the document objects to in one request, each a sentence with the operation and the place."""
        operation = self.operation(method, path)
        if operation is None:
            return [f"{method} {path}: Discord has no such operation."]
        return [f"{operation}: {problem}" for problem in operation.problems(body)]


@dataclass(frozen=True)
class Operation:
    """One operation of the document, with its body's validator compiled when first asked."""

    method: str
    template: str
    name: str
    body_required: bool
    body_pointer: str | None
    registry: Registry

    def __str__(self) -> str:
        return f"{self.method} {self.template} ({self.name})"

    @cached_property
    def segments(self) -> list[str]:
        """The template's parts between slashes."""
        return self.template.strip("/").split("/")

    @property
    def breadth(self) -> list[bool]:
        """Sorts the more specific template first: a literal beats a parameter, from the left."""
        return [_is_parameter(segment) for segment in self.segments]

    def takes(self, segments: list[str]) -> bool:
        """Whether a path of the same length fits the template."""
        return all(
            _is_parameter(own) or own == asked for own, asked in zip(self.segments, segments, strict=True)
        )

    def problems(self, body: Json) -> Iterator[str]:
        """What is wrong with `body`, None being no body."""
        if self.body_pointer is None:
            if body is not None:
                yield "it takes no body."
            return
        if body is None:
            if not self.body_required:
                return
            # discord.py leaves the body out where no field is required, and Discord takes that.
            body = {}
        for error in self._validator.iter_errors(body):
            yield from map(_sentence, _leaves(error))

    @cached_property
    def _validator(self) -> Draft202012Validator:
        schema = {"$ref": f"{_DOCUMENT}#{self.body_pointer}"}
        return Draft202012Validator(schema, registry=self.registry, validate_formats=True)


def widen(document: Json) -> None:
    """Loosen, in place, what the document says too narrowly for requests that Discord takes."""
    schemas = document["components"]["schemas"]
    # discord.py sends snowflakes as integers; Discord reads both.
    schemas["SnowflakeType"] |= {"type": ["string", "integer"], "minimum": 0}
    # Discord's reference has permissions as strings of digits, and so discord.py sends them; the document knows
    # integers alone.
    bits: Json = {"type": ["string", "integer", "null"], "pattern": "^[0-9]+$"}
    overwrite = document["paths"]["/channels/{channel_id}/permissions/{overwrite_id}"]["put"]["requestBody"]
    for schema in (
        schemas["ChannelPermissionOverwriteRequest"],
        overwrite["content"]["application/json"]["schema"],
    ):
        schema["properties"] |= {"allow": bits, "deny": bits}
    for name in ("CreateRoleRequest", "UpdateRoleRequestPartial"):
        schemas[name]["properties"]["permissions"] = bits
    # Forwarding a message is reference type 1; the document lists replies alone.
    schemas["MessageReferenceType"]["oneOf"].append({"title": "FORWARD", "const": 1})


@cache
def _read(path: Path) -> Contract:
    return Contract(json.loads(path.read_bytes()))


def _operations(document: Json, registry: Registry) -> Iterator[Operation]:
    for template, item in document["paths"].items():
        for method, details in item.items():
            if method not in _METHODS:
                continue
            body = details.get("requestBody", {})
            # "application/json" sorts before the forms; a multipart request's payload_json obeys the same schema.
            media = min(body.get("content", ()), default=None)
            yield Operation(
                method=method.upper(),
                template=template,
                name=details["operationId"],
                body_required=body.get("required", False),
                body_pointer=media
                and _pointer("paths", template, method, "requestBody", "content", media, "schema"),
                registry=registry,
            )


def _pointer(*keys: str) -> str:
    escaped = (key.replace("~", "~0").replace("/", "~1") for key in keys)
    return quote("".join(f"/{key}" for key in escaped))


def _is_parameter(segment: str) -> bool:
    return segment.startswith("{")


def _leaves(error: ValidationError) -> list[ValidationError]:
    """What is really wrong: out of several kinds that a value may be, the complaints of the one that was meant."""
    kind = error.kind
    if not isinstance(kind, _ALTERNATIVES):
        return [error]
    branches = [[leaf for inner in branch for leaf in _leaves(inner)] for branch in kind.context]
    meant = [branch for branch in branches if not _is_another_kind(branch, error.instance_path)]
    return min(meant, key=len, default=[error])


def _is_another_kind(branch: list[ValidationError], place: list[str | int]) -> bool:
    """Whether a branch of alternatives describes something else than the value at `place`: another `type`."""
    naming = (ValidationErrorKind.Constant, ValidationErrorKind.Enum, ValidationErrorKind.OneOfNotValid)
    return any(
        (leaf.instance_path == place and isinstance(leaf.kind, (*naming, ValidationErrorKind.Type)))
        or (leaf.instance_path == [*place, "type"] and isinstance(leaf.kind, naming))
        for leaf in branch
    )


def _sentence(error: ValidationError) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.instance_path)
    place = "".join(steps).lstrip(".") or "the body"
    if isinstance(error.kind, _ALTERNATIVES):
        return f"{place}: {_shortened(json.dumps(error.instance))} is nothing that Discord takes here."
    return f"{place}: {_shortened(error.message)}."


def _shortened(reason: str) -> str:
    """`reason` without the middle of a long value: what it is stands at the start, why it is wrong at the end."""
    if len(reason) <= _LONGEST_REASON:
        return reason
    half = _LONGEST_REASON // 2
    return f"{reason[:half]} … {reason[-half:]}"
