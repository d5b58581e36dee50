"""The rules for GraphQL by name, which are graphql-core's own, with a sentence for people.

They stand here by themselves so that whoever only names them does not start graphql-core.
"""

from collections.abc import Mapping
from typing import Final

GRAPHQL_RULES: Final[Mapping[str, str]] = {
    "arg-changed-kind": "an argument takes another type now",
    "arg-changed-kind-safe": "an argument takes more than before",
    "arg-default-value-added": "an argument has a default now",
    "arg-default-value-change": "the default of an argument is another one",
    "arg-removed": "an argument is gone",
    "deprecation-added": "something is deprecated",
    "deprecation-removed": "something is deprecated no longer",
    "directive-added": "a directive is new",
    "directive-arg-removed": "an argument of a directive is gone",
    "directive-location-added": "a directive may stand in one more place",
    "directive-location-removed": "a directive may not stand in a place any more",
    "directive-removed": "a directive is gone",
    "directive-repeatable-added": "a directive may be repeated now",
    "directive-repeatable-removed": "a directive may not be repeated any more",
    "field-added": "a field is new",
    "field-changed-kind": "a field has another type now",
    "field-changed-kind-safe": "a field has a type now that fits the one before",
    "field-removed": "a field is gone",
    "implemented-interface-added": "a type has one more interface",
    "implemented-interface-removed": "a type has an interface no longer",
    "input-field-default-value-added": "a field that is sent has a default now",
    "input-field-default-value-change": "the default of a field that is sent is another one",
    "optional-arg-added": "an argument is new, and may be given",
    "optional-directive-arg-added": "an argument of a directive is new, and may be given",
    "optional-input-field-added": "a field is new, and may be sent",
    "required-arg-added": "an argument is new, and must be given",
    "required-directive-arg-added": "an argument of a directive is new, and must be given",
    "required-input-field-added": "a field is new, and must be sent",
    "type-added": "a type is new",
    "type-added-to-union": "a union has one more type",
    "type-changed-kind": "a type is of another kind now",
    "type-removed": "a type is gone",
    "type-removed-from-union": "a union has a type no longer",
    "value-added-to-enum": "an enum has one more value",
    "value-removed-from-enum": "an enum has a value no longer",
}
