"""The way in: the locks, the Makefile, the image, and what must never be written into a file of Nexus."""

import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

RUNTIME: list[str] = PROJECT["project"]["dependencies"]
DEMO: list[str] = PROJECT["project"]["optional-dependencies"]["demo"]
DEV: list[str] = PROJECT["dependency-groups"]["dev"]
ASKED_FOR = {"bot": RUNTIME, "demo": RUNTIME + DEMO, "dev": RUNTIME + DEMO + DEV}

PACKAGES = {name.partition(".")[0] for name in PROJECT["tool"]["setuptools"]["packages"]}


# The locks


@dataclass(frozen=True)
class Pin:
    """One line of a lock: what to install, and the hashes of the files that may be it."""

    name: str
    version: str
    hashes: tuple[str, ...]


def lock_text(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")


def pins(lock: str) -> list[Pin]:
    lines = lock_text(lock).replace("\\\n", " ").splitlines()
    return [pin_of(line) for line in lines if line.strip() and not line.lstrip().startswith("#")]


def pin_of(line: str) -> Pin:
    requirement, *hashes = re.split(r"\s+--hash=", line.strip())
    name, version = re.split("==", requirement.partition(";")[0].strip())
    return Pin(canonicalize_name(name), version, tuple(hashes))


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
def test_a_lock_knows_every_file_by_its_hash(lock: str) -> None:
    for pin in pins(lock):
        assert pin.hashes, pin.name
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in pin.hashes), pin.name


@pytest.mark.parametrize("smaller", ["bot", "demo"])
def test_the_locks_agree_on_every_version(smaller: str) -> None:
    everything = versions("dev")

    for name, found in versions(smaller).items():
        assert found == everything.get(name), name


def test_what_runs_the_bot_brings_neither_the_demo_nor_the_tests() -> None:
    assert "simcord" not in versions("bot")
    assert "pytest" not in versions("demo")


@pytest.mark.parametrize("lock", ASKED_FOR)
def test_a_lock_names_no_address_and_no_folder_of_a_machine(lock: str) -> None:
    text = lock_text(lock)

    assert "://" not in text
    assert not re.search(r"""(^|[\s"'=(@])(/|[A-Za-z]:\\)""", text.replace("\\\n", ""), re.MULTILINE)


# The image


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions, each as its keyword and the rest."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(keyword, rest.strip()) for keyword, _, rest in (line.partition(" ") for line in lines)]


def image() -> list[tuple[str, str]]:
    """The instructions of the last stage, the one that is shipped."""
    every = instructions()
    last = max(place for place, (keyword, _) in enumerate(every) if keyword == "FROM")
    return every[last:]


def test_the_image_runs_as_a_user_without_rights() -> None:
    users = [who for keyword, who in image() if keyword == "USER"]

    assert users
    assert users[-1].partition(":")[0] not in {"root", "0"}


def test_the_image_holds_every_package() -> None:
    copied = {
        rest.split()[0] for keyword, rest in image() if keyword == "COPY" and not rest.startswith("--from")
    }

    assert copied == PACKAGES


def test_the_image_installs_the_bots_lock_by_its_hashes() -> None:
    assert ("COPY", "requirements/bot.txt /requirements.txt") in instructions()
    installs = [rest for keyword, rest in instructions() if keyword == "RUN" and "pip install" in rest]
    assert installs
    assert all("--require-hashes" in rest for rest in installs)


def test_nothing_goes_into_the_image_that_is_not_named() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]

    assert rules[0] == "*"
    named = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    assert named == PACKAGES | {"requirements/bot.txt"}


# The Makefile, in a house where Python only writes down what it was asked


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
    for lock in ASKED_FOR:
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


# What must never be written down


LEFT_BEHIND = {".git", ".hypothesis", ".venv", "__pycache__", "build", "dist", "var"}
INDEX_ADDRESS = re.compile(
    r"pypi[.]org/simple|pythonhosted[.]org|npmjs[.]org|(?<!emit-)\bindex-url\b|INDEX_URL"
)


def text_files(folder: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """Every text file that a commit may hold, with its text."""
    for path in sorted(folder.iterdir()):
        if path.name in LEFT_BEHIND or path.name.endswith("_cache"):
            continue
        if path.is_dir():
            yield from text_files(path)
        elif b"\0" not in (content := path.read_bytes()):
            yield path, content.decode(errors="replace")


def test_no_file_names_the_address_of_a_package_index() -> None:
    named = [path.relative_to(ROOT) for path, text in text_files() if INDEX_ADDRESS.search(text)]

    assert [path for path in named if path.name not in {".env", Path(__file__).name}] == []


def test_git_keeps_the_token_and_the_data_out() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()

    assert {".env", "var/", ".venv/"} <= set(ignored)
