"""All services under one roof, for the cogs."""

from dataclasses import dataclass

from domain.blockers import BlockerService
from domain.endpoints import EndpointService
from domain.entries import EntryService
from domain.outbox import Outbox
from domain.ports import Clock, Courier, Store
from domain.recaps import RecapService
from domain.search import SearchService
from domain.servers import ServerService
from domain.solutions import SolutionService


@dataclass(frozen=True, slots=True)
class Hub:
    """What Nexus can do, each kind of thing by its service."""

    servers: ServerService
    entries: EntryService
    blockers: BlockerService
    solutions: SolutionService
    endpoints: EndpointService
    search: SearchService
    recaps: RecapService
    outbox: Outbox

    @classmethod
    def over(cls, store: Store, clock: Clock, courier: Courier) -> "Hub":
        """The services over one store, clock and courier."""
        return cls(
            servers=ServerService(store, clock),
            entries=EntryService(store),
            blockers=BlockerService(store, clock),
            solutions=SolutionService(store, clock),
            endpoints=EndpointService(store, clock),
            search=SearchService(store, clock),
            recaps=RecapService(store, clock),
            outbox=Outbox(store, clock, courier),
        )
