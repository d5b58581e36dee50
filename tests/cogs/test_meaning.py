"""Search by meaning, as members live it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.embedding import PatientEmbedder

if TYPE_CHECKING:
    from pathlib import Path

    from bot.client import Nexus
    from bot.config import Settings
    from tests.support.cohort import Cohort


@pytest.fixture
def settings(settings: Settings, model_folder: Path) -> Settings:
    """Those of a bot with search by meaning switched on."""
    return settings.model_copy(update={"semantic": "on", "semantic_model": str(model_folder)})


async def test_a_tick_reads_what_is_new_and_search_finds_it_in_other_words(
    hub: Cohort, nexus: Nexus, monkeypatch: pytest.MonkeyPatch
) -> None:
    await hub.ada.posts_solution("The listing is sluggish", "Prefetch the rows")
    before = await hub.grace.types("search", query="overview crawls")
    await nexus.tick()
    after = await hub.grace.types("search", query="overview crawls")

    assert "S1" not in before.text
    assert "**S1 · The listing is sluggish**" in after.text
    assert "similar in meaning" in after.text

    async def fails(*_: object) -> None:
        return None

    monkeypatch.setattr(PatientEmbedder, "question", fails)
    assert "S1" not in (await hub.grace.types("search", query="overview crawls")).text
    assert "S1" in (await hub.grace.types("search", query="sluggish listing")).text
