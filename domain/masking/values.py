"""Telling a secret from what people write in its place, by the value alone."""

import re
from itertools import pairwise

SHORTEST = 6
"""Characters of the shortest value that is taken for a secret by the name beside it."""

_BLANK = re.compile(
    r"""
      \$\w+ | \$\{.*\}? | \$\(.*\)? | %\(?\w+\)?[s%]?               # $TOKEN, ${TOKEN:-x}, $(cat x), %s, %(token)s
    | [frb]?\{.*\}? | \#\{.* | :'?\w+'?                             # {token}, #{token}, :token
    | <.*>? | \[.*\] | \(.*\) | ![a-z]+ | --?[a-z][a-z-]*           # <token>, [hidden], (hidden), !vault, --next
    | (?:\W|_)*                                                     # ********
    | (.)\1{3,}                                                     # xxxxxxxx
    | [\w./-]+\.(?:pem|key|txt|json|ya?ml|env|py|js|ts|html?|crt|cfg|toml|ini|md|sh)
    | [A-Z]+(?:_[A-Z]+)*                                            # TOKEN, the name of another setting
    | \d{4}_[a-z_0-9]+                                              # 0003_alter_user_password
    """,
    re.VERBOSE | re.DOTALL,
)
"""Whole values that stand for another."""

_PATH = re.compile(r"(?:[.~]{0,2}/|[A-Za-z]:\\)[\w./\\-]*")
_WITHHELD = re.compile(r"\*{3}|\.{3}|…|•|(?<![A-Za-z])[xX]{4}|[xX]{8}|EXAMPLE|://")
"""What a value holds that somebody shortened or blackened already, or made up; an address is looked at elsewhere."""

_WORD_LIST = """
password passwort passwd pass pwd secret token key keys apikey api auth access refresh private
public your my the a an is of for this that here with in to real new some any own old our from go
goes change changeme replace paste put insert enter fill todo tbd fixme set use example sample dummy
fake demo test testing tests user username name admin administrator root guest default none null
true false empty missing undefined unset hidden masked redacted removed invalid wrong value values
string strong random long very super safe secure insecure unsafe not django flask fastapi postgres
postgresql mysql mariadb mongo mongodb redis rabbitmq rabbit minio minioadmin sqlite celery db
database dev devel development local localhost prod production staging app web bot discord github
gitlab slack jwt openai stripe aws google email mail host server client id abc abcd abcdef qwerty
qwertz letmein welcome hello world foo bar baz foobar blah something anything please later only me
one two confirm repeat required optional hash hashed session csrf bearer basic incorrect needed env environment variable
"""
_WORDS = re.compile("|".join(sorted(_WORD_LIST.split(), key=len, reverse=True)))
"""What people make a value of that is none, the longest first: `your-secret-key`, `password123`."""

_COUNTING = re.compile(r"0?1234?5?6?7?8?9?0?|0+|1+|\d{1,3}")

_TECHNICAL = re.compile(
    r"(?:base\d{2}|sha-?\d+|md5|argon2\w*|bcrypt\w*|pbkdf2|pbkdf2[-_]sha256|oauth-?[12](?:\.0)?|utf-?8|[hrep]s256|"
    r"aes-?(?:128|192|256)\w*|http/?[123](?:\.\d)?|ed25519|x509|uuid-?\d?|v\d+(?:[.-]\w+)*|python-?3[.\d]*|s3|ipv[46]|2fa"
    r")(?:[-/ ]\w+)?|[a-z_.]+\d{0,2}",
    re.IGNORECASE,
)
"""Words of the trade that carry digits, and names with a number behind."""

_APP_PASSWORD = re.compile(r"[a-z]{4}(?: [a-z]{4}){3}")
_HEX = re.compile(r"[0-9a-fA-F]{32,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SYMBOLS = frozenset("!@#$%^&*+=?~")


def is_stand_in(value: str) -> bool:
    """Whether `value` is obviously none: a variable, a blank, asterisks, `changeme`, `your-token-here`."""
    if _BLANK.fullmatch(value) or _WITHHELD.search(value):
        return True
    if _PATH.fullmatch(value) and not is_random(value):
        return True
    rest = _COUNTING.sub("", _WORDS.sub("", value.casefold()))
    return sum(sign.isalnum() for sign in rest) <= 1 and (len(value) < 20 or not is_random(value))


def is_random(value: str) -> bool:
    """Whether `value` is as mixed as a machine makes it: hex, base64, a UUID, Google's four times four letters."""
    if _HEX.fullmatch(value) or _APP_PASSWORD.fullmatch(value):
        return True
    if len(value) < 12 or " " in value:
        return False
    classes = [_class_of(sign) for sign in value]
    changes = sum(one != other for one, other in pairwise(classes)) / len(value)
    digits = classes.count("0")
    if digits == 0:
        # Without a digit it may be the name of a class: only letters that alternate wildly are none.
        return value.isalnum() and changes >= 0.45
    return changes >= (0.25 if digits >= 3 and len(value) >= 20 else 0.4)


def is_strong(value: str) -> bool:
    """Whether `value` looks chosen as a password rather than written as a word, a name or code."""
    if is_random(value):
        return True
    if " " in value or _TECHNICAL.fullmatch(value):
        return False
    letters = any(sign.isalpha() for sign in value)
    digits = any(sign.isdigit() for sign in value)
    return (letters and (digits or bool(_SYMBOLS.intersection(value)))) or (
        value.isdigit() and len(value) >= 8
    )


def _class_of(sign: str) -> str:
    if sign.isdigit():
        return "0"
    return ("A" if sign.isupper() else "a") if sign.isalpha() else "_"
