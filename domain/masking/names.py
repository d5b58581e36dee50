"""Names that say that a secret follows: `DB_PASSWORD`, `api_key`, `clientSecret`."""

import re

_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")

_PASSWORD = frozenset({"password", "passwd", "pwd", "pass", "passphrase", "pw", "requirepass"}) | {
    *(
        "passwort",
        "kennwort",
        "passe",
        "senha",
        "contrasena",
        "parola",
        "haslo",
    )  # as learners elsewhere call it
}
_SECRET = frozenset({"secret"})
_TOKEN = frozenset({"token", "authtoken", "accesstoken", "jwt"})
_KEYS = frozenset({"apikey", "secretkey", "accesskey", "privatekey", "authkey", "appkey"})
_KEY_OF_WORDS = """
api secret private access signing encryption auth admin service fernet master account app jwt
license deploy shared storage server write anon role rest crypt cipher session hmac
"""
_KEY_OF = frozenset(_KEY_OF_WORDS.split())
_KEY_KINDS = {
    "secretkey": "secret key",
    "apikey": "API key",
    "privatekey": "private key",
    "accesskey": "access key",
}
_MACHINE_MADE = frozenset(
    {"appid", "sessionid", "csrftoken", "csrfmiddlewaretoken", "signature", "sig", "credential"}
)
TELLING = (
    *("pass", "pw", "secret", "token", "jwt", "key", "appid", "sessionid", "sig", "credential"),
    *("kennwort", "senha", "contrasena", "parola", "haslo"),
)
"""One of these is in every name that says that a secret follows, in small letters."""

_POINTING_WORDS = """
public publishable id name url uri path file arn host type class hash digest checksum
"""
_POINTING = frozenset(_POINTING_WORDS.split())
_AFTERWARDS_WORDS = """
prod production dev development staging stage test live old new local fallback fallbacks base
default env value
"""
_AFTERWARDS = frozenset(_AFTERWARDS_WORDS.split())


def kind_of(name: str) -> str | None:
    """What the value behind `name` would be, in plain words; None where the name promises no secret."""
    parts = [part.lower() for part in _PART.findall(name)]
    while parts and parts[-1] in _AFTERWARDS:
        parts.pop()
    before, last = ["", "", *parts][-2:]
    if last in _PASSWORD or last.endswith("password"):
        return "password"
    if last in _TOKEN:
        return "token"
    if last in _SECRET:
        return "secret"
    if last in _KEYS or (last == "key" and before in _KEY_OF):
        return _KEY_KINDS.get(last if last in _KEYS else before + last, "key")
    return None


def kind_of_machine_made(name: str) -> str | None:
    """What the value behind `name` would be if no human could have made it up: `key`, `sessionid`, `secret_value`."""
    parts = [part.lower() for part in _PART.findall(name)]
    if not parts or _POINTING.intersection(parts):
        return None
    if "".join(parts) in _MACHINE_MADE or parts[-1] in _MACHINE_MADE:
        return "session key"
    if parts[-1] == "key":
        return "key"
    several = {part.removesuffix("s") for part in parts}
    return "secret" if (_PASSWORD | _SECRET | _TOKEN).intersection(several) else None
