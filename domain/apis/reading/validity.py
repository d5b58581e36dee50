"""Holding a document against the published JSON schema of its version."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

import jsonschema_rs

from domain.apis.reading.source import Format, Source
from domain.apis.reading.warnings import Warnings

_SCHEMAS: Final = {Format.OPENAPI_31: "v3.1", Format.OPENAPI_30: "v3.0", Format.SWAGGER: "v2.0"}

_FILES: Final = "openapi_spec_validator/resources/schemas/{version}/schema.json"

MOST: Final = 20
"""How much is told of one document; what is wrong is often wrong everywhere."""


def warn_of_faults(source: Source, warnings: Warnings) -> None:
    """Note where a document of OpenAPI or Swagger is not as its version wants it."""
    for told, error in enumerate(_validator(_SCHEMAS[source.format]).iter_errors(source.tree)):
        if told == MOST:
            warnings.add("", "more is wrong than is told here.")
            return
        deepest = _deepest(error)
        warnings.at(*deepest.instance_path, sentence=f"{_cut(deepest.message)}. Correct it there.")


@cache
def _validator(version: str) -> jsonschema_rs.Validator:
    """The validator of a version; the schemas are those that openapi-spec-validator brings.

    They are read as files: importing the package for them would take as long as reading a document of a megabyte.
    """
    file = distribution("openapi-spec-validator").locate_file(_FILES.format(version=version))
    return jsonschema_rs.validator_for(Path(str(file)).read_text(encoding="utf-8"))


def _deepest(error: jsonschema_rs.ValidationError) -> jsonschema_rs.ValidationError:
    """Of what was tried in vain, the try that came furthest: it says where the fault is."""
    tried = [error, *(_deepest(each) for branch in _branches(error) for each in branch)]
    return max(tried, key=lambda each: len(each.instance_path))


def _branches(error: jsonschema_rs.ValidationError) -> Iterator[Sequence[jsonschema_rs.ValidationError]]:
    match error.kind:
        case jsonschema_rs.ValidationErrorKind.AnyOf() | jsonschema_rs.ValidationErrorKind.OneOfNotValid():
            yield from error.kind.context
        case _:
            pass


def _cut(message: str) -> str:
    """The message, short even where it quotes half of the document."""
    return message if len(message) <= 160 else f"…{message[-150:]}"
