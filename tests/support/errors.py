"""Errors as programs really print them, each in many variants: other machines, other values, other surroundings.

In a template `APP/…` is a file of the project, `LIB/…` one of Python's libraries, `NODE/…` one of npm's; `#L` is a
line number, `#N` any number, `#P` a port, `#H` hex digits, `#U` a person, `#W` a value that somebody typed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

VARIANTS: Final = 10


@dataclass(frozen=True)
class ErrorKind:
    """One error that many people meet."""

    name: str
    template: str
    cut: str = ""
    """Which end of it may be missing: `top` or `bottom`."""

    wrapped: bool = True
    """Whether logs, quotes and services may stand before its lines: never in what a browser copies."""


@dataclass(frozen=True)
class Machine:
    """Where a project and its libraries lie."""

    app: str
    lib: str
    sep: str = "/"


MACHINES: Final = (
    Machine("/home/#U/projects/shop", "/home/#U/projects/shop/.venv/lib/python3.11/site-packages"),
    Machine("/Users/#U/Code/capstone", "/Users/#U/.pyenv/versions/3.12.1/lib/python3.12/site-packages"),
    Machine("/app", "/usr/local/lib/python3.10/site-packages"),
    Machine("/usr/src/app", "/usr/local/lib/python3.13/site-packages"),
    Machine(r"C:\Users\#U\Desktop\backend", r"C:\Users\#U\Desktop\backend\venv\Lib\site-packages", "\\"),
    Machine(r"D:\alx\project-nexus", r"C:\Python311\Lib\site-packages", "\\"),
    Machine(
        "/home/runner/work/nexus/nexus", "/opt/hostedtoolcache/Python/3.12.4/x64/lib/python3.12/site-packages"
    ),
)
PEOPLE: Final = ("ada", "linus", "grace.h", "hedy", "student42", "m_curie")
VALUES: Final = (
    "ada@example.com",
    "1999-13-41",
    "twelve",
    "blue-green",
    "8f3a",
    "Lagos 7",
    "hello",
    "x y",
    "42abc",
)
BEFORE: Final = (
    "hey everyone, since this morning I get this and I have no idea why:",
    "Please help, I followed the tutorial and restarted twice.\n",
    "Works on Linus' machine, not on mine. Steps: I pulled, migrated, started the server.",
)
AFTER: Final = (
    "any idea? I use Django 4.2 on Ubuntu",
    "I already tried to reinstall everything.\nThanks!",
    "Has anybody met this? It is urgent, the demo is on Friday",
)


def variants_of(kind: ErrorKind, seed: int = 7, number: int = VARIANTS) -> list[str]:
    """The error as other people would paste it; the same ones for the same seed."""
    random = Random(f"{kind.name} {seed}")  # noqa: S311  (the same variants each time)
    return [_surrounded(_filled(kind.template, random), kind, index, random) for index in range(number)]


def stored_form_of(kind: ErrorKind) -> str:
    """The error as it stands in the entry that solved it: pasted whole."""
    return _filled(kind.template, Random(f"{kind.name} stored"))  # noqa: S311  (the same each time)


def _filled(template: str, random: Random) -> str:
    """`template` on some machine, with some values."""
    machine = random.choice(MACHINES)
    node = f"{machine.app}{machine.sep}node_modules"
    roots = {"APP": machine.app, "LIB": machine.lib, "NODE": node}

    def path(match: re.Match[str]) -> str:
        return roots[match[1]] + match[2].replace("/", machine.sep)

    text = re.sub(r"\b(APP|LIB|NODE)((?:/[\w.@-]+)+)", path, template.strip("\n"))
    person = random.choice(PEOPLE)
    makers: dict[str, Callable[[], str]] = {
        "L": lambda: str(random.randint(3, 1900)),
        "N": lambda: str(random.randint(1, 90_000)),
        "P": lambda: str(random.randint(1024, 49_000)),
        "H": lambda: f"{random.getrandbits(48):012x}",
        "U": lambda: person,
        "W": lambda: random.choice(VALUES),
    }
    return re.sub("#([LNPHUW])", lambda match: makers[match[1]](), text)


def _surrounded(text: str, kind: ErrorKind, index: int, random: Random) -> str:
    lines = text.split("\n")
    if kind.cut and index % 3 == 2:
        kept = max(3, len(lines) * 2 // 3)
        lines = lines[-kept:] if kind.cut == "top" else lines[:kept]
    wrap = WRAPS[index % len(WRAPS)] if kind.wrapped else _talked_about
    return wrap(lines, random)


def _plain(lines: list[str], _: Random) -> str:
    return "\n".join(lines)


def _talked_about(lines: list[str], random: Random) -> str:
    return "\n".join([random.choice(BEFORE), *lines, random.choice(AFTER)])


def _fenced(lines: list[str], random: Random) -> str:
    fence = random.choice(["```", "```py", "```\n$ make run"])
    return "\n".join([random.choice(BEFORE), fence, *lines, "```", random.choice(AFTER)])


def _quoted(lines: list[str], random: Random) -> str:
    return "\n".join([*(f"> {line}" for line in lines), random.choice(AFTER)])


def _of_a_service(lines: list[str], random: Random) -> str:
    service = random.choice(["web-1  | ", "api_1     | ", "worker-2  | "])
    return "\n".join(service + line for line in ["Watching for file changes with StatReloader", *lines])


def _logged(lines: list[str], random: Random) -> str:
    day = f"2025-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    return "\n".join(f"{day} 10:{random.randint(10, 59)}:{second:02},{random.randint(100, 999)} {line}"
                     for second, line in enumerate(["INFO starting", *lines], start=10))  # fmt: skip


def _of_celery(lines: list[str], random: Random) -> str:
    head = f"[2025-03-0{random.randint(1, 9)} 08:11:{random.randint(10, 59)},118: ERROR/MainProcess] Something failed"
    return "\n".join([head, *lines, "", "[2025-03-09 08:12:00,001: INFO/MainProcess] mingle: all alone"])


WRAPS: Final = (_plain, _talked_about, _fenced, _quoted, _of_a_service, _logged, _of_celery)
