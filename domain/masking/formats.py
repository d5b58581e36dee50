"""Secrets that are known by their own form, whatever stands around them."""

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator

from domain.masking.found import Found, holds
from domain.masking.values import is_stand_in

_TOKENS = {
    "GitHub token": r"gh[opusr]_[A-Za-z0-9]{30,}|github_pat_\w{40,}",
    "GitLab token": r"gl(?:pat|rt|dt|cbt|ptt|ft|soat|agent|oas)-[\w.-]{18,}",
    "Slack token": r"xox[abeoprs]-[\w-]{12,}|xapp-\d-[\w-]{20,}",
    "Slack webhook": r"https://hooks\.slack\.com/(?:services|workflows|triggers)/[\w/]{20,}",
    "Discord webhook": r"https://(?:\w+\.)?discord(?:app)?\.com/api/(?:v\d+/)?webhooks/\d{15,22}/[\w-]{50,}",
    "Discord token": r"[MNO][\w-]{22,27}\.[\w-]{5,7}\.[\w-]{25,45}|mfa\.[\w-]{60,}",
    "Anthropic key": r"sk-ant-[\w-]{20,}",
    "OpenAI key": r"sk-(?:proj|svcacct|admin|None)-[\w-]{20,}|sk-[A-Za-z0-9]{20,}",
    "OpenRouter key": r"sk-or-v1-[0-9a-f]{32,}",
    "API key": (
        r"(?:gsk|xai|r8|pplx|tvly|nvapi|lsv2_pt|phx|PMAK|rnd|FLWSECK|FLWSECK_TEST)[-_][\w-]{24,}|re_[A-Za-z0-9]{8}_\w{20,}|"
        r"sb_secret_[\w-]{20,}"
    ),
    "Stripe key": r"(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[\w+/=]{24,}",
    "SendGrid key": r"SG\.[\w-]{16,32}\.[\w-]{16,64}",
    "Twilio key": r"SK[0-9a-f]{32}",
    "Google key": r"AIza[\w-]{35}|GOCSPX-[\w-]{24,}",
    "Google token": r"ya29\.[\w-]{20,}|1//0[\w-]{30,}",
    "AWS access key": r"(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}",
    "npm token": r"npm_[A-Za-z0-9]{36}",
    "PyPI token": r"pypi-AgE[\w-]{40,}",
    "Mailgun key": r"key-[0-9a-f]{32}|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}",
    "Mailchimp key": r"[0-9a-f]{32}-us\d{1,2}",
    "DigitalOcean token": r"do[opr]_v1_[0-9a-f]{64}",
    "Hugging Face token": r"hf_[A-Za-z0-9]{30,}",
    "Shopify token": r"shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}",
    "Linear key": r"lin_(?:api|oauth)_[A-Za-z0-9]{32,}",
    "Docker token": r"dckr_(?:pat|oat)_[\w-]{24,}",
    "Sentry token": r"sntry[su]_[\w+/=-]{40,}",
    "Vault token": r"hv[sbr]\.[\w-]{24,}",
    "Aiven password": r"AVNS_[\w-]{12,}",
    "Notion token": r"(?:ntn|secret)_[A-Za-z0-9]{40,}",
    "Atlassian token": r"AT(?:ATT|CTT)3[\w=-]{50,}",
    "Figma token": r"figd_[\w-]{36,}",
    "Supabase token": r"sbp_[0-9a-f]{40}",
    "password hash": (
        r"pbkdf2_sha(?:256|1)\$\d+\$[^\s$]+\$[\w+/=]{20,}|\$2[abxy]\$\d\d\$[\w./]{53}|"
        r"(?:argon2)?\$argon2(?:id|i|d)\$[\w$+/=,.-]{30,}|bcrypt_sha256\$\$2b\$\d\d\$[\w./]{53}|"
        r"scrypt(?::\d+){3}\$\w+\$[0-9a-f]{64,}"
    ),
}
_WORDS_OF = {
    "GitHub token": "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
    "GitLab token": "glpat- glrt- gldt- glcbt- glptt- glft- glsoat- glagent- gloas-",
    "Slack token": "xox xapp-",
    "Slack webhook": "https://hooks.slack.com/",
    "Discord webhook": "/webhooks/",
    "Discord token": ". mfa.",
    "Anthropic key": "sk-ant-",
    "OpenAI key": "sk-",
    "OpenRouter key": "sk-or-v1-",
    "API key": "gsk xai r8 pplx tvly nvapi lsv2_pt phx PMAK rnd FLWSECK re_ sb_secret_",
    "Stripe key": "sk_ rk_ whsec_",
    "SendGrid key": "SG.",
    "Twilio key": "SK",
    "Google key": "AIza GOCSPX-",
    "Google token": "ya29. 1//0",
    "AWS access key": "AKIA ASIA ABIA ACCA",
    "npm token": "npm_",
    "PyPI token": "pypi-AgE",
    "Mailgun key": "- key-",
    "Mailchimp key": "-us",
    "DigitalOcean token": "_v1_",
    "Hugging Face token": "hf_",
    "Shopify token": "shpat_ shpca_ shppa_ shpss_",
    "Linear key": "lin_",
    "Docker token": "dckr_",
    "Sentry token": "sntry",
    "Vault token": "hvs. hvb. hvr.",
    "Aiven password": "AVNS_",
    "Notion token": "ntn_ secret_",
    "Atlassian token": "ATATT3 ATCTT3",
    "Figma token": "figd_",
    "Supabase token": "sbp_",
    "password hash": "pbkdf2_sha $2 $argon2 scrypt:",
}
"""What is in every token of a kind: one of these words. A text that holds none need not be looked through."""

