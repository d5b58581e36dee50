"""Every case of the labelled table: what is found between two documents is what must be found, and no more."""

import pytest

from bench.apidiff.cases import Case, all_cases
from domain.apis.comparing.rules import RULES

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.table}: {case.name}")
def test_what_is_expected_is_found_and_nothing_else(case: Case) -> None:
    assert case.found() == case.expected


def test_the_table_is_as_large_as_promised_and_no_name_is_there_twice() -> None:
    names = [(case.table, case.name) for case in CASES]

    assert len(CASES) >= 120
    assert len(set(names)) == len(names)


def test_the_table_expects_no_rule_that_there_is_not() -> None:
    expected = {rule for case in CASES if case.table != "graphql.yaml" for rule in case.expected}
    of_graphql = {"arg-changed-kind", "field-changed-kind-safe", "value-added-to-enum"}

    assert expected - of_graphql <= RULES.keys()
