"""What a new revision of an API brings with it, each within the transaction that keeps the revision.

A feature adds one here: it gets the revised API with what changed, and decides what follows.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeAlias

from domain.ports import Clock, Repositories
from domain.shared_apis.consequences.alerts import alert
from domain.shared_apis.consequences.requests import answer_requests
from domain.shared_apis.consequences.retests import ask_to_retest
from domain.shared_apis.consequences.sunsets import plan_sunsets
from domain.shared_apis.revised import Revised

Consequence: TypeAlias = Callable[[Repositories, Clock, Revised], Awaitable[None]]

CONSEQUENCES: Final[Sequence[Consequence]] = (alert, plan_sunsets, ask_to_retest, answer_requests)
