"""The messages that the server keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.wire.answers import unknown_message
from tests.wire.payloads import BOT, EPHEMERAL, LOADING, Json, message, now
from tests.wire.shown import numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

_WRITABLE = ("content", "embeds", "flags", "nonce", "message_reference", "mentions")


class Messages:
    """All messages by id: those of channels and those that only one person sees."""

    def __init__(self) -> None:
        self._by_id: dict[str, Json] = {}
        self._by_nonce: dict[str, Json] = {}

    def add(self, channel_id: str, sent: Json, *, author: Json = BOT, flags: int = 0) -> Json:
        """Keep a new message; `flags` come on top of its own."""
        kept = message(channel_id, author)
        self._by_id[kept["id"]] = kept
        _write(kept, sent)
        kept["flags"] |= flags
        return kept

    def post(self, channel_id: str, sent: Json) -> Json:
        """Keep a new message of the bot's, or return the one that it sent with the same nonce a moment ago."""
        nonce = sent.get("nonce") if sent.get("enforce_nonce") else None
        if nonce in self._by_nonce:
            return self._by_nonce[nonce]
        kept = self.add(channel_id, sent)
        if nonce is not None:
            self._by_nonce[nonce] = kept
        return kept

    def forget_nonces(self) -> None:
        """Let some minutes go by, after which nonces count no more."""
        self._by_nonce.clear()

    def get(self, message_id: str) -> Json:
        """Return a message.

        Raises:
            ApiError: there is none of that id.
        """
        if message_id not in self._by_id:
            raise unknown_message()
        return self._by_id[message_id]

    def edit(self, message_id: str, sent: Json) -> Json:
        """Rewrite a message in place: what was private stays so, what was loading has come.

        Raises:
            ApiError: there is none of that id.
        """
        kept = self.get(message_id)
        private = kept["flags"] & EPHEMERAL
        _write(kept, sent)
        kept["flags"] = kept["flags"] & ~LOADING | private
        kept["edited_timestamp"] = now()
        return kept

    def delete(self, message_id: str) -> None:
        """Forget a message.

        Raises:
            ApiError: there is none of that id.
        """
        del self._by_id[self.get(message_id)["id"]]

    def newest_first(self, channel_id: str) -> Iterator[Json]:
        """Yield what everybody in a channel sees."""
        for kept in reversed(self._by_id.values()):
            if kept["channel_id"] == channel_id and not kept["flags"] & EPHEMERAL:
                yield kept


def _write(kept: Json, sent: Json) -> None:
    kept.update({key: sent[key] for key in _WRITABLE if sent.get(key) is not None})
    if sent.get("components") is not None:
        kept["components"] = numbered(sent["components"])
