"""A revision that was just kept, and what it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.apis.comparing.changes import Change
from domain.models.api import Api, Revision
from domain.models.endpoint import Endpoint
from domain.ports import Repositories
from domain.shared_apis.syncing import Call, call_named, call_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """An API with its new revision."""

    api: Api
    """As it is now."""
    revision: Revision
    endpoints: Mapping[Call, Endpoint]
    """All that the API has or had, as they are now."""

    @property
    def is_first(self) -> bool:
        """Whether the API was only shared now, so that nothing can have changed."""
        return self.revision.number == 1

    def concerned(self, change: Change) -> Sequence[Endpoint]:
        """The endpoints that a change names or is reached by; none where it is of the whole API, or of a webhook."""
        found = (self.endpoint(operation) for operation in change.operations)
        return [each for each in found if each]

    def endpoint(self, operation: str) -> Endpoint | None:
        """The endpoint that a change names, such as `GET /users/{id}` or `QUERY user`; None for the whole API."""
        call = call_named(operation)
        return self.endpoints.get(call) if call else None


async def revised_within(store: Repositories, revision: Revision) -> Revised:
    """The API of a revision with it, within the caller's transaction; the API and its endpoints as they are now."""
    api = await store.apis.get(revision.guild_id, revision.api.number)
    endpoints = await store.api_endpoints.of(revision.guild_id, revision.api.number)
    return Revised(
        api=api,
        revision=revision,
        endpoints={call_of(endpoint): endpoint for endpoint in endpoints},
    )
