"""A text that a pattern allows, for patterns as people write them: no references back, no looking around."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import jsonschema_rs

_TIMES: Final = re.compile(r"\{(\d{1,3})(?:,(\d{0,3}))?\}")
_GROUP: Final = re.compile(r"\?(?::|P?<\w+>)")
_OF_CLASSES: Final = {
    "d": "1",
    "w": "a",
    "s": " ",
    "D": "a",
    "W": "-",
    "S": "a",
    "b": "",
    "B": "",
    "A": "",
    "Z": "",
}
_CONTROLS: Final = {"n": "\n", "t": "\t", "r": "\r"}
_REPEATS: Final = (1, 2, 4, 8, 16)
_LONGEST: Final = 500


@lru_cache(maxsize=256)
def _checker(pattern: str) -> jsonschema_rs.Validator | None:
    """What tells whether a text is allowed, in linear time whatever the pattern is; None where it is none."""
    try:
        return jsonschema_rs.Draft202012Validator(
            {"pattern": pattern}, pattern_options=jsonschema_rs.RegexOptions()
        )
    except ValueError:
        return None


def allows(pattern: str, text: str) -> bool:
    """Whether a pattern allows a text; a pattern that cannot be read allows nothing."""
    checker = _checker(pattern)
    return checker is not None and checker.is_valid(text)


def made_from(pattern: str) -> Iterator[str]:
    """Texts that the pattern allows, the shortest first; none where it is too clever."""
    for repeat in _REPEATS:
        try:
            made = _Maker(pattern, repeat).alternatives()
        except (IndexError, RecursionError):
            return
        if len(made) <= _LONGEST and allows(pattern, made):
            yield made


class _Maker:
    """Reads a pattern and writes one text that it allows."""

    def __init__(self, pattern: str, repeat: int) -> None:
        self._pattern = pattern
        self._repeat = repeat
        self._at = 0

    def alternatives(self) -> str:
        """What the first of several alternatives allows."""
        first = self._sequence()
        while self._next("|"):
            self._sequence()
        return first

    def _next(self, sign: str) -> bool:
        found = self._pattern.startswith(sign, self._at)
        self._at += len(sign) if found else 0
        return found

    def _sequence(self) -> str:
        parts: list[str] = []
        while self._at < len(self._pattern) and self._pattern[self._at] not in "|)":
            part = self._part()
            parts.append(part * self._times())
        return "".join(parts)[: _LONGEST + 1]

    def _part(self) -> str:
        sign = self._pattern[self._at]
        self._at += 1
        match sign:
            case "(":
                return self._group()
            case "[":
                return self._class()
            case "\\":
                return self._escaped()
            case "^" | "$":
                return ""
            case _:
                return "a" if sign == "." else sign

    def _group(self) -> str:
        if begins := _GROUP.match(self._pattern, self._at):
            self._at = begins.end()
        inside = self.alternatives()
        if not self._next(")"):
            raise IndexError
        return inside

    def _escaped(self) -> str:
        sign = self._pattern[self._at]
        self._at += 1
        return _OF_CLASSES.get(sign, _CONTROLS.get(sign, sign))

    def _class(self) -> str:
        """One sign of a class such as `[a-z]`: its first, or, where it says which may not be, one that may."""
        begins = self._at - 1
        is_negated = self._next("^")
        first = self._escaped() if self._next("\\") else self._pattern[self._at]
        self._at = self._end_of_class()
        whole = self._pattern[begins : self._at]
        if not is_negated:
            return first
        return next((sign for sign in "a1A-_ " if allows(f"^{whole}$", sign)), "")

    def _end_of_class(self) -> int:
        at = self._at
        while self._pattern[at] != "]":
            at += 2 if self._pattern[at] == "\\" else 1
        return at + 1

    def _times(self) -> int:
        times = 1
        if self._next("?"):
            times = 0
        elif self._next("*") or self._next("+"):
            times = self._repeat
        elif found := _TIMES.match(self._pattern, self._at):
            self._at = found.end()
            least = int(found[1])
            most = least if found[2] is None else int(found[2] or 999)
            times = min(max(least, self._repeat), most)
        self._next("?")
        return times
