"""A schema in the words of OpenAPI 3.1, whichever version it was written for.

What becomes of each word: https://www.openapis.org/blog/2021/02/16/migrating-from-openapi-3-0-to-3-1-0.
"""

from typing import Final

from domain.apis.reading.references import References
from domain.apis.tree import Object, Tree, list_of, number_of, object_of, texts_of

_TYPES: Final = frozenset({"string", "number", "integer", "boolean", "array", "object", "null"})

_GONE: Final = frozenset({
    "nullable", "x-nullable", "example", "collectionFormat", "allowEmptyValue", "$schema", "$id",
})  # fmt: skip
"""Words that 3.1 says otherwise. A schema's own address goes too: references are to the exported document."""

NEVER_EMPTY: Final = frozenset({"enum", "allOf", "anyOf", "oneOf", "prefixItems"})
"""Words that say nothing where their list is empty."""

_TOLD: Final = frozenset({
    "title", "description", "default", "deprecated", "readOnly", "writeOnly", "examples", "xml", "externalDocs",
})  # fmt: skip
"""What a schema says about a value beside what the value may be."""


def modern(raw: Object, references: References) -> Object:
    """The schema in today's words; what it holds is left as it is written."""
    words: Object = {name: each for name, each in raw.items() if name not in _GONE}
    _set(words, "type", _types_of(raw))
    _spell_files(words, raw)
    _spell_bounds(words)
    _spell_examples(words, raw)
    if isinstance(raw.get("items"), list):
        words["prefixItems"] = words.pop("items")
    if isinstance(raw.get("discriminator"), str):
        words["discriminator"] = {"propertyName": raw["discriminator"]}
    for name in NEVER_EMPTY & words.keys():
        if not list_of(words[name]):
            del words[name]
    is_nullable = raw.get("nullable") is True or raw.get("x-nullable") is True
    return _with_null(words, references) if is_nullable else words


def _set(words: Object, name: str, value: Tree) -> None:
    """Say a word, or take it away where there is nothing to say."""
    if value is None:
        words.pop(name, None)
    else:
        words[name] = value


def _types_of(raw: Object) -> Tree:
    types = ["string" if each == "file" else each for each in texts_of(raw.get("type"))]
    known: list[Tree] = [each for each in dict.fromkeys(types) if each in _TYPES]
    return known[0] if len(known) == 1 else known or None


def _spell_files(words: Object, raw: Object) -> None:
    if raw.get("format") == "byte":
        del words["format"]
        words.setdefault("contentEncoding", "base64")
    elif raw.get("format") == "binary" or raw.get("type") == "file":
        words.pop("format", None)
        words.setdefault("contentMediaType", "application/octet-stream")


def _spell_bounds(words: Object) -> None:
    """A bound that is beyond what is allowed is a number by itself."""
    for name in ("minimum", "maximum"):
        beyond = "exclusive" + name.capitalize()
        if isinstance(words.get(beyond), bool):
            is_beyond = words.pop(beyond) is True
            if is_beyond and number_of(words.get(name)) is not None:
                words[beyond] = words.pop(name)


def _spell_examples(words: Object, raw: Object) -> None:
    examples = raw.get("examples")
    if isinstance(examples, dict):
        words["examples"] = [object_of(each).get("value", each) for each in examples.values()]
    if "example" in raw:
        words["examples"] = [raw["example"], *(each for each in list_of(examples) if each != raw["example"])]


def _with_null(words: Object, references: References) -> Object:
    """The schema that allows null as well."""
    enum = list_of(words.get("enum"))
    if enum and None not in enum:
        words["enum"] = [*enum, None]
    if words.keys() & {"$ref", "allOf"}:
        told: Object = {
            name: words.pop(name) for name in list(words) if name in _TOLD or name.startswith("x-")
        }
        return {**told, "anyOf": [words, {"type": "null"}]}
    for choice in ("oneOf", "anyOf"):
        if branches := list_of(words.get(choice)):
            if not any(_allows_null(each, references) for each in branches):
                words[choice] = [*branches, {"type": "null"}]
            return words
    types = [*texts_of(words.get("type"))] or _types_told_otherwise(words)
    if types:
        words["type"] = [*dict.fromkeys((*types, "null"))]
    return words


def _allows_null(branch: Tree, references: References) -> bool:
    schema = references.followed(branch)
    return (
        schema.get("nullable") is True
        or "null" in texts_of(schema.get("type"))
        or None in list_of(schema.get("enum"))
        or ("const", None) in schema.items()
    )


def _types_told_otherwise(words: Object) -> list[str]:
    if words.keys() & {"properties", "required", "additionalProperties"}:
        return ["object"]
    return ["array"] if "items" in words else []
