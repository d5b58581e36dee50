"""Whether what an API offers is what a request asks for, and what differs where it comes close."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.apis.reading.paths import base_path
from domain.models.api import Api
from domain.models.endpoint import Endpoint, Status
from domain.models.request import Request
from domain.models.request_draft import RequestDraft, called
from domain.shared_apis.syncing import Call
from domain.shared_apis.typed import bare
from domain.text import and_more, one_line

NAMED: Final = 5
"""Fields, or methods, that one line names."""

_FIELD: Final = re.compile(r'"([^"\\\n]{1,80})"\s*:')


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What of an API comes closest to a request."""

    endpoint: Endpoint | None = None
    """That is it, or comes closest."""
    differs: tuple[str, ...] = ()
    """How that differs, in words that begin with the API's number."""

    @property
    def is_it(self) -> bool:
        """Whether it is all that is asked for."""
        return self.endpoint is not None and not self.differs


def candidate_of(asked: Request | RequestDraft, api: Api, endpoints: Mapping[Call, Endpoint]) -> Candidate:
    """What an API with these endpoints has for a request."""
    there = [each for each in endpoints.values() if each.status is not Status.GONE]
    shapes = shapes_of(asked.path, api)
    same_path = [each for each in there if called(each.path) in shapes]
    for each in same_path:
        if each.method is asked.method:
            missing = missing_fields(asked.wanted, each)
            return Candidate(
                endpoint=each, differs=_line(api, each, f"without {_some(missing)}") if missing else ()
            )
    if same_path:
        methods = _some([each.method.value for each in same_path])
        told = f"{api.ref} has {one_line(same_path[0].path)} with {methods}, not with {asked.method.value}"
        return Candidate(differs=(told,))
    plain = plain_of(asked.path)
    alike = (each for each in there if each.method is asked.method and plain_of(each.path) == plain)
    close = next(alike, None)
    return Candidate(endpoint=close, differs=_line(api, close, "its path is another") if close else ())


def shapes_of(path: str, api: Api) -> Sequence[str]:
    """How calls of a path may look in an API's document: as it is, or without what its addresses end with."""
    shape, base = called(path), base_path(api.told.servers)
    without = shape.removeprefix(base)
    return (shape, without) if base and without.startswith("/") else (shape,)


def missing_fields(wanted: str, endpoint: Endpoint) -> Sequence[str]:
    """The fields of a wanted example that an endpoint's document does not name, whatever their case."""
    known = {name.casefold() for name in endpoint.fields}
    return [name for name in dict.fromkeys(_FIELD.findall(wanted)) if name.casefold() not in known]


def plain_of(path: str) -> Sequence[str]:
    """A path in which spelling, plurals, versions and slashes at its end do not count."""
    parts = [part.casefold().replace("_", "-") for part in called(path).split("/") if part]
    return [singular(part) for part in bare(parts)]


def singular(word: str) -> str:
    """A word without the ending of its plural: the same for both, and no word of English."""
    if word.endswith("y"):
        word = word[:-1] + "i"
    return word.removesuffix("s").removesuffix("e")


def _line(api: Api, endpoint: Endpoint, how: str) -> tuple[str, ...]:
    return (f"{api.ref} has {one_line(endpoint.operation)} ({endpoint.ref}): {how}",)


def _some(names: Sequence[str]) -> str:
    return and_more([one_line(name) for name in names], NAMED)