TOKENS = [
    (kind, _WORDS_OF[kind].split(), re.compile(rf"(?<![A-Za-z0-9_])(?P<value>{form})(?![A-Za-z0-9_])"))
    for kind, form in _TOKENS.items()
]
"""Each kind of token, its words and its form."""

_TELEGRAM = re.compile(r"(?<!\d)(?P<value>\d{8,10}:AA[\w-]{32,34})(?![\w-])")
_TWILIO = re.compile(r"""(?<!\w)AC[0-9a-f]{32}["']?[\s,:]{1,4}["']?(?P<value>[0-9a-f]{32})(?!\w)""")
_JWT = re.compile(r"(?<![\w-])(?P<value>(?P<header>eyJ[\w-]{8,})\.[\w-]{8,}(?:\.[\w-]*){0,3})")

_USER = r"(?<![A-Za-z0-9+.-])(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{1,30})://(?P<user>[^\s:/?#@\"'<>`]{0,100})"
_ADDRESS = re.compile(_USER + r":(?P<value>[^\s\"'<>`/?#]{1,300})@(?=[\w.\[{$-])")
_BROKEN_ADDRESS = re.compile(_USER + r":(?P<value>[^\s\"'<>`,]{1,300})@(?=[\w.\[{$-])")
"""One whose password has signs that should have been escaped: a common cause of the question."""
_BEYOND_HOST = re.compile(r"[/?#]")
_WEB = frozenset({"http", "https", "ws", "wss"})

_KEY_BEGINS = re.compile(r"-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----")
_KEY_ENDS = re.compile(r"-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:\\n)?")
_KEY_RUN = re.compile(r"[A-Za-z0-9+/]{24}")
_KEY_LINES = re.compile(
    r"""
    (?: (?:\s|\\[nr]) [\s>|]{0,12}
        (?: (?:Proc-Type|DEK-Info|Version|Comment):[ ][^\n\\]* | [A-Za-z0-9+/]{16,}={0,2}(?=\s|\\|\Z) )
    )+
    (?: (?:\s|\\[nr]) [\s>|]{0,12} [A-Za-z0-9+/]{1,15}={0,2} (?=[ \t]*(?:\n|\\|\Z)) )?      # the last one is short
    """,
    re.VERBOSE,
)


def known_by_form(text: str) -> Iterator[Found]:
    """The secrets in `text` whose form alone tells them."""
    yield from _private_keys(text)
    if "eyJ" in text:
        yield from (Found.at("JWT", match) for match in _JWT.finditer(text) if _is_header(match["header"]))
    for kind, words, form in TOKENS:
        if holds(text, words):
            yield from (
                Found.at(kind, match)
                for match in form.finditer(text)
                if not is_stand_in_token(match["value"])
            )
    if ":AA" in text:
        yield from (Found.at("Telegram token", match) for match in _TELEGRAM.finditer(text))
    if "AC" in text:
        yield from (Found.at("Twilio token", match) for match in _TWILIO.finditer(text))
    if "://" in text and "@" in text:
        yield from _in_addresses(text)


def is_stand_in_token(value: str) -> bool:
    """Whether a value in a token's form was plainly made up: `ghp_xxxx…`, AWS's own `…EXAMPLE`."""
    return "EXAMPLE" in value or "xxxxxx" in value.casefold() or len(set(value[8:])) < 5


def _is_header(part: str) -> bool:
    try:
        return isinstance(json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4))), dict)
    except (ValueError, RecursionError):
        return False


def _private_keys(text: str) -> Iterator[Found]:
    """Private keys, whole; where the end was cut off, as far as the key's own lines go."""
    done = 0
    for begins in _KEY_BEGINS.finditer(text):
        if begins.start() < done:
            continue
        ends = _KEY_ENDS.search(text, begins.end())
        inside = text[begins.end() : ends.start()] if ends else ""
        if ends and _KEY_RUN.search(inside) and not _KEY_BEGINS.search(inside):
            done = ends.end()
        elif lines := _KEY_LINES.match(text, begins.end()):
            done = lines.end()
        else:
            continue
        yield Found("private key", begins.start(), done)


def _in_addresses(text: str) -> Iterator[Found]:
    """The passwords in connection strings and addresses; all else in them stays readable."""
    for match in (*_ADDRESS.finditer(text), *_BROKEN_ADDRESS.finditer(text)):
        value = match["value"]
        if match["scheme"].lower() in _WEB and (value.isdigit() or _BEYOND_HOST.search(value)):
            continue
        if value != match["user"] and len(value) >= 4 and not is_stand_in(value):
            yield Found.at("password", match)
