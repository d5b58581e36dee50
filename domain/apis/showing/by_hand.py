"""How endpoints are called that were shared without a document: by what their author wrote."""

import json
from collections.abc import Mapping
from typing import Final

from domain.apis.showing.auth import Token
from domain.apis.showing.calls import Body, Call, Sort, finite
from domain.apis.showing.snippets import snippets_of
from domain.apis.tree import Tree
from domain.auth_words import asks_for_auth, header_of
from domain.models.endpoint import Endpoint, Method

_WITHOUT_BODY: Final = frozenset({Method.GET, Method.HEAD})

_JSON: Final = "application/json"
_FORM: Final = "application/x-www-form-urlencoded"
"""What curl sends where nobody says otherwise."""


def snippets_by_hand(endpoint: Endpoint) -> Mapping[str, str]:
    """A call of an endpoint to paste, by the names of the languages; its path stands as it was written."""
    return {**snippets_of(_call_of(endpoint)), "curl": endpoint.curl()}


def _call_of(endpoint: Endpoint) -> Call:
    has_body = endpoint.request and endpoint.method not in _WITHOUT_BODY
    return Call(
        method=endpoint.method.value,
        address=endpoint.path,
        tokens=[_token(endpoint.auth)] if asks_for_auth(endpoint.auth) else [],
        body=_body(endpoint.request) if has_body else None,
    )


def _token(auth: str) -> Token:
    name, _, prefix = header_of(auth).partition(":")
    return Token("header", name, prefix.strip())


def _body(request: str) -> Body:
    """The request example: as JSON where it is that, else as the text that it is."""
    try:
        told: Tree = json.loads(request)
    except (ValueError, RecursionError):
        media_type = _JSON if request.lstrip().startswith(("{", "[")) else _FORM
        return Body(sort=Sort.TEXT, media_type=media_type, value=request)
    return Body(sort=Sort.JSON, media_type=_JSON, value=finite(told))
