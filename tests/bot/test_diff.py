"""`python -m bot diff`: what it says to people and to scripts, and the exit code that CI goes by."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from bot.cli import main

ROOT = Path(__file__).parents[2]

BASE = """
openapi: 3.1.0
info: {title: Things, version: "1"}
paths:
  /things/{id}:
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {type: integer}}
        - {name: lang, in: query, schema: {type: string}}
      responses:
        "200":
          description: fine
          content:
            application/json:
              schema: {type: object, required: [name], properties: {name: {type: string}, level: {enum: [low]}}}
"""
REVISION = (
    BASE.replace("{id}", "{thing}")
    .replace("name: id,", "name: thing,")
    .replace("required: [name], ", "")
    .replace("[low]", "[low, high]")
    .replace("        - {name: lang, in: query, schema: {type: string}}\n", "")
    .replace("  /things", "  /new: {get: {responses: {'200': {description: fine}}}}\n  /things")
)
SAFE = BASE.replace(
    "/things/{id}:", "/new: {get: {responses: {'200': {description: fine}}}}\n  /things/{id}:"
)


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {"base.yaml": BASE, "revision.yaml": REVISION, "safe.yaml": SAFE}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def write_twice(folder: Path) -> None:
    """Write a document in which two operations answer alike, and one in which both changed alike."""
    twice = BASE + BASE[BASE.index("  /things") :].replace("/things", "/people")
    (folder / "twice.yaml").write_text(twice, encoding="utf-8")
    (folder / "twice_revision.yaml").write_text(twice.replace("required: [name], ", ""), encoding="utf-8")


@pytest.mark.usefixtures("files")
class TestForPeople:
    def test_changes_are_told_by_grade_then_by_operation(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["diff", "base.yaml", "revision.yaml"]) == 1

        assert (
            capsys.readouterr().out
            == """\
base.yaml → revision.yaml: 1 breaking, 2 risky, 1 safe

Breaking (1)

  GET /things/{thing}
    response 200: name: it may be missing now [response-property-became-optional]
      before: required
      after:  optional

Risky (2)

  GET /things/{thing}
    query parameter lang: it is gone [request-parameter-removed]
    response 200: level: one more value is possible [response-property-enum-value-added]
      after:  high

Safe (1)

  GET /new
    it is new [endpoint-added]
"""
        )

    def test_what_changed_alike_in_several_operations_is_told_once(
        self, files: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_twice(files)

        assert main(["diff", "twice.yaml", "twice_revision.yaml"]) == 1

        assert (
            capsys.readouterr().out
            == """\
twice.yaml → twice_revision.yaml: 1 breaking

Breaking (1)

  GET /people/{id}, GET /things/{id}
    response 200: name: it may be missing now [response-property-became-optional]
      before: required
      after:  optional
