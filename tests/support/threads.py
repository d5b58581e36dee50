"""Threads of a simulated server, with the rules of Discord that SimCord does not hold them to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simcord.builders import ChannelHandle

from tests.support.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simcord.backend import Backend

_HAS_THREAD = 160004
_ARCHIVED = 50083
_SENTENCES = {
    _HAS_THREAD: "A thread has already been created for this message",
    _ARCHIVED: "Thread is archived",
}


class Thread(ChannelHandle):
    """A thread, to write in like in a channel, and to read."""

    @property
    def messages(self) -> list[Shown]:
        """Everybody's messages in it, oldest first."""
        return [Shown(message) for message in self.history()]

    @property
    def is_archived(self) -> bool:
        metadata = self._channel.thread_metadata
        return metadata is not None and metadata.archived

    @property
    def is_locked(self) -> bool:
        metadata = self._channel.thread_metadata
        return metadata is not None and metadata.locked

    async def archive(self, *, locked: bool = False) -> None:
        """Somebody closes it, or Discord does as nobody wrote for long; a message in it opens it again."""
        changes = {"archived": True, "locked": locked}
        self._env.backend.edit_channel(self.id, {}, thread_metadata=changes)
        await self._env.settle()

    async def delete(self) -> None:
        """Somebody deletes it."""
        self._env.backend.delete_channel(self.id)
        await self._env.settle()


class ThreadRules:
    """Holds SimCord to three rules of Discord.

    A message has one thread at most; messages in an archived thread cannot be edited, and a new one opens it; the
    threads of a deleted channel go with it.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._refusals: dict[tuple[int, int], dict[str, Any]] = {}

    @classmethod
    def watch(cls, backend: Backend) -> None:
        """Hold this server to them, from now on."""
        if not any(isinstance(each, cls) for each in backend.subscribers):
            backend.subscribers.append(cls(backend))

    def __call__(self, event: str, payload: Mapping[str, Any]) -> None:
        """Apply the rules after an event."""
        place = int(payload.get("id", 0))
        match event:
            case "THREAD_CREATE":
                self._refuse(
                    "POST", f"/channels/{payload['parent_id']}/messages/{place}/threads", place, _HAS_THREAD
                )
            case "THREAD_UPDATE" if payload["thread_metadata"]["archived"]:
                self._refuse("PATCH", f"/channels/{place}/messages/*", place, _ARCHIVED)
            case "THREAD_UPDATE":
                self._allow(place, _ARCHIVED)
            case "THREAD_DELETE":
                self._allow(place, _ARCHIVED)
                self._allow(place, _HAS_THREAD)
            case "CHANNEL_DELETE":
                self._delete_threads(place)
            case "MESSAGE_CREATE":
                self._open(int(payload["channel_id"]))
            case _:
                pass

    def _refuse(self, method: str, path: str, place: int, code: int) -> None:
        fault = {"method": method, "path": path, "status": 400, "code": code, "times": None}
        fault["message"] = _SENTENCES[code]
        if (place, code) not in self._refusals:
            self._refusals[place, code] = fault
            self._backend.faults.append(fault)

    def _allow(self, place: int, code: int) -> None:
        if fault := self._refusals.pop((place, code), None):
            self._backend.faults.remove(fault)

    def _open(self, channel_id: int) -> None:
        metadata = self._backend.get_channel(channel_id).thread_metadata
        if metadata is not None and metadata.archived:
            self._backend.edit_channel(channel_id, {}, thread_metadata={"archived": False})

    def _delete_threads(self, channel_id: int) -> None:
        channels = self._backend.channels
        for thread in [each for each in channels.values() if each.is_thread and each.parent_id == channel_id]:
            del channels[thread.id]
            self._backend.messages.pop(thread.id, None)
            if thread.guild_id is not None:
                self._backend.get_guild(thread.guild_id).thread_ids.remove(thread.id)
