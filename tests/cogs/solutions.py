"""What tests of solutions have in common: how people come by a card and by what *More…* offers."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from simcord.enums import InteractionType

from tests.support.cohort import Answer

if TYPE_CHECKING:
    from tests.support.cohort import Cohort, Person, Shown


async def more(person: Person, card: Shown | Answer, label: str) -> Answer:
    """Press *More…*, then a button of what it shows."""
    return await person.presses(await person.presses(card, "More…"), label)


async def saved(hub: Cohort) -> Shown:
    """Grace saves what linus answered to ada; returns its card."""
    question, said = await hub.ada.says("Celery hangs"), await hub.linus.says("Restart the worker.")
    await hub.grace.uses_menu("Save as solution", question)
    await hub.grace.submits(await hub.grace.uses_menu("Save as solution", said))
    return hub.card("S1")


async def forged(person: Person, card: Shown, custom_id: str) -> Answer:
    """Press a button that the card does not have for this person, as a forger would."""
    hub = person._hub  # pyright: ignore[reportPrivateUsage]  (people do not tell where they are)
    found = await hub.bot.http.logs_from(hub.channel.id, limit=20)
    posted = json.dumps(next(each for each in found if int(each["id"]) == card.id))
    payload = json.loads(re.sub("solution:more:[0-9]+", custom_id, posted))
    return Answer(
        await person.actor._dispatch_interaction(  # pyright: ignore[reportPrivateUsage]  (SimCord rightly has no verb for it)
            InteractionType.MESSAGE_COMPONENT,
            hub.channel,
            {"component_type": 2, "custom_id": custom_id},
            extra={"message": payload},
            source_message_id=card.id,
        )
    )
