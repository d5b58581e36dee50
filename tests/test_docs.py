"""The documents tell of what there is, and of nothing else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.app import COGS
from bot.cli import HELP
from bot.client import Nexus
from bot.config import Settings
from cogs.setup.permissions import NEEDED, NEEDED_FOR_THREADS

ROOT = Path(__file__).parents[1]
GUIDE, OPERATORS, GLOSSARY = (f"docs/{name}.md" for name in ("user-guide", "operator-guide", "glossary"))
ADRS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
PAGES = sorted(str(page.relative_to(ROOT)) for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
CODE = [path for package in ("bot", "cogs", "domain", "data") for path in (ROOT / package).rglob("*.py")]


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def in_backticks(page: str) -> list[str]:
    """What a page quotes within its lines as code."""
    return re.findall(r"`([^`\n]+)`", read(page))


# Commands


@pytest.fixture
async def tree(nexus: Nexus) -> app_commands.CommandTree[Any]:
    """The command tree with every cog loaded; nothing is connected."""
    for make in COGS:
        await nexus.add_cog(make(nexus))
    return nexus.tree


def commands_of(tree: app_commands.CommandTree[Any]) -> dict[str, app_commands.Command[Any, ..., Any]]:
    return {
        command.qualified_name: command
        for command in tree.walk_commands()
        if isinstance(command, app_commands.Command)
    }


def test_the_user_guide_tells_of_every_command(tree: app_commands.CommandTree[Any]) -> None:
    quoted = in_backticks(GUIDE)

    assert [name for name in commands_of(tree) if f"/{name}" not in quoted] == []


def test_the_user_guide_tells_of_every_message_menu(tree: app_commands.CommandTree[Any]) -> None:
    menus = tree.get_commands(type=discord.AppCommandType.message)

    assert menus
    assert [menu.name for menu in menus if f"*{menu.name}*" not in read(GUIDE)] == []


def test_the_user_guide_tells_of_every_option_that_may_be_left_out(
    tree: app_commands.CommandTree[Any],
) -> None:
    quoted = in_backticks(GUIDE)
    options = {
        f"/{name} {option.display_name}": option.display_name
        for name, command in commands_of(tree).items()
        for option in command.parameters
        if not option.required
    }

    assert [option for option, name in options.items() if name not in quoted] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_no_command_that_there_is_not(page: str, tree: app_commands.CommandTree[Any]) -> None:
    there = {f"/{name}" for name in commands_of(tree)} | {"/demo skip"}
    named = [text for text in in_backticks(page) if re.fullmatch(r"/[a-z]+( [a-z]+)?", text)]

    assert [text for text in named if text not in there] == []


# Running it


def test_the_operator_guide_tells_of_every_setting() -> None:
    quoted = in_backticks(OPERATORS)

    assert [name for name in Settings.model_fields if name.upper() not in quoted] == []


def test_the_operator_guide_tells_of_every_subcommand_and_of_no_other() -> None:
    named = {text.split()[-1] for text in in_backticks(OPERATORS) if text.startswith("python -m bot ")}

    assert named == set(HELP)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_no_make_target_that_there_is_not(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    shown = re.findall(r"(?:`| {4})make ([a-z]+)", read(page))

    assert set(shown) <= targets


def test_the_invitation_asks_for_exactly_what_nexus_needs() -> None:
    needed = discord.Permissions(**dict.fromkeys(NEEDED | NEEDED_FOR_THREADS, True))

    readme = read("README.md")

    assert re.findall(r"[?&]permissions=(\d+)", readme) == [str(needed.value)]
    assert re.findall(r"[?&]scope=([\w.+]+)", readme) == ["bot+applications.commands"]
    told = " ".join(readme.split())
    assert [name for name in (NEEDED | NEEDED_FOR_THREADS).values() if name not in told] == []


# Decisions


def test_the_decisions_are_numbered_without_a_gap() -> None:
    assert [adr.name[:4] for adr in ADRS] == [f"{number:04}" for number in range(1, len(ADRS) + 1)]


@pytest.mark.parametrize("adr", ADRS, ids=lambda adr: adr.stem)
def test_a_decision_says_why_what_and_what_follows_and_is_listed(adr: Path) -> None:
    text = adr.read_text(encoding="utf-8")

    number, _, title = text.splitlines()[0].removeprefix("# ").partition(" ")
    assert number == adr.name[:4]
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]
    assert f"| [{number}]({adr.name}) | {title} |" in read("docs/adr/README.md")


# Links and names


def headings(page: Path) -> set[str]:
    """The anchors of a page, as GitHub makes them."""
    titles = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES)
def test_a_pages_links_lead_somewhere(page: str) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", read(page)):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (ROOT / page).parent / path if path else ROOT / page
        assert target.exists(), link
        assert not anchor or anchor in headings(target), link


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_no_file_that_there_is_not(page: str) -> None:
    files = [text for text in in_backticks(page) if re.fullmatch(r"[\w./-]+(/|\.(py|md|toml|txt|sql))", text)]
    left_behind = ("var/", ".venv")

    missing = [name for name in files if not name.startswith(left_behind) and not (ROOT / name).exists()]

    assert missing == []


# Words


def glossary() -> Iterator[tuple[str, str, str]]:
    """Each row's word, its names in the code, and what is not said instead."""
    for line in read(GLOSSARY).splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[0] not in {"Word", "---"}:
            yield cells[0], cells[2], cells[3]


def test_the_code_has_every_name_of_the_glossary() -> None:
    words = set(re.findall(r"\w+", "\n".join(path.read_text(encoding="utf-8") for path in CODE)))
    names = [name for _, code, _ in glossary() for name in re.findall(r"`(\w+)`", code)]

    assert names
    assert [name for name in names if name not in words] == []


def spoken(tree: app_commands.CommandTree[Any]) -> Iterator[str]:
    """What is said to members: descriptions of commands, and the sentences in the code."""
    for command in commands_of(tree).values():
        yield command.description
        yield from (str(option.description) for option in command.parameters)
    for path in CODE:
        if path.parent in {ROOT / "domain" / "masking", ROOT / "domain" / "traces"}:
            continue  # their strings are what they look for in pasted text: nobody is told them
        if path.is_relative_to(ROOT / "cogs") or path.is_relative_to(ROOT / "domain"):
            yield from sentences(path)


def sentences(path: Path) -> Iterator[str]:
    """The strings of a module that have a space in them, but for docstrings."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value if " " in node.value.strip() else ""


def test_members_are_told_in_the_glossarys_words(tree: app_commands.CommandTree[Any]) -> None:
    avoided = [word for _, _, instead in glossary() for word in instead.split(", ") if word]
    never = re.compile(rf"\b(?:{'|'.join(map(re.escape, avoided))})s?\b", re.IGNORECASE)
    an_example = re.compile(r"such as.*|\S*/\S*", re.IGNORECASE)  # is in somebody else's words

    said = [text for text in spoken(tree) if never.search(an_example.sub("", text))]

    assert avoided
    assert said == []
