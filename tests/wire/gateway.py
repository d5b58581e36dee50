"""Discord's Gateway: one session over a WebSocket, with everything that a lost connection needs to be resumed."""

from __future__ import annotations

import asyncio
import json
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from aiohttp import web

from tests.wire.payloads import TOKEN, Json, guild, new_id, ready

if TYPE_CHECKING:
    from tests.wire.watch import Watch

AUTHENTICATION_FAILED = 4004

_HEARTBEAT_MS = 41_250

# discord.py notes when it sent a heartbeat only after the sending; an answer in the same instant would count
# from the heartbeat before and look like a connection that cannot keep up.
_ACK_DELAY = 0.02


class Op(IntEnum):
    """What a frame means."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    RESUME = 6
    RECONNECT = 7
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Line:
    """One WebSocket to the bot, compressed when the bot asked for it.

    Whoever asks for zstd gets plain text instead: clients take either, and the standard library has no zstd.
    """

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self._socket = socket
        self._transport = request.transport
        compression = request.query.get("compress")
        self._compressor = zlib.compressobj() if compression == "zlib-stream" else None

    async def send(
        self, op: Op, data: object = None, *, event: str | None = None, seq: int | None = None
    ) -> None:
        """Send one frame."""
        frame = json.dumps({"op": op, "d": data, "t": event, "s": seq})
        if self._compressor is None:
            await self._socket.send_str(frame)
        else:
            packed = self._compressor.compress(frame.encode()) + self._compressor.flush(zlib.Z_SYNC_FLUSH)
            await self._socket.send_bytes(packed)

    async def close(self, code: int) -> None:
        """Hang up."""
        await self._socket.close(code=code)

    def break_off(self) -> None:
        """Let the connection end without a word."""
        if self._transport is not None:
            self._transport.abort()


@dataclass
class Session:
    """What one IDENTIFY began: all its events in order, and the line they go out on while there is one."""

    line: Line | None
    id: str = field(default_factory=new_id)
    events: list[tuple[str, Json]] = field(default_factory=list[tuple[str, Json]])

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event now, or keep it for the RESUME."""
        self.events.append((event, data))
        await self._send_event(len(self.events))

    async def resume(self, line: Line, seq: int) -> None:
        """Send what the bot missed after event number `seq`."""
        self.line = line
        for missed in range(seq + 1, len(self.events) + 1):
            await self._send_event(missed)
        await self.dispatch("RESUMED", {})

    async def send(self, op: Op, data: object = None) -> None:
        """Send a frame that is no event, if there is a line."""
        if self.line is not None:
            await self.line.send(op, data)

    async def _send_event(self, seq: int) -> None:
        event, data = self.events[seq - 1]
        if self.line is not None:
            with suppress(ConnectionResetError):  # the bot is hanging up: the event waits for its RESUME
                await self.line.send(Op.DISPATCH, data, event=event, seq=seq)


class Gateway:
    """The Gateway's end of the line.

    Attributes:
        frames: every frame that the bot has sent.
        lines: how many connections it has open now.
    """

    def __init__(self, watch: Watch) -> None:
        self.frames: list[Json] = []
        self.lines = 0
        self._watch = watch
        self._session: Session | None = None

    async def connected(self) -> Session:
        """Wait until the bot has a session and a line."""
        return await self._watch.until(self._live_session, "it was connected to the Gateway")

    async def identified(self, times: int) -> None:
        """Wait until the bot has begun that many sessions."""

        def found() -> bool | None:
            greetings = [frame for frame in self.frames if frame["op"] == Op.IDENTIFY]
            return len(greetings) >= times or None

        await self._watch.until(found, f"it identified {times} times")

    async def dispatch(self, event: str, data: Json) -> None:
        """Tell the bot what happened, at once or when it is back."""
        session = self._session or await self.connected()
        await session.dispatch(event, data)

    async def ask_to_reconnect(self) -> None:
        """Let the bot hang up and resume, as Discord does before it restarts a machine (op 7)."""
        session = await self.connected()
        await session.send(Op.RECONNECT)

    async def forget_session(self) -> None:
        """Tell the bot that its session is no more (op 9): it identifies anew."""
        session = await self.connected()
        await session.send(Op.INVALID_SESSION, data=False)

    async def break_off(self) -> None:
        """Let the connection end as when a cable is pulled."""
        session = await self.connected()
        assert session.line is not None
        session.line.break_off()

    async def throw_out(self, code: int) -> None:
        """Close the connection with one of Discord's codes."""
        session = await self.connected()
        assert session.line is not None
        await session.line.close(code)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Speak with the bot until one of both hangs up."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        line = Line(socket, request)
        self.lines += 1
        await line.send(Op.HELLO, {"heartbeat_interval": _HEARTBEAT_MS})
        async for received in socket:
            frame: Json = json.loads(received.data)
            self.frames.append(frame)
            await self._answer(line, frame, resume_url=f"ws://{request.host}/")
            self._watch.news()
        self.lines -= 1
        self._hung_up(line)
        return socket

    def _live_session(self) -> Session | None:
        return self._session if self._session and self._session.line else None

    async def _answer(self, line: Line, frame: Json, *, resume_url: str) -> None:
        match frame["op"]:
            case Op.HEARTBEAT:
                await asyncio.sleep(_ACK_DELAY)
                await line.send(Op.HEARTBEAT_ACK)
            case Op.IDENTIFY if frame["d"]["token"] == TOKEN:
                await self._identify(line, resume_url)
            case Op.RESUME if frame["d"]["token"] == TOKEN:
                await self._resume(line, frame["d"])
            case Op.IDENTIFY | Op.RESUME:
                await line.close(AUTHENTICATION_FAILED)
            case _:
                pass

    async def _identify(self, line: Line, resume_url: str) -> None:
        self._session = Session(line)
        await self._session.dispatch("READY", ready(self._session.id, resume_url))
        await self._session.dispatch("GUILD_CREATE", guild())

    async def _resume(self, line: Line, wish: Json) -> None:
        if self._session is None or self._session.id != wish["session_id"]:
            await line.send(Op.INVALID_SESSION, data=False)
        else:
            await self._session.resume(line, wish["seq"])

    def _hung_up(self, line: Line) -> None:
        if self._session is not None and self._session.line is line:
            self._session.line = None
