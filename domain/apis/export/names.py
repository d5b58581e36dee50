"""Names that must not be given twice."""

from itertools import count


class Names:
    """Gives each name once: what is taken gets a suffix behind it, and a number where that is not enough."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, wanted: str, suffix: str = "") -> str:
        """The name as it is wanted, or the one nearest to it."""
        longer = f"{wanted}_{suffix}" if suffix else wanted
        name = wanted if wanted not in self._taken else longer
        numbers = count(2)
        while name in self._taken:
            name = f"{longer}_{next(numbers)}"
        self._taken.add(name)
        return name
