"""The rules for GraphQL that people can name are those that graphql-core finds."""

from graphql import BreakingChangeType, DangerousChangeType, SafeChangeType

from domain.apis.comparing.graphql_rules import GRAPHQL_RULES


def test_every_rule_of_graphql_core_has_a_sentence_and_no_other_has() -> None:
    found = {
        each.name.lower().replace("_", "-")
        for each in (*BreakingChangeType, *DangerousChangeType, *SafeChangeType)
        if each is not SafeChangeType.DESCRIPTION_CHANGED
    }

    assert found | {"deprecation-added", "deprecation-removed"} == GRAPHQL_RULES.keys()
