"""Reading what people type: cleaned, within limits, never changed in meaning."""

import re
import unicodedata

from domain.errors import BadInput

TITLE_LIMIT = 80
"""Characters of an entry's title."""

TAG_LIMIT = 24
"""Characters of one tag."""

TAGS_LIMIT = 5
"""Tags of one entry."""

_TAG = re.compile(r"[^\W_][\w+#.-]*", re.UNICODE)
_KEPT_CONTROLS = "\n\t"
_JOINERS = "\u200c\u200d"


def clean(text: str) -> str:
    """`text` with plain line ends, without invisible characters, and stripped.

    Control, formatting and surrogate characters go; line feeds, tabs and the joiners that scripts
    and emoji need stay.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (
        sign
        for sign in lines
        if sign in _KEPT_CONTROLS or sign in _JOINERS or unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}
    )
    return "".join(kept).strip()


def required(text: str, what: str, *, limit: int) -> str:
    """`text` cleaned, with at least one letter or digit and at most `limit` characters.

    Args:
        text: as typed.
        what: how the sentence names the field, such as `goal`.
        limit: in characters.

    Raises:
        BadInput: it says nothing, or too much.
    """
    cleaned = optional(text, what, limit=limit)
    if not any(sign.isalnum() for sign in cleaned):
        raise BadInput(f"The {what} is empty. Please say it in a few words.")
    return cleaned


def optional(text: str, what: str, *, limit: int) -> str:
    """`text` cleaned, possibly empty, at most `limit` characters.

    Raises:
        BadInput: it is too long.
    """
    cleaned = clean(text)
    if len(cleaned) > limit:
        raise BadInput(
            f"The {what} has {len(cleaned):,} characters; {limit:,} fit. Please keep what matters most."
        )
    return cleaned


def one_line(text: str) -> str:
    """`text` cleaned and on one line, its runs of white space made single spaces."""
    return " ".join(clean(text).split())


def shortened(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, cut between words where that keeps at least half of it."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ")
    return (head[:space] if space >= limit // 2 else head).rstrip() + "…"


def title_of(text: str) -> str:
    """An entry's title: the first line of `text` that says something, in at most 80 characters."""
    lines = (one_line(line) for line in clean(text).splitlines())
    telling = next((line for line in lines if any(sign.isalnum() for sign in line)), one_line(text))
    return shortened(telling.strip("`*_~#> ") or telling, TITLE_LIMIT)


def tags_of(text: str) -> tuple[str, ...]:
    """The tags typed in `text`, split at commas and white space, in lower case, each once.

    Raises:
        BadInput: a tag has other signs than letters, digits and `+ # . -`, is too long, or there are too many.
    """
    tags: dict[str, None] = {}
    for word in re.split(r"[\s,;]+", clean(text).casefold()):
        tag = word.lstrip("#")
        if not tag:
            continue
        if not _TAG.fullmatch(tag):
            raise BadInput(f"“{shortened(tag, 40)}” cannot be a tag. Use letters, digits and + # . - only.")
        if len(tag) > TAG_LIMIT:
            raise BadInput(f"The tag “{shortened(tag, 40)}” is too long: {TAG_LIMIT} characters fit.")
        tags[tag] = None
    if len(tags) > TAGS_LIMIT:
        raise BadInput(
            f"That is {len(tags)} tags; {TAGS_LIMIT} fit. Please keep those that others would look for."
        )
    return tuple(tags)


def tag_of(typed: str | None) -> str | None:
    """The one tag typed to look by, or None where nothing was typed.

    Raises:
        BadInput: it is more than one tag, or none that could be.
    """
    tags = tags_of(typed or "")
    if len(tags) > 1:
        raise BadInput("Please look by one tag at a time.")
    return tags[0] if tags else None
