"""What became of the calls that the API makes to its clients.

Here the directions are swapped: what the API sends is received, and what it takes for an answer is sent. So bodies
are compared the other way round, and the names of the rules say `webhook-request` for `response`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.apis.comparing.bodies import Bodies, same_statuses, sort_of
from domain.apis.comparing.changes import Change, changed
from domain.apis.comparing.lives import life_changes
from domain.apis.comparing.rules import RULES, name_for_hooks
from domain.apis.reading.lives import announced
from domain.apis.reading.models import Content, Hook, Operation, Parameter


def webhook_changes(old: Sequence[Hook], new: Sequence[Hook], bodies: Bodies) -> Iterator[Change]:
    """What became of the calls that the API makes by itself."""
    for before, after in _matched(old, new):
        known = after or before
        if known is not None:
            label = f"webhook {known.call.method} {known.name}"
            yield from _Side("webhook", label, "", bodies).changes(before, after)


def callback_changes(old: Operation, new: Operation, bodies: Bodies) -> Iterator[Change]:
    """What became of the calls that an operation leads to."""
    for before, after in _matched(old.callbacks, new.callbacks):
        known = after or before
        if known is not None:
            where = f"callback {known.call.method} {known.name}"
            yield from _Side("callback", new.label, where, bodies).changes(before, after)


def _matched(old: Sequence[Hook], new: Sequence[Hook]) -> Iterator[tuple[Hook | None, Hook | None]]:
    """Which became which: by name and method, and by the address where one name has several."""
    before, after = _by_name(old), _by_name(new)
    for key in {**before, **after}:
        yield before.get(key), after.get(key)


def _by_name(hooks: Sequence[Hook]) -> Mapping[tuple[str, str, str], Hook]:
    count = Counter((each.name, each.call.method) for each in hooks)
    return {
        (*key, each.call.path if count[key] > 1 else ""): each
        for each in hooks
        for key in [(each.name, each.call.method)]
    }


@dataclass(frozen=True, slots=True)
class _Side:
    """The place of one call, and the word that the names of its rules begin with."""

    word: str
    operation: str
    where: str
    bodies: Bodies

    def changes(self, old: Hook | None, new: Hook | None) -> Iterator[Change]:
        """What became of a call; None where there was none, or is none."""
        if old is not None and new is not None:
            yield from self._call_changes(old.call, new.call)
        elif old is not None:
            rule = f"{self.word}-removed{announced(old.call.life, self.bodies.today)}"
            yield changed(rule, self.operation, self.where, old.call.life.sunset or None, None)
        elif new is not None:
            yield changed(f"{self.word}-added", self.operation, self.where)

    def _call_changes(self, old: Operation, new: Operation) -> Iterator[Change]:
        if old.path != new.path:
            yield changed(f"{self.word}-address-changed", self.operation, self.where, old.path, new.path)
        yield from life_changes(old.life, new.life, self.operation, self.where)
        for change in self._content_changes(old, new):
            yield replace(change, rule=RULES[name_for_hooks(change.rule.name, self.word)])
        for status, before, after in same_statuses(old.answers, new.answers):
            if before is None or after is None:
                rule = f"{self.word}-response-{sort_of(status)}-status-{'added' if after else 'removed'}"
                yield changed(rule, self.operation, self._within(f"response {status}"))

    def _content_changes(self, old: Operation, new: Operation) -> Iterator[Change]:
        """What became of all that is exchanged, by the rules of the other direction."""
        where = self._within("request body")
        before, after = old.body or Content(), new.body or Content()
        yield from self.bodies.received_changes(before, after, where, self.operation)
        headers = _headers(old), _headers(new)
        yield from self.bodies.header_changes(*headers, self._within("request"), self.operation)
        for status, was, now in same_statuses(old.answers, new.answers):
            if was is not None and now is not None:
                place = self._within(f"response {status}")
                yield from self.bodies.sent_changes(was.content, now.content, place, self.operation)

    def _within(self, place: str) -> str:
        return f"{self.where}: {place}" if self.where else place


def _headers(call: Operation) -> Mapping[str, Parameter]:
    return {each.name.lower(): each for each in call.parameters if each.location == "header"}
