"""The repositories: what is stored of each feature, as the services ask for it."""

from domain.repositories.apis import ApiEndpoints, Apis, Mutes, Namings, Revisions, Uses
from domain.repositories.blockers import Blockers, Drafts, Files
from domain.repositories.channels import Channels
from domain.repositories.deliveries import Chores, Deliveries, Errands, Said
from domain.repositories.entries import Endpoints, Entries, Events
from domain.repositories.people import People
from domain.repositories.requests import Requests
from domain.repositories.searching import Aliases, Searches, SearchIndex
from domain.repositories.servers import Harmless, Recaps, Servers
from domain.repositories.solutions import Challenges, Solutions
from domain.repositories.synonyms import SynonymGroups
from domain.repositories.upkeep import IndexUpkeep
from domain.repositories.vectors import Vectors

__all__ = [
    "Aliases",
    "ApiEndpoints",
    "Apis",
    "Blockers",
    "Challenges",
    "Channels",
    "Chores",
    "Deliveries",
    "Drafts",
    "Endpoints",
    "Entries",
    "Errands",
    "Events",
    "Files",
    "Harmless",
    "IndexUpkeep",
    "Mutes",
    "Namings",
    "People",
    "Recaps",
    "Requests",
    "Revisions",
    "Said",
    "SearchIndex",
    "Searches",
    "Servers",
    "Solutions",
    "SynonymGroups",
    "Uses",
    "Vectors",
]
