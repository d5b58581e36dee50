"""Secrets that are known by the name before them: settings, fields, arguments, query parameters."""

import re
from collections.abc import Iterator

from domain.masking.found import Found, holds
from domain.masking.names import TELLING, kind_of, kind_of_machine_made
from domain.masking.values import SHORTEST, is_random, is_stand_in, is_strong

QUOTED = r"""(?P<quote>\\?["'`])(?P<quoted>(?:(?!(?P=quote))[^\n]){1,300})(?=(?P=quote)|\n|\Z)"""
"""What stands in quotes, also in JSON's escaped ones, and in those that a limit has cut off."""

_ASSIGNED = re.compile(
    r"""
    (?<![\w.-]) (?P<opened>\\?["'])? (?P<name>[A-Za-z_$][\w.-]{1,60}+)
    (?: (?P<closed>\\?["']) [\])]? | `? \*{0,2} )
    (?: :[ ]?[A-Za-z][\w\[\]|. ]{0,30}?[ ]?=                                    # SECRET_KEY: str =
      | [ \t]{0,20} (?P<sign> => | := | =(?!=) | : | , | \|\| | \?\? | or\b )
    )
    (?P<space>[ \t]{0,20}) \*{0,2} [ ]? (?:default=|value=)?
    (?: [\[(]? [frbu]{0,2} """
    + QUOTED
    + r""" | (?P<bare>[^\s"'`]{1,300}) )
    """,
    re.VERBOSE,
)
_FALLING_BACK = frozenset({",", "||", "??", "or"})
"""What stands before the value that a setting falls back to."""

_SETTING = re.compile(r"_?[A-Z][A-Z0-9_]*")
_BEFORE_SETTING = re.compile(r"[\s>+*$#-]*(?:(?:export|set|ENV|ARG|-e|env|docker run .*|.*\bset) +)?")
"""What may stand on a line before a setting as `.env`, a shell or Compose writes it."""

_BARE_END = re.compile(r"[,;&<>(){}\[\]|\\]")
_EXPRESSION = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+|[A-Za-z_]+\d{0,2}")


def known_by_name(text: str) -> Iterator[Found]:
    """Values in `text` whose name says secret, as far as they look like one."""
    if not holds(text.casefold(), TELLING):
        return
    at = 0
    while match := _ASSIGNED.search(text, at):
        # What looks like a value may be the next name: `environ: {'DB_PASSWORD': …`, `default=env("KEY", …`.
        at = match.end("name")
        if found := _value_of(match, text):
            yield found
            at = found.end


def _value_of(match: re.Match[str], text: str) -> Found | None:
    name = match["name"]
    promised, machine_made = kind_of(name), kind_of_machine_made(name)
    kind = promised or machine_made
    if kind is None:
        return None
    start, end = match.span("quoted") if match["quoted"] else _bare_span(match, text)
    value = text[start:end]
    if len(value) < SHORTEST or value.casefold() == name.casefold() or is_stand_in(value):
        return None
    if match["bare"] and text.startswith(("(", "["), end):
        return None
    if promised:
        secret = _is_secret(match, value)
    else:
        secret = is_random(value) and len(value) >= (32 if machine_made == "key" else 20)
    return Found(kind, start, end) if secret else None


def _bare_span(match: re.Match[str], text: str) -> tuple[int, int]:
    """Where a value without quotes stands: up to white space in `.env`, up to a bracket or comma elsewhere."""
    bare, start = match["bare"], match.start("bare")
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    if _SETTING.fullmatch(match["name"]) and match["sign"] in {"=", ":"} and _BEFORE_SETTING.fullmatch(line):
        return start, start + len(bare.rstrip(",;"))
    cut = _BARE_END.search(bare)
    return start, start + (cut.start() if cut else len(bare.rstrip(".")))


def _is_secret(match: re.Match[str], value: str) -> bool:
    sign, name = match["sign"], match["name"]
    if sign in _FALLING_BACK:
        return bool(match["quoted"]) and (sign != "," or bool(match["closed"])) and is_strong(value)
    if is_strong(value):
        return bool(match["quoted"]) or not _EXPRESSION.fullmatch(value) or _is_of_env(match)
    if match["quoted"]:
        return _SETTING.fullmatch(name) is not None and _is_plain_secret(value, quote=match["quote"])
    return _is_of_env(match) and _is_plain_secret(value)


def _is_of_env(match: re.Match[str]) -> bool:
    """Whether it is a line of `.env` or of Compose's environment, where no value is an expression."""
    if _SETTING.fullmatch(match["name"]) is None:
        return False
    return not match["space"] if match["sign"] == "=" else match["sign"] == ":" and "_" in match["name"]


def _is_plain_secret(value: str, *, quote: str = "") -> bool:
    """Whether a setting in capitals makes a secret of this: one word of letters, or a few words with a digit."""
    if " " in value:
        return quote != "`" and value.count(" ") <= 3 and any(sign.isdigit() for sign in value)
    return value.isascii() and (value.isalpha() or "-" in value)
