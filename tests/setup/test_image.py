"""The image: small, without rights, and with nothing that is not named."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

PACKAGES = {each.rstrip("*") for each in PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]}


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
    assert ("ARG", "REQUIREMENTS=bot") in instructions()
    assert ("COPY", "requirements/${REQUIREMENTS}.txt /requirements.txt") in instructions()
    installs = [rest for keyword, rest in instructions() if keyword == "RUN" and "pip install" in rest]
    assert installs
    assert all("--require-hashes" in rest for rest in installs)


def test_nothing_goes_into_the_image_that_is_not_named() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]

    assert rules[0] == "*"
    named = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    assert named == PACKAGES | {"requirements/bot.txt", "requirements/semantic.txt"}
