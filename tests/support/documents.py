"""Documents of a small shop's API, as tests want them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

ORDERS: Mapping[str, Any] = {
    "get": {
        "summary": "Lists the orders",
        "tags": ["Orders"],
        "parameters": [{"name": "page", "in": "query", "schema": {"type": "integer"}}],
        "responses": {
            "200": {
                "description": "Some orders",
                "content": {
                    "application/json": {
                        "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Order"}}
                    }
                },
            }
        },
    }
}

ORDER: Mapping[str, Any] = {
    "type": "object",
    "required": ["id", "total"],
    "properties": {
        "id": {"type": "integer"},
        "total": {"type": "number"},
        "customer_email": {"type": "string", "format": "email"},
    },
}


def document(
    *,
    title: str = "Shop",
    version: str = "1.2.0",
    paths: Mapping[str, Any] | None = None,
    schemas: Mapping[str, Any] | None = None,
    **more: Any,
) -> bytes:
    """An OpenAPI document; without `paths`, `GET /orders` and `GET /orders/{id}`."""
    return json.dumps(
        {
            "openapi": "3.1.0",
            "info": {"title": title, "version": version},
            "paths": paths if paths is not None else {"/orders": ORDERS, "/orders/{id}": order_by_id()},
            "components": {"schemas": {"Order": ORDER, **(schemas or {})}},
            **more,
        }
    ).encode()


def order_by_id(**more: Any) -> Mapping[str, Any]:
    """`GET` one order by its `id`, and what `more` says of the operation."""
    return {
        "get": {
            "summary": "Shows an order",
            "tags": ["Orders"],
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
            "responses": {
                "200": {
                    "description": "The order",
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}},
                }
            },
            **more,
        }
    }


def without_total() -> bytes:
    """The shop's document once orders have no `total` any more: whoever reads it breaks."""
    order = {**ORDER, "required": ["id"], "properties": {"id": {"type": "integer"}}}
    return document(version="2.0.0", schemas={"Order": order})


def with_refunds() -> bytes:
    """The shop's document with one more endpoint: nobody breaks."""
    paths = {"/orders": ORDERS, "/orders/{id}": order_by_id(), "/refunds": ORDERS}
    return document(version="1.3.0", paths=paths)
