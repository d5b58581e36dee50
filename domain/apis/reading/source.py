"""From bytes to the tree of a document, in a way that no document can harm."""

import codecs
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from domain.apis.limits import DEPTH, DIGITS, MIB, SIZE
from domain.apis.tree import Object, Tree, list_of, object_of, text_of
from domain.errors import BadInput

_SDL: Final = re.compile(
    r'''(?:[\s,]|\#[^\r\n]*[\r\n])*+("""|("[^"\n]*"\s*)?(type|schema|scalar|enum|input|interface|union|directive|extend)(?=[\s{@]))'''
)
"""How SDL begins: after comments, with a description or the word of a definition. In YAML, a colon follows the word.

Nothing in it can match in two ways: a comment of many `#` would take for ever."""

_SIGNS: Final = re.compile(r""""(openapi|swagger)"\s*:\s*"?[0-9]|"__schema"\s*:\s*\{""")
_SIGNS_IN_YAML: Final = re.compile(r"""^["']?(openapi|swagger)["']?\s*:\s*["']?[0-9]""", re.MULTILINE)

_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
"""Half of a character that JSON writes in two."""

_HOLDERS: Final = (dict, list)
"""What holds other values."""

_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Format(Enum):
    """How an API is described."""

    OPENAPI_31 = "OpenAPI 3.1"
    OPENAPI_30 = "OpenAPI 3.0"
    SWAGGER = "Swagger 2.0"
    SDL = "GraphQL SDL"
    INTROSPECTION = "GraphQL introspection"

    @property
    def is_graphql(self) -> bool:
        """Whether it is one of GraphQL's."""
        return self in {Format.SDL, Format.INTROSPECTION}


@dataclass(frozen=True, slots=True)
class Source:
    """A document that was read and not understood yet: `tree`, or `text` where it is SDL."""

    format: Format
    tree: Object
    text: str = ""


def seems_a_document(content: bytes) -> bool:
    """Whether `read` will probably take it. It is not read for that, so this is cheap."""
    try:
        text = _decoded(content)
    except BadInput:
        return False
    start = text[:1000].lstrip()
    if start.startswith("{"):
        return bool(_SIGNS.search(text))
    if start.startswith("<"):
        return False
    return bool(_SIGNS_IN_YAML.search(text) or (_SDL.match(text.lstrip()) and "{" in text))


def read(content: bytes) -> Source:
    """Read a document in JSON, YAML or SDL, whichever it is.

    Raises:
        BadInput: it is too large or too deep, no text, or none of these; the sentence says where and what to do.
    """
    text = _checked(content)
    return Source(Format.SDL, {}, text) if _SDL.match(text.lstrip()) else _recognised(_read_tree(text))


def read_part(content: bytes) -> Tree:
    """Read a part of a document, which stands in a file of its own, in JSON or YAML.

    Raises:
        BadInput: it is too large or too deep, no text, or neither of these.
    """
    return _read_tree(_checked(content))


def _checked(content: bytes) -> str:
    if len(content) > SIZE:
        raise BadInput(
            f"It has {len(content) / MIB:.1f} MiB, and at most {SIZE // MIB} are read. Leave out examples."
        )
    text = _decoded(content)
    start = text.lstrip()
    if not start:
        raise BadInput("It is empty. Was it saved before the server had answered?")
    if start.startswith("<"):
        raise BadInput(
            "It is a web page, not a document. Take the address of the document itself, such as /openapi.json."
        )
    return text


def _read_tree(text: str) -> Tree:
    if text.lstrip().startswith(("{", "[")):
        return _read_json(text)
    from domain.apis.reading.plain_yaml import read_yaml  # noqa: PLC0415  (the bot starts without it)

    return read_yaml(text)


def _decoded(content: bytes) -> str:
    """The text; PowerShell saves UTF-16."""
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(f"Byte {error.start + 1} is no text in UTF-8. Save the document as UTF-8.") from error


def _read_json(text: str) -> Tree:
    try:
        tree: Tree = json.loads(text, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise BadInput(f"It is no JSON: line {error.lineno}, column {error.colno}: {error.msg}.") from error
    except ValueError as error:
        raise BadInput("It has a number with too many digits. Write it as text.") from error
    except RecursionError as error:
        raise BadInput(f"It has more than {DEPTH} levels within each other. Make it flatter.") from error
    if _HALF.search(text):
        _check_characters(tree)
    level: list[Tree] = [tree]
    for _ in range(DEPTH + 1):
        level = [child for each in level for child in _within(each) if isinstance(child, _HOLDERS)]
        if not level:
            return tree
    raise BadInput(f"It has more than {DEPTH} levels within each other. Make it flatter.")


def _whole(written: str) -> int:
    if len(written) > DIGITS:
        raise ValueError
    return int(written)


def _check_characters(tree: Tree) -> None:
    try:
        json.dumps(tree, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise BadInput("It has half of a character, such as \\ud83d by itself. Write it whole.") from error
    except RecursionError:
        return  # the caller refuses what is so deep


def _within(value: Tree) -> Iterable[Tree]:
    """The values that a list or an object holds."""
    return value.values() if isinstance(value, dict) else list_of(value)


def _recognised(tree: Tree) -> Source:
    """The document with its format.

    Raises:
        BadInput: it is something else.
    """
    fields = object_of(tree)
    version = str(fields.get("openapi", fields.get("swagger", "")))
    if "__schema" in object_of(fields.get("data")) or "__schema" in fields:
        return Source(Format.INTROSPECTION, object_of(fields.get("data", fields)))
    if version.startswith("3.0"):
        return Source(Format.OPENAPI_30, fields)
    if version.startswith("3."):
        return Source(Format.OPENAPI_31, fields)
    if version in {"2", "2.0"}:
        return Source(Format.SWAGGER, fields)
    if version:
        raise BadInput(
            f"It is of version {version}, and 2.0, 3.0 and 3.1 are read. Convert it to OpenAPI 3.1."
        )
    raise BadInput(_what_it_is_instead(fields))


def _what_it_is_instead(fields: Object) -> str:
    if "detail" in fields or "error" in fields or "errors" in fields:
        said = text_of(fields.get("detail")) or text_of(fields.get("error")) or "an error"
        return f"It is an answer that says “{said[:200]}”. Fetch the document with the access that it needs."
    if "item" in fields and "info" in fields:
        return "It is a Postman collection. Export the API as OpenAPI."
    return (
        "It is no API document: at its top it has neither openapi nor swagger nor __schema."
        " Use what drf-spectacular, drf-yasg, FastAPI or Graphene write."
    )
