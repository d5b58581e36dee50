"""What is compared as a whole is written out, however much it refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.apis.reading import wholes
from domain.apis.reading.references import References
from domain.apis.reading.warnings import Warnings
from domain.apis.reading.wholes import Wholes

if TYPE_CHECKING:
    import pytest

    from domain.apis.tree import Object

BIG: Object = {"enum": [f"value {number}" for number in range(100)]}
FORBIDDEN: Object = {"not": {"$ref": "#/big"}}
KEY = ("not", "")


def test_what_is_referred_to_is_written_out() -> None:
    written = Wholes(References({"big": BIG}, Warnings()))

    assert written.of([FORBIDDEN]) == written.of([{"not": BIG}])


def test_a_document_that_refers_to_too_much_is_written_out_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wholes, "MOST", 5)
    written = Wholes(References({"big": BIG, "lists": {"items": {"$ref": "#/big"}}}, Warnings()))

    first, second = (
        written.of([{"not": {"allOf": [{"$ref": "#/lists"}, {"$ref": "#/big"}]}}]),
        written.of([FORBIDDEN]),
    )

    assert "value 99" not in second[KEY]
    assert "#/big" in second[KEY]
    assert first != second
