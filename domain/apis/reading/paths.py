"""What OpenAPI and Swagger have in common: paths, and the operations under them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypedDict

from domain.apis.addresses import path_of
from domain.apis.reading.lives import Life
from domain.apis.reading.models import Need, Scheme
from domain.apis.reading.references import References
from domain.apis.reading.warnings import Warnings
from domain.apis.tree import METHODS, Object, Tree, list_of, number_of, object_of, place, text_of, texts_of
from domain.errors import BadInput

_SET_BY_OTHERS: Final = frozenset({"accept", "content-type", "authorization"})
"""Headers that OpenAPI describes by other words; as parameters they are ignored."""


class About(TypedDict):
    """What a document says of the whole API."""

    title: str
    version: str
    description: str


class Told(TypedDict):
    """What a document says of an operation to people."""

    summary: str
    description: str
    tags: Sequence[str]


@dataclass(frozen=True, slots=True)
class Written:
    """An operation as it is written, with the parameters of its path."""

    method: str
    path: str
    fields: Object
    parameters: Sequence[Object]
    steps: tuple[str, ...]
    """The way to its path."""

    @property
    def place(self) -> str:
        """Where it stands."""
        return place(*self.steps, self.path, self.method.lower())

    @property
    def life(self) -> Life:
        """Whether it is deprecated, and until when it stays."""
        return life_of(self.fields)

    @property
    def told(self) -> Told:
        """What it says to people."""
        return Told(
            summary=text_of(self.fields.get("summary")),
            description=text_of(self.fields.get("description")),
            tags=texts_of(self.fields.get("tags")),
        )

    def parameters_in(self, places: Collection[str], warnings: Warnings) -> Sequence[Object]:
        """Its parameters that have a name and are in one of these places."""
        whole = [
            each
            for each in self.parameters
            if text_of(each.get("name")) and text_of(each.get("in")) in places
        ]
        for _ in range(len(self.parameters) - len(whole)):
            warnings.add(self.place, "a parameter has no name, or is in no known place. It is left out.")
        return whole


def about(root: Object) -> About:
    """What a document says of the whole API."""
    info = object_of(root.get("info"))
    return About(
        title=text_of(info.get("title")),
        version=_version(info.get("version")),
        description=text_of(info.get("description")),
    )


def _version(value: Tree) -> str:
    """A version; without quotes, YAML makes a number of 1.0."""
    return text_of(value) if number_of(value) is None else str(value)


def operations_in(root: Object, references: References, warnings: Warnings) -> Iterator[Written]:
    """The operations of a document, in its order.

    Raises:
        BadInput: it has no paths.
    """
    paths = root.get("paths")
    if not isinstance(paths, dict):
        if "webhooks" in root or "components" in root:
            return
        raise BadInput("/paths: it is missing, or no object. A document lists its paths there.")
    yield from calls_in(paths, ("paths",), references, warnings)


def calls_in(
    paths: Object, steps: tuple[str, ...], references: References, warnings: Warnings
) -> Iterator[Written]:
    """The operations under paths, webhooks or the addresses of a callback; `steps` lead there."""
    for path, each in paths.items():
        if path.startswith("x-"):
            continue
        if not isinstance(each, dict):
            warnings.at(*steps, path, sentence="a path is an object of methods. It is left out.")
            continue
        fields = references.followed(each)
        for method in METHODS:
            operation = fields.get(method)
            if isinstance(operation, dict):
                parameters = _parameters(references, fields, operation)
                yield Written(method.upper(), path, operation, parameters, steps)
            elif method in fields:
                warnings.at(*steps, path, method, sentence="an operation is an object. It is left out.")


def _parameters(references: References, path: Object, operation: Object) -> Sequence[Object]:
    """The operation's parameters, and those of its path that it does not have itself."""
    found: dict[tuple[str, str], Object] = {}
    for each in (*list_of(path.get("parameters")), *list_of(operation.get("parameters"))):
        fields = references.followed(each)
        name, location = text_of(fields.get("name")), text_of(fields.get("in"))
        if not (location == "header" and name.lower() in _SET_BY_OTHERS):
            found[name.lower() if location == "header" else name, location] = fields
    return tuple(found.values())


def life_of(fields: Object) -> Life:
    """Whether something is deprecated, and its sunset."""
    sunset = text_of(fields.get("x-sunset"))
    return Life(fields.get("deprecated") is True or fields.get("x-deprecated") is True, sunset)


def needs_of(value: Tree) -> Sequence[Need]:
    """What of security will do."""
    return tuple(
        {scheme: frozenset(texts_of(scopes)) for scheme, scopes in each.items()}
        for each in list_of(value)
        if isinstance(each, dict)
    )


def scheme_of(fields: Object) -> Scheme:
    """A security scheme."""
    kind = text_of(fields.get("type"))
    scheme = text_of(fields.get("scheme")).lower()
    if kind == "basic":
        kind, scheme = "http", "basic"  # as Swagger says it
    return Scheme(
        kind=kind,
        scheme=scheme,
        location=text_of(fields.get("in")),
        name=text_of(fields.get("name")),
        bearer_format=text_of(fields.get("bearerFormat")),
        description=text_of(fields.get("description")),
    )


def media_type(written: str) -> str:
    """A media type without its parameters: they do not change what it is."""
    return written.partition(";")[0].strip().lower()


def base_path(servers: Sequence[str]) -> str:
    """What comes before every path, such as `/api/v1`; empty where servers differ in it."""
    found = {path_of(each.replace("{", "").replace("}", "")).rstrip("/") for each in servers}
    return found.pop() if len(found) == 1 else ""
