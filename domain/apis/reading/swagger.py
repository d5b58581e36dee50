"""Swagger 2.0 as an `Api`, as drf-yasg writes it."""

from collections.abc import Mapping, Sequence
from typing import Final

from domain.apis.reading.models import Answer, Api, Content, Operation, Parameter
from domain.apis.reading.paths import Written, about, life_of, media_type, needs_of, operations_in, scheme_of
from domain.apis.reading.references import References
from domain.apis.reading.schemas import Schemas
from domain.apis.reading.warnings import Warnings
from domain.apis.tree import Object, Tree, object_of, objects_in, pick, text_of, texts_of

_PLACES: Final = frozenset({"query", "path", "header", "body", "formData"})
VALUE_WORDS: Final = (
    "type", "format", "items", "enum", "default", "pattern", "maximum", "minimum", "exclusiveMaximum",
    "exclusiveMinimum", "maxLength", "minLength", "maxItems", "minItems", "uniqueItems", "multipleOf", "x-nullable",
    "readOnly",
)  # fmt: skip
"""What a parameter of Swagger says of its value, beside what it says of itself."""

_STYLES: Final = {"multi": "form exploded", "ssv": "spaceDelimited", "pipes": "pipeDelimited", "tsv": "tabs"}
FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
"""The media types of forms, the simpler one first."""


def swagger_of(root: Object, warnings: Warnings) -> Api:
    """Understand a document of Swagger 2.0.

    Raises:
        BadInput: it has no paths.
    """
    references = References(root, warnings)
    schemas = Schemas(references)
    reader = _Reader(root, references, warnings)
    return Api(
        operations=tuple(reader.operation(each) for each in operations_in(root, references, warnings)),
        schemas=schemas,
        servers=addresses_of(root),
        security=needs_of(root.get("security")),
        schemes={name: scheme_of(each) for name, each in objects_in(root.get("securityDefinitions"))},
        **about(root),
    )


def addresses_of(root: Object) -> Sequence[str]:
    """Where a document says that its API is served, be it by a mere path."""
    host, path = text_of(root.get("host")), text_of(root.get("basePath")).rstrip("/")
    if not host:
        return (path,) if path else ()
    return tuple(f"{scheme}://{host}{path}" for scheme in texts_of(root.get("schemes")) or ("https",))


def media_types_of(operation: Object, root: Object, word: str) -> Sequence[str]:
    """The media types that an operation takes (`consumes`) or gives (`produces`), its own or the API's."""
    told = texts_of(operation.get(word, root.get(word)))
    return tuple(dict.fromkeys(media_type(each) for each in told)) or ("application/json",)


class _Reader:
    def __init__(self, root: Object, references: References, warnings: Warnings) -> None:
        self._root = root
        self._references = references
        self._warnings = warnings

    def operation(self, written: Written) -> Operation:
        """An operation with all that goes in and comes out."""
        fields = written.fields
        parameters = written.parameters_in(_PLACES, self._warnings)
        return Operation(
            method=written.method,
            path=written.path,
            parameters=tuple(
                self._parameter(each) for each in parameters if each.get("in") not in {"body", "formData"}
            ),
            body=self._body(fields, parameters),
            answers=self._answers(fields),
            security=needs_of(fields["security"]) if "security" in fields else None,
            operation_id=text_of(fields.get("operationId")),
            life=written.life,
            **written.told,
        )

    def _parameter(self, fields: Object) -> Parameter:
        location = text_of(fields.get("in"))
        own = "simple" if location in {"path", "header"} else "form"
        style = _STYLES.get(text_of(fields.get("collectionFormat")), own)
        return Parameter(
            name=text_of(fields.get("name")),
            location=location,
            is_required=fields.get("required") is True or location == "path",
            schema=pick(fields, *VALUE_WORDS),
            life=life_of(fields),
            style=style if fields.get("type") == "array" else "",
            description=text_of(fields.get("description")),
            example=fields.get("x-example"),
        )

    def _body(self, fields: Object, parameters: Sequence[Object]) -> Content | None:
        body = next((each for each in parameters if each.get("in") == "body"), None)
        form = [each for each in parameters if each.get("in") == "formData"]
        types = media_types_of(fields, self._root, "consumes")
        if body is not None:
            types = [each for each in types if each not in FORMS] or types
            return Content(dict.fromkeys(types, _schema(body)), is_required=body.get("required") is True)
        if not form:
            return None
        schema = self._form(form)
        forms = [each for each in types if each in FORMS] or FORMS[:1]
        return Content(dict.fromkeys(forms, schema), is_required=bool(schema["required"]))

    @staticmethod
    def _form(form: Sequence[Object]) -> Object:
        """The fields of a form as one object."""
        required: list[Tree] = [each["name"] for each in form if each.get("required") is True]
        properties: Object = {text_of(each.get("name")): pick(each, *VALUE_WORDS) for each in form}
        return {"type": "object", "required": required, "properties": properties}

    def _answers(self, fields: Object) -> Mapping[str, Answer]:
        types = media_types_of(fields, self._root, "produces")
        return {
            status.upper(): self._answer(self._references.followed(each), types)
            for status, each in objects_in(fields.get("responses"))
            if not status.startswith("x-")
        }

    @staticmethod
    def _answer(fields: Object, types: Sequence[str]) -> Answer:
        headers = {
            name.lower(): Parameter(name, "header", is_required=False, schema=pick(each, *VALUE_WORDS))
            for name, each in objects_in(fields.get("headers"))
            if name.lower() != "content-type"
        }
        given = {media_type(name): each for name, each in object_of(fields.get("examples")).items()}
        content = (
            Content(dict.fromkeys(types, _schema(fields)), examples=given)
            if "schema" in fields
            else Content()
        )
        return Answer(content, headers, text_of(fields.get("description")))


def _schema(fields: Object) -> Object | None:
    return object_of(fields["schema"]) if isinstance(fields.get("schema"), dict) else None
