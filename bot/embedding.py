"""Search by meaning: asks the model off the event loop, one thing at a time, and does without it while it fails."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Protocol, TypeVar

from bot.config import Settings
from domain.models.meaning import Meaning
from domain.ports import Clock

log = logging.getLogger(__name__)

T = TypeVar("T")

QUESTION_PATIENCE: Final = timedelta(seconds=2)
"""How long a search waits for the model."""

TEXTS_PATIENCE: Final = timedelta(seconds=10)
"""How long reading in the background waits for it; also for its loading, which may fetch it first."""

REST: Final = timedelta(minutes=1)
"""After the model failed: how long it is left alone."""

INSTALL: Final = "pip install 'nexus-bot[semantic]'"
"""What brings the packages."""


class Model(Protocol):
    """A model that reads texts, in whatever thread it is asked."""

    @property
    def name(self) -> str:
        """Another one wherever the vectors are others."""
        ...

    @property
    def unrelated(self) -> float:
        """The cosine of texts that have nothing to do with each other."""
        ...

    def question(self, text: str) -> bytes:
        """The vector of a question."""
        ...

    def texts(self, texts: Sequence[str]) -> Sequence[bytes]:
        """The vectors of texts."""
        ...


class PatientEmbedder:
    """Implements `domain.ports.Embedder` over a model that `load` gets when it is first needed.

    The first failure is logged, and then that it works again.
    """

    def __init__(self, load: Callable[[], Model], clock: Clock) -> None:
        self._load = load
        self._clock = clock
        self._model: Model | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedder")
        self._rests_until = datetime.min.replace(tzinfo=UTC)
        self._has_failed = False

    async def model(self) -> str | None:
        """The name of the model."""
        return await self._asked(lambda model: model.name, TEXTS_PATIENCE)

    async def question(self, text: str) -> Meaning | None:
        """What a question means."""
        return await self._asked(
            lambda model: Meaning(model.name, model.question(text), model.unrelated), QUESTION_PATIENCE
        )

    async def texts(self, texts: Sequence[str]) -> Sequence[bytes] | None:
        """The vectors of entries' texts, in their order."""
        return await self._asked(lambda model: model.texts(texts), TEXTS_PATIENCE)

    async def _asked(self, what: Callable[[Model], T], patience: timedelta) -> T | None:
        if self._clock.now() < self._rests_until:
            return None
        asking = asyncio.get_running_loop().run_in_executor(self._thread, lambda: what(self._loaded()))
        try:
            answer = await asyncio.wait_for(asking, patience.total_seconds())
        except TimeoutError:
            self._took_too_long(patience)
        except Exception as error:  # noqa: BLE001  (what the model's libraries raise has no root of its own)
            self._failed(f"{type(error).__name__}: {error}")
        else:
            self._worked()
            return answer
        return None

    def _loaded(self) -> Model:
        if self._model is None:
            try:
                self._model = self._load()
            except Exception as error:
                self._failed(f"{type(error).__name__}: {error}")  # whoever asked may have given up waiting
                raise
        return self._model

    def _took_too_long(self, patience: timedelta) -> None:
        if self._model is not None:
            self._failed(f"the model did not answer within {patience.total_seconds():g} s")
            return
        log.info("The model of meaning is not loaded yet; until then search goes by words alone")
        self._rests_until = self._clock.now() + REST

    def _failed(self, why: str) -> None:
        if not self._has_failed:
            log.warning("Search goes on by words alone, until the model of meaning works again: %s", why)
        self._has_failed = True
        self._rests_until = self._clock.now() + REST

    def _worked(self) -> None:
        if self._has_failed:
            log.info("Search goes by meaning again")
        self._has_failed = False


def embedder_of(settings: Settings, clock: Clock) -> PatientEmbedder | None:
    """What reads meanings, if that is switched on and installed."""
    if settings.semantic == "off":
        return None
    if not is_installed():
        log.warning("SEMANTIC is on, but not installed: %s. Search goes on by words alone.", INSTALL)
        return None

    def load() -> Model:
        from bot.fastembed_model import FastEmbedModel  # noqa: PLC0415  (what it needs comes with an extra)

        return FastEmbedModel(settings.semantic_model, cache=models_folder(settings))

    return PatientEmbedder(load, clock)


def problem_with(settings: Settings) -> str | None:
    """What keeps search from going by meaning, and how to mend it; None if nothing can be seen from here."""
    if not is_installed():
        return f"it is not installed. Run: {INSTALL}. Until then search goes by words alone."
    from bot.fastembed_model import known, model_file  # noqa: PLC0415  (what they need comes with an extra)

    folder = Path(settings.semantic_model)
    if folder.is_dir():
        try:
            model_file(folder)
        except ValueError as error:
            return f"{error} SEMANTIC_MODEL names a folder with a model in ONNX, and its tokenizer."
    elif settings.semantic_model not in known():
        return f"{folder} is neither a folder nor a model that fastembed knows. Mend SEMANTIC_MODEL."
    return None


def is_installed() -> bool:
    """Whether the packages of the semantic extra are there."""
    return all(find_spec(package) for package in ("fastembed", "numpy", "onnxruntime"))


def models_folder(settings: Settings) -> Path:
    """Where models are kept that were fetched: beside the database."""
    return settings.database_path.with_name("models")
