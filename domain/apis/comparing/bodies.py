"""What became of what goes in and comes out: bodies, answers, and the values of parameters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.apis.comparing.changes import Change, changed
from domain.apis.comparing.differences import Side, type_of
from domain.apis.comparing.rules import RULES, Subject
from domain.apis.comparing.schemas import Found, SchemaComparer
from domain.apis.reading.models import Answer, Content, Parameter
from domain.apis.reading.schemas import Schemas
from domain.apis.tree import Object


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of an operation that schemas describe."""

    operation: str
    where: str
    root: Subject
    """What the schema itself describes."""
    inner: Subject
    """What the schemas of its fields describe."""
    comparer: SchemaComparer

    def changes(self, old: Object, new: Object) -> Iterator[Change]:
        """What became of its schema."""
        for found in self.comparer.compare(old, new):
            yield self.change(found)

    def change(self, found: Found) -> Change:
        """The change that a difference of schemas is here."""
        rule = found.difference.aspect
        if rule not in RULES:
            rule = f"{(self.inner if found.place else self.root).value}-{rule}"
        where = _joined(self.where, found.place)
        return changed(rule, self.operation, where, found.difference.before, found.difference.after)


class Bodies:
    """Compares what is described by schemas, in each direction."""

    def __init__(self, old: Schemas, new: Schemas, today: date) -> None:
        self.today = today
        self._old, self._new = old, new
        self._sent = SchemaComparer(old, new, Side(is_sent=True, today=today))
        self._in_text = SchemaComparer(old, new, Side(is_sent=True, today=today, is_written_in_text=True))
        self._received = SchemaComparer(old, new, Side(is_sent=False, today=today))

    def parameter_changes(self, old: Parameter, new: Parameter, operation: str) -> Iterator[Change]:
        """How the values of a parameter changed; a default counts where it can be left out, before and after."""
        part = _Part(operation, new.label, Subject.PARAMETER, Subject.PARAMETER_PROPERTY, self._in_text)
        for found in self._in_text.compare(old.schema, new.schema):
            is_default = not found.place and found.difference.aspect.startswith("default-value")
            if not (is_default and (old.is_required or new.is_required)):
                yield part.change(found)

    def request_changes(self, old: Content | None, new: Content | None, operation: str) -> Iterator[Change]:
        """What became of the body that is sent."""
        where = "request body"
        if old is None or new is None:
            if new is not None:
                how = "required" if new.is_required else "optional"
                yield changed(f"request-body-added-{how}", operation, where)
            elif old is not None:
                yield changed("request-body-removed", operation, where)
            return
        if old.is_required != new.is_required:
            yield changed(
                f"request-body-became-{'required' if new.is_required else 'optional'}", operation, where
            )
        yield from self.sent_changes(old, new, where, operation)

    def answer_changes(
        self, old: Mapping[str, Answer], new: Mapping[str, Answer], operation: str
    ) -> Iterator[Change]:
        """What became of the answers, by status."""
        for status, before, after in same_statuses(old, new):
            where = f"response {status}"
            if before is not None and after is not None:
                yield from self.received_changes(before.content, after.content, where, operation)
                yield from self.header_changes(before.headers, after.headers, where, operation)
                yield from _link_changes(before.links, after.links, where, operation)
            else:
                yield changed(
                    f"response-{sort_of(status)}-status-{'added' if after else 'removed'}", operation, where
                )

    def sent_changes(self, old: Content, new: Content, where: str, operation: str) -> Iterator[Change]:
        """What became of a body that clients send."""
        part = _Part(operation, where, Subject.REQUEST_BODY, Subject.REQUEST_PROPERTY, self._sent)
        yield from self._content_changes(old, new, part)

    def received_changes(self, old: Content, new: Content, where: str, operation: str) -> Iterator[Change]:
        """What became of a body that clients receive."""
        part = _Part(operation, where, Subject.RESPONSE_BODY, Subject.RESPONSE_PROPERTY, self._received)
        yield from self._content_changes(old, new, part)

    def header_changes(
        self, old: Mapping[str, Parameter], new: Mapping[str, Parameter], where: str, operation: str
    ) -> Iterator[Change]:
        """What became of the headers that clients receive, by their names in small letters."""
        for name, header in old.items():
            place = f"{where}: header {header.name}"
            if name not in new:
                how = "required" if header.is_required else "optional"
                yield changed(f"{how}-response-header-removed", operation, place)
            else:
                yield from self._header_changes(header, new[name], place, operation)
        for name, header in new.items():
            if name not in old:
                yield changed("response-header-added", operation, f"{where}: header {header.name}")

    def _header_changes(self, old: Parameter, new: Parameter, where: str, operation: str) -> Iterator[Change]:
        if old.is_required != new.is_required:
            how = "required" if new.is_required else "optional"
            yield changed(f"response-header-became-{how}", operation, where)
        part = _Part(operation, where, Subject.RESPONSE_HEADER, Subject.RESPONSE_HEADER, self._received)
        yield from part.changes(old.schema, new.schema)

    def _content_changes(self, old: Content, new: Content, part: _Part) -> Iterator[Change]:
        """What became of a body's media types and of their schemas; what all types share is told once."""
        way = "request-body" if part.root.is_sent else "response"
        pairs = _same_types(old, new)
        for name in old.schemas.keys() - {was for was, _ in pairs}:
            yield changed(f"{way}-media-type-removed", part.operation, part.where, name, None)
        for name in new.schemas.keys() - {now for _, now in pairs}:
            yield changed(f"{way}-media-type-added", part.operation, part.where, None, name)
        told: dict[Change, list[str]] = {}
        for was, now in pairs:
            for change in self._schema_changes(old.schemas[was], new.schemas[now], part):
                told.setdefault(change, []).append(now)
        for change, types in told.items():
            shared = set(types) == {now for _, now in pairs}
            yield change if shared else _of_types(change, types, part.where)

    def _schema_changes(self, old: Object | None, new: Object | None, part: _Part) -> Iterator[Change]:
        if old is not None and new is not None:
            yield from part.changes(old, new)
        elif new is not None:
            rule = f"{part.root.value}-media-type-schema-added"
            yield changed(rule, part.operation, part.where, None, type_of(self._new.of(new)))
        elif old is not None:
            rule = f"{part.root.value}-media-type-schema-removed"
            yield changed(rule, part.operation, part.where, type_of(self._old.of(old)), None)


