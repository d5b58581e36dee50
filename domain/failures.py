"""Why something failed that Nexus does on time, in words for the operator."""

from typing import Final

from domain.masking import mask
from domain.ports import Repositories
from domain.text import one_line, shortened

LIMIT: Final = 300
"""Characters of a reason."""


def reason_of(trouble: Exception) -> str:
    """What went wrong, on one line: what kind of trouble, and what it says of itself."""
    return shortened(_told(trouble), LIMIT)


async def reason_within(store: Repositories, guild_id: int, trouble: Exception) -> str:
    """What went wrong for one server; a secret that the trouble quotes is masked."""
    return shortened(mask(_told(trouble), await store.harmless.safe(guild_id)), LIMIT)


def _told(trouble: Exception) -> str:
    return one_line(f"{type(trouble).__name__}: {trouble}")
