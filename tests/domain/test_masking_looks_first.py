"""The quick look before each pattern never hides a secret from it."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.masking import Safe, formats, mask
from domain.masking.found import holds
from domain.masking.names import TELLING, kind_of, kind_of_machine_made
from tests.support.domain import few

parts = st.sampled_from(
    """
    DB password passwd Pass pw requirepass Passwort kennwort senha contrasena parola haslo client Secret secrets token
    auth access JWT api KEY apikey private app id App Id ID session csrf middleware signature sig credential user url
    PROD old secretKey accessToken my2
    """.split()  # noqa: SIM905  (a paragraph of words reads better than a list of strings)
)
names = st.lists(parts, min_size=1, max_size=4).flatmap(
    lambda chosen: st.sampled_from(["_", "-", ".", ""]).map(lambda sign: sign.join(chosen))
)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # a form is slow to fill
@given(st.data())
@pytest.mark.parametrize(
    ("kind", "words", "form"), formats.TOKENS, ids=[kind for kind, _, _ in formats.TOKENS]
)
def test_every_token_holds_a_word_of_its_kind(
    kind: str, words: list[str], form: re.Pattern[str], data: st.DataObject
) -> None:
    token = data.draw(st.from_regex(form, fullmatch=True, alphabet=st.characters(codec="ascii")), label=kind)

    assert holds(token, words)


@few
@given(names, st.sampled_from([str, str.upper, str.title]))
def test_every_telling_name_holds_a_telling_word(name: str, case: type[str]) -> None:
    name = case(name)

    assert holds(name.casefold(), TELLING) or not (kind_of(name) or kind_of_machine_made(name))


@pytest.mark.parametrize(
    "text",
    [
        "My PA\u017f\u017fWORD is hunter2hunter2 and it fails",
        "create_user('ada', 'a@b.c', 'hunter2hunter2')",
        'ALTER USER ada WITH PASSWORD "hunter2hunter2"',
        "client.run('MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs')",
        "mysql -uroot -phunter2hunter2 shop",
        "appid = 9f8e7d6c5b4a39281706f5e4d3c2b1a0",
    ],
)
def test_a_secret_in_an_odd_place_is_seen(text: str) -> None:
    assert "[masked" in mask(text, Safe(b"the key of an installation"))
