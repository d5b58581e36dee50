"""A call as JavaScript, for a browser's console, a module or Node."""

from collections.abc import Iterator
from typing import Final

from domain.apis.showing.calls import Body, Call, Sort
from domain.apis.showing.literals import in_javascript
from domain.apis.showing.snippets.parts import FILE, as_text, ends, media_type, variables
from domain.apis.tree import Tree

_TYPED_BY_BROWSER: Final = frozenset({Sort.FORM, Sort.MULTIPART})
_SOME_FILE: Final = 'new Blob(["hello"])'


def fetch(call: Call) -> str:
    """The call as JavaScript."""
    lines = [
        *([] if call.is_whole else ['const BASE_URL = "http://localhost:8000";']),
        *(f'const {name} = "your-token";' for each, name in variables(call) if each.location != "cookie"),
        *_form(call.body),
        f"const response = await fetch({_address(call)}, {{",
        *_options(call),
        "});",
        "console.log(response.status, await response.text());",
    ]
    return "\n".join(lines)


def _address(call: Call) -> str:
    told = in_javascript(call.address) if call.is_whole else f"BASE_URL + {in_javascript(call.address)}"
    tokens = (f" + {in_javascript(end)} + encodeURIComponent({name})" for end, name in ends(call))
    return "".join([told, *tokens])


def _options(call: Call) -> Iterator[str]:
    yield _option("method", in_javascript(call.method))
    if any(each.location == "cookie" for each in call.tokens):
        yield _option("credentials", '"include"')
    if headers := list(_headers(call)):
        yield from ("  headers: {", *(f"    {each}," for each in headers), "  },")
    if call.body:
        yield _option("body", _body(call.body))


def _option(name: str, value: str) -> str:
    return f"  {name}: {value},"


def _headers(call: Call) -> Iterator[str]:
    for name, value in call.headers:
        yield f"{in_javascript(name)}: {in_javascript(value)}"
    for token, variable in variables(call):
        if token.location == "header":
            start = f"{in_javascript(f'{token.prefix} ')} + " if token.prefix else ""
            yield f"{in_javascript(token.name)}: {start}{variable}"
    if call.body and call.body.sort not in _TYPED_BY_BROWSER:
        yield f'"Content-Type": {in_javascript(media_type(call.body))}'


def _form(body: Body | None) -> Iterator[str]:
    """The lines that fill a form of several parts."""
    if body is None or body.sort is not Sort.MULTIPART:
        return
    yield "const form = new FormData();"
    for name, value in body.pairs:
        yield f"form.append({in_javascript(name)}, {in_javascript(value)});"
    for name in sorted(body.files):
        yield f'form.append({in_javascript(name)}, {_SOME_FILE}, "{FILE}");'


def _body(body: Body) -> str:
    match body.sort:
        case Sort.JSON:
            return f"JSON.stringify({in_javascript(body.value, inside='  ')})"
        case Sort.FORM:
            pairs: list[Tree] = [[name, value] for name, value in body.pairs]
            return f"new URLSearchParams({in_javascript(pairs, inside='  ')})"
        case Sort.MULTIPART:
            return "form"
        case Sort.TEXT:
            return in_javascript(as_text(body))
        case Sort.FILE:
            return _SOME_FILE
