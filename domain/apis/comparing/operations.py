"""What became of one operation."""

from collections.abc import Iterator, Mapping
from datetime import date

from domain.apis.comparing.bodies import Bodies
from domain.apis.comparing.changes import Change, changed
from domain.apis.comparing.hooks import callback_changes
from domain.apis.comparing.lives import life_changes
from domain.apis.reading.lives import announced, turn_of
from domain.apis.reading.matching import parameters_in
from domain.apis.reading.models import Operation, Parameter


def added(operation: Operation) -> Change:
    """It is new."""
    return changed("endpoint-added", operation.label)


def removed(operation: Operation, *, is_path_gone: bool, today: date) -> Change:
    """It is gone, as was announced or not; its whole path with it, or the method alone."""
    what = "api-path-removed" if is_path_gone else "api-removed"
    how = announced(operation.life, today) or "-without-deprecation"
    return changed(f"{what}{how}", operation.label, "", operation.life.sunset or None, None)


def operation_changes(
    before: Operation, after: Operation, bodies: Bodies, *, today: date
) -> Iterator[Change]:
    """All changes within an operation but for its security."""
    label = after.label
    yield from life_changes(before.life, after.life, label)
    if before.operation_id and before.operation_id != after.operation_id:
        yield changed(
            "api-operation-id-removed", label, "operationId", before.operation_id, after.operation_id or None
        )
    old, new = _by_meaning(before), _by_meaning(after)
    for key, parameter in old.items():
        if key in new:
            yield from _parameter_changes(parameter, new[key], bodies, label)
        elif key[0] != "path":
            rule = f"request-parameter-removed{announced(parameter.life, today)}"
            yield changed(rule, label, parameter.label)
    for key, parameter in new.items():
        if key not in old and key[0] != "path":
            how = "required" if parameter.is_required else "optional"
            yield changed(f"new-{how}-request-parameter", label, parameter.label)
    yield from bodies.request_changes(before.body, after.body, label)
    yield from bodies.answer_changes(before.answers, after.answers, label)
    yield from callback_changes(before, after, bodies)


def _by_meaning(operation: Operation) -> Mapping[tuple[str, str], Parameter]:
    """The parameters by what a call shows of them: in a path their position, in a header no case."""
    positions = parameters_in(operation.path)
    found: dict[tuple[str, str], Parameter] = {}
    for each in operation.parameters:
        name = each.name
        if each.location == "path":
            name = str(positions.index(name)) if name in positions else name
        found[each.location, name.lower() if each.location == "header" else name] = each
    return found


def _parameter_changes(old: Parameter, new: Parameter, bodies: Bodies, label: str) -> Iterator[Change]:
    if old.is_required != new.is_required:
        how = "required" if new.is_required else "optional"
        yield changed(f"request-parameter-became-{how}", label, new.label)
    if old.style and new.style and old.style != new.style:
        yield changed("request-parameter-style-changed", label, new.label, old.style, new.style)
    if turn := turn_of(old.life, new.life):
        before, after = old.life.sunset or None, new.life.sunset or None
        yield changed(f"request-parameter-{turn}", label, new.label, before, after)
    yield from bodies.parameter_changes(old, new, label)
