"""The Makefile, in a house where Python only writes down what it was asked."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


FAKE_PYTHON = """#!/bin/sh
echo "$@" >> calls
case "$*" in
    "-m venv .venv") mkdir .venv/bin && cp "$0" .venv/bin/python ;;
    "-m pip "*) ! test -e offline ;;
esac
"""


@dataclass(frozen=True)
class House:
    """A checkout whose `make` starts a Python that installs nothing."""

    root: Path

    def make(self, target: str, *, python: str = "./python") -> subprocess.CompletedProcess[str]:
        make = shutil.which("make")
        assert make, "these tests are of the Makefile: install make"
        command = [make, target, f"PYTHON={python}"]
        clean = {"PATH": os.environ["PATH"]}  # `make test` would hand its own flags on
        return subprocess.run(command, cwd=self.root, env=clean, capture_output=True, text=True, check=False)

    def writes(self, name: str, script: str) -> None:
        path = self.root / name
        path.write_text(script, encoding="utf-8")
        path.chmod(0o755)

    def calls(self) -> list[str]:
        """What Python was asked since the last look, in a word or two each."""
        calls = self.root / "calls"
        asked = calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []
        calls.unlink(missing_ok=True)
        return [in_short(call) for call in asked if call.startswith("-m")]


def in_short(call: str) -> str:
    """`-m pip install … requirements/dev.txt` is "pip dev", any other `-m module …` is its module."""
    lock = re.search(r"requirements/(\w+)\.txt$", call)
    return f"pip {lock[1]}" if lock else call.split()[1]


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements").mkdir()
    for lock in ("bot", "demo", "dev"):
        (tmp_path / "requirements" / f"{lock}.txt").touch()
    house.writes("python", FAKE_PYTHON)
    return house


def test_make_run_installs_what_the_demo_needs_and_starts(house: House) -> None:
    answer = house.make("run")

    assert house.calls() == ["venv", "pip demo", "bot"]
    assert "(once)" in answer.stdout


def test_make_run_installs_nothing_a_second_time(house: House) -> None:
    house.make("run")
    house.calls()

    answer = house.make("run")

    assert house.calls() == ["bot"]
    assert answer.stdout == answer.stderr == ""


def test_what_make_test_installed_serves_make_run_too(house: House) -> None:
    house.make("test")
    house.make("run")

    assert house.calls() == ["venv", "pip dev", "pytest", "bot"]


def test_a_changed_lock_is_installed_into_the_same_venv(house: House) -> None:
    house.make("run")
    house.calls()
    long_ago = 1_000_000_000
    os.utime(house.root / ".venv" / ".demo", (long_ago, long_ago))

    house.make("run")

    assert house.calls() == ["pip demo", "bot"]


def test_an_install_that_was_cut_off_starts_from_nothing(house: House) -> None:
    (house.root / "offline").touch()
    assert house.make("run").returncode != 0
    assert house.calls() == ["venv", "pip demo"]
    (house.root / ".venv" / "half-a-package").touch()
    (house.root / "offline").unlink()

    house.make("run")

    assert house.calls() == ["venv", "pip demo", "bot"]
    assert not (house.root / ".venv" / "half-a-package").exists()


def test_a_second_make_does_not_spoil_what_the_first_is_installing(house: House) -> None:
    (house.root / ".venv").mkdir()
    (house.root / ".venv" / ".unfinished").write_text(str(os.getpid()), encoding="utf-8")

    answer = house.make("test")

    assert answer.returncode != 0
    assert f"Another make (process {os.getpid()}) is filling .venv: wait for it" in answer.stderr
    assert house.calls() == []


def test_a_python_that_went_away_is_replaced(house: House) -> None:
    house.make("run")
    house.calls()
    python = house.root / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("gone")

    house.make("run")

    assert house.calls() == ["venv", "pip demo", "bot"]


def test_the_first_python_that_is_new_enough_is_taken(house: House) -> None:
    house.writes("old-python", "#!/bin/sh\nexit 1\n")

    house.make("run", python="missing-python ./old-python ./python")

    assert house.calls() == ["venv", "pip demo", "bot"]


@pytest.mark.parametrize("python", ["./old-python", "missing-python"])
def test_without_a_python_that_is_new_enough_make_says_what_to_do(house: House, python: str) -> None:
    house.writes("old-python", "#!/bin/sh\nexit 1\n")

    answer = house.make("run", python=python)

    assert answer.returncode != 0
    assert f"Nexus needs Python 3.11 or newer; there is none among: {python}." in answer.stderr
    assert "make run PYTHON=/path/to/python3" in answer.stderr
    assert not (house.root / ".venv").exists()


def test_make_alone_tells_of_every_target(house: House) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^\.PHONY: (help .*)$", makefile, re.MULTILINE)[0].split()

    answer = house.make("help")

    assert [line.split()[1] for line in answer.stdout.splitlines()] == targets
