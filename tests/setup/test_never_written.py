"""What must never be written into a file of Nexus."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


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