def _of_types(change: Change, types: Sequence[str], where: str) -> Change:
    """The change with the media types that it is about."""
    place = change.where.removeprefix(where).removeprefix(": ")
    return replace(change, where=_joined(f"{where} as {', '.join(dict.fromkeys(types))}", place))


def _joined(where: str, place: str) -> str:
    return f"{where}: {place}" if place else where


def _link_changes(
    old: Mapping[str, str], new: Mapping[str, str], where: str, operation: str
) -> Iterator[Change]:
    for name in sorted({**old, **new}):
        before, after = old.get(name), new.get(name)
        if before != after:
            verb = "added" if before is None else "removed" if after is None else "changed"
            yield changed(f"response-link-{verb}", operation, f"{where}: link {name}", before, after)


def sort_of(status: str) -> str:
    """Whether a status says that all went well, as names of rules have it."""
    return "success" if status.startswith("2") else "non-success"


def same_statuses(
    old: Mapping[str, Answer], new: Mapping[str, Answer]
) -> Iterator[tuple[str, Answer | None, Answer | None]]:
    """Each status with its answers before and after; None where it had or has none."""
    for status, answer in old.items():
        successors = _successors(status, new)
        for each in successors:
            yield each, answer, new[each]
        if not successors:
            yield status, answer, None
    for status, answer in new.items():
        if not _successors(status, old) and not any(status in _successors(each, new) for each in old):
            yield status, None, answer


def _successors(status: str, answers: Mapping[str, Answer]) -> Sequence[str]:
    """Which answers stand for a status: itself, else its range, else those within it where it is a range."""
    if status in answers:
        return [status]
    family = f"{status[:1]}XX"
    if family in answers:
        return [family]
    if status == family:
        return [each for each in answers if each.startswith(status[0]) and each != "DEFAULT"]
    return []


def _same_types(old: Content, new: Content) -> Sequence[tuple[str, str]]:
    """The media types before and after that a client takes for the same; `*/*` and `text/*` take in others."""
    pairs: list[tuple[str, str]] = []
    for was in old.schemas:
        if was in new.schemas:
            pairs.append((was, was))
        else:
            pairs += [(was, now) for now in new.schemas if _takes_in(now, was) or _takes_in(was, now)]
    return pairs


def _takes_in(wide: str, narrow: str) -> bool:
    kind, _, rest = wide.partition("/")
    return rest == "*" and (kind == "*" or kind == narrow.partition("/")[0])
