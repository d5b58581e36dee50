"""All services under one roof, for the cogs."""

from dataclasses import dataclass

from domain.blockers import BlockerService
from domain.carrying import Courier
from domain.challenges import ChallengeService
from domain.drafts import DraftService
from domain.endpoints import EndpointService
from domain.entries import EntryService
from domain.errands import ErrandService
from domain.fetching import Fetcher
from domain.learning import LearningService
from domain.meaning import MeaningService
from domain.originals import OriginalService
from domain.outbox import Outbox
from domain.people import PeopleService
from domain.ports import Aside, Clock, Embedder, Store
from domain.recaps import RecapService
from domain.resolutions import ResolutionService
from domain.search import SearchService
from domain.secrets import SecretService
from domain.servers import ServerService
from domain.shared_apis.hub import ApiHub
from domain.solutions import SolutionService
from domain.synonyms import SynonymService
from domain.talk import TalkService
from domain.upkeep import IndexService
from domain.weeks import WeekService


@dataclass(frozen=True, slots=True)
class Hub:
    """What Nexus can do, each kind of thing by its service."""

    servers: ServerService
    entries: EntryService
    blockers: BlockerService
    drafts: DraftService
    resolutions: ResolutionService
    solutions: SolutionService
    challenges: ChallengeService
    endpoints: EndpointService
    apis: ApiHub
    search: SearchService
    meaning: MeaningService
    learning: LearningService
    synonyms: SynonymService
    upkeep: IndexService
    secrets: SecretService
    people: PeopleService
    talk: TalkService
    originals: OriginalService
    errands: ErrandService
    recaps: RecapService
    weeks: WeekService
    outbox: Outbox

    @classmethod
    def over(
        cls,
        store: Store,
        clock: Clock,
        courier: Courier,
        *,
        fetcher: Fetcher,
        aside: Aside,
        embedder: Embedder | None = None,
    ) -> "Hub":
        """The services over one store, clock and courier; with an embedder, search goes by meaning too."""
        meaning = MeaningService(store, embedder)
        return cls(
            servers=ServerService(store, clock),
            entries=EntryService(store),
            blockers=BlockerService(store, clock),
            drafts=DraftService(store, clock),
            resolutions=ResolutionService(store, clock),
            solutions=SolutionService(store, clock),
            challenges=ChallengeService(store, clock),
            endpoints=EndpointService(store, clock),
            apis=ApiHub.over(store, clock, fetcher, aside),
            search=SearchService(store, clock, meaning),
            meaning=meaning,
            learning=LearningService(store, clock),
            synonyms=SynonymService(store, clock),
            upkeep=IndexService(store),
            secrets=SecretService(store, clock),
            people=PeopleService(store, clock),
            talk=TalkService(store, clock),
            originals=OriginalService(store, clock),
            errands=ErrandService(store, clock),
            recaps=RecapService(store, clock),
            weeks=WeekService(store, clock),
            outbox=Outbox(store, clock, courier),
        )
