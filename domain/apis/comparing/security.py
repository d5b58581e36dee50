"""Who may call what, before and after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.apis.comparing.changes import Change, changed
from domain.apis.reading.models import Api, Need, Operation


@dataclass(frozen=True, slots=True)
class Schemes:
    """What both documents ask for, with the security schemes of the new one by the names that the old one has."""

    old: Api
    new: Api
    old_names: Mapping[str, str]

    def operation_changes(self, before: Operation, after: Operation) -> Iterator[Change]:
        """What became of an operation's own security; where neither has its own, the API's stands for both."""
        if before.security is None and after.security is None:
            return
        was = self.old.security if before.security is None else before.security
        now = self.new.security if after.security is None else after.security
        yield from self.changes(was, now, after.label, "api-security")

    def changes(
        self, old: Sequence[Need], new: Sequence[Need], operation: str, rule: str
    ) -> Iterator[Change]:
        """What became of a list of needs; `rule` begins the names of the rules."""
        new = [{self.old_names.get(name, name): scopes for name, scopes in need.items()} for need in new]
        was_open, is_open = _is_open(old), _is_open(new)
        if was_open and not is_open:
            yield changed(f"{rule}-added", operation, "security", None, _in_words(new))
        elif is_open and not was_open:
            yield changed(f"{rule}-removed", operation, "security", _in_words(old), None)
        elif not was_open:
            yield from _of_alternatives(old, new, operation, rule)


def _of_alternatives(old: Sequence[Need], new: Sequence[Need], operation: str, rule: str) -> Iterator[Change]:
    before = {frozenset(need): need for need in old}
    after = {frozenset(need): need for need in new}
    for names in before.keys() - after.keys():
        yield changed(f"{rule}-alternative-removed", operation, "security", _in_words([before[names]]), None)
    for names in after.keys() - before.keys():
        yield changed(f"{rule}-alternative-added", operation, "security", None, _in_words([after[names]]))
    for names in before.keys() & after.keys():
        for name in names:
            was, now = before[names][name], after[names][name]
            for scope in now - was:
                yield changed(f"{rule}-scope-added", operation, f"security: {name}", None, scope)
            for scope in was - now:
                yield changed(f"{rule}-scope-removed", operation, f"security: {name}", scope, None)


def known_schemes(old: Api, new: Api) -> Schemes:
    """Tell schemes by what they are: a new name for the same one changes nothing for clients."""
    renamed: dict[str, str] = {}
    for name, told in new.schemes.items():
        before = [each for each, what in old.schemes.items() if what == told and each not in new.schemes]
        if name not in old.schemes and len(before) == 1:
            renamed[name] = before[0]
    return Schemes(old, new, renamed)


def global_security_changes(old: Api, new: Api, schemes: Schemes) -> Iterator[Change]:
    """What became of the API's own security, and of the schemes that both documents name."""
    yield from schemes.changes(old.security, new.security, "", "api-global-security")
    for name, before in old.schemes.items():
        after = new.schemes.get(name, before)
        if before != after:
            yield changed(
                "api-security-component-type-changed", "", f"security: {name}", str(before), str(after)
            )


def _is_open(needs: Sequence[Need]) -> bool:
    """Whether a call without credentials is let in."""
    return not needs or any(not need for need in needs)


def _in_words(needs: Sequence[Need]) -> str:
    """Such as `token, or key and cookie`."""
    return ", or ".join(sorted(" and ".join(sorted(need)) for need in needs))
