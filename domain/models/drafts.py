"""A blocker that was written and not posted yet, and the file that comes with it."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from domain.errors import BadInput
from domain.models.blocker_draft import BlockerDraft
from domain.models.entries import Member, Ref

MEGABYTE = 1024 * 1024

FILE_LIMIT = 8 * MEGABYTE
"""Bytes of a file: what Discord lets a bot post everywhere, with room for the rest of the message."""

TEXT_FILE_LIMIT = MEGABYTE
"""Bytes of a text file: all of it is searched for secrets, which takes about two seconds."""

READ_LIMIT = 20_000
"""Characters of a text file that search reads: an error stands at the end of a log, so its last ones."""

KEPT_FOR = timedelta(days=1)
"""How long a draft is kept and offered again."""

KEPT_AT_ONCE = 5
"""Drafts of one member that are kept: each may have a file of some megabytes."""

PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF")
"""How the files begin that Discord shows as pictures: a log that is only called one has words, and maybe secrets."""

IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp")


@dataclass(frozen=True, slots=True)
class File:
    """A screenshot or a log, as it was sent."""

    name: str
    content: bytes

    def __post_init__(self) -> None:
        """Refuse what is too large to post again.

        Raises:
            BadInput: it is so.
        """
        check_size(len(self.content))
        if len(self.content) > TEXT_FILE_LIMIT and self.text:
            raise too_large(len(self.content), TEXT_FILE_LIMIT)

    @property
    def is_image(self) -> bool:
        """Whether Discord shows it as a picture: its name says so, and nothing in it can be read."""
        return self.name.lower().endswith(IMAGES) and not self.text

    @property
    def text(self) -> str:
        """What it says, where it is a text, whatever its name."""
        if self.content.startswith(PICTURES):
            return ""
        # PowerShell writes its logs in UTF-16; older programs of Windows in its code page.
        if self.content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            return self.content.decode("utf-16", errors="replace")
        if b"\0" in self.content:
            return ""
        try:
            return self.content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return self.content.decode("cp1252", errors="replace")

    def with_text(self, text: str) -> "File":
        """This file with other words, under a name that tells it from the one that Discord has already."""
        numbered = re.fullmatch(r"([0-9]{1,3})-(.+)", self.name, re.DOTALL)
        count, name = (int(numbered[1]), numbered[2]) if numbered else (1, self.name)
        return File(f"{count + 1}-{name}", text.encode())


def check_size(size: int) -> None:
    """Refuse a file of so many bytes that it cannot be posted again.

    Raises:
        BadInput: it is so.
    """
    if size > FILE_LIMIT:
        raise too_large(size, FILE_LIMIT)


def too_large(size: int, limit: int) -> BadInput:
    """The refusal of a file of so many bytes."""
    return BadInput(
        f"The file has {ceil(size / MEGABYTE * 10) / 10:g} MB; at most {limit // MEGABYTE} MB can be posted."
        " Please cut it down to the part that shows the error."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDraft:
    """A draft of a blocker, kept for a day."""

    guild_id: int
    member: Member
    draft: BlockerDraft
    file: File | None = None
    solved_by: Ref | None = None
    """The solution that made it needless."""
    said: bool | None = None
    """Whether its author had said before that this solution helped (or did not); None if nothing."""
    at: datetime
    id: int = 0
    """Its number in the store; 0 until it is kept."""
