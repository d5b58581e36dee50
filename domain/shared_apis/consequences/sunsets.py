"""Endpoints whose last day a document tells, otherwise, or no more: who uses them hears of it ahead."""

from domain.ports import Clock, Repositories
from domain.shared_apis.revised import Revised
from domain.shared_apis.sunsets import plan_sunset


async def plan_sunsets(store: Repositories, clock: Clock, revised: Revised) -> None:
    """Have the next words said, and those not said any more whose day has moved or is taken back."""
    at = revised.revision.at
    for endpoint in revised.endpoints.values():
        is_touched = endpoint.updated_at == at and endpoint.created_at != at
        if endpoint.sunset or is_touched:
            await plan_sunset(store, endpoint, clock.now(), is_news=is_touched)
