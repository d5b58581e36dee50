"""Documents in several files: what they refer to on the same host is put into them, so that the rest sees one."""

import re
from collections.abc import Sequence
from typing import Final

from domain.apis.addresses import origin_of
from domain.apis.finding.bundles import File, named_by_document, named_by_part, put_together
from domain.apis.limits import SIZE
from domain.errors import BadInput
from domain.fetching import Fetcher, Unreachable
from domain.ports import Aside

FILES: Final = 30
"""Files beside the document that are asked for, at most."""

HOPS: Final = 10
"""Files that lead to each other in a row, at most."""

_EXTERNAL: Final = re.compile(rb"""\$ref["']?\s*:\s*["']?[^\s"'#]""")
"""How a reference to another file looks in JSON and in YAML."""


async def bundled(document: bytes, address: str, fetcher: Fetcher, aside: Aside, *, guild_id: int) -> bytes:
    """The document of a server, with the files in it that it refers to on its own host (scheme, host and port).

    References to other hosts, to what is not there and to what is too much stay as they are; reading warns of them.
    A document without references to other files comes back as it is.

    Raises:
        BadInput: it cannot be read, or is too large with its files.
        Refused: it is too much work.
        Unreachable: a file cannot be fetched now, but probably later.
    """
    if not _EXTERNAL.search(document):
        return document
    root = File(address, address, document)
    bundle = _Bundle(root, fetcher, aside, guild_id)
    await bundle.fill()
    if not bundle.files:
        return document
    return await aside.do(guild_id, put_together, root, tuple(bundle.files))


class _Bundle:
    """A document and the files that belong to it."""

    def __init__(self, root: File, fetcher: Fetcher, aside: Aside, guild_id: int) -> None:
        self._root = root
        self._fetcher = fetcher
        self._aside = aside
        self._guild_id = guild_id
        self._room = SIZE - len(root.content)
        self._left = FILES
        self._known = {root.address}
        self.files: list[File] = []

    async def fill(self) -> None:
        """Fetch what is referred to, the nearest first."""
        named = await self._aside.do(self._guild_id, named_by_document, self._root, FILES)
        for _ in range(HOPS):
            named = [each for address in named for each in await self._named_at(address)]

    async def _named_at(self, address: str) -> Sequence[str]:
        """Take in the file at an address, unless it is known; what it names."""
        if address in self._known or not self._left:
            return ()
        self._left -= 1
        self._known.add(address)
        file = await self._fetched(address)
        if file is None:
            return ()
        try:
            named = await self._aside.do(self._guild_id, named_by_part, file, FILES)
        except BadInput:
            return ()
        self._known.add(file.address)
        self.files.append(file)
        return named

    async def _fetched(self, address: str) -> File | None:
        """The file; None where there is none that may belong to the document."""
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
        return File(address, fetched.address, fetched.body)
