"""Reading an error takes time in proportion to the text: what is pasted may hold up nobody else."""

from collections.abc import Iterator
from time import process_time
from typing import SupportsIndex, overload

import pytest

from domain.traces import django_page, node


class Watched(list[str]):
    """Lines that count how often one of them is looked at in passing."""

    looks: list[int] = []  # noqa: RUF012  (one count for the lines and all their slices)

    def __iter__(self) -> Iterator[str]:
        for line in super().__iter__():
            self.looks[0] += 1
            yield line

    @overload
    def __getitem__(self, place: SupportsIndex, /) -> str: ...
    @overload
    def __getitem__(self, place: slice, /) -> "Watched": ...
    def __getitem__(self, place: SupportsIndex | slice, /) -> "str | Watched":
        found = super().__getitem__(place)
        return found if isinstance(found, str) else Watched(found)


@pytest.mark.parametrize(
    "text",
    [
        "Error: x\nRequire stack:\n",
        "Error: x\nRequire stack:\n- no path\n",
        "    at TypeError: x\n",
        "TypeError: x\n    at nowhere\n",
        "TypeError: x\n    at f (/app/node_modules/a.js:1:2)\n",
    ],
)
def test_no_line_is_looked_at_for_many_errors(text: str) -> None:
    lines = Watched((text * 500).split("\n"))
    Watched.looks[:] = [0]

    list(node.read(lines))

    assert Watched.looks[0] <= 10 * len(lines)


def seconds(lines: list[str]) -> float:
    """Of the processor that Django's page takes at best: one of several tries."""

    def once() -> float:
        began = process_time()
        list(django_page.read(lines))
        return process_time() - began

    return min(once() for _ in range(5))


def test_long_runs_of_spaces_cost_no_more_than_short_ones() -> None:
    """The same signs in lines ten times as long; it was eight times as slow, and is as quick."""
    short, long = [" " * 59 + "x"] * 200, [" " * 599 + "x"] * 20

    assert seconds(long) < 3 * seconds(short)
