"""Bodies within bounds: counted as they come, and again as they are unpacked."""

import zlib
from collections.abc import AsyncIterable, Sequence
from typing import Final

from domain.apis.limits import MIB
from domain.fetching import Unreachable

ACCEPTED: Final = "gzip, deflate"
"""The encodings that are asked for."""

_GZIP: Final = 16 + zlib.MAX_WBITS
_ZLIB: Final = zlib.MAX_WBITS
_RAW: Final = -zlib.MAX_WBITS
_DEFLATED: Final = 8
"""How the first byte of zlib's own format ends; some servers leave that format out (RFC 9110, section 8.4.1.2)."""


async def whole_body(
    chunks: AsyncIterable[bytes], encodings: Sequence[str], *, host: str, limit: int
) -> bytes:
    """The body, unpacked; `limit` holds for the bytes that come and for those that come out.

    Raises:
        Unreachable: it is too large, or packed in a way that was not asked for.
    """
    unpacking = _Unpacking(_encoding(encodings, host), host, limit)
    async for chunk in chunks:
        unpacking.take(chunk)
    return unpacking.whole()


def too_large(host: str, limit: int) -> Unreachable:
    """What is said of a body that is larger than `limit` bytes."""
    return Unreachable(host, f"its answer is larger than {limit / MIB:g} MiB")


def _encoding(headers: Sequence[str], host: str) -> str:
    """The one encoding that a body has, if any: several within each other are how bombs are made."""
    named = [each.strip().lower() for header in headers for each in header.split(",")]
    encodings = [each.removeprefix("x-") for each in named if each not in {"", "identity"}]
    if len(encodings) > 1 or not {"gzip", "deflate"}.issuperset(encodings):
        told = ", ".join(encodings).encode(errors="replace").decode()
        raise Unreachable(host, f"its answer is packed as {told[:60]}, which was not asked for")
    return "".join(encodings)


class _Unpacking:
    """Counts what comes, unpacks it, and counts what comes out before there is more of it than may be."""

    def __init__(self, encoding: str, host: str, limit: int) -> None:
        self._encoding = encoding
        self._host = host
        self._limit = limit
        self._came = 0
        self._body = bytearray()
        self._unpacker = zlib.decompressobj(_GZIP) if encoding == "gzip" else None

    def take(self, chunk: bytes) -> None:
        """Take in what came.

        Raises:
            Unreachable: it is too much, or not packed as it says.
        """
        self._came += len(chunk)
        if self._encoding == "deflate" and self._unpacker is None and chunk:
            self._unpacker = zlib.decompressobj(_ZLIB if chunk[0] & 15 == _DEFLATED else _RAW)
        try:
            # One byte more than may be says that there is too much; the rest of a bomb is never unpacked.
            room = self._limit - len(self._body) + 1
            self._body += self._unpacker.decompress(chunk, room) if self._unpacker else chunk
        except zlib.error as error:
            raise self._broken() from error
        if max(self._came, len(self._body)) > self._limit:
            raise too_large(self._host, self._limit)

    def whole(self) -> bytes:
        """All of it.

        Raises:
            Unreachable: the end is missing, or there is something behind it.
        """
        if self._came and self._unpacker and (not self._unpacker.eof or self._unpacker.unused_data):
            raise self._broken()
        return bytes(self._body)

    def _broken(self) -> Unreachable:
        return Unreachable(
            self._host, f"its answer is no whole {self._encoding}, though it says so", later=True
        )
