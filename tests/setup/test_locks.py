"""The locks: every dependency pinned, by its hash, from no address."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

RUNTIME: list[str] = PROJECT["project"]["dependencies"]
DEMO: list[str] = PROJECT["project"]["optional-dependencies"]["demo"]
SEMANTIC: list[str] = PROJECT["project"]["optional-dependencies"]["semantic"]
DEV: list[str] = PROJECT["dependency-groups"]["dev"]
ASKED_FOR = {
    "bot": RUNTIME,
    "demo": RUNTIME + DEMO,
    "semantic": RUNTIME + SEMANTIC,
    "dev": RUNTIME + DEMO + SEMANTIC + DEV,
}


@dataclass(frozen=True)
class Pin:
    """One line of a lock: what to install, and the hashes of the files that may be it."""

    name: str
    extras: frozenset[str]
    version: str
    hashes: tuple[str, ...]


def lock_text(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")


def pins(lock: str) -> list[Pin]:
    lines = lock_text(lock).replace("\\\n", " ").splitlines()
    return [pin_of(line) for line in lines if line.strip() and not line.lstrip().startswith("#")]


def pin_of(line: str) -> Pin:
    requirement, *hashes = re.split(r"\s+--hash=", line.strip())
    pinned, version = re.split("==", requirement.partition(";")[0].strip())
    asked = Requirement(pinned)
    return Pin(canonicalize_name(asked.name), frozenset(asked.extras), version, tuple(hashes))


def versions(lock: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pin in pins(lock):
        found.setdefault(pin.name, set()).add(pin.version)
    return found


@pytest.mark.parametrize("lock", ASKED_FOR)
def test_a_lock_pins_every_dependency_to_a_version_that_was_asked_for(lock: str) -> None:
    pinned = versions(lock)

    for requirement in map(Requirement, ASKED_FOR[lock]):
        found = pinned.get(canonicalize_name(requirement.name), set())
        assert found, f"{requirement.name} is missing: run `make lock`"
        assert all(version in requirement.specifier for version in found), f"{requirement}: run `make lock`"


@pytest.mark.parametrize("lock", ASKED_FOR)
def test_a_lock_names_the_extras_that_were_asked_for(lock: str) -> None:
    """Without them pip takes `coverage[toml]` for something unpinned, once a newer coverage is out."""
    extras = {pin.name: pin.extras for pin in pins(lock)}

    for requirement in map(Requirement, ASKED_FOR[lock]):
        assert requirement.extras <= extras[canonicalize_name(requirement.name)], requirement


@pytest.mark.parametrize("lock", ASKED_FOR)
def test_a_lock_knows_every_file_by_its_hash(lock: str) -> None:
    for pin in pins(lock):
        assert pin.hashes, pin.name
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in pin.hashes), pin.name


@pytest.mark.parametrize("smaller", ["bot", "demo", "semantic"])
def test_the_locks_agree_on_every_version(smaller: str) -> None:
    everything = versions("dev")

    for name, found in versions(smaller).items():
        assert found == everything.get(name), name


def test_what_runs_the_bot_brings_neither_the_demo_nor_a_model_nor_the_tests() -> None:
    assert "simcord" not in versions("bot")
    assert "fastembed" not in versions("bot")
    assert "pytest" not in versions("demo")


@pytest.mark.parametrize("lock", ASKED_FOR)
def test_a_lock_names_no_address_and_no_folder_of_a_machine(lock: str) -> None:
    text = lock_text(lock)

    assert "://" not in text
    assert not re.search(r"""(^|[\s"'=(@])(/|[A-Za-z]:\\)""", text.replace("\\\n", ""), re.MULTILINE)
