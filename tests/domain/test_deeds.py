"""Who may do what: one row for each deed, for every role and every two of them."""

from dataclasses import replace
from itertools import combinations

import pytest

from domain.models.deeds import RULES, Deed, Role
from domain.models.entries import Entry, Member
from tests.domain.who_may import ROWS, may
from tests.support.domain import (
    ADA,
    ADMINISTRATOR,
    HEDY,
    LINUS,
    MODERATOR,
    OLGA,
    ZOE,
    api,
    blocker,
    endpoint,
    request,
    solution,
)

BY_NEXUS_OR_IN_THE_MAKING = {
    Deed.LOG,
    Deed.POST,
    Deed.SHARE,
    Deed.LAPSE,
    Deed.DOUBT,
    Deed.UNDO,
    Deed.ASK,
    Deed.DIFFER,
    Deed.FULFIL,
}
"""Anybody may make an entry, Nexus may lapse, doubt and see what is there, and undo is the matter of whoever made the
last move."""

OF_SOLUTIONS = {
    Deed.HELPED,
    Deed.FAILED,
    Deed.TAKE_BACK,
    Deed.SUPERSEDE,
    Deed.RETIRE,
    Deed.RESTORE,
    Deed.UNNAME,
    Deed.VETO,
}


OF_REQUESTS = {
    Deed.GRANT,
    Deed.COUNTER,
    Deed.DENY,
    Deed.AGREE,
    Deed.NEED,
    Deed.NEED_NOT,
    Deed.CALL_OFF,
    Deed.SETTLE,
}


def subject(deed: Deed) -> Entry:
    """An entry that the deed is done to."""
    match deed:
        case Deed.MOVE | Deed.SUNSET:
            return endpoint("/api/users/")
        case Deed.REVISE | Deed.MUTE | Deed.WATCH | Deed.WITHDRAW | Deed.BRING_BACK:
            return api()
        case _ if deed in OF_REQUESTS:
            return request()
        case _:
            return solution() if deed in OF_SOLUTIONS else replace(blocker(), helper=LINUS)


def test_every_deed_has_a_row() -> None:
    assert set(ROWS) == set(RULES)
    assert set(Deed) == set(ROWS) | BY_NEXUS_OR_IN_THE_MAKING


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("deed", ROWS)
def test_each_role_may_what_its_row_says(deed: Deed, late: bool) -> None:
    for role in Role:
        allowed = RULES[deed].allows(frozenset({role, Role.STRANGER}), late=late)
        assert allowed is (may(deed, role, late=late) or may(deed, role, Role.STRANGER, late=late)), role


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("deed", ROWS)
def test_who_is_two_things_at_once_may_what_either_may_unless_one_forbids_it(deed: Deed, late: bool) -> None:
    for pair in combinations(Role, 2):
        allowed = RULES[deed].allows(frozenset({*pair, Role.STRANGER}), late=late)
        assert allowed is may(deed, *pair, Role.STRANGER, late=late), pair


@pytest.mark.parametrize("deed", ROWS)
def test_whoever_may_not_reads_who_may(deed: Deed) -> None:
    sentence = subject(deed).refusal(deed).sentence

    assert sentence.startswith(ROWS[deed].says)
    assert sentence.endswith(".")


def test_what_somebody_is_to_an_entry() -> None:
    helped = replace(blocker(), helper=LINUS)
    quoting = solution(helpers=(LINUS,), quoted=(HEDY,))
    both = Member(ADA.id, "ada", moderator=True, administrator=True)

    assert helped.roles_of(ADA) == quoting.roles_of(ADA) == {Role.AUTHOR, Role.STRANGER}
    assert helped.roles_of(LINUS) == quoting.roles_of(LINUS) == {Role.HELPER, Role.STRANGER}
    assert quoting.roles_of(HEDY) == {Role.QUOTED, Role.STRANGER}
    assert helped.roles_of(both) == {Role.AUTHOR, Role.MODERATOR, Role.ADMINISTRATOR, Role.STRANGER}
    assert helped.roles_of(ZOE) == endpoint("/").roles_of(ZOE) == {Role.STRANGER}
    assert endpoint("/").roles_of(MODERATOR) == {Role.MODERATOR, Role.STRANGER}
    assert endpoint("/").roles_of(ADMINISTRATOR) == {Role.ADMINISTRATOR, Role.STRANGER}


def test_a_request_that_names_no_api_may_be_built_by_anybody_but_its_author() -> None:
    named, unnamed = request(), replace(request(), api=None, owner=None)

    assert Role.OWNER in named.roles_of(OLGA)
    assert Role.OWNER not in named.roles_of(ZOE)
    assert Role.OWNER in unnamed.roles_of(ZOE)
    assert Role.OWNER not in unnamed.roles_of(ADA)
    assert unnamed.refusal(Deed.GRANT).sentence == "Only somebody else or a moderator can accept Q5."
