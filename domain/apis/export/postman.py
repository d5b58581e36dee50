"""APIs as a collection for Postman: its format 2.1.0 (https://schema.postman.com/collection/json/v2.1.0/draft-07/docs/).

A folder for each API where there are several, and within it one for each first tag. Addresses and secrets are
variables: they are written once, and no collection carries a secret.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graphql import GraphQLSchema

from domain.apis.export.exported import Exported
from domain.apis.export.names import Names
from domain.apis.export.postman_graphql import questions
from domain.apis.export.postman_requests import Requests
from domain.apis.export.postman_variables import Variables
from domain.apis.reading.documents import document_of
from domain.apis.reading.models import Api
from domain.apis.showing.calls import base_of
from domain.apis.tree import Object, Tree

FORMAT: Final = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"


def as_postman(title: str, apis: Sequence[Exported]) -> bytes:
    """The collection, in JSON.

    Raises:
        BadInput: a document cannot be read.
    """
    names = Names()
    folders = [_folder(each, names.new(each.suffix) if len(apis) > 1 else "") for each in apis]
    info: Object = {"name": title, "schema": FORMAT}
    variables: list[Tree] = [variable for each in folders for variable in each.variables.written]
    if len(folders) == 1:
        whole: Object = {"info": {**info, "description": folders[0].description}, **folders[0].fields}
    else:
        whole = {"info": info, "item": [each.written for each in folders]}
    return json.dumps({**whole, "variable": variables}, ensure_ascii=False, indent=2).encode()


@dataclass(frozen=True, slots=True)
class _Folder:
    """The requests of one API."""

    name: str
    description: str
    fields: Object
    """`item`, and `auth` where all that do not say so themselves have one."""
    variables: Variables

    @property
    def written(self) -> Object:
        """The folder as it stands beside others."""
        return {"name": self.name, "description": self.description, **self.fields}


def _folder(exported: Exported, suffix: str) -> _Folder:
    api, variables = document_of(exported.content).api, Variables(suffix)
    if isinstance(api, GraphQLSchema):
        fields: Object = {"item": [*questions(api, variables, exported.address)]}
        return _Folder(exported.name, api.description or "", fields, variables)
    requests = Requests(api, variables, variables.use("baseUrl", base_of(api.servers, exported.address)))
    fields = {"item": [*_items(api, requests)], "auth": requests.access().auth}
    return _Folder(exported.name, api.description, fields, variables)


def _items(api: Api, requests: Requests) -> Iterator[Tree]:
    """The folders of tags, in the order in which they are met, then what has no tag."""
    tags = dict.fromkeys(each.tags[0] for each in api.operations if each.tags)
    for tag in tags:
        yield {"name": tag, "item": [requests.of(each) for each in api.operations if each.tags[:1] == (tag,)]}
    for each in api.operations:
        if not each.tags:
            yield requests.of(each)
