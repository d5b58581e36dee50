"""The labelled table: changes of documents, and the rules and grades that must be found for them.

Each case has a `name`, a `base` and a `revision`, and the rules that are `expected`, each with its grade. `in` says
what base and revision are a part of:

- `document`: nothing, they are whole; `graphql`: nothing, they are SDL;
- `paths`: the paths; `operation`: `GET /things`; `parameters`: those of `GET /things`;
- `webhook`: the `POST` of the webhook `done`;
- `request`: the schema of the JSON body of `POST /things`; `response`: that of the answer 200 of `GET /things`.

`components` are schemas of both, `base_components` and `revision_components` of one; `openapi` is the version, 3.1.0
unless it is told.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from domain.apis.comparing.changes import Change
from domain.apis.comparing.comparison import compare
from domain.apis.reading.documents import document_of
from domain.apis.reading.plain_yaml import read_yaml
from domain.apis.tree import Object, Tree, list_of, object_of, text_of

HELD_OUT: Final = "held_out.yaml"
"""The cases that were written before the rules were tried on any."""

TODAY: Final = date(2026, 1, 1)

_SCHEMES: Final[Object] = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
}
_FINE: Final[Object] = {"200": {"description": "fine"}}


@dataclass(frozen=True, slots=True)
class Case:
    """Two documents, and what must be found between them: rules with their grades."""

    name: str
    table: str
    """The file that it stands in."""
    base: bytes
    revision: bytes
    expected: Mapping[str, str]

    def found(self) -> Mapping[str, str]:
        """What is found: rules with their grades."""
        return {each.rule.name: each.rule.grade.value for each in self.changes()}

    def changes(self) -> Sequence[Change]:
        """The changes that are found."""
        return compare(document_of(self.base), document_of(self.revision), today=TODAY)


def all_cases() -> Sequence[Case]:
    """The cases of all files."""
    tables = sorted(each.name for each in _folder().iterdir() if each.name.endswith(".yaml"))
    return [case for table in tables for case in _cases_in(table)]


def _folder() -> Traversable:
    return files("bench.apidiff") / "table"


def _cases_in(table: str) -> Iterator[Case]:
    for each in list_of(read_yaml((_folder() / table).read_text(encoding="utf-8"))):
        fields = object_of(each)
        yield Case(
            name=text_of(fields["name"]),
            table=table,
            base=_document(fields, "base"),
            revision=_document(fields, "revision"),
            expected={rule: text_of(grade) for rule, grade in object_of(fields["expected"]).items()},
        )


def _document(case: Object, side: str) -> bytes:
    """The whole document of one side."""
    part, place = case[side], text_of(case["in"])
    if place == "graphql":
        return text_of(part).encode()
    if place == "document":
        return json.dumps(part).encode()
    own = case.get(f"{side}_components", case.get("components", {}))
    whole: Object = {
        "openapi": case.get(f"{side}_openapi", case.get("openapi", "3.1.0")),
        "info": {"title": "Things", "version": "1"},
        **_calls(place, part),
        "components": {"schemas": own, "securitySchemes": _SCHEMES},
    }
    return json.dumps(whole).encode()


def _calls(place: str, part: Tree) -> Object:
    """What is called: the API, or its clients."""
    return {"webhooks": {"done": {"post": part}}} if place == "webhook" else {"paths": _paths(place, part)}


def _paths(place: str, part: Tree) -> Tree:
    """The paths that a part stands in."""
    json_body: Object = {"content": {"application/json": {"schema": part}}}
    match place:
        case "paths":
            return part
        case "operation":
            return {"/things": {"get": part}}
        case "parameters":
            return {"/things": {"get": {"parameters": part, "responses": _FINE}}}
        case "request":
            return {"/things": {"post": {"requestBody": {"required": True, **json_body}, "responses": _FINE}}}
        case "response":
            return {"/things": {"get": {"responses": {"200": {"description": "fine", **json_body}}}}}
        case _:
            raise ValueError(f"There is no place {place} for a case.")
