"""What is wrong with a document that can be read all the same."""

from dataclasses import dataclass, field

from domain.apis.tree import place


@dataclass(slots=True)
class Warnings:
    """Collects sentences, each with the place that it is about; the same one counts once."""

    _told: dict[str, None] = field(default_factory=dict[str, None])

    def add(self, where: str, sentence: str) -> None:
        """Note what is wrong at a place, a JSON pointer."""
        self._told.setdefault(f"{where or '/'}: {sentence}")

    def at(self, *steps: str | int, sentence: str) -> None:
        """Note what is wrong at the end of these steps."""
        self.add(place(*steps), sentence)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was noted, in the order in which it was met."""
        return tuple(self._told)
