"""The objects of OpenAPI 3.1 and their fields (https://spec.openapis.org/oas/v3.1.0).

A field holds one of the `values`, or an object of a kind; `[kind]` is a list of such, and `{kind}` an object
with such under names of its own. Fields that begin with x- may stand anywhere.
"""

from collections.abc import Mapping
from typing import Final

_SERVED: Final = {
    "summary": "text",
    "description": "text",
    "servers": "[server]",
    "parameters": "[parameter]",
}
METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_VALUE: Final = {
    "description": "text",
    "required": "flag",
    "deprecated": "flag",
    "style": "text",
    "explode": "flag",
    "schema": "schema",
    "content": "{media}",
    "example": "anything",
    "examples": "{example}",
}

_FLOW: Final = {"refreshUrl": "text", "scopes": "{text}"}

GRAMMAR: Final[Mapping[str, Mapping[str, str]]] = {
    "root": {
        "info": "info",
        "servers": "[server]",
        "security": "[need]",
        "tags": "[tag]",
        "externalDocs": "docs",
        "webhooks": "{path}",
    },
    "info": {
        "title": "text",
        "summary": "text",
        "description": "text",
        "termsOfService": "text",
        "contact": "contact",
        "license": "license",
        "version": "text",
    },
    "contact": {"name": "text", "url": "text", "email": "text"},
    "license": {"name": "text", "identifier": "text", "url": "text"},
    "server": {"url": "text", "description": "text", "variables": "{variable}"},
    "variable": {"enum": "[text]", "default": "text", "description": "text"},
    "tag": {"name": "text", "description": "text", "externalDocs": "docs"},
    "docs": {"description": "text", "url": "text"},
    "path": {**_SERVED, **dict.fromkeys(METHODS, "operation")},
    "operation": {
        **_SERVED,
        "tags": "[text]",
        "externalDocs": "docs",
        "operationId": "text",
        "requestBody": "body",
        "responses": "responses",
        "callbacks": "{callback}",
        "deprecated": "flag",
        "security": "[need]",
    },
    "parameter": {
        "name": "text",
        "in": "text",
        **_VALUE,
        "allowEmptyValue": "flag",
        "allowReserved": "flag",
    },
    "header": _VALUE,
    "body": {"description": "text", "content": "{media}", "required": "flag"},
    "media": {
        "schema": "schema",
        "example": "anything",
        "examples": "{example}",
        "encoding": "{encoding}",
    },
    "encoding": {
        "contentType": "text",
        "headers": "{header}",
        "style": "text",
        "explode": "flag",
        "allowReserved": "flag",
    },
    "response": {
        "description": "text",
        "headers": "{header}",
        "content": "{media}",
        "links": "{link}",
    },
    "example": {"summary": "text", "description": "text", "value": "anything", "externalValue": "text"},
    "link": {
        "operationRef": "text",
        "operationId": "operation id",
        "parameters": "{anything}",
        "requestBody": "anything",
        "description": "text",
        "server": "server",
    },
    "scheme": {
        "type": "text",
        "description": "text",
        "name": "text",
        "in": "text",
        "scheme": "text",
        "bearerFormat": "text",
        "flows": "flows",
        "openIdConnectUrl": "text",
    },
    "flows": {
        "implicit": "implicit",
        "password": "tokens",
        "clientCredentials": "tokens",
        "authorizationCode": "code",
    },
    "implicit": {"authorizationUrl": "text", **_FLOW},
    "tokens": {"tokenUrl": "text", **_FLOW},
    "code": {"authorizationUrl": "text", "tokenUrl": "text", **_FLOW},
    "discriminator": {"propertyName": "text", "mapping": "{text}"},
    "xml": {
        "name": "text",
        "namespace": "text",
        "prefix": "text",
        "attribute": "flag",
        "wrapped": "flag",
    },
}

SECTIONS: Final[Mapping[str, str]] = {
    "schema": "schemas",
    "response": "responses",
    "parameter": "parameters",
    "example": "examples",
    "body": "requestBodies",
    "header": "headers",
    "scheme": "securitySchemes",
    "link": "links",
    "callback": "callbacks",
    "path": "pathItems",
}
"""Where an object stands that is defined once, by its kind."""

SCHEMA: Final[Mapping[str, str]] = {
    "type": "types",
    **dict.fromkeys(("title", "description", "format", "pattern", "$comment", "$anchor"), "text"),
    **dict.fromkeys(("contentEncoding", "contentMediaType"), "text"),
    **dict.fromkeys(("deprecated", "readOnly", "writeOnly", "uniqueItems"), "flag"),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), "number"),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems", "minProperties"), "count"),
    **dict.fromkeys(("maxProperties", "minContains", "maxContains"), "count"),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), "[schema]"),
    **dict.fromkeys(("not", "if", "then", "else", "items", "contains", "additionalProperties"), "schema"),
    **dict.fromkeys(("propertyNames", "unevaluatedItems", "unevaluatedProperties"), "schema"),
    **dict.fromkeys(("properties", "patternProperties", "dependentSchemas", "$defs"), "{schema}"),
    "contentSchema": "schema",
    "required": "names",
    "dependentRequired": "{names}",
    "enum": "[anything]",
    "examples": "[anything]",
    "discriminator": "discriminator",
    "xml": "xml",
    "externalDocs": "docs",
}
"""The words of a schema (JSON Schema 2020-12 and OpenAPI's own) whose values are checked; others stay as they are."""
