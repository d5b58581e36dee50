"""Reading what people type: cleaned, within limits, never changed in meaning."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from domain.errors import BadInput

TITLE_LIMIT = 80
"""Characters of an entry's title."""

TAG_LIMIT = 24
"""Characters of one tag."""

TAGS_LIMIT = 5
"""Tags of one entry."""

_MARKER = re.compile(r"^(?:[#>]+\s+)+")
_FENCE = re.compile(r"```[\w+#.-]*")
_LINE_END = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_KEPT_CONTROLS = "\n\t"
_JOINERS = "\u200c\u200d"
_FILLERS = "\u115f\u1160\u3164\uffa0"
"""Letters by their category, but nothing to see: Hangul's fillers."""


def clean(text: str) -> str:
    """`text` with plain line ends, without invisible characters, and stripped.

    Control, formatting and surrogate characters go; line feeds, tabs and the joiners that scripts
    and emoji need stay.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    return "".join(filter(_is_kept, _LINE_END.sub("\n", text))).strip()


def shown(text: str) -> str:
    """`text` without invisible characters, each other sign and each line as it is: what is seen is all there is."""
    return "".join(filter(_is_kept, text))


def _is_kept(sign: str) -> bool:
    if sign in _KEPT_CONTROLS or sign in _JOINERS:
        return True
    return sign not in _FILLERS and unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}


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
        raise BadInput(f"The {what} has no words yet. Please say it in a few.")
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


def with_plain_scheme(address: str) -> str:
    """`address` with the `Https://` that phones write in lower case."""
    return re.sub(r"^https?://", lambda scheme: scheme[0].lower(), address, flags=re.IGNORECASE)


def shortened(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, cut between words where that keeps at least half of it."""
    if len(text) <= limit:
        return text
    space = text.rfind(" ", 0, limit)
    return text[: space if space >= limit // 2 else limit - 1].rstrip() + "…"


def and_more(things: Sequence[str], most: int | None = None) -> str:
    """Several things on one line, at most so many of them, and how many more there are: `a, b and 3 more`."""
    more = 0 if most is None else len(things) - most
    return ", ".join(things[:most]) + (f" and {more} more" if more > 0 else "")


def title_of(text: str) -> str:
    """An entry's title: the first line of `text` that says something, in at most 80 characters."""
    lines = (one_line(line) for line in clean(text).splitlines())
    telling = (line for line in lines if any(sign.isalnum() for sign in line) and not _FENCE.fullmatch(line))
    return shortened(_MARKER.sub("", next(telling, one_line(text))), TITLE_LIMIT)


def tags_of(text: str) -> tuple[str, ...]:
    """The tags typed in `text`, split at commas and white space, in lower case, each once.

    Raises:
        BadInput: a tag has other signs than letters, digits and `+ # . -`, is too long, or there are too many.
    """
    tags: dict[str, None] = {}
    for word in re.split(r"[\s,;]+", unicodedata.normalize("NFC", clean(text).casefold())):
        tag = word.lstrip("#")
        if not tag:
            continue
        if not (tag[0].isalnum() and all(_is_of_tag(sign) for sign in tag)):
            raise BadInput(f"“{shortened(tag, 40)}” cannot be a tag. Use letters, digits and + # . - only.")
        if len(tag) > TAG_LIMIT:
            raise BadInput(f"The tag “{shortened(tag, 40)}” is too long: {TAG_LIMIT} characters fit.")
        tags[tag] = None
    if len(tags) > TAGS_LIMIT:
        raise BadInput(
            f"That is {len(tags)} tags; {TAGS_LIMIT} fit. Please keep those that others would look for."
        )
    return tuple(tags)


def tags_from(names: Iterable[str]) -> tuple[str, ...]:
    """The tags that names make which nobody wrote as tags: `User accounts` makes `user-accounts`.

    What can be no tag is left out, and what is more than fit.
    """
    tags: dict[str, None] = {}
    for name in names:
        words = unicodedata.normalize("NFC", one_line(name).casefold())
        tag = "".join(sign if _is_of_tag(sign) else " " for sign in words).strip(" _+#.-")
        tag = "-".join(tag.split())
        if tag and tag[0].isalnum() and len(tag) <= TAG_LIMIT:
            tags[tag] = None
    return tuple(tags)[:TAGS_LIMIT]


def _is_of_tag(sign: str) -> bool:
    return sign.isalnum() or sign in "_+#.-" or sign in _JOINERS or unicodedata.category(sign).startswith("M")


def tag_of(typed: str | None) -> str | None:
    """The one tag typed to look by, or None where nothing was typed.

    Raises:
        BadInput: it is more than one tag, or none that could be.
    """
    tags = tags_of(typed or "")
    if len(tags) > 1:
        raise BadInput("Please look by one tag at a time.")
    return tags[0] if tags else None
