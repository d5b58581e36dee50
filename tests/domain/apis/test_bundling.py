"""Documents in several files become one, by files of the same host alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple

import pytest

from domain.apis.finding import bundling
from domain.apis.finding.bundling import FILES, HOPS
from domain.apis.reading.documents import document_of
from domain.apis.reading.models import Api
from domain.errors import BadInput
from domain.fetching import Unreachable
from tests.support.aside import InProcess
from tests.support.domain import GUILD
from tests.support.learners_host import HTML, LearnersHost, Names

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.fetching import Fetcher

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


HERE = InProcess()


def document(*references: str) -> bytes:
    """A document whose schemas are these references."""
    schemas = {f"S{number}": {"$ref": each} for number, each in enumerate(references)}
    return json.dumps({
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }).encode()  # fmt: skip


def references_in(content: bytes) -> list[str]:
    """The references of its schemas."""
    whole: dict[str, Any] = json.loads(content)
    return [each["$ref"] for each in whole["components"]["schemas"].values()]


class Counting(InProcess):
    """Notes what is done aside."""

    def __init__(self) -> None:
        self.works: list[str] = []

    async def do(self, guild_id: int, work: Callable[[*Ts], T], *arguments: *Ts) -> T:
        """Do the work."""
        self.works.append(work.__name__)
        return await super().do(guild_id, work, *arguments)


async def bundled(document: bytes, address: str, fetcher: Fetcher, aside: InProcess) -> bytes:
    return await bundling.bundled(document, address, fetcher, aside, guild_id=GUILD)


async def test_a_document_in_one_piece_comes_back_as_it_is(host: LearnersHost, fetcher: Fetcher) -> None:
    whole = document("#/components/schemas/S1")

    assert await bundled(whole, host.at("/openapi.json"), fetcher, HERE) is whole
    assert not host.asked


async def test_files_of_the_same_host_are_put_into_the_document(host: LearnersHost, fetcher: Fetcher) -> None:
    host.serves(
        "/spec/parts/user.yaml", "User:\n  type: object\n  properties:\n    team: {$ref: 'team.json#/Team'}"
    )
    host.serves("/spec/parts/team.json", '{"Team": {"$ref": "#/Base"}, "Base": {"type": "string"}}')
    content = document("parts/user.yaml#/User", "/spec/parts/team.json")

    whole = await bundled(content, host.at("/spec/openapi.json"), fetcher, HERE)

    assert references_in(whole) == ["#/x-bundled/1/User", "#/x-bundled/2"]
    files = json.loads(whole)["x-bundled"]
    assert files["1"]["User"]["properties"]["team"] == {"$ref": "#/x-bundled/2/Team"}
    assert files["2"] == {"Team": {"$ref": "#/x-bundled/2/Base"}, "Base": {"type": "string"}}
    assert sorted(host.paths) == ["/spec/parts/team.json", "/spec/parts/user.yaml"]


async def test_what_was_put_together_is_read_without_a_warning(host: LearnersHost, fetcher: Fetcher) -> None:
    host.serves("/users.yaml", "get: {responses: {'200': {description: All of them.}}}")
    content = b"openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /users:\n    $ref: users.yaml\n"

    read = document_of(await bundled(content, host.at("/openapi.yaml"), fetcher, HERE))

    assert isinstance(read.api, Api)
    assert [each.label for each in read.api.operations] == ["GET /users"]
    assert read.warnings.sentences == ()


async def test_files_that_refer_to_each_other_and_to_the_document_are_taken_once(
    host: LearnersHost, fetcher: Fetcher
) -> None:
    host.serves("/a.json", '{"$ref": "b.json"}')
    host.serves("/b.json", '{"x": {"$ref": "a.json"}, "y": {"$ref": "openapi.json#/components/schemas/S0"}}')

    whole = await bundled(document("a.json"), host.at("/openapi.json"), fetcher, HERE)

    assert json.loads(whole)["x-bundled"] == {
        "1": {"$ref": "#/x-bundled/2"},
        "2": {"x": {"$ref": "#/x-bundled/1"}, "y": {"$ref": "#/components/schemas/S0"}},
    }
    assert host.paths == ["/a.json", "/b.json"]


async def test_a_file_behind_a_redirect_is_taken_once(host: LearnersHost, fetcher: Fetcher) -> None:
    host.sends_on("/a", "/a.json")
    host.serves("/a.json", '{"x": {"$ref": "#/y"}, "y": {}}')

    whole = await bundled(document("a", "a.json"), host.at("/openapi.json"), fetcher, HERE)

    assert references_in(whole) == ["#/x-bundled/1", "#/x-bundled/1"]
    assert json.loads(whole)["x-bundled"]["1"]["x"] == {"$ref": "#/x-bundled/1/y"}
    assert host.paths == ["/a", "/a.json"]


@pytest.mark.parametrize(
    "reference",
    [
        "http://other.test/a.json#/A", "https://127.0.0.1/a.json", "http://127.0.0.1:9/a.json", "file:///etc/passwd",
        "http://[", "http://127.0.0.1:x/",
    ],
)  # fmt: skip
async def test_other_hosts_are_not_asked(
    host: LearnersHost, fetcher: Fetcher, names: Names, reference: str
) -> None:
    names.leads("other.test", ["127.0.0.1"])
    content = document(reference)

    assert await bundled(content, host.at("/openapi.json"), fetcher, HERE) == content
    assert not host.asked
    assert not names.asked


async def test_neither_are_they_by_a_redirect_or_by_a_file(
    host: LearnersHost, fetcher: Fetcher, names: Names
) -> None:
    names.leads("other.test", ["127.0.0.1"])
    host.sends_on("/a.json", host.at("/elsewhere.json", name="other.test"))
    host.serves("/elsewhere.json", '{"secret": 1}')
    host.serves("/b.json", '{"$ref": "//other.test/c.json#/C"}')
    host.sends_on("/c.json", "http://10.0.0.1/")

    whole = await bundled(document("a.json", "b.json", "c.json"), host.at("/openapi.json"), fetcher, HERE)

    assert references_in(whole) == [host.at("/a.json"), "#/x-bundled/1", host.at("/c.json")]
    assert json.loads(whole)["x-bundled"] == {"1": {"$ref": "http://other.test/c.json#/C"}}


@pytest.mark.parametrize("content", ["<html>", "[" * 100_000, "a: [", ""])
async def test_what_cannot_be_read_stays_outside(host: LearnersHost, fetcher: Fetcher, content: str) -> None:
    host.serves("/a.json", content, kind=HTML)
    whole = document("a.json#/A")

    assert await bundled(whole, host.at("/openapi.json"), fetcher, HERE) == whole


async def test_what_is_not_there_stays_outside_and_is_warned_of(host: LearnersHost, fetcher: Fetcher) -> None:
    host.serves("/here.json", "{}")

    whole = await bundled(document("here.json", "gone.json#/A"), host.at("/openapi.json"), fetcher, HERE)

    assert references_in(whole) == ["#/x-bundled/1", host.at("/gone.json#/A")]


async def test_a_host_that_falls_asleep_meanwhile_is_told_of(host: LearnersHost, fetcher: Fetcher) -> None:
    host.asleep = 9

    with pytest.raises(Unreachable, match="503"):
        await bundled(document("a.json"), host.at("/openapi.json"), fetcher, HERE)


async def test_a_file_that_fails_at_the_moment_is_told_of(host: LearnersHost, fetcher: Fetcher) -> None:
    host.serves("/a.json", "", status=500)

    with pytest.raises(Unreachable, match="500"):
        await bundled(document("a.json"), host.at("/openapi.json"), fetcher, HERE)


async def test_no_more_files_than_may_be_are_fetched(host: LearnersHost, fetcher: Fetcher) -> None:
    names = [f"{number}.json" for number in range(FILES + 5)]
    for name in names:
        host.serves(f"/{name}", "{}")

    whole = await bundled(document(*names), host.at("/openapi.json"), fetcher, HERE)

    assert len(host.asked) == FILES
    assert references_in(whole)[FILES:] == [host.at(f"/{name}") for name in names[FILES:]]


async def test_what_is_not_there_counts_too(host: LearnersHost, fetcher: Fetcher) -> None:
    await bundled(document(*(f"{number}.json" for number in range(1000))), host.at("/a.json"), fetcher, HERE)

    assert len(host.asked) == FILES


async def test_they_are_read_where_no_document_can_do_harm(host: LearnersHost, fetcher: Fetcher) -> None:
    host.serves("/a.json", '{"$ref": "b.json"}')
    aside = Counting()

    await bundled(document("a.json"), host.at("/openapi.json"), fetcher, aside)

    assert aside.works == ["named_by_document", "named_by_part", "put_together"]


async def test_no_longer_chain_than_may_be_is_followed(host: LearnersHost, fetcher: Fetcher) -> None:
    for number in range(HOPS + 5):
        host.serves(f"/{number}.json", f'{{"$ref": "{number + 1}.json"}}')

    await bundled(document("0.json"), host.at("/openapi.json"), fetcher, HERE)

    assert len(host.asked) == HOPS


async def test_files_count_together(
    host: LearnersHost, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundling, "SIZE", 1000)
    for name in ("a", "b"):
        host.serves(f"/{name}.json", json.dumps({"x": "y" * 500}))

    whole = await bundled(document("a.json", "b.json"), host.at("/openapi.json"), fetcher, HERE)

    assert references_in(whole) == ["#/x-bundled/1", host.at("/b.json")]


async def test_a_file_that_grows_by_its_aliases_is_refused(host: LearnersHost, fetcher: Fetcher) -> None:
    host.serves("/a.yaml", f"a: &a {'x' * 1000}\nb: [{', '.join(['*a'] * 11_000)}]")

    with pytest.raises(BadInput, match="With the files that it refers to it has more than 10 MiB"):
        await bundled(document("a.yaml"), host.at("/openapi.json"), fetcher, HERE)


async def test_sdl_has_no_files(host: LearnersHost, fetcher: Fetcher) -> None:
    sdl = b'"""See $ref: a.json"""\ntype Query { a: Int }'

    assert await bundled(sdl, host.at("/schema.graphql"), fetcher, HERE) == sdl
