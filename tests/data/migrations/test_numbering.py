"""Migrations are numbered 1, 2, 3, without a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from data.migrations import SchemaBroken, migrations_in
from tests.data.migrations.versions import FIRST

if TYPE_CHECKING:
    from tests.data.migrations.versions import Versions


class TestNumbering:
    def test_the_files_are_read_in_their_order(self, nexus: Versions) -> None:
        nexus.knows(_0002_stars="two; é", _0001_notes="one")
        (nexus.schema / "README.md").write_text("no migration")

        found = [
            (migration.number, migration.name, migration.script) for migration in migrations_in(nexus.schema)
        ]

        assert found == [(1, "0001_notes.sql", "one"), (2, "0002_stars.sql", "two; é")]

    @pytest.mark.parametrize(
        ("names", "culprit"),
        [
            (["0002_late"], "0002_late"),
            (["0001_a", "0003_c"], "0003_c"),
            (["0001_a", "0002_b", "0002_c"], "0002_c"),
            (["0000_zero", "0001_a"], "0000_zero"),
            (["0001_a", "2_b"], "2_b"),
            (["0001_a", "later"], "later"),
        ],
    )
    def test_a_gap_a_double_or_a_strange_name_is_refused(
        self, nexus: Versions, names: list[str], culprit: str
    ) -> None:
        nexus.knows(**{f"_{name}": FIRST for name in names})

        with pytest.raises(SchemaBroken, match=f"Migration {culprit}.sql"):
            nexus.starts()

        assert nexus.files() == []

    def test_a_folder_that_is_empty_or_missing_is_refused(self, nexus: Versions) -> None:
        nexus.knows()

        for folder in (nexus.schema, nexus.schema / "missing"):
            with pytest.raises(SchemaBroken, match="no migrations"):
                migrations_in(folder)
