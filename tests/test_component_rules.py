"""The checker's rules for menus, pictures, files, fields of forms and threads."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from tests.support import v2_rules
from tests.test_discord_contract import (
    ANSWER,
    SEND,
    Body,
    Case,
    button,
    label,
    layout,
    modal,
    option,
    row,
    text,
)

EDIT = ("PATCH", "/channels/1/messages/2")
START = ("POST", "/channels/1/messages/2/threads")

menu = partial(Body, type=3, custom_id="menu", options=[option(), option(value="high")])
people = partial(Body, type=5, custom_id="people")
upload = partial(Body, type=19, custom_id="proof")
radio = partial(Body, type=21, custom_id="kind", options=[option(), option(value="high")])
checks = partial(Body, type=22, custom_id="checks", options=[option()])
ticked = option(default=True)


def picture(name: str = "a.png", **changed: Any) -> Body:
    return {"media": {"url": f"attachment://{name}"}} | changed


def gallery(*items: Body) -> Body:
    return {"type": 12, "items": [*items]}


def file(url: str = "attachment://a.png") -> Body:
    return {"type": 13, "file": {"url": url}}


def attached(*names: str) -> list[Body]:
    return [{"id": number, "filename": name} for number, name in enumerate(names)]


def field(component: Body) -> Body:
    return modal(label(component=component))


picked = [{"id": number, "type": "user"} for number in range(2)]
many_files = [f"{number}.png" for number in range(11)]

SOUND: dict[str, tuple[tuple[str, str], Body]] = {
    "menus": (
        SEND,
        layout({"type": 1, "components": [menu(max_values=2)]}, {"type": 1, "components": [people()]}),
    ),
    "an optional menu": (SEND, row(menu(min_values=0, max_values=None))),
    "pictures": (SEND, layout(gallery(picture(), picture("b.png")), attachments=attached("a.png", "b.png"))),
    "a picture from elsewhere": (SEND, layout(gallery({"media": {"url": "https://example.com/a.png"}}))),
    "a file": (SEND, layout(file(), attachments=attached("a.png"))),
    "a file that is kept": (EDIT, layout(file())),
    "a form": (ANSWER, modal(label(component=radio()), label(component=upload(max_values=10)))),
    "people chosen before": (ANSWER, field(people(max_values=2, default_values=picked))),
    "all checked": (ANSWER, field(checks(options=[ticked, option(value="b", default=True)]))),
    "a thread": (START, {"name": "x" * 100}),
    "a thread is closed": (("PATCH", "/channels/1"), {"archived": True}),
}

AGAINST_OUR_RULES: dict[str, Case] = {
    "two menus in a row": (SEND, row(menu(), people()), "where a select stands alone"),
    "a menu and a button": (SEND, row(button(), menu()), "where a select stands alone"),
    "an empty row": (SEND, row(), "components[0].components has 0 items"),
    "6 buttons": (SEND, row(*[button(custom_id=str(n)) for n in range(6)]), "has 6 items"),
    "a long hint": (SEND, row(people(placeholder="x" * 151)), "placeholder has 151 characters"),
    "more than there are": (SEND, row(menu(max_values=3)), "max_values is 3, where Discord takes 1 to 2"),
    "too many people": (SEND, row(people(max_values=26)), "max_values is 26"),
    "least above most": (SEND, row(people(min_values=3, max_values=2)), "min_values is 3"),
    "two chosen of one": (
        SEND,
        row(menu(options=[ticked, ticked | {"value": "b"}])),
        "has 2 values chosen before",
    ),
    "two people of one": (SEND, row(people(default_values=picked)), "has 2 values chosen before"),
    "no picture": (SEND, layout(gallery()), "items has 0 items"),
    "11 pictures": (EDIT, layout(gallery(*[picture()] * 11)), "items has 11 items"),
    "a long description": (EDIT, layout(gallery(picture(description="x" * 1025))), "description has 1025"),
    "a picture of no file": (SEND, layout(gallery(picture())), "names a file, and none is attached"),
    "a picture of another file": (
        EDIT,
        layout(gallery(picture("b.png")), attachments=attached("a.png")),
        "names 'b.png', which is not among the attachments",
    ),
    "a file of no file": (SEND, layout(file()), "names a file, and none is attached"),
    "a file from elsewhere": (SEND, layout(file("https://example.com/a")), "is no attachment"),
    "11 files": (SEND, layout(text(), attachments=attached(*many_files)), "attachments has 11 items"),
    "a name twice": (
        EDIT,
        layout(file(), attachments=attached("a.png", "a.png")),
        "filename 'a.png' 2 times",
    ),
    "a field without input": (ANSWER, modal({"type": 18, "label": "What?"}), "component has 0 items"),
    "one radio button": (ANSWER, field(radio(options=[option()])), "options has 1 items"),
    "11 uploads": (ANSWER, field(upload(max_values=11)), "max_values is 11"),
    "no check": (ANSWER, field(checks(options=[])), "options has 0 items"),
    "a thread without a name": (START, {"name": ""}, "name has 0 characters"),
    "a long name of a thread": (START, {"name": "x" * 101}, "name has 101 characters"),
    "a long new name": (("PATCH", "/channels/1"), {"name": "x" * 101}, "name has 101 characters"),
}


@pytest.mark.parametrize(("asked", "body"), SOUND.values(), ids=SOUND)
def test_it_passes_sound_components(asked: tuple[str, str], body: Body) -> None:
    assert v2_rules.problems(*asked, body) == []


@pytest.mark.parametrize(("asked", "body", "words"), AGAINST_OUR_RULES.values(), ids=AGAINST_OUR_RULES)
def test_it_catches_what_discord_refuses(asked: tuple[str, str], body: Body, words: str) -> None:
    [problem] = v2_rules.problems(*asked, body)
    assert words in problem
