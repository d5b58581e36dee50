"""Secrets that are known by where they are said: a header, a command's option, a call, a sentence."""

import re
from collections.abc import Iterator

from domain.masking.found import Found, holds
from domain.masking.named import QUOTED
from domain.masking.names import kind_of, kind_of_machine_made
from domain.masking.values import SHORTEST, is_random, is_stand_in, is_strong

_HEADER = re.compile(
    r"(?<!\w)(?P<scheme>Bearer|Token|Basic|Bot|ApiKey|JWT)[ ]{1,3}(?P<value>[\w.~+/$-]{6,500}={0,2})(?![({=])"
)
_AUTHORIZATION = re.compile(r"""(?i:authorization)\\?["']?\]?\s{0,3}[:=]\s{0,3}[frb]{0,2}\\?["'`]?\Z""")

_OPTION = re.compile(
    r"(?<!\S)--(?P<name>[a-z][a-z-]{1,40})(?:[ =]|[ ]*\\\n[ ]*)[\"']?(?P<value>[^\s\"'`]{4,200})"
)
_PAIR = re.compile(
    r"(?<!\S)(?:-u|--user|-a|--auth)[ =]?(?P<quote>[\"'])?(?P<user>[^\s:\"']{1,64}):"
    r"(?P<value>(?(quote)[^\n\"']|[^\s\"'`]){4,200})"
)
_LETTER = re.compile(r"(?<!\S)(?P<option>-p|-p |-a |-a)[\"']?(?P<value>[^\s\"'`]{4,200})")
_ASKING_PAIR = re.compile(r"\b(?:curl|https?|xh|wget)\b(?!:)")
_ASKING = {
    "-p": re.compile(r"\b(?:mysql\w*|mariadb\w*|sshpass)\s"),
    "-p ": re.compile(r"\b(?:sshpass|docker login|podman login)\s"),
    "-a ": re.compile(r"\bredis-cli\s"),
    "-a": re.compile(r"\bredis-cli\s"),
}
"""The commands that take a password behind these options; for others, `-p` is a port or a folder."""

_CALL = re.compile(
    r"""
    (?: (?:set_password|check_password|make_password|Fernet|SecretStr) \(
      | \bauth=\( \s? ["'][^"'\n]{1,60}["'] , \s?
      | \bjwt\.(?:encode|decode|sign|verify)\( [^"'\n]{1,80}, \s?
      | \bcreate_(?:super)?user\( \s? ["'][^"'\n]{0,60}["'] , \s? ["'][^"'\n]{0,60}["'] , \s?
      | \b(?:login|run|start)\( (?=["'][\w.-]{40})
      | \b(?i:PASSWORD|IDENTIFIED\ BY|IDENTIFIED\ WITH\ \w{1,40}\ BY) \s{1,3}
      | \bname=["'](?P<field>[\w-]{1,40})["'][^<>\n]{0,80}\bvalue=
    ) b?
    """
    + QUOTED,
    re.VERBOSE,
)

_SAID = re.compile(
    r"""
    (?<![^\W_])
    (?P<name> password|passwd|pwd|passphrase|passcode|requirepass|token|secret(?:[ ]key)?|api[ _-]?key|access[ ]key ) \b
    (?: [ ](?:is|was) )? (?: [ ](?:now|still|just) )? :? [ ]{1,3}
    ["'`*]{0,3} (?P<value> [^\s"'`,;<>(){}\[\]|]{6,200} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MIXED = re.compile(r"[A-Za-z]\d+[A-Za-z]|[A-Za-z]\W?\d{3,}\b")
_PATH = re.compile(r"[._/=]")


_QUOTES = ('"', "'", "`")
_SCHEMES = ("Bearer", "Token", "Basic", "Bot", "ApiKey", "JWT")
_OPTIONS = ("--", "-u", "-a", "-p")
_CALLS = (
    *("password", "identified", "fernet(", "secretstr(", "auth=(", "jwt.", "create_"),
    *("login(", "run(", "start(", "name="),
)
_NAMES = ("pass", "pwd", "token", "secret", "key")
"""What is in every text that these look for, in small letters but for the schemes."""


def known_by_place(text: str) -> Iterator[Found]:
    """The secrets in `text` that are told by where they are said."""
    small = text.casefold()
    if holds(text, _SCHEMES):
        yield from _authorized(text)
    if holds(text, _OPTIONS):
        yield from _options(text)
    if holds(small, _CALLS) and holds(text, _QUOTES):
        yield from _called(text)
    if holds(small, _NAMES):
        yield from _said(text)


def _authorized(text: str) -> Iterator[Found]:
    """What an `Authorization` header carries; without the header's name, only what a machine made."""
    for match in _HEADER.finditer(text):
        value = match["value"]
        named = _AUTHORIZATION.search(text, max(0, match.start() - 30), match.start())
        if not is_stand_in(value) and (is_random(value) or (named and is_strong(value))):
            yield Found.at("password" if match["scheme"] == "Basic" else "token", match)


def _options(text: str) -> Iterator[Found]:
    """Passwords typed into a shell: `--password`, curl's `-u user:password`, mysql's `-ppassword`."""
    for match in _OPTION.finditer(text):
        kind, value = kind_of(match["name"]), match["value"]
        if kind and len(value) >= SHORTEST and is_strong(value) and not is_stand_in(value):
            yield Found.at(kind, match)
    for match in _PAIR.finditer(text):
        value = match["value"]
        if _asks(text, match.start(), _ASKING_PAIR) and not is_stand_in(value) and value != match["user"]:
            yield Found.at("password", match)
    for match in _LETTER.finditer(text):
        if _asks(text, match.start(), _ASKING[match["option"]]) and not is_stand_in(match["value"]):
            yield Found.at("password", match)


def _asks(text: str, at: int, command: re.Pattern[str]) -> bool:
    """Whether `command` stands before `at`, on the same line or on one that a backslash continues."""
    before = re.split(r"(?<!\\)\n", text[max(0, at - 300) : at])
    return command.search(before[-1]) is not None


def _called(text: str) -> Iterator[Found]:
    """Secrets handed to what takes nothing else: `set_password("…")`, `IDENTIFIED BY '…'`."""
    for match in _CALL.finditer(text):
        value, field = match["quoted"], match["field"]
        if len(value) < SHORTEST or not is_strong(value) or is_stand_in(value):
            continue
        if field is None:
            yield Found.at("secret" if is_random(value) else "password", match, "quoted")
        elif kind := kind_of(field) or kind_of_machine_made(field):
            yield Found.at(kind, match, "quoted")


def _said(text: str) -> Iterator[Found]:
    """Secrets told in a sentence: `my password is …`. Only what no word of a sentence looks like."""
    for match in _SAID.finditer(text):
        value = match["value"].rstrip(".!?:")
        mixed = _MIXED.search(value) and is_strong(value) and not _PATH.search(value)
        if len(value) >= SHORTEST and (mixed or is_random(value)) and not is_stand_in(value):
            start = match.start("value")
            yield Found(kind_of(match["name"]) or "key", start, start + len(value))
