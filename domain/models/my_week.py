"""One member's week: what they did, and what waits for them."""

from dataclasses import dataclass

from domain.models.api import Api
from domain.models.api_week import ApiWeek
from domain.models.blocker import Blocker
from domain.models.endpoint import Endpoint
from domain.models.recap import Period
from domain.models.request import Request
from domain.models.solution import Solution


@dataclass(frozen=True, slots=True, kw_only=True)
class MyWeek:
    """What one member did within a period, newest first, and what waits for them now, oldest first."""

    period: Period
    to_decide: tuple[Blocker, ...] = ()
    """Their blockers with an answer that waits for their word."""
    to_answer: tuple[Request, ...] = ()
    """Requests for their APIs that wait for their answer."""
    unchecked: tuple[Api, ...] = ()
    """Their watched APIs that could not be checked, by title."""
    revised: tuple[ApiWeek, ...] = ()
    """Their APIs that changed, last revised first."""
    broken: tuple[ApiWeek, ...] = ()
    """What broke of that which they use, and nothing else of it."""
    helping: tuple[Blocker, ...] = ()
    """Blockers that they help with and that are not at their end."""
    stuck: tuple[Blocker, ...] = ()
    """Their blockers that wait for a helper, or for the one who helps."""
    logged: tuple[Blocker, ...] = ()
    solved: tuple[Blocker, ...] = ()
    """Their blockers that were solved."""
    helped: tuple[Solution, ...] = ()
    """Solutions that they helped to find."""
    posted: tuple[Solution, ...] = ()
    """Their solutions that came from no blocker."""
    shared: tuple[Endpoint, ...] = ()
    shared_apis: tuple[ApiWeek, ...] = ()
    answered: tuple[Request, ...] = ()
    """Their requests that somebody answered."""

    @property
    def is_quiet(self) -> bool:
        """Whether they did nothing, nothing waits for them, and nothing changed that is theirs or broke their calls."""
        return not any(
            (
                self.to_decide,
                self.to_answer,
                self.unchecked,
                self.revised,
                self.broken,
                self.helping,
                self.stuck,
                self.logged,
                self.solved,
                self.helped,
                self.posted,
                self.shared,
                self.shared_apis,
                self.answered,
            )
        )
