"""YAML as people mean it: by the core schema of YAML 1.2, from the parser's events.

PyYAML's own loaders read YAML 1.1, in which `no` is false, `2024-01-01` a date and `12:30` a number, and would change
what a document says. They also build what an alias of aliases describes. Here each event is counted first.
"""

import re
from dataclasses import dataclass, field
from typing import Final

import yaml

from domain.apis.limits import DEPTH, VALUES
from domain.apis.tree import Object, Tree
from domain.errors import BadInput

_INTEGER: Final = re.compile(r"[-+]?[0-9]{1,300}")
_OCTAL_OR_HEX: Final = re.compile(r"0o[0-7]{1,300}|0x[0-9a-fA-F]{1,240}")
"""As many signs as keep a number within what is calculated with."""
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE: Final = frozenset({"true", "True", "TRUE"})
_FALSE: Final = frozenset({"false", "False", "FALSE"})
_KNOWN_TAGS: Final = frozenset({
    None, "!", *(f"tag:yaml.org,2002:{each}" for each in ("str", "int", "float", "bool", "null", "seq", "map")),
})  # fmt: skip
"""The tags that a document may have; a value is what it looks like whatever they say."""


def read_yaml(text: str) -> Tree:
    """The first document of a YAML text.

    Raises:
        BadInput: it is no YAML, too deep, or too large with its aliases written out.
    """
    reader = _Reader()
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if reader.take(event):
                break
    except yaml.YAMLError as error:
        raise BadInput(_sentence(error)) from error
    return reader.document


def scalar(text: str) -> Tree:
    """What an unquoted word means in YAML 1.2."""
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _INTEGER.fullmatch(text):
        return int(text)
    if _OCTAL_OR_HEX.fullmatch(text):
        return int(text, 0)
    return float(text) if _FLOAT.fullmatch(text) else text


@dataclass(slots=True)
class _Open:
    """A list or an object that is being read."""

    value: list[Tree] | Object
    anchor: str | None
    merged: list[Object] = field(default_factory=list[Object])
    key: str | None = None
    size: int = 1
    levels: int = 1


@dataclass(frozen=True, slots=True)
class _Whole:
    """A value that was read: with how many values in it, each alias written out, and how many levels."""

    value: Tree
    size: int = 1
    levels: int = 0


class _Reader:
    """Builds the tree, one event after the other."""

    def __init__(self) -> None:
        self.document: Tree = None
        self._open: list[_Open] = []
        self._anchors: dict[str, _Whole] = {}

    def take(self, event: yaml.Event) -> bool:
        """Take an event in; True once the document is whole."""
        match event:
            case yaml.ScalarEvent():
                self._check_tag(event.tag, event)
                plain = event.implicit[0] and not self._awaits_a_name()
                self._close(_Whole(scalar(event.value) if plain else event.value), event.anchor, event)
            case yaml.AliasEvent():
                self._close(self._of_alias(event), None, event)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._check_tag(None if event.implicit else event.tag, event)
                self._begin(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                done = self._open.pop()
                self._close(_Whole(_with_merged(done), done.size, done.levels), done.anchor, event)
            case yaml.DocumentEndEvent():
                return True
            case _:
                pass
        return False

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        self._check_depth(1, event)
        empty: list[Tree] | Object = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        self._open.append(_Open(empty, event.anchor))

    def _awaits_a_name(self) -> bool:
        """Whether a field's name comes next: it is text whatever it looks like, such as the status 200."""
        return bool(self._open) and isinstance(self._open[-1].value, dict) and self._open[-1].key is None

    def _of_alias(self, event: yaml.AliasEvent) -> _Whole:
        if event.anchor not in self._anchors:
            raise BadInput(f"{_line(event)}: *{event.anchor} names an anchor that does not come before it.")
        whole = self._anchors[event.anchor]
        self._check_depth(whole.levels, event)
        return whole

    def _check_depth(self, levels: int, event: yaml.Event) -> None:
        if len(self._open) + levels > DEPTH:
            raise BadInput(f"{_line(event)}: more than {DEPTH} levels within each other. Make it flatter.")

    def _close(self, whole: _Whole, anchor: str | None, event: yaml.Event) -> None:
        """Put a whole value where it belongs."""
        value = whole.value
        if anchor:
            self._anchors[anchor] = whole
        if not self._open:
            self.document = value
            return
        parent = self._open[-1]
        parent.size += whole.size
        parent.levels = max(parent.levels, whole.levels + 1)
        if parent.size > VALUES:
            raise BadInput(
                f"{_line(event)}: with its aliases written out it has more than {VALUES:,} values. Use fewer aliases."
            )
        if isinstance(parent.value, list):
            parent.value.append(value)
        elif parent.key is None:
            parent.key = _key(value, event)
        elif parent.key == "<<" and _mergeable(value):
            parent.merged += _mergeable(value)
            parent.key = None
        else:
            parent.value[parent.key] = value
            parent.key = None

    @staticmethod
    def _check_tag(tag: str | None, event: yaml.Event) -> None:
        if tag not in _KNOWN_TAGS:
            raise BadInput(f"{_line(event)}: the tag {tag} is unknown here. Remove it.")


def _mergeable(value: Tree) -> list[Object]:
    """The objects that `<<` takes in, where it stands for that."""
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict)]


def _with_merged(done: _Open) -> Tree:
    """The object with what `<<` takes in; its own fields win, then what was named first."""
    if isinstance(done.value, list) or not done.merged:
        return done.value
    whole: Object = {}
    for each in reversed(done.merged):
        whole |= each
    return whole | done.value


def _key(value: Tree, event: yaml.Event) -> str:
    """A field's name."""
    if isinstance(value, str):
        return value
    raise BadInput(f"{_line(event)}: only text can be the name of a field. Use a word.")


def _line(event: yaml.Event) -> str:
    return f"Line {event.start_mark.line + 1}" if event.start_mark else "Somewhere"


def _sentence(error: yaml.YAMLError) -> str:
    """What is wrong with the YAML, and where."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        mark = error.problem_mark
        return f"It is no YAML: line {mark.line + 1}, column {mark.column + 1}: {error.problem}."
    return f"It is no YAML: {' '.join(str(error).split())}."
