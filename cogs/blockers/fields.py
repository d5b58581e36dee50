"""The fields of a form that a blocker is written into, new or edited."""

from typing import Any

from discord import ui

from cogs.ui.forms import Form, choice_field, long_field, short_field
from domain.models.blocker_draft import GOAL_LIMIT, Urgency
from domain.models.entries import TEXT_LIMIT


def goal_field(filled: str = "") -> ui.Label[Any]:
    """What are you trying to do?"""
    return short_field("What are you trying to do?", "goal", limit=GOAL_LIMIT, filled=filled)


def happened_field(filled: str = "") -> ui.Label[Any]:
    """What happened instead?"""
    hint = "The error in full, if there is one"
    return long_field("What happened instead?", "happened", limit=TEXT_LIMIT, hint=hint, filled=filled)


def tried_field(filled: str = "") -> ui.Label[Any]:
    """What have you tried?"""
    return long_field("What have you tried?", "tried", limit=TEXT_LIMIT, filled=filled, required=False)


def urgency_field(chosen: Urgency = Urgency.TODAY) -> ui.Label[Any]:
    """How urgent is it?"""
    words = {urgency.value: urgency.words.capitalize() for urgency in Urgency}
    return choice_field("How urgent is it?", "urgency", words, chosen=chosen.value)


def urgency_in(form: Form) -> Urgency:
    """The urgency that was chosen in a form."""
    return Urgency(form.chosen("urgency") or Urgency.TODAY.value)
