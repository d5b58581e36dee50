"""Search by meaning is off unless switched on and installed, and a model that fails holds up nobody."""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bot import embedding
from bot.app import build
from bot.checks import check_lines, meaning_line
from bot.config import Settings
from bot.embedding import REST, PatientEmbedder, embedder_of
from bot.fastembed_model import FastEmbedModel
from tests.support import small_model
from tests.support.domain import SetClock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.embedding import Model


def switched_on(model: str = "sentence-transformers/all-MiniLM-L6-v2") -> Settings:
    return Settings.model_construct(semantic="on", semantic_model=model)


@pytest.fixture
def not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "is_installed", lambda: False)


class Flaky:
    """Loads the model, or raises what is to go wrong first."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.trouble: Exception | None = None
        self.tries = 0

    def __call__(self) -> Model:
        self.tries += 1
        if self.trouble:
            raise self.trouble
        return self.model


class Late:
    """A model that answers no question before its gate is opened."""

    name = "late"
    unrelated = 0.0

    def __init__(self) -> None:
        self.gate = Event()

    def question(self, text: str) -> bytes:
        self.gate.wait(5)
        return text.encode()

    def texts(self, texts: Sequence[str]) -> Sequence[bytes]:
        return [text.encode() for text in texts]


@pytest.fixture
def load(model: FastEmbedModel) -> Flaky:
    return Flaky(model)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def embedder(load: Flaky, clock: SetClock) -> PatientEmbedder:
    return PatientEmbedder(load, clock)


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.levelname for record in caplog.records if record.name == "bot.embedding"]


class TestSwitch:
    def test_it_is_off_unless_switched_on(self, clock: SetClock) -> None:
        assert embedder_of(Settings(), clock) is None
        assert not [line for _, line in check_lines(Settings()) if "meaning" in line]

    @pytest.mark.usefixtures("not_installed")
    def test_switched_on_but_not_installed_is_told_and_search_goes_on(
        self, clock: SetClock, caplog: pytest.LogCaptureFixture
    ) -> None:
        assert embedder_of(switched_on(), clock) is None
        assert told(caplog) == ["WARNING"]
        assert "pip install 'nexus-bot[semantic]'" in caplog.text

        fine, line = check_lines(switched_on())[-1]
        assert not fine
        assert "pip install 'nexus-bot[semantic]'" in line

    def test_a_model_of_fastembeds_or_a_folder_with_one_is_fine(self, model_folder: Path) -> None:
        assert meaning_line(switched_on()) == (
            True,
            "Search by meaning: on, with sentence-transformers/all-MiniLM-L6-v2.",
        )
        assert meaning_line(switched_on(str(model_folder)))[0]

    def test_what_is_wrong_with_a_model_is_told(self, tmp_path: Path) -> None:
        assert "has no tokenizer.json" in meaning_line(switched_on(str(tmp_path)))[1]
        assert "neither a folder nor a model" in meaning_line(switched_on("minilm"))[1]

    async def test_the_bot_that_is_switched_on_reads_with_the_model_of_its_setting(
        self, model_folder: Path, settings: Settings
    ) -> None:
        bot = build(
            settings.model_copy(update={"semantic": "on", "semantic_model": str(model_folder)}), ticking=False
        )

        meaning = await bot.hub.meaning.of("sluggish")

        assert meaning is not None
        assert meaning.model.startswith("small@")


class TestFailing:
    async def test_it_is_told_once_and_tried_again_a_minute_later(
        self, embedder: PatientEmbedder, load: Flaky, clock: SetClock, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO)
        load.trouble = OSError("no network")
        assert await embedder.question("sluggish") is None
        assert await embedder.question("sluggish") is None
        assert load.tries == 1

        clock.at += REST
        assert await embedder.model() is None
        assert load.tries == 2
        assert told(caplog) == ["WARNING"]
        assert "OSError: no network" in caplog.text

        load.trouble = None
        clock.at += REST
        assert await embedder.question("sluggish") is not None
        assert told(caplog) == ["WARNING", "INFO"]

    async def test_a_model_that_is_slow_to_load_is_no_failure_and_is_not_waited_for(
        self, load: Flaky, clock: SetClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(embedding, "QUESTION_PATIENCE", timedelta(milliseconds=50))
        gate = Event()

        def slowly() -> Model:
            gate.wait(5)
            return load()

        embedder = PatientEmbedder(slowly, clock)
        began = time.monotonic()
        assert await embedder.question("sluggish") is None
        assert time.monotonic() - began < 2
        gate.set()
        clock.at += REST
        assert await embedder.model() == load.model.name
        assert await embedder.question("sluggish") is not None
        assert told(caplog) == []

    async def test_why_a_model_could_not_be_loaded_is_told_though_nobody_waits_for_it_any_more(
        self, load: Flaky, clock: SetClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(embedding, "QUESTION_PATIENCE", timedelta(milliseconds=50))
        load.trouble = OSError("no network")
        gate = Event()

        def slowly() -> Model:
            gate.wait(5)
            return load()

        embedder = PatientEmbedder(slowly, clock)
        assert await embedder.question("sluggish") is None
        assert told(caplog) == []
        gate.set()
        clock.at += REST
        assert await embedder.model() is None

        assert told(caplog) == ["WARNING"]
        assert "OSError: no network" in caplog.text

    async def test_a_loaded_model_that_answers_too_late_is_a_failure(
        self, clock: SetClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(embedding, "QUESTION_PATIENCE", timedelta(milliseconds=50))
        late = Late()
        embedder = PatientEmbedder(lambda: late, clock)
        assert await embedder.model() == "late"
        assert await embedder.question("sluggish") is None
        late.gate.set()

        assert "did not answer within 0.05 s" in caplog.text

    @pytest.mark.parametrize("wrong", [b"", b"no model at all"])
    async def test_a_damaged_model_is_a_failure_like_any_other(
        self, tmp_path: Path, clock: SetClock, caplog: pytest.LogCaptureFixture, wrong: bytes
    ) -> None:
        folder = small_model.make(tmp_path / "damaged")
        (folder / "model.onnx").write_bytes(wrong)
        embedder = PatientEmbedder(lambda: FastEmbedModel(str(folder), cache=tmp_path), clock)

        assert await embedder.texts(["sluggish"]) is None
        assert told(caplog) == ["WARNING"]


class TestModel:
    def test_words_that_mean_the_same_are_close(self, model: FastEmbedModel) -> None:
        slow, same, other, unknown = map(floats, model.texts(["sluggish", "crawls", "basket", "zebra"]))

        assert cosine(slow, same) > 0.9
        assert cosine(slow, other) < 0.5
        assert not unknown.any()

    def test_a_vector_keeps_its_direction_in_one_byte_for_each_dimension(self, model: FastEmbedModel) -> None:
        vector = floats(model.question("sluggish basket"))

        assert vector.shape == (small_model.DIMENSIONS,)
        assert np.abs(vector).max() == 127

    def test_another_model_in_a_folder_of_the_same_name_has_another_name(
        self, model: FastEmbedModel, tmp_path: Path
    ) -> None:
        other = FastEmbedModel(str(small_model.make(tmp_path / "small", dimensions=8)), cache=tmp_path)

        assert other.name != model.name
        assert len(other.question("sluggish")) == 8

    def test_the_pooling_that_a_model_notes_is_heeded(self, tmp_path: Path) -> None:
        folder = small_model.make(tmp_path / "first")
        (folder / "1_Pooling").mkdir()
        (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_cls_token": true}')
        first = FastEmbedModel(str(folder), cache=tmp_path)

        assert first.question("sluggish basket") == first.question("sluggish")


def floats(vector: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.frombuffer(vector, np.int8).astype(np.float64)


def cosine(
    one: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    other: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> float:
    return float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))
