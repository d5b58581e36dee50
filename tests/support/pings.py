"""Whom the messages of a simulated server notified."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simcord.backend import Backend

_LOADING = 1 << 7
"""The flag of a deferred answer: its first edit is where its message comes to be."""


class Pings:
    """Notes, as each message comes to be, whom it notifies.

    SimCord itself tells this of a message as it stands after its edits, while Discord notifies nobody by an edit.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._noted: dict[int, set[int]] = {}

    @classmethod
    def of(cls, backend: Backend) -> Pings:
        """The ones of this server, from now on noted."""
        known = next((each for each in backend.subscribers if isinstance(each, cls)), None)
        if known is None:
            backend.subscribers.append(known := cls(backend))
        return known

    def by(self, message_id: int) -> set[int]:
        """The ids of the people and roles that a message notified."""
        return self._noted.get(message_id, set())

    def __call__(self, event: str, payload: Mapping[str, Any]) -> None:
        """Take note of an event."""
        if event not in ("MESSAGE_CREATE", "MESSAGE_UPDATE"):
            return
        message = self._backend.get_message(int(payload["channel_id"]), int(payload["id"]))
        if not message.flags & _LOADING:
            self._noted.setdefault(message.id, {*message.ping_user_ids, *message.ping_role_ids})
