"""Discord itself, small: a server on loopback that the bot logs in to, and the members who use the bot."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING

from aiohttp import web

from tests.wire import login
from tests.wire.channels import Channels
from tests.wire.commands import Commands, typed
from tests.wire.gateway import Gateway
from tests.wire.interactions import Act, Interactions
from tests.wire.ledger import API, Ledger, Request
from tests.wire.messages import Messages
from tests.wire.payloads import (
    ADA,
    BOT,
    BOT_ID,
    BOT_ROLE_ID,
    CHANNEL_ID,
    GUILD_ID,
    LINUS,
    TOKEN,
    Json,
    membership,
)
from tests.wire.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType
    from typing import Self

    from tests.wire.shown import Value
    from tests.wire.watch import Watch

BUTTON = 2


class WireDiscord:
    """Serves while it is entered; its methods are what Ada, or who is named, does and sees in #prodevprojectnexus.

    Attributes:
        url: where the bot finds the API.
        gateway: the Gateway, for tests of connections.
        trouble: what goes wrong instead of an answer.
    """

    url: str

    def __init__(self, watch: Watch) -> None:
        self.gateway = Gateway(watch)
        self._watch = watch
        self._ledger = Ledger(watch)
        self.trouble = self._ledger.trouble
        self._messages = Messages()
        self._channels = Channels(self._messages, self.gateway)
        self._commands = Commands()
        self._interactions = Interactions(self._messages)

    @property
    def requests(self) -> list[Request]:
        """Everything that the bot asked, in order of arrival."""
        return self._ledger.requests

    @property
    def unknown_requests(self) -> list[Request]:
        """Those that the rig has no route for: the bot was told 404."""
        return self._ledger.unknown

    @property
    def secrets(self) -> list[str]:
        """The bot's token and that of each interaction."""
        return [TOKEN, *self._interactions.tokens()]

    async def connected(self) -> None:
        """Wait until the bot is at the Gateway."""
        await self.gateway.connected()

    async def asked(self, pattern: str, *, times: int = 1) -> list[Request]:
        """Wait until the bot has asked for something like `POST /channels/*/messages` so often; return all of it."""

        def found() -> list[Request] | None:
            alike = [each for each in self.requests if fnmatch(f"{each.method} {each.path}", pattern)]
            return alike if len(alike) >= times else None

        return await self._watch.until(found, f"it asked for {pattern} {times} times")

    async def commands_synced(self) -> list[Json]:
        """Wait until the bot has registered commands, and return them."""
        return await self._watch.until(lambda: self._commands.registered() or None, "it registered commands")

    async def invoke(self, command: str, **options: object) -> Shown:
        """Use a slash command, `"blocker log"` for a subcommand, and return what the bot shows.

        Raises:
            AssertionError: there is no such command or option, or the bot does not answer in time.
        """
        name, *subcommands = command.split()
        known = await self._watch.until(lambda: self._commands.find(name), f"it registered /{name}")
        return await self._act(Act.COMMAND, typed(known, subcommands, options), f"/{command}")

    async def submit(self, form: Shown, values: Mapping[str, Value], *, by: Json = ADA) -> Shown:
        """Fill in a form, `values` by custom_id, send it, and return what the bot shows.

        Raises:
            AssertionError: it is no form, has no such field, or the bot does not answer in time.
        """
        return await self._act(Act.SUBMIT, form.filled(values), f"the form {form.text!r}", form.source, by)

    async def click(self, message: Shown, custom_id: str, *, by: Json = ADA) -> Shown:
        """Press a message's button and return what the bot shows.

        Raises:
            AssertionError: the message has no such button, or the bot does not answer in time.
        """
        button = message.component(custom_id)
        data: Json = {"component_type": BUTTON, "custom_id": custom_id, "id": button["id"]}
        return await self._act(Act.PRESS, data, f"a press of {custom_id!r}", message.payload, by)

    async def mention(self, text: str) -> Shown:
        """Write to the bot in the channel and return what it posts there next."""
        sent: Json = {
            "content": f"<@{BOT_ID}> {text}",
            "mentions": [{**BOT, "member": membership(BOT_ROLE_ID)}],
        }
        written = self._messages.add(CHANNEL_ID, sent, author=ADA)
        told = {**written, "guild_id": GUILD_ID, "member": membership()}
        await self.gateway.dispatch("MESSAGE_CREATE", told)
        return await self.posted(after=written["id"])

    def cards(self) -> list[Shown]:
        """What everybody sees of the bot in the channel, newest first."""
        return [Shown(kept) for kept in self._messages.newest_first(CHANNEL_ID) if _by_bot(kept, "0")]

    def threads(self) -> dict[str, str]:
        """The names of the threads that the bot opened, by the ids of their messages."""
        return {message_id: opened["name"] for message_id, opened in self._channels.threads.items()}

    def people_talk(self, messages: int) -> None:
        """Let Ada and Linus write so many messages in the channel."""
        for number in range(messages):
            self._messages.add(CHANNEL_ID, {"content": f"Line {number}"}, author=(ADA, LINUS)[number % 2])

    def forgets_nonces(self) -> None:
        """Let some minutes go by, after which Discord takes a message twice that is sent twice."""
        self._messages.forget_nonces()

    async def posted(self, words: str = "", *, after: str = "0", where: str = CHANNEL_ID) -> Shown:
        """Wait until the bot has posted these words in the channel, and return the newest such message.

        `after` is the id of a message that it must be newer than, `where` that of another channel or thread.
        """

        def newest() -> Shown | None:
            posts = (Shown(kept) for kept in self._messages.newest_first(where) if _by_bot(kept, after))
            return next((post for post in posts if words in post.text), None)

        return await self._watch.until(newest, f"it posted {words!r}")

    async def _act(
        self, act: Act, data: Json, what: str, source: Json | None = None, by: Json = ADA
    ) -> Shown:
        exchange = self._interactions.begin(act, data, source, by)
        await self.gateway.dispatch("INTERACTION_CREATE", exchange.interaction)
        return await self._watch.until(lambda: exchange.shown, f"it answered {what}")

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=[self._ledger.middleware()])
        parts = (login, self._commands, self._interactions, self._channels)
        app.add_routes(
            [web.get("/", self.gateway.serve), *(route for part in parts for route in part.routes())]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0]
        self.url = f"http://{host}:{port}{API}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.trouble.ends()
        await self._runner.cleanup()


def _by_bot(kept: Json, after: str) -> bool:
    return kept["author"]["id"] == BOT_ID and int(kept["id"]) > int(after)
