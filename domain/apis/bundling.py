"""Documents in several files: what they refer to on the same host is put into them, so that the rest sees one."""

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from domain.apis.addresses import absolute, joined, origin_of
from domain.apis.limits import MIB, SIZE
from domain.apis.reading import read, read_part
from domain.apis.tree import Object, Tree, object_of, place, text_of
from domain.errors import BadInput
from domain.fetching import Fetcher, Unreachable

FILES: Final = 30
"""Files beside the document, at most."""

HOPS: Final = 10
"""Files that lead to each other in a row, at most."""

PLACE: Final = "x-bundled"
"""The field of the document that takes the files."""

_EXTERNAL: Final = re.compile(rb"""\$ref["']?\s*:\s*["']?[^\s"'#]""")
"""How a reference to another file looks in JSON and in YAML."""


async def bundled(document: bytes, address: str, fetcher: Fetcher) -> bytes:
    """The document, with the files in it that it refers to on its own host (scheme, host and port).

    References to other hosts, to what is not there and to what is too much stay as they are; reading warns of them.
    A document without references to other files comes back as it is.

    Raises:
        BadInput: it cannot be read, or is too large with its files.
        Unreachable: a file cannot be fetched now, but probably later.
    """
    if not _EXTERNAL.search(document):
        return document
    source = await asyncio.to_thread(read, document)
    if source.format.is_graphql:
        return document
    bundle = _Bundle(_File(address, source.tree, hops=0), fetcher, room=SIZE - len(document))
    await bundle.fill()
    return await asyncio.to_thread(bundle.written) if bundle.files else document


@dataclass(frozen=True, slots=True)
class _File:
    address: str
    tree: Tree
    hops: int

    def references(self) -> Iterator[Object]:
        """The objects with a `$ref` in their order, each once, however many aliases lead to it."""
        seen: set[int] = set()
        waiting: list[Tree] = [self.tree]
        while waiting:
            value = waiting.pop()
            if not isinstance(value, dict | list) or id(value) in seen:
                continue
            seen.add(id(value))
            waiting += reversed(value.values()) if isinstance(value, dict) else reversed(value)
            if isinstance(value, dict) and text_of(value.get("$ref")):
                yield value

    def named_by(self, reference: str) -> str | None:
        """The address of the file that a reference of this one names, if it is on the same host."""
        target = joined(self.address, reference)
        return target if target and origin_of(target) == origin_of(self.address) else None


class _Bundle:
    """A document and the files that belong to it."""

    def __init__(self, root: _File, fetcher: Fetcher, *, room: int) -> None:
        self._root = root
        self._fetcher = fetcher
        self._room = room
        self.files: dict[str, _File] = {}

    async def fill(self) -> None:
        """Fetch what is referred to, the nearest first."""
        asked = {self._root.address}
        waiting = [self._root]
        for file in waiting:
            for address in self._named_by(file) if file.hops < HOPS else ():
                if address in asked or len(self.files) >= FILES:
                    continue
                asked.add(address)
                if found := await self._fetched(address, hops=file.hops + 1):
                    asked.add(found.address)
                    self.files[address] = found
                    waiting.append(found)

    def written(self) -> bytes:
        """The document as JSON.

        Raises:
            BadInput: it is too large.
        """
        places = {self._root.address: ""}
        for number, (address, file) in enumerate(self.files.items(), 1):
            places[address] = places[file.address] = place(PLACE, number)
        for file in (self._root, *self.files.values()):
            for holder in file.references():
                holder["$ref"] = _internal(file, text_of(holder["$ref"]), places)
        parts: Object = {str(number): file.tree for number, file in enumerate(self.files.values(), 1)}
        return _json_of({**object_of(self._root.tree), PLACE: parts})

    @staticmethod
    def _named_by(file: _File) -> dict[str, None]:
        found = (file.named_by(text_of(each["$ref"])) for each in file.references())
        return dict.fromkeys(each for each in found if each)

    async def _fetched(self, address: str, *, hops: int) -> _File | None:
        """The file; None where there is none that can be read."""
        try:
            fetched = await self._fetcher.fetch(address)
        except Unreachable as trouble:
            if trouble.later:
                raise
            return None
        if fetched.trouble and fetched.trouble.later:
            raise fetched.trouble
        is_elsewhere = origin_of(fetched.address) != origin_of(address)
        if fetched.trouble or is_elsewhere or len(fetched.body) > self._room:
            return None
        self._room -= len(fetched.body)
        try:
            return _File(fetched.address, await asyncio.to_thread(read_part, fetched.body), hops)
        except BadInput:
            return None


def _internal(file: _File, reference: str, places: dict[str, str]) -> str:
    """The reference as it is written within the one document; those to elsewhere with their whole address."""
    address = file.named_by(reference)
    if address is None or address not in places:
        return absolute(file.address, reference) or reference
    return f"#{places[address]}{reference.partition('#')[2]}"


def _json_of(tree: Tree) -> bytes:
    """JSON, written only as far as it may go: aliases can make a file far larger than it was."""
    written: list[str] = []
    size = 0
    for part in json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).iterencode(tree):
        size += len(part)
        if size > SIZE:
            raise BadInput(
                f"With the files that it refers to it has more than {SIZE // MIB} MiB. Leave out examples."
            )
        written.append(part)
    return "".join(written).encode(errors="replace")
