"""Every rule: its name, its grade, and a sentence for people.

A rule is named as oasdiff names it where oasdiff has it, so that it is found documented. To add one, add its row here
and name it where the difference is found: an aspect of a schema in `comparing_schemas`, any other in `comparing`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from domain.apis.bounds import LOWER, UPPER


class Grade(Enum):
    """What a change does to those who use the API, the worst first."""

    BREAKING = "breaking"
    """A client that kept to the document fails."""
    RISKY = "risky"
    """It may, depending on how it is written."""
    SAFE = "safe"
    """It goes on as before."""


BREAKING, RISKY, SAFE = Grade


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


@dataclass(frozen=True, slots=True)
class Aspect:
    """A difference of two schemas: what it does in a request, what it does in a response."""

    name: str
    sent: Grade
    received: Grade
    sentence: str


ASPECTS: Final[Sequence[Aspect]] = (
    Aspect("type-changed", BREAKING, BREAKING, "it is of another type now"),
    Aspect("type-generalized", SAFE, BREAKING, "it may be of more types now"),
    Aspect("type-specialized", BREAKING, SAFE, "it is of fewer types now"),
    Aspect("list-of-types-widened", SAFE, BREAKING, "it may be of more types now"),
    Aspect("list-of-types-narrowed", BREAKING, SAFE, "it is of fewer types now"),
    Aspect("became-nullable", SAFE, BREAKING, "it may be null now"),
    Aspect("became-not-nullable", BREAKING, SAFE, "it is never null now"),
    Aspect("became-enum", BREAKING, SAFE, "only listed values are left"),
    Aspect("enum-lifted", SAFE, RISKY, "it is bound to no list of values any more"),
    Aspect("enum-value-added", SAFE, RISKY, "one more value is possible"),
    Aspect("enum-value-removed", BREAKING, SAFE, "a value is possible no longer"),
    Aspect("const-added", BREAKING, SAFE, "only one value is left"),
    Aspect("const-changed", BREAKING, BREAKING, "its only value is another now"),
    Aspect("const-removed", SAFE, BREAKING, "it may have other values now"),
    Aspect("pattern-added", BREAKING, SAFE, "it must fit a pattern now"),
    Aspect("pattern-changed", RISKY, SAFE, "it must fit another pattern now"),
    Aspect("pattern-removed", SAFE, SAFE, "it needs to fit no pattern any more"),
    Aspect("default-value-added", SAFE, SAFE, "it has a default now"),
    Aspect("default-value-changed", SAFE, SAFE, "its default is another now"),
    Aspect("default-value-removed", SAFE, SAFE, "it has no default any more"),
    Aspect("one-of-added", SAFE, BREAKING, "it may have one more shape now"),
    Aspect("one-of-removed", BREAKING, SAFE, "one of its shapes is gone"),
    Aspect("any-of-added", SAFE, BREAKING, "it may have one more shape now"),
    Aspect("any-of-removed", BREAKING, SAFE, "one of its shapes is gone"),
    Aspect("additional-properties-closed", BREAKING, SAFE, "fields that are not named are refused now"),
    Aspect("additional-properties-opened", SAFE, RISKY, "it may have fields that are not named now"),
    *(
        Aspect(f"{exclusive}{name}-{verb}", sent, received, sentence)
        for names, rows in (
            (
                UPPER,
                (
                    ("set", RISKY, SAFE, "it has an upper bound now"),
                    ("unset", SAFE, BREAKING, "it has no upper bound any more"),
                    ("increased", SAFE, BREAKING, "its upper bound is higher now"),
                    ("decreased", BREAKING, SAFE, "its upper bound is lower now"),
                ),
            ),
            (
                LOWER,
                (
                    ("set", RISKY, SAFE, "it has a lower bound now"),
                    ("unset", SAFE, BREAKING, "it has no lower bound any more"),
                    ("increased", BREAKING, SAFE, "its lower bound is higher now"),
                    ("decreased", SAFE, BREAKING, "its lower bound is lower now"),
                ),
            ),
        )
        for name in names
        for exclusive in (("", "exclusive-") if name in {"max", "min"} else ("",))
        for verb, sent, received, sentence in rows
        if not (name == "min-length" and verb in {"set", "unset"})  # a length is at least 0 anyway
    ),
)

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
    Rule("request-parameter-deprecated", SAFE, "it is deprecated"),
    Rule("request-parameter-reactivated", SAFE, "it is deprecated no longer"),
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
    # Fields that are sent
    Rule("new-required-request-property", BREAKING, "it is new, and must be sent"),
    Rule(
        "new-required-request-property-with-default",
        BREAKING,
        "it is new, and must be sent though it has a default",
    ),
    Rule("new-optional-request-property", SAFE, "it is new, and may be sent"),
    Rule("request-property-removed", RISKY, "it is gone"),
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
    Rule("request-property-deprecated", SAFE, "it is deprecated"),
    Rule("request-property-reactivated", SAFE, "it is deprecated no longer"),
    # Fields that are received
    Rule("response-required-property-removed", BREAKING, "it is gone"),
    Rule("response-optional-property-removed", RISKY, "it is gone"),
    Rule("response-required-property-added", SAFE, "it is new"),
    Rule("response-optional-property-added", SAFE, "it is new"),
    Rule("response-property-became-optional", BREAKING, "it may be missing now"),
    Rule("response-property-became-required", SAFE, "it is always there now"),
    Rule("response-optional-property-became-write-only", RISKY, "it is answered no longer"),
    Rule("response-required-property-became-write-only", BREAKING, "it is answered no longer"),
    Rule("response-optional-property-became-not-write-only", SAFE, "it is answered now"),
    Rule("response-required-property-became-not-write-only", SAFE, "it is answered now"),
    Rule("response-property-deprecated", SAFE, "it is deprecated"),
    Rule("response-property-reactivated", SAFE, "it is deprecated no longer"),
)


def _of_schemas() -> Iterator[Rule]:
    for subject in Subject:
        for aspect in ASPECTS:
            name = f"{subject.value}-{aspect.name}"
            grade = aspect.sent if subject.is_sent else aspect.received
            yield Rule(name, _OTHERWISE_GRADED.get(name, grade), aspect.sentence)


RULES: Final[Mapping[str, Rule]] = {rule.name: rule for rule in (*_OTHERS, *_of_schemas())}
"""All rules for OpenAPI by name; GraphQL's are graphql-core's own."""
