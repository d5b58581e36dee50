"""What the services need from the world: a clock, a store, who reads what texts mean, who works aside."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol, TypeVar, TypeVarTuple

from domain.models.meaning import Meaning
from domain.repositories import (
    Aliases,
    ApiEndpoints,
    Apis,
    Blockers,
    Challenges,
    Channels,
    Chores,
    Deliveries,
    Drafts,
    Endpoints,
    Entries,
    Errands,
    Events,
    Files,
    Harmless,
    IndexUpkeep,
    Mutes,
    Namings,
    People,
    Recaps,
    Requests,
    Revisions,
    Said,
    Searches,
    SearchIndex,
    Servers,
    Solutions,
    SynonymGroups,
    Uses,
    Vectors,
)

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        ...


class Embedder(Protocol):
    """Reads what texts mean, with one model.

    It answers None while it cannot: it is still loading, or something is wrong that it has told the operator.
    """

    async def model(self) -> str | None:
        """The name of the model."""
        ...

    async def question(self, text: str) -> Meaning | None:
        """What a question means."""
        ...

    async def texts(self, texts: Sequence[str]) -> Sequence[bytes] | None:
        """The vectors of entries' texts, in their order."""
        ...


class Aside(Protocol):
    """Does heavy work where it holds up nobody: in another process, one after the other, each server in its turn."""

    async def do(self, guild_id: int, work: Callable[[*Ts], T], *arguments: *Ts) -> T:
        """What the work of a server returns, a pure function of a module.

        It, its arguments and its result can be pickled.

        Raises:
            Refused: it took too long, needed too much memory, or has a fault.
            DomainError: as the work raises it.
        """
        ...

    async def close(self) -> None:
        """Do no more; what is being done is cut off."""
        ...


class Repositories(Protocol):
    """All that is stored, as seen from within one transaction or one reading."""

    @property
    def servers(self) -> Servers:
        """The servers' settings."""
        ...

    @property
    def entries(self) -> Entries:
        """What is common to all entries."""
        ...

    @property
    def blockers(self) -> Blockers:
        """The blockers."""
        ...

    @property
    def solutions(self) -> Solutions:
        """The solutions."""
        ...

    @property
    def endpoints(self) -> Endpoints:
        """The endpoints."""
        ...

    @property
    def apis(self) -> Apis:
        """The APIs."""
        ...

    @property
    def revisions(self) -> Revisions:
        """What the APIs' documents were."""
        ...

    @property
    def api_endpoints(self) -> ApiEndpoints:
        """The endpoints that stand in documents."""
        ...

    @property
    def namings(self) -> Namings:
        """Which endpoints blockers name."""
        ...

    @property
    def uses(self) -> Uses:
        """Who uses which APIs and endpoints."""
        ...

    @property
    def mutes(self) -> Mutes:
        """The rules that count no more."""
        ...

    @property
    def requests(self) -> Requests:
        """The endpoints that are asked for."""
        ...

    @property
    def events(self) -> Events:
        """What happened to the entries."""
        ...

    @property
    def files(self) -> Files:
        """The files that came with entries."""
        ...

    @property
    def drafts(self) -> Drafts:
        """The blockers that were not posted yet."""
        ...

    @property
    def challenges(self) -> Challenges:
        """The messages picked as challenges."""
        ...

    @property
    def people(self) -> People:
        """What members told about themselves."""
        ...

    @property
    def harmless(self) -> Harmless:
        """What is no secret."""
        ...

    @property
    def errands(self) -> Errands:
        """What Nexus has to do by itself."""
        ...

    @property
    def chores(self) -> Chores:
        """What Nexus has to do for the whole installation."""
        ...

    @property
    def synonyms(self) -> SynonymGroups:
        """What means the same in servers."""
        ...

    @property
    def index(self) -> SearchIndex:
        """The search index."""
        ...

    @property
    def upkeep(self) -> IndexUpkeep:
        """The search index's upkeep."""
        ...

    @property
    def vectors(self) -> Vectors:
        """What entries mean."""
        ...

    @property
    def searches(self) -> Searches:
        """The searches that were asked."""
        ...

    @property
    def aliases(self) -> Aliases:
        """The wordings that found solutions."""
        ...

    @property
    def deliveries(self) -> Deliveries:
        """The messages owed to Discord."""
        ...

    @property
    def said(self) -> Said:
        """What was said about entries, or is to be."""
        ...

    @property
    def channels(self) -> Channels:
        """The channels where cards stand."""
        ...

    @property
    def recaps(self) -> Recaps:
        """The recaps that were dealt with."""
        ...


class Store(Protocol):
    """Opens transactions and readings on what is stored."""

    def transaction(self) -> AbstractAsyncContextManager[Repositories]:
        """All or nothing: committed at the block's end, undone if it raises."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Repositories]:
        """For looking only; writing is refused."""
        ...
