"""What owners say of the last days of operations, put into their documents."""

import json
from dataclasses import replace

from domain.apis.export.exported import Exported
from domain.apis.reading.source import read
from domain.apis.tree import object_of


def announced(api: Exported) -> Exported:
    """The API with a document that says what its owner said; GraphQL's has no place for that.

    Raises:
        BadInput: the document cannot be read.
    """
    source = read(api.content) if api.last_days else None
    if source is None or source.format.is_graphql:
        return api
    paths = object_of(source.tree.get("paths"))
    for method, path, day in api.last_days:
        operation = object_of(object_of(paths.get(path)).get(method.lower()))
        if operation:
            operation |= {"deprecated": True, "x-sunset": day.isoformat()}
    return replace(api, content=json.dumps(source.tree, ensure_ascii=False).encode())
