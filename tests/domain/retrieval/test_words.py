"""Words of the trade are read whole and by their parts, on both sides of a search."""

import re

import pytest
from hypothesis import given

from domain.retrieval.words import LONGEST, Name, names_in, stem
from tests.support.domain import any_text, few


def read(text: str) -> Name:
    (name,) = names_in(text)
    return name


@pytest.mark.parametrize(
    ("written", "whole", "parts", "pieces"),
    [
        ("docker-compose", "dockercompose", ("docker", "compose"), ()),
        ("select_related", "selectrelated", ("select", "related"), ()),
        ("selectRelated", "selectrelated", (), ("select", "related")),
        ("N+1", "n+1", (), ()),
        ("C#", "c#", (), ()),
        ("C++", "c++", (), ()),
        (".env", ".env", (), ("env",)),
        (".gitignore", ".gitignore", (), ("gitignore",)),
        ("Http404", "http404", (), ("http", "404")),
        ("404", "404", (), ()),
        ("useEffect", "useeffect", (), ("use", "effect")),
        ("ConnectionRefusedError", "connectionrefusederror", (), ("connection", "refused", "error")),
        ("HTTPServer", "httpserver", (), ("http", "server")),
        ("python3", "python3", (), ("python",)),
        ("i18n", "i18n", (), ()),
        ("5.0.1", "5.0.1", (), ("5", "5.0")),
        ("v1.2", "1.2", (), ("1",)),
        ("python3.11", "python3.11", ("python", "3.11"), ("3",)),
        ("Django-5.0.1", "django5.0.1", ("django", "5.0.1"), ("5", "5.0")),
        ("UTF-8", "utf8", ("utf",), ()),
        ("utf8", "utf8", (), ("utf",)),
        ("e-mail", "email", ("mail",), ()),
        ("__init__", "init", (), ()),
        ("Django", "django", (), ()),
        ("POST", "post", (), ()),
        ("Straße", "strasse", (), ()),
        ("café", "cafe", (), ()),
        ("cafe\u0301", "cafe", (), ()),
    ],
)
def test_a_name_is_known_whole_and_by_its_parts(
    written: str, whole: str, parts: tuple[str, ...], pieces: tuple[str, ...]
) -> None:
    name = read(written)

    assert (name.whole, name.parts, name.pieces) == (whole, parts, pieces)


@pytest.mark.parametrize(
    "markup",
    [
        "<@1>",
        "<@!1>",
        "<@&1>",
        "<#1>",
        "<id:browse>",
        "<t:1700000000:R>",
        "<t:-1>",
        "<:tada:1>",
        "<a:tada:1>",
        "</me too:1>",
    ],
)
def test_what_discord_writes_for_a_mention_or_an_emoji_tells_nothing(markup: str) -> None:
    assert [name.whole for name in names_in(f"celery{markup} sleeps")] == ["celery", "sleeps"]


@pytest.mark.parametrize("code", ["vector<int>", "<div>", "Map<String, t>", "a<#b", "x <@y> z"])
def test_what_only_looks_like_it_is_read(code: str) -> None:
    assert len(list(names_in(code))) == len(re.findall(r"\w+", code))


@pytest.mark.parametrize("code", ["filter(x).distinct()", "rows[0].distinct", "rows?.distinct"])
def test_a_method_is_known_by_its_name_whatever_it_is_called_on(code: str) -> None:
    assert "distinct" in [name.whole for name in names_in(code)]


def test_a_dotted_name_has_its_parts_and_their_pieces() -> None:
    name = read("django.db.utils.OperationalError")

    assert name.whole == "django.db.utils.operationalerror"
    assert name.parts == ("django", "db", "utils", "operationalerror")
    assert name.pieces == ("operational", "error")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The end. Next, please!", ["the", "end", "next", "please"]),
        ("python manage.py makemigrations --merge", ["python", "manage.py", "makemigrations", "merge"]),
        ("GET /api/orders/?page=2", ["get", "api", "orders", "page", "2"]),
        ("issue#12 (see `B12`)", ["issue", "12", "see", "b12"]),
        ("copy .env.example to .env", ["copy", ".env.example", "to", ".env"]),
        ("I got 1.5GB", ["i", "got", "1.5gb"]),
        ("___ -- 🙂 ...", []),
    ],
)
def test_signs_between_words_are_none_of_theirs(text: str, words: list[str]) -> None:
    assert [name.form for name in names_in(text)] == words


@pytest.mark.parametrize(
    "forms",
    [
        "migration migrations migrating migrated migrate",
        "query queries",
        "connect connects connected connecting connection",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@few
@given(any_text)
def test_any_text_is_read_as_words_that_the_index_can_hold(text: str) -> None:
    for name in names_in(text):
        for word in (name.form, name.whole, *name.parts, *name.pieces):
            assert word
            assert len(word) <= 4 * LONGEST  # some letters become several in lower case
            assert not any(sign.isspace() or sign in '/=^!:"*' for sign in word)
            assert any(sign.isalnum() for sign in word)
