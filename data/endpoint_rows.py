"""From rows to endpoints."""

import sqlite3
from datetime import date
from typing import Final

from data.rows import CARD_JOIN, ENTRY_COLUMNS, entry_fields, ref_of
from domain.models.endpoint import Endpoint, Method, Status
from domain.models.entries import Kind, Ref
from domain.models.offer import Offer

SELECT_ENDPOINTS: Final = f"""
    SELECT {ENTRY_COLUMNS}, p.method, p.path, p.summary, p.auth, p.request, p.response,
        p.api_number, p.words, p.fields, p.sunset, p.own_sunset, p.gone_in
    FROM entries e JOIN endpoints p ON p.entry_id = e.id {CARD_JOIN}
"""


def endpoint_from(row: sqlite3.Row) -> Endpoint:
    """The endpoint of a row."""
    return Endpoint(
        **entry_fields(row),
        method=Method(row["method"]),
        path=row["path"],
        summary=row["summary"],
        auth=row["auth"],
        request=row["request"],
        response=row["response"],
        status=Status(row["state"]),
        api=None if row["api_number"] is None else Ref(Kind.API, row["api_number"]),
        words=row["words"],
        fields=tuple(row["fields"].splitlines()),
        document_sunset=_day(row["sunset"]),
        owner_sunset=_day(row["own_sunset"]),
        gone_in=row["gone_in"],
    )


def offer_from(row: sqlite3.Row) -> Offer:
    """The line of a row on what there is to call."""
    return Offer(
        ref=ref_of(row),
        method=Method(row["method"]),
        path=row["path"],
        summary=row["summary"],
        status=Status(row["state"]),
        api=None if row["api_number"] is None else Ref(Kind.API, row["api_number"]),
    )


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
