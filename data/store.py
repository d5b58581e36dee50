"""The store: all repositories over one database."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from data.aliases import SqliteAliases
from data.api_endpoints import SqliteApiEndpoints
from data.apis import SqliteApis
from data.blockers import SqliteBlockers
from data.challenges import SqliteChallenges
from data.channels import SqliteChannels
from data.chores import SqliteChores
from data.database import Connection, Database
from data.deliveries import SqliteDeliveries
from data.drafts import SqliteDrafts
from data.endpoints import SqliteEndpoints
from data.entries import SqliteEntries
from data.errands import SqliteErrands
from data.events import SqliteEvents
from data.files import SqliteFiles
from data.harmless import SqliteHarmless
from data.index_upkeep import Fts5Upkeep
from data.mutes import SqliteMutes
from data.namings import SqliteNamings
from data.people import SqlitePeople
from data.recaps import SqliteRecaps
from data.requests import SqliteRequests
from data.revisions import SqliteRevisions
from data.said import SqliteSaid
from data.search_index import Fts5Index
from data.searches import SqliteSearches
from data.servers import SqliteServers
from data.solutions import SqliteSolutions
from data.synonyms import SqliteSynonyms
from data.uses import SqliteUses
from data.vectors import Matrices, SqliteVectors


class SqliteRepositories:
    """Implements `domain.ports.Repositories` on one connection."""

    def __init__(self, connection: Connection, matrices: Matrices) -> None:
        self.servers = SqliteServers(connection)
        self.entries = SqliteEntries(connection)
        self.blockers = SqliteBlockers(connection)
        self.solutions = SqliteSolutions(connection)
        self.endpoints = SqliteEndpoints(connection)
        self.apis = SqliteApis(connection)
        self.revisions = SqliteRevisions(connection)
        self.api_endpoints = SqliteApiEndpoints(connection)
        self.namings = SqliteNamings(connection)
        self.uses = SqliteUses(connection)
        self.mutes = SqliteMutes(connection)
        self.requests = SqliteRequests(connection)
        self.events = SqliteEvents(connection)
        self.files = SqliteFiles(connection)
        self.drafts = SqliteDrafts(connection)
        self.challenges = SqliteChallenges(connection)
        self.people = SqlitePeople(connection)
        self.harmless = SqliteHarmless(connection)
        self.errands = SqliteErrands(connection)
        self.chores = SqliteChores(connection)
        self.synonyms = SqliteSynonyms(connection)
        self.index = Fts5Index(connection)
        self.upkeep = Fts5Upkeep(connection)
        self.vectors = SqliteVectors(connection, matrices)
        self.searches = SqliteSearches(connection)
        self.aliases = SqliteAliases(connection)
        self.deliveries = SqliteDeliveries(connection)
        self.said = SqliteSaid(connection)
        self.channels = SqliteChannels(connection)
        self.recaps = SqliteRecaps(connection)


class SqliteStore:
    """Implements `domain.ports.Store`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._matrices = Matrices()

    @asynccontextmanager
    async def transaction(self) -> AsyncGenerator[SqliteRepositories]:
        """All or nothing: committed at the block's end, undone if it raises."""
        async with self._database.transaction() as connection:
            yield SqliteRepositories(connection, self._matrices)

    @asynccontextmanager
    async def reading(self) -> AsyncGenerator[SqliteRepositories]:
        """For looking only; writing is refused."""
        async with self._database.reading() as connection:
            yield SqliteRepositories(connection, self._matrices)
