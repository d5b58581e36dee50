"""A call as Python, with the library httpx."""

from collections.abc import Iterator
from typing import Final

from domain.apis.showing.calls import Body, Call, Sort
from domain.apis.showing.literals import in_python
from domain.apis.showing.snippets.parts import FILE, as_text, ends, media_type, variables
from domain.apis.tree import Object, Tree

_WITH_BODY: Final = frozenset({"POST", "PUT", "PATCH"})
_FUNCTIONS: Final = _WITH_BODY | {"GET", "HEAD", "OPTIONS", "DELETE"}
"""The methods for which httpx has a function; only some of them take a body."""

_TYPED_BY_US: Final = frozenset({Sort.TEXT, Sort.FILE})
_SOME_FILE: Final = 'b"hello"'


def httpx(call: Call) -> str:
    """The call as Python."""
    settings = [] if call.is_whole else ['BASE_URL = "http://localhost:8000"']
    settings += [f'{name} = os.environ["{name}"]' for _, name in variables(call)]
    lines = [
        *(["import os", ""] if call.tokens else []),
        "import httpx",
        "",
        *([*settings, ""] if settings else []),
        *_request(call),
        "print(response.status_code, response.text)",
    ]
    return "\n".join(lines)


def _request(call: Call) -> Iterator[str]:
    has_function = call.method in (_WITH_BODY if call.body else _FUNCTIONS)
    yield f"response = httpx.{call.method.lower() if has_function else 'request'}("
    if not has_function:
        yield f"    {in_python(call.method)},"
    yield f"    {_address(call)},"
    yield from (f"    {each}," for each in _arguments(call))
    yield ")"


def _address(call: Call) -> str:
    told = in_python(call.address) if call.is_whole else f"BASE_URL + {in_python(call.address)}"
    return "".join([told, *(f" + {in_python(end)} + {name}" for end, name in ends(call))])


def _arguments(call: Call) -> Iterator[str]:
    if headers := list(_headers(call)):
        yield "\n".join(["headers={", *(f"        {each}," for each in headers), "    }"])
    if cookies := [
        f"{in_python(each.name)}: {name}" for each, name in variables(call) if each.location == "cookie"
    ]:
        yield f"cookies={{{', '.join(cookies)}}}"
    if call.body:
        yield from _body(call.body)


def _headers(call: Call) -> Iterator[str]:
    for name, value in call.headers:
        yield f"{in_python(name)}: {in_python(value)}"
    for token, variable in variables(call):
        if token.location == "header":
            start = f"{in_python(f'{token.prefix} ')} + " if token.prefix else ""
            yield f"{in_python(token.name)}: {start}{variable}"
    if call.body and call.body.sort in _TYPED_BY_US:
        yield f'"Content-Type": {in_python(media_type(call.body))}'


def _body(body: Body) -> Iterator[str]:
    match body.sort:
        case Sort.JSON:
            yield f"json={in_python(body.value, inside='    ')}"
        case Sort.TEXT:
            yield f"content={in_python(as_text(body))}"
        case Sort.FILE:
            yield f"content={_SOME_FILE}"
        case Sort.FORM | Sort.MULTIPART:
            if fields := _fields(body):
                yield f"data={in_python(fields, inside='    ')}"
            if body.files:
                files = (f'{in_python(name)}: ("{FILE}", {_SOME_FILE})' for name in sorted(body.files))
                yield f"files={{{', '.join(files)}}}"


def _fields(body: Body) -> Object:
    """The fields of a form; one that comes several times has a list."""
    several: dict[str, list[Tree]] = {}
    for name, value in body.pairs:
        several.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in several.items()}
