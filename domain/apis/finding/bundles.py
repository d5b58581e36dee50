"""A document and the files that it refers to, made into one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import Final

from domain.apis.addresses import absolute, joined, origin_of
from domain.apis.limits import MIB, SIZE
from domain.apis.reading.source import read, read_part
from domain.apis.tree import Object, Tree, object_of, place, text_of
from domain.errors import BadInput

PLACE: Final = "x-bundled"
"""The field of the document that takes the files."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was fetched."""

    asked: str
    """The address by which it is referred to."""
    address: str
    """Where it was in the end, behind all redirects."""
    content: bytes


def named_by_document(document: File, most: int) -> tuple[str, ...]:
    """The addresses of the files on its own host that a document refers to, the first of them.

    Raises:
        BadInput: it cannot be read.
    """
    source = read(document.content)
    return () if source.format.is_graphql else _named_in(source.tree, document.address, most)


def named_by_part(part: File, most: int) -> tuple[str, ...]:
    """The same of a file that belongs to a document.

    Raises:
        BadInput: it cannot be read.
    """
    return _named_in(read_part(part.content), part.address, most)


def put_together(document: File, parts: Sequence[File]) -> bytes:
    """The document as JSON, with its files in it; each was read before.

    References to what is not among them stay, with their whole address.

    Raises:
        BadInput: it is too large.
    """
    root = read(document.content).tree
    inside = [read_part(part.content) for part in parts]
    places = {document.address: ""}
    for number, part in enumerate(parts, 1):
        places[part.asked] = places[part.address] = place(PLACE, number)
    for file, tree in zip((document, *parts), (root, *inside), strict=True):
        for holder in _references(tree):
            holder["$ref"] = _internal(file.address, text_of(holder["$ref"]), places)
    numbered: Object = {str(number): tree for number, tree in enumerate(inside, 1)}
    return _json_of({**object_of(root), PLACE: numbered})


def _named_in(tree: Tree, address: str, most: int) -> tuple[str, ...]:
    found = (_on_host(address, text_of(each["$ref"])) for each in _references(tree))
    first = islice(dict.fromkeys(each for each in found if each and each != address), most)
    return tuple(first)


def _references(tree: Tree) -> Iterator[Object]:
    """The objects with a `$ref` in their order, each once, however many aliases lead to it."""
    seen: set[int] = set()
    waiting: list[Tree] = [tree]
    while waiting:
        value = waiting.pop()
        if not isinstance(value, dict | list) or id(value) in seen:
            continue
        seen.add(id(value))
        waiting += reversed(value.values()) if isinstance(value, dict) else reversed(value)
        if isinstance(value, dict) and text_of(value.get("$ref")):
            yield value


def _on_host(address: str, reference: str) -> str | None:
    """The address of the file that a reference names which stands at an address, if it is on the same host."""
    target = joined(address, reference)
    return target if target and origin_of(target) == origin_of(address) else None


def _internal(address: str, reference: str, places: Mapping[str, str]) -> str:
    """The reference as it is written within the one document; those to elsewhere with their whole address."""
    target = _on_host(address, reference)
    if target is None or target not in places:
        return absolute(address, reference) or reference
    return f"#{places[target]}{reference.partition('#')[2]}"


def _json_of(tree: Tree) -> bytes:
    """JSON, written only as far as it may go: aliases can make a file far larger than it was."""
    written, size = StringIO(), 0
    for part in json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).iterencode(tree):
        size += written.write(part)
        if size > SIZE:
            raise BadInput(
                f"With the files that it refers to it has more than {SIZE // MIB} MiB. Leave out examples."
            )
    return written.getvalue().encode(errors="replace")
