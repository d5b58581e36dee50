"""Somebody of a simulated cohort: what people do in Discord, in their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import discord
from simcord.results import ResponseMessage

from tests.support.component_rules import Kind
from tests.support.shown import Answer, Form, Shown, Upload

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simcord.actors import MemberActor
    from simcord.builders import ChannelHandle, UserHandle

    from tests.support.cohort import Cohort

SEVERAL = (Kind.STRING_SELECT, Kind.USER_SELECT, Kind.FILE_UPLOAD, Kind.CHECKBOX_GROUP)
"""The kinds of field that take a list."""

Message: TypeAlias = discord.Message | ResponseMessage
Seen: TypeAlias = Shown | Answer | Message
"""A message, or what is known of one."""


class Person:
    """Somebody of the cohort."""

    def __init__(self, hub: Cohort, actor: MemberActor) -> None:
        self._hub = hub
        self.actor = actor

    @property
    def id(self) -> int:
        return self.actor.id

    @property
    def mention(self) -> str:
        return self.actor.mention

    @property
    def inbox(self) -> list[Shown]:
        """The bot's direct messages to them, oldest first."""
        return [Shown(message) for message in self.actor.user.dm_channel.history()]

    async def types(self, command: str, /, *, where: ChannelHandle | None = None, **options: Any) -> Answer:
        """Type a slash command, such as `blocker show`, with its options."""
        return Answer(await self.actor.slash(where or self._hub.channel, command, **options))

    async def types_in_private(self, command: str, /, **options: Any) -> Answer:
        """Type a slash command in one's direct messages with the bot."""
        return Answer(await self.actor.user.slash(command, **options))

    async def completes(self, command: str, option: str, typed: str, /, **filled: Any) -> list[str]:
        """The names that Discord offers while typing into an option."""
        choices = await self.actor.autocomplete(self._hub.channel, command, option, typed, **filled)
        return [choice["name"] for choice in choices]

    async def presses(self, card: Seen, label: str, *, near: str = "") -> Answer:
        """Press a button by its label; of several, the one beside the text `near`."""
        message = message_of(card)
        custom_id = Shown(message).custom_id(label, near=near)
        return Answer(await self._hands(message).click(message, custom_id=custom_id))

    async def picks(self, card: Seen, menu: str, *words: str) -> Answer:
        """Choose options of a menu by their words; the menu by its hint or id."""
        message = message_of(card)
        found = Shown(message).menu(menu)
        values = {option["label"]: option["value"] for option in found["options"]}
        chosen = [values[each] for each in words]
        return Answer(await self._hands(message).select(message, chosen, custom_id=found["custom_id"]))

    async def picks_member(self, card: Seen, menu: str, *people: Person) -> Answer:
        """Choose people in a menu; the menu by its hint or id."""
        message = message_of(card)
        custom_id = Shown(message).menu(menu)["custom_id"]
        chosen = [person.actor for person in people]
        return Answer(await self._hands(message).select(message, chosen, custom_id=custom_id))

    async def submits(self, form: Form | Answer, /, **fields: Entry | Sequence[Entry]) -> Answer:
        """Fill in a form by the ids of its fields, and submit it; what is not named stays as it is filled.

        Several files, people or options make a list; an empty one leaves the field empty.
        """
        form = form.form if isinstance(form, Answer) else form
        kept = {name: self._kept(form, name) for name in form.fields if form.held(name)}
        entered = {name: _entered(form.fields[name]["type"], entry) for name, entry in fields.items()}
        hands = self.actor if form.in_server else self.actor.user
        return Answer(await hands.submit_modal(form.result, {**kept, **entered}))

    def _kept(self, form: Form, name: str) -> Any:
        kind, held = form.fields[name]["type"], form.held(name)
        people = kind == Kind.USER_SELECT
        return _entered(kind, [self._hub.person(int(each)) for each in held] if people else held)

    async def uses_menu(self, name: str, message: discord.Message) -> Answer:
        """Choose an entry of a message's menu."""
        return Answer(await self.actor.context_menu(self._hub.place_of(message), name, message))

    async def says(
        self, text: str, *, where: ChannelHandle | None = None, files: Sequence[Upload] = (), **more: Any
    ) -> discord.Message:
        """Write a message in the channel, or elsewhere, such as in a thread."""
        if files:
            more["attachments"] = [(file.name, file.content) for file in files]
        return await self.actor.send(where or self._hub.channel, text, **more)

    async def replies(self, card: Seen, text: str, **more: Any) -> discord.Message:
        """Write a message that refers to another one, where that one is."""
        message = message_of(card)
        return await self.says(text, where=self._hub.place_of(message), reply_to=message, **more)

    async def edits(self, message: discord.Message, text: str) -> None:
        """Change one's own message."""
        await self.actor.edit(message, text)

    async def deletes(self, card: Seen) -> None:
        """Delete a message: one's own, or as a moderator anybody's."""
        message = message_of(card)
        await self._hands(message).delete(message)

    def _hands(self, message: Message) -> MemberActor | UserHandle:
        """Who acts on a message: the member of the server, or in direct messages the person."""
        return self.actor if self._hub.place_of(message).guild else self.actor.user

    # ------------------------------------------------------------------------------------ whole deeds

    async def logs_blocker(
        self,
        goal: str,
        *,
        happened: str = "It fails.",
        tried: str = "",
        tags: str = "",
        urgency: str = "today",
        file: Upload | None = None,
    ) -> Shown:
        """Log a blocker, whatever was solved before, and tag it; returns its card."""
        opened = await self.types("blocker log")
        more: dict[str, Entry] = {"file": file} if file else {}
        answer = await self.submits(
            opened, goal=goal, happened=happened, tried=tried, urgency=urgency, **more
        )
        if "Post anyway" in answer.buttons:
            answer = await self.presses(answer, "Post anyway")
        assert "is logged" in answer.text, answer.text
        if tags:
            offered = await self.presses(self._hub.card("B"), "More…")
            await self.submits(await self.presses(offered, "Edit"), tags=tags)
        return self._hub.card("B")

    async def resolves(
        self, card: Shown, *, cause: str = "A typo.", fix: str = "Wrote it right.", code: str = ""
    ) -> Answer:
        """Resolve a blocker from its card."""
        opened = await self.presses(card, "Resolve")
        return await self.submits(opened, cause=cause, fix=fix, code=code)

    async def posts_solution(
        self,
        problem: str,
        solution: str = "Do it so.",
        *,
        code: str = "",
        link: str = "",
        versions: str = "",
        tags: str = "",
    ) -> Shown:
        """Post a solution; returns its card."""
        options: dict[str, Any] = {"tags": tags} if tags else {}
        opened = await self.types("solution post", **options)
        answer = await self.submits(
            opened, problem=problem, solution=solution, code=code, links=link, versions=versions
        )
        assert "is posted" in answer.text, answer.text
        return self._hub.card("S")

    async def shares_endpoint(
        self,
        method: str,
        path: str,
        *,
        summary: str = "Does it.",
        auth: str = "",
        request: str = "",
        response: str = "",
        tags: str = "",
        status: str = "live",
    ) -> Shown:
        """Share an endpoint; returns its card."""
        opened = await self.types("endpoint share", method=method, path=path, status=status)
        fields = {"summary": summary, "auth": auth, "request": request, "response": response, "tags": tags}
        answer = await self.submits(opened, **fields)
        assert "is shared" in answer.text, answer.text
        return self._hub.card("E")

    async def shares_api(self, document: bytes, *, name: str = "openapi.json", tags: str = "") -> Shown:
        """Share an API by uploading its document; returns its card."""
        options: dict[str, Any] = {"tags": tags} if tags else {}
        answer = await self.types("api share", file=(name, document), **options)
        assert "is shared" in answer.text, answer.text
        return self._hub.card("A")

    async def shares_api_at(self, address: str) -> Shown:
        """Share an API by its address; returns its card."""
        answer = await self.types("api share", url=address)
        assert "is shared" in answer.text, answer.text
        return self._hub.card("A")

    async def brings(self, document: bytes, number: str = "A1") -> Answer:
        """Bring a new document of an API, which is not as it was."""
        answer = await self.types("api refresh", number=number, file=("openapi.json", document))
        assert "changed: it is revision" in answer.text, answer.text
        return answer

    async def uses(self, ref: str) -> Answer:
        """Say that one uses an API or an endpoint."""
        shown = await self.types("api show" if ref.startswith("A") else "endpoint show", number=ref)
        return await self.presses(shown, "I use this")

    async def asks_for(
        self,
        method: str,
        path: str,
        *,
        api: str = "",
        wanted: str = "Some of it.",
        why: str = "My page needs it.",
    ) -> Shown:
        """Ask for an endpoint that is missing, whatever is near to it; returns its card."""
        options: dict[str, Any] = {"api": api} if api else {}
        opened = await self.types("api request", method=method, path=path, **options)
        if opened.result.modal is None:
            opened = await self.presses(opened, "Ask all the same")
        answer = await self.submits(opened, wanted=wanted, why=why)
        assert "is asked for" in answer.text, answer.text
        return self._hub.card("Q")

    async def answers(self, card: Shown, verb: str, words: str) -> Answer:
        """Accept, counter or decline a request."""
        return await self.submits(await self.presses(card, verb), answer=words)


Entry: TypeAlias = str | bool | Upload | Person
"""What one enters into a field of a form."""


def _entered(kind: int, entry: Entry | Sequence[Entry]) -> Any:
    """An entry as SimCord takes it for a field of that kind."""
    entries = [entry] if isinstance(entry, str | bool | Upload | Person) else entry
    values = [
        (each.name, each.content)
        if isinstance(each, Upload)
        else each.actor
        if isinstance(each, Person)
        else each
        for each in entries
    ]
    return values if kind in SEVERAL else next(iter(values), None)


def message_of(card: Seen) -> Message:
    """The message behind what somebody sees."""
    card = card.shown if isinstance(card, Answer) else card
    return card.message if isinstance(card, Shown) else card