"""
        )

    def test_one_of_the_two_may_be_piped_in(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(BASE.encode())))

        assert main(["diff", "-", "safe.yaml"]) == 0

        assert capsys.readouterr().out.startswith("- → safe.yaml: 1 safe\n")

    def test_nothing_is_said_to_be_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["diff", "base.yaml", "base.yaml"]) == 0
        assert capsys.readouterr().out == "base.yaml → base.yaml: nothing changed\n"

    def test_what_breaks_nothing_is_no_failure(self) -> None:
        assert main(["diff", "base.yaml", "safe.yaml"]) == 0

    def test_the_whole_api_is_named_where_no_operation_is_meant(
        self, files: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (files / "moved.yaml").write_text(
            BASE + "servers: [{url: https://example.org/v2}]\n", encoding="utf-8"
        )

        assert main(["diff", "base.yaml", "moved.yaml"]) == 1
        assert "\n  The whole API\n    servers: every address begins otherwise now" in capsys.readouterr().out

    def test_signs_that_steer_a_terminal_are_not_passed_on(
        self, files: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (files / "evil.json").write_text(
            '{"openapi": "3.1.0", "info": {"title": "", "version": ""},'
            ' "paths": {"/\\u001b[31m": {"get": {"responses": {"200": {"description": ""}}}}}}',
            encoding="utf-8",
        )

        assert main(["diff", "base.yaml", "evil.json"]) == 1
        assert "GET /�[31m\n" in capsys.readouterr().out


@pytest.mark.usefixtures("files")
class TestForScripts:
    def test_it_is_one_list_of_changes(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["diff", "base.yaml", "revision.yaml", "--json"]) == 1

        assert json.loads(capsys.readouterr().out)[:2] == [
            {
                "rule": "response-property-became-optional",
                "grade": "breaking",
                "operation": "GET /things/{thing}",
                "where": "response 200: name",
                "before": "required",
                "after": "optional",
            },
            {
                "rule": "request-parameter-removed",
                "grade": "risky",
                "operation": "GET /things/{thing}",
                "where": "query parameter lang",
                "before": None,
                "after": None,
            },
        ]

    def test_each_operation_has_its_own_change(self, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write_twice(files)

        assert main(["diff", "twice.yaml", "twice_revision.yaml", "--json"]) == 1

        told = json.loads(capsys.readouterr().out)
        assert [each["operation"] for each in told] == ["GET /people/{id}", "GET /things/{id}"]

    def test_no_change_is_an_empty_list(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["diff", "base.yaml", "base.yaml", "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == []

    def test_it_is_the_same_to_the_byte_each_time(self) -> None:
        command = [sys.executable, "-m", "bot", "diff", "base.yaml", "revision.yaml", "--json"]

        first, second = (
            subprocess.run(
                command, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
            )
            for _ in range(2)
        )

        assert json.loads(first.stdout)
        assert first.stdout == second.stdout


@pytest.mark.usefixtures("files")
class TestWhatCannotBeCompared:
    def test_a_file_that_is_not_there(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["diff", "base.yaml", "nowhere.yaml"]) == 2

        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err == "nowhere.yaml: it cannot be opened (No such file or directory).\n"

    def test_an_address_is_to_be_downloaded_first(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["diff", "https://example.org/openapi.json", "base.yaml"]) == 2

        assert capsys.readouterr().err == (
            "https://example.org/openapi.json: nothing is fetched here."
            " Download it first, as with curl -o, and name the file.\n"
        )

    def test_standard_input_holds_one_document_alone(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["diff", "-", "-"]) == 2

        assert "Only one of the two can be -" in capsys.readouterr().err

    def test_a_file_that_is_no_document_is_named_with_the_place(
        self, files: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (files / "broken.json").write_text('{"openapi": }', encoding="utf-8")

        assert main(["diff", "broken.json", "base.yaml", "--json"]) == 2
        assert "broken.json: It is no JSON: line 1, column 13" in capsys.readouterr().err

    def test_two_documents_of_different_kinds(self, files: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (files / "schema.graphql").write_text("type Query { a: Int }", encoding="utf-8")

        assert main(["diff", "base.yaml", "schema.graphql"]) == 2
        assert "OpenAPI 3.1 and GraphQL SDL cannot be compared." in capsys.readouterr().err

    def test_what_is_not_followed_is_a_warning_beside_the_answer(
        self, files: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        elsewhere = BASE.replace("{type: string}}\n", "{$ref: 'other.yaml#/Lang'}}\n", 1)
        (files / "elsewhere.yaml").write_text(elsewhere, encoding="utf-8")

        assert main(["diff", "elsewhere.yaml", "elsewhere.yaml", "--json"]) == 0

        shown = capsys.readouterr()
        assert json.loads(shown.out) == []
        assert "elsewhere.yaml: warning: other.yaml#/Lang: it is in another document" in shown.err


def test_the_bot_starts_without_what_reads_documents() -> None:
    code = "import sys, bot.cli; print([name for name in ('yaml', 'graphql', 'jsonschema_rs') if name in sys.modules])"

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert told.stdout == "[]\n"


def test_who_stops_reading_is_no_trouble(files: Path) -> None:
    command = [sys.executable, "-m", "bot", "diff", str(files / "base.yaml"), str(files / "revision.yaml")]
    reads, writes = os.pipe()
    os.close(reads)
    try:
        ended = subprocess.run(
            command, stdout=writes, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT
        )
    finally:
        os.close(writes)

    assert (ended.returncode, ended.stderr) == (1, "")
