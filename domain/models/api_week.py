"""How a week, or another period, went for an API."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.apis.comparing.changes import Change, in_order
from domain.models.api import Api, Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiWeek:
    """An API as it stands, and its revisions of a period."""

    api: Api
    revisions: tuple[Revision, ...]
    """Newest first; at least one."""

    @property
    def is_new(self) -> bool:
        """Whether it was shared within the period."""
        return self.revisions[-1].number == 1

    @property
    def breaking(self) -> Sequence[Revision]:
        """The revisions that broke something, newest first."""
        return [each for each in self.revisions if each.breaks]

    @property
    def changes(self) -> Sequence[Change]:
        """What changed, the worst first; what changed to and fro is there once."""
        return in_order(change for revision in self.revisions for change in revision.changes)
