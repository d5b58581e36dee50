"""All services of APIs, for the cogs: a room of the whole hub."""

from dataclasses import dataclass

from domain.fetching import Fetcher
from domain.ports import Aside, Clock, Store
from domain.shared_apis.alerts import AlertService
from domain.shared_apis.asking import RequestService
from domain.shared_apis.changelog import ChangelogService
from domain.shared_apis.documents import Documents
from domain.shared_apis.exporting import ExportService
from domain.shared_apis.muting import MuteService
from domain.shared_apis.opening import OpeningService
from domain.shared_apis.relocating import RelocationService
from domain.shared_apis.sharing import ApiService
from domain.shared_apis.standing import StandingService
from domain.shared_apis.sunsets import SunsetService
from domain.shared_apis.using import UseService
from domain.shared_apis.watching import WatchService


@dataclass(frozen=True, slots=True)
class ApiHub:
    """What Nexus can do with APIs, each kind of thing by its service."""

    sharing: ApiService
    watching: WatchService
    relocating: RelocationService
    changelog: ChangelogService
    uses: UseService
    mutes: MuteService
    alerts: AlertService
    opening: OpeningService
    requests: RequestService
    standing: StandingService
    exports: ExportService
    sunsets: SunsetService

    @classmethod
    def over(cls, store: Store, clock: Clock, fetcher: Fetcher, aside: Aside) -> "ApiHub":
        """The services over one store and clock."""
        documents = Documents(store, clock, fetcher, aside)
        return cls(
            sharing=ApiService(store, clock, documents),
            watching=WatchService(store, clock, documents),
            relocating=RelocationService(store, clock, documents),
            changelog=ChangelogService(store, clock, aside),
            uses=UseService(store, clock),
            mutes=MuteService(store, clock),
            alerts=AlertService(store, clock),
            opening=OpeningService(store, aside),
            requests=RequestService(store, clock),
            standing=StandingService(store, clock),
            exports=ExportService(store, aside),
            sunsets=SunsetService(store, clock, aside),
        )
