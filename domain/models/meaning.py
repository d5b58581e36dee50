"""Meaning: what a model makes of a text, so that texts in other words can be told to say the same."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text means, in the terms of one model."""

    model: str
    """Whose terms they are: vectors of two models have nothing to do with each other."""
    vector: bytes
    """Where the text stands among all texts: a signed byte for each dimension. The direction tells, not the length."""
    unrelated: float
    """The cosine that this model gives to two texts which have nothing to do with each other."""

    def closeness(self, cosine: float) -> float:
        """How close in meaning a text is whose vector has this cosine with this one: 0 if unrelated, 1 if the same."""
        return max(0.0, (cosine - self.unrelated) / (1 - self.unrelated))


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that the model has yet to read."""

    id: int
    """Another one once the text was changed."""
    text: str
