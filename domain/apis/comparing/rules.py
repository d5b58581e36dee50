"""Every rule: its name, its grade, and a sentence for people.

A rule is named as oasdiff names it where oasdiff has it, so that it is found documented. To add one, add its row here,
or to `aspects` if it is about schemas, and name it where the difference is found: in one of the modules `comparing_…`,
or in one that looks at two schemas.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from domain.apis.comparing.aspects import ASPECTS
from domain.apis.comparing.grades import BREAKING, RISKY, SAFE, Grade


@dataclass(frozen=True, slots=True)
class Rule:
    """A sort of change. The sentence follows the place, as in `query parameter limit: it must be sent now`."""

    name: str
    grade: Grade
    sentence: str


class Subject(Enum):
    """What a schema describes; the value begins the names of its rules."""

    REQUEST_BODY = "request-body"
    REQUEST_PROPERTY = "request-property"
    PARAMETER = "request-parameter"
    PARAMETER_PROPERTY = "request-parameter-property"
    RESPONSE_BODY = "response-body"
    RESPONSE_PROPERTY = "response-property"
    RESPONSE_HEADER = "response-header"

    @property
    def is_sent(self) -> bool:
        """Whether clients write it, so that a narrower schema breaks them."""
        return self.value.startswith("request")


# A default of a parameter is what the server takes when nothing is sent; another one answers the same call otherwise.
_OTHERWISE_GRADED: Final[Mapping[str, Grade]] = {
    "request-parameter-default-value-added": BREAKING,
    "request-parameter-default-value-changed": BREAKING,
    "request-parameter-default-value-removed": BREAKING,
}

_OTHERS: Final[Sequence[Rule]] = (
    # Operations
    Rule("endpoint-added", SAFE, "it is new"),
    Rule("api-path-removed-without-deprecation", BREAKING, "the path is gone, and nothing announced it"),
    Rule("api-path-removed-before-sunset", BREAKING, "the path is gone before the day that was announced"),
    Rule("api-path-removed-with-deprecation", SAFE, "the path is gone, as was announced"),
    Rule("api-removed-without-deprecation", BREAKING, "the method is gone, and nothing announced it"),
    Rule("api-removed-before-sunset", BREAKING, "the method is gone before the day that was announced"),
    Rule("api-removed-with-deprecation", SAFE, "the method is gone, as was announced"),
    Rule("api-operation-id-removed", SAFE, "its operationId is another now; generated clients name it so"),
    Rule("endpoint-deprecated", SAFE, "it is deprecated"),
    Rule("endpoint-deprecated-with-sunset", SAFE, "it is deprecated, and a day is named for its end"),
    Rule("endpoint-reactivated", SAFE, "it is deprecated no longer"),
    Rule("sunset-deleted", BREAKING, "it is still deprecated, and the day of its end is named no longer"),
    Rule("sunset-added", SAFE, "a day is named for its end"),
    Rule("api-sunset-date-changed-too-small", BREAKING, "it ends earlier than was announced"),
    Rule("api-sunset-date-postponed", SAFE, "it ends later than was announced"),
    Rule("api-deprecated-sunset-parse", RISKY, "the day of its end is no date; write it as 2026-12-31"),
    # Where it is, and who may
    Rule("api-base-path-changed", BREAKING, "every address begins otherwise now"),
    Rule("server-added", SAFE, "it is served at one more address"),
    Rule("server-removed", RISKY, "it is served at an address no longer"),
    Rule("api-security-added", BREAKING, "it was open, and asks for a sign-in now"),
    Rule("api-security-removed", SAFE, "it asks for no sign-in any more"),
    Rule("api-security-alternative-added", SAFE, "another sign-in will do as well"),
    Rule("api-security-alternative-removed", BREAKING, "a sign-in that was enough is not any more"),
    Rule("api-security-scope-added", BREAKING, "it asks for one more scope"),
    Rule("api-security-scope-removed", SAFE, "it asks for a scope no longer"),
    Rule("api-global-security-added", BREAKING, "it was open, and asks for a sign-in now"),
    Rule("api-global-security-removed", SAFE, "it asks for no sign-in any more"),
    Rule("api-global-security-alternative-added", SAFE, "another sign-in will do as well"),
    Rule("api-global-security-alternative-removed", BREAKING, "a sign-in that was enough is not any more"),
    Rule("api-global-security-scope-added", BREAKING, "it asks for one more scope"),
    Rule("api-global-security-scope-removed", SAFE, "it asks for a scope no longer"),
    Rule("api-security-component-type-changed", BREAKING, "signing in goes another way now"),
    # Parameters
    Rule("new-required-request-parameter", BREAKING, "it is new, and must be sent"),
    Rule("new-optional-request-parameter", SAFE, "it is new, and may be sent"),
    Rule("request-parameter-removed", RISKY, "it is gone"),
    Rule("request-parameter-removed-with-deprecation", SAFE, "it is gone, as was announced"),
    Rule("request-parameter-removed-before-sunset", BREAKING, "it is gone before the day that was announced"),
    Rule("request-parameter-became-required", BREAKING, "it must be sent now"),
    Rule("request-parameter-became-optional", SAFE, "it may be left out now"),
    Rule("request-parameter-style-changed", BREAKING, "several values are written in another way now"),
    # Bodies
    Rule("request-body-added-required", BREAKING, "there is a body now, and it must be sent"),
    Rule("request-body-added-optional", SAFE, "there is a body now, and it may be sent"),
    Rule("request-body-removed", BREAKING, "there is no body any more"),
    Rule("request-body-became-required", BREAKING, "it must be sent now"),
    Rule("request-body-became-optional", SAFE, "it may be left out now"),
    Rule("request-body-media-type-added", SAFE, "it may be of one more media type"),
    Rule("request-body-media-type-removed", BREAKING, "a media type is accepted no longer"),
    Rule("request-body-media-type-schema-added", BREAKING, "it has a schema now"),
    Rule("request-body-media-type-schema-removed", SAFE, "it has no schema any more"),
    Rule("response-media-type-added", SAFE, "it can be had in one more media type"),
    Rule("response-media-type-removed", BREAKING, "a media type can be had no longer"),
    Rule("response-body-media-type-schema-added", SAFE, "it has a schema now"),
    Rule("response-body-media-type-schema-removed", RISKY, "it has no schema any more"),
    # Answers
    Rule("response-success-status-added", SAFE, "the status is new"),
    Rule("response-success-status-removed", BREAKING, "the status is answered no longer"),
    Rule("response-non-success-status-added", SAFE, "the status is new"),
    Rule("response-non-success-status-removed", SAFE, "the status is answered no longer"),
    Rule("response-header-added", SAFE, "it is new"),
    Rule("required-response-header-removed", BREAKING, "it is gone"),
    Rule("optional-response-header-removed", RISKY, "it is gone"),
    Rule("response-header-became-optional", BREAKING, "it may be missing now"),
    Rule("response-header-became-required", SAFE, "it is always there now"),
    Rule("response-link-added", SAFE, "it is new"),
    Rule("response-link-removed", RISKY, "it is gone"),
    Rule("response-link-changed", RISKY, "it leads elsewhere now"),
    # Fields that are sent
    Rule("new-required-request-property", BREAKING, "it is new, and must be sent"),
    Rule(
        "new-required-request-property-with-default",
        BREAKING,
        "it is new, and must be sent though it has a default",
    ),
    Rule("new-optional-request-property", SAFE, "it is new, and may be sent"),
    Rule("request-property-removed", RISKY, "it is gone"),
    Rule("request-property-removed-with-deprecation", SAFE, "it is gone, as was announced"),
    Rule("request-property-removed-before-sunset", BREAKING, "it is gone before the day that was announced"),
    Rule("request-property-became-required", BREAKING, "it must be sent now"),
    Rule(
        "request-property-became-required-with-default",
        BREAKING,
        "it must be sent now, though it has a default",
    ),
    Rule("request-property-became-optional", SAFE, "it may be left out now"),
    Rule("request-optional-property-became-read-only", RISKY, "what is sent for it is ignored now"),
    Rule("request-required-property-became-read-only", RISKY, "what is sent for it is ignored now"),
    Rule("request-optional-property-became-not-read-only", SAFE, "it may be sent now"),
    Rule("request-required-property-became-not-read-only", BREAKING, "it must be sent now"),
    # Fields that are received
    Rule("response-required-property-removed", BREAKING, "it is gone"),
    Rule("response-optional-property-removed", RISKY, "it is gone"),
    Rule("response-property-removed-with-deprecation", SAFE, "it is gone, as was announced"),
    Rule("response-property-removed-before-sunset", BREAKING, "it is gone before the day that was announced"),
    Rule("response-required-property-added", SAFE, "it is new"),
    Rule("response-optional-property-added", SAFE, "it is new"),
    Rule("response-property-became-optional", BREAKING, "it may be missing now"),
    Rule("response-property-became-required", SAFE, "it is always there now"),
    Rule("response-optional-property-became-write-only", RISKY, "it is answered no longer"),
    Rule("response-required-property-became-write-only", BREAKING, "it is answered no longer"),
    Rule("response-optional-property-became-not-write-only", SAFE, "it is answered now"),
    Rule("response-required-property-became-not-write-only", SAFE, "it is answered now"),
)


_OF_LIVES: Final[Sequence[tuple[str, Grade, str]]] = (
    ("deprecated", SAFE, "it is deprecated"),
    ("deprecated-with-sunset", SAFE, "it is deprecated, and a day is named for its end"),
    ("reactivated", SAFE, "it is deprecated no longer"),
    ("sunset-deleted", BREAKING, "it is still deprecated, and the day of its end is named no longer"),
    ("sunset-added", SAFE, "a day is named for its end"),
    ("sunset-date-changed-too-small", BREAKING, "it ends earlier than was announced"),
    ("sunset-date-postponed", SAFE, "it ends later than was announced"),
    ("sunset-parse", RISKY, "the day of its end is no date; write it as 2026-12-31"),
)

_HOOKS: Final = ("webhook", "callback")
_OF_HOOKS: Final[Sequence[tuple[str, Grade, str]]] = (
    ("added", SAFE, "it is new"),
    ("removed", BREAKING, "it comes no longer, and nothing announced it"),
    ("removed-before-sunset", BREAKING, "it comes no longer, before the day that was announced"),
    ("removed-with-deprecation", SAFE, "it comes no longer, as was announced"),
    ("address-changed", BREAKING, "it goes to another address now"),
    ("response-success-status-added", SAFE, "one more status says that it arrived"),
    ("response-success-status-removed", BREAKING, "a status says no longer that it arrived"),
    ("response-non-success-status-added", SAFE, "one more status is understood"),
    ("response-non-success-status-removed", RISKY, "a status is understood no longer"),
)


def _of_schemas() -> Iterator[Rule]:
    for subject in Subject:
        for aspect in ASPECTS:
            name = f"{subject.value}-{aspect.name}"
            grade = aspect.sent if subject.is_sent else aspect.received
            yield Rule(name, _OTHERWISE_GRADED.get(name, grade), aspect.sentence)


def _of_lives() -> Iterator[Rule]:
    for subject in (Subject.PARAMETER, Subject.REQUEST_PROPERTY, Subject.RESPONSE_PROPERTY):
        for turn, grade, sentence in _OF_LIVES:
            yield Rule(f"{subject.value}-{turn}", grade, sentence)


def name_for_hooks(name: str, word: str) -> str:
    """The name of a rule where the API calls its clients, so that what is sent comes back and the other way round."""
    way, other = ("response", "request") if "response" in name else ("request", "response")
    return name.replace(way, f"{word}-{other}", 1)


def _of_hooks(others: Sequence[Rule]) -> Iterator[Rule]:
    exchanged = [each for each in others if "request" in each.name or "response" in each.name]
    for word in _HOOKS:
        for end, grade, sentence in _OF_HOOKS:
            yield Rule(f"{word}-{end}", grade, sentence)
        for each in exchanged:
            if not any(what in each.name for what in ("parameter", "status", "link")):
                yield replace(each, name=name_for_hooks(each.name, word))


_OF_OPERATIONS: Final = (*_OTHERS, *_of_schemas(), *_of_lives())

RULES: Final[Mapping[str, Rule]] = {rule.name: rule for rule in (*_OF_OPERATIONS, *_of_hooks(_OF_OPERATIONS))}
"""All rules for OpenAPI by name; GraphQL's are graphql-core's own."""
