"""One or several APIs as one document of OpenAPI 3.1."""

import json
from collections.abc import Iterator, Sequence
from typing import Final

from domain.apis.export.components import Components
from domain.apis.export.defaults import drop_defaults_that_do_not_fit
from domain.apis.export.exported import Exported
from domain.apis.export.from_graphql import openapi_3_of_graphql
from domain.apis.export.from_swagger import openapi_3_of
from domain.apis.export.merging import merged
from domain.apis.export.names import Names
from domain.apis.export.parts import Part, part_of
from domain.apis.reading.source import Format, read
from domain.apis.showing.calls import finite
from domain.apis.tree import Object, Tree, list_of, object_of, text_of

VERSION: Final = "3.1.0"


def as_openapi(title: str, apis: Sequence[Exported]) -> bytes:
    """The document, in JSON: one API as it is, several side by side.

    Raises:
        BadInput: a document cannot be read.
    """
    components, names = Components(), Names()
    parts = [
        part_of(each.name, each.suffix if len(apis) > 1 else "", _tree_of(each), components, names)
        for each in apis
    ]
    whole = _alone(parts[0]) if len(parts) == 1 else merged(parts)
    document: Object = {
        "openapi": VERSION,
        **whole,
        "info": {**object_of(whole["info"]), "title": title},
    }
    if defined := components.written:
        document["components"] = defined
    drop_defaults_that_do_not_fit(document, [each for part in parts for each in part.with_default])
    return json.dumps(finite(document), ensure_ascii=False, indent=2).encode()


def _alone(part: Part) -> Object:
    info = object_of(part.about.get("info")) or {"version": ""}
    return {"info": info, **part.about, "paths": {**part.paths}}


def _tree_of(api: Exported) -> Object:
    """The document as a tree of OpenAPI 3, whatever version it is of."""
    source = read(api.content)
    if source.format.is_graphql:
        return openapi_3_of_graphql(source, api.address)
    tree = openapi_3_of(source.tree) if source.format is Format.SWAGGER else source.tree
    return {**tree, "servers": [*_servers(tree, api.address)]} if api.address else tree


def _servers(tree: Object, address: str) -> Iterator[Tree]:
    """The servers of a document that is served at an address, from which mere paths are meant."""
    for each in list_of(tree.get("servers")) or [{"url": address}]:
        server = object_of(each)
        is_path = text_of(server.get("url")).startswith("/")
        yield {**server, "url": f"{address}{text_of(server.get('url'))}".rstrip("/")} if is_path else each
