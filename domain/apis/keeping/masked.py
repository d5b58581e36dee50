"""Documents without the secrets that people leave in their examples, defaults, texts and addresses.

What a client is built from stays: names, types, formats, patterns, the values of an `enum`. So masking makes no change
that comparing could find, but where a default was a secret.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from graphql import GraphQLSyntaxError, Lexer, Source, Token, TokenKind, print_ast
from graphql.language import StringValueNode

from domain.apis.tree import Object, Tree, text_of
from domain.masking import Masked, Safe, mask
from domain.masking.names import kind_of, kind_of_machine_made

_KEPT: Final = frozenset({
    "$ref", "$id", "$schema", "$anchor", "openapi", "swagger", "type", "format", "pattern", "enum", "const", "kind",
    "required", "operationId", "operationRef", "name", "in", "mapping", "propertyName", "security", "style",
    "collectionFormat", "consumes", "produces", "schemes", "basePath", "ofType",
})  # fmt: skip
"""Words whose values clients are built from."""

_NAMED: Final = frozenset({
    "properties", "patternProperties", "dependentSchemas", "definitions", "$defs", "schemas", "responses", "parameters",
    "headers", "requestBodies", "securitySchemes", "securityDefinitions", "callbacks", "links", "pathItems", "webhooks",
    "variables", "encoding", "scopes",
})  # fmt: skip
"""Words whose objects have names of the author's own, which may look like words: a field can be called `example`."""

_DATA: Final = frozenset({"example", "examples", "default", "value"})
"""Words whose values are data, whatever it looks like."""

_ADDRESSES: Final = frozenset({
    "url", "host", "authorizationUrl", "tokenUrl", "refreshUrl", "openIdConnectUrl", "termsOfService", "externalValue",
})  # fmt: skip

_USER: Final = re.compile(r"^((?:[A-Za-z][\w+.-]*:)?//)?[^/?#\s]*@")
_ARGUMENT: Final = re.compile(r"(?<=[?&#;])([^=&#;]+)=([^&#;]+)")
_STAND_IN: Final = re.compile(r"\{[^{}]*\}|\[masked [^\]]*\]")


def masked_tree(tree: Object, safe: Safe) -> Object:
    """A document of OpenAPI, Swagger or an introspection, with a placeholder for each secret."""
    return _Masker(safe).of_words(tree, "")


def masked_sdl(text: str, safe: Safe) -> str:
    """SDL with a placeholder for each secret in its texts and comments.

    Raises:
        GraphQLSyntaxError: it is no GraphQL.
    """
    return _Masker(safe).sdl(text)


def masked_address(address: str, safe: Safe) -> str:
    """An address without a user's name and password, and with a placeholder for each secret of its query."""

    def look(argument: re.Match[str]) -> str:
        name, value = argument.groups()
        kind = kind_of(name) or kind_of_machine_made(name)
        if kind is None or _STAND_IN.fullmatch(value) or safe.is_harmless(value):
            return argument[0]
        return f"{name}={Masked.of(kind, value, safe)}"

    return _ARGUMENT.sub(look, mask(_USER.sub(r"\1", address), safe))


@dataclass(frozen=True, slots=True)
class _Masker:
    safe: Safe
    _known: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])

    def of_words(self, value: Object, name: str) -> Object:
        """An object whose fields are words of the format; `name` is what it describes."""
        name = text_of(value.get("name")) or name
        return {word: self._of_word(word, each, name) for word, each in value.items()}

    def _of_word(self, word: str, value: Tree, name: str) -> Tree:
        if isinstance(value, str):
            return self._of_text(word, value, name)
        if word in _DATA or word.startswith("x-"):
            return self._of_data(value, name)
        if isinstance(value, dict):
            if word in _NAMED:
                return {own: self._of_any(each, own) for own, each in value.items()}
            return self.of_words(value, name)
        return value if word in _KEPT else self._of_any(value, name)

    def _of_text(self, word: str, value: str, name: str) -> str:
        if word in _KEPT:
            return value
        if word in _ADDRESSES:
            return masked_address(value, self.safe)
        if word == "defaultValue":
            return self._of_default(value, name)
        if word.startswith("x-"):
            return self.text(value, word)
        return self.text(value, name if word in _DATA else "")

    def _of_any(self, value: Tree, name: str) -> Tree:
        if isinstance(value, dict):
            return self.of_words(value, name)
        if isinstance(value, list):
            return [self._of_any(each, name) for each in value]
        return self.text(value) if isinstance(value, str) else value

    def _of_data(self, value: Tree, name: str) -> Tree:
        if isinstance(value, dict):
            return {own: each if own == "$ref" else self._of_data(each, own) for own, each in value.items()}
        if isinstance(value, list):
            return [self._of_data(each, name) for each in value]
        return self.text(value, name) if isinstance(value, str) else value

    def text(self, text: str, name: str = "") -> str:
        """A text masked; the name of what it is a value of may tell that it is a secret."""
        if (text, name) not in self._known:
            self._known[text, name] = self._named(mask(text, self.safe), name)
        return self._known[text, name]

    def sdl(self, text: str, name: str = "") -> str:
        """SDL, or a value as SDL writes it, masked in its texts and comments."""
        parts, done = list[str](), 0
        for token, own in _told(text, name):
            masked = self.text(token.value or "", own)
            if masked != token.value:
                parts += [text[done : token.start], _written(token, masked)]
                done = token.end
        return "".join([*parts, text[done:]])

    def _of_default(self, value: str, name: str) -> str:
        """A default as an introspection writes it."""
        try:
            return self.sdl(value, name)
        except GraphQLSyntaxError:
            return self.text(value, name)

    def _named(self, text: str, name: str) -> str:
        if not (kind_of(name) or kind_of_machine_made(name)):
            return text
        pair = "{" + json.dumps(name) + ": " + json.dumps(text, ensure_ascii=False) + "}"
        try:
            masked: Object = json.loads(mask(pair, self.safe))
        except ValueError:
            return text  # a placeholder took a sign of JSON with it
        return text_of(masked.get(name)) or text


def _told(text: str, name: str) -> Iterator[tuple[Token, str]]:
    """The texts and comments of SDL, each with the name that it is a value of."""
    lexer = Lexer(Source(text))
    token: Token | None = lexer.token
    while lexer.advance().kind is not TokenKind.EOF:
        pass  # the lexer links the tokens, and comments among them, which it does not hand out
    while token := token.next:
        if token.kind is TokenKind.COMMENT:
            yield token, ""
        elif token.kind in {TokenKind.STRING, TokenKind.BLOCK_STRING}:
            yield token, name
        elif token.kind is TokenKind.COLON:
            name = (token.prev and token.prev.value) or ""
        elif token.kind not in {TokenKind.EQUALS, TokenKind.NAME, TokenKind.BANG}:
            name = ""


def _written(token: Token, text: str) -> str:
    """A token's text as SDL writes it."""
    if token.kind is TokenKind.COMMENT:
        return f"#{text}"
    return print_ast(StringValueNode(value=text, block=token.kind is TokenKind.BLOCK_STRING))
