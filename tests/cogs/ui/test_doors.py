"""Every button and menu of an entry knows which one it is about, so that it opens for nobody who may not see it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.ui.actions import Lasting
from tests.cogs.ui.test_cards import FEW, LASTING, made


def is_about_one(kind: type[Lasting[Any]]) -> bool:
    template = kind.__discord_ui_compiled_template__
    is_numbered = bool({"number", "ref"} & set(template.groupindex))
    return is_numbered and not template.pattern.startswith("synonyms:")  # which have numbers of their own


OF_ENTRIES = [kind for kind in LASTING if is_about_one(kind)]


@pytest.mark.parametrize("kind", OF_ENTRIES, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
@FEW
@given(st.data())
def test_a_button_of_an_entry_says_of_which(kind: type[Lasting[Any]], data: st.DataObject) -> None:
    button = data.draw(made(kind))

    assert button.entry
    assert (
        button.custom_id.endswith(str(button.entry.number)) or f"{button.entry.number}:" in button.custom_id
    )


def test_there_are_such_buttons() -> None:
    assert len(OF_ENTRIES) > 30
