"""The period that a recap is about, and what its readers may not see, as queries bind them."""

from collections.abc import Collection

from data.channels import ids_in_json
from data.database import Value
from data.rows import millis
from domain.models.recap import Period


def bounds(period: Period, hidden: Collection[int]) -> dict[str, Value]:
    """`:start`, `:end` and `:hidden`."""
    return {"start": millis(period.start), "end": millis(period.end), "hidden": ids_in_json(hidden)}
