"""A Nexus that knows one migration, and has not started yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.data.migrations.versions import FIRST, Versions

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def nexus(tmp_path: Path) -> Versions:
    nexus = Versions(tmp_path)
    nexus.knows(_0001_notes=FIRST)
    return nexus
