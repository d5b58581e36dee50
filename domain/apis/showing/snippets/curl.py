"""A call as a command for a POSIX shell."""

from collections.abc import Iterator

from domain import shell
from domain.apis.showing.auth import Token
from domain.apis.showing.calls import Body, Call, Sort
from domain.apis.showing.snippets.parts import FILE, as_text, ends, media_type, variables


def curl(call: Call) -> str:
    """The call as a command for a POSIX shell."""
    options = [shell.header(name, value) for name, value in call.headers]
    options += [
        shell.token_header(_before(token), variable)
        for token, variable in variables(call)
        if token.location != "query"
    ]
    options += _body(call.body) if call.body else ()
    return shell.curl(call.method, call.address, options, ends=tuple(ends(call)))


def _before(token: Token) -> str:
    """What comes before a token in its header."""
    if token.location == "cookie":
        return f"Cookie: {token.name}="
    return f"{token.name}: {token.prefix} " if token.prefix else f"{token.name}: "


def _body(body: Body) -> Iterator[str]:
    match body.sort:
        case Sort.FORM:
            yield from (shell.form_field(name, value) for name, value in body.pairs)
        case Sort.MULTIPART:
            yield from (shell.part(name, value) for name, value in body.pairs)
            yield from (shell.file_part(name, FILE) for name in sorted(body.files))
        case Sort.FILE:
            yield shell.header("Content-Type", media_type(body))
            yield shell.file(FILE)
        case Sort.JSON | Sort.TEXT:
            yield shell.header("Content-Type", media_type(body))
            yield shell.data(as_text(body))
