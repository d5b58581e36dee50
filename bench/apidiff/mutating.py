"""Documents that are as a real one, with some places changed at random."""

import copy
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from domain.apis.tree import Object, Tree

_OTHERS: Final[Sequence[Tree]] = (
    None,
    True,
    0,
    -1.5,
    "",
    "string",
    "integer",
    [],
    {},
    ["a"],
    {"type": "null"},
)


def mutated(document: Object, *, seed: int, times: int) -> Object:
    """A copy in which so many places are changed, the same ones for the same seed.

    A field is dropped, is called otherwise or gets another value; an element is dropped or comes twice. The fields at
    the top stay: without them it would be no document.
    """
    chance = random.Random(seed)  # noqa: S311  (nobody must not guess it)
    copied = copy.deepcopy(document)
    places = [each for each in _holders(copied) if each and each is not copied]
    for holder in chance.sample(places, min(times, len(places))):
        if not holder:
            continue  # an element came twice, and was emptied in its other place
        if isinstance(holder, dict):
            name = chance.choice(list(holder))
            chance.choice(_CHANGES)(holder, name, chance)
        else:
            number = chance.randrange(len(holder))
            if chance.random() < 0.5:
                del holder[number]
            else:
                holder.append(holder[number])
    return copied


def _holders(value: Tree) -> Iterator[Object | list[Tree]]:
    """All objects and lists within a value."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            yield each
            waiting.extend(each.values())
        elif isinstance(each, list):
            yield each
            waiting.extend(each)


def _drop(holder: Object, name: str, _: random.Random) -> None:
    del holder[name]


def _rename(holder: Object, name: str, _: random.Random) -> None:
    holder[f"{name}_2"] = holder.pop(name)


def _replace(holder: Object, name: str, chance: random.Random) -> None:
    holder[name] = copy.deepcopy(chance.choice(_OTHERS))


_CHANGES: Final[Sequence[Callable[[Object, str, random.Random], None]]] = (_drop, _rename, _replace)
