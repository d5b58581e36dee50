"""Alerts, where they stand."""

from tests.support.cohort import Cohort, Shown


def alerts(hub: Cohort, card: Shown) -> list[Shown]:
    """What stands in the thread of an API."""
    return [shown for shown in hub.thread_of(card).messages if "breaks what you use" in shown.text]


def has_thread(hub: Cohort, card: Shown) -> bool:
    """Whether a thread was opened on the card of an API."""
    return card.message.id in hub.env.backend.channels
