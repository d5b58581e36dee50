"""A script is cut into the statements that SQLite would run."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from hypothesis import example, given
from hypothesis import strategies as st

from data.migrations import statements_of

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def block_comment(text: str) -> str:
    return f"/* {text.replace('*/', '')} */".replace("**/", "* */")


def line_comment(text: str) -> str:
    return "-- " + " ".join(text.splitlines()) + "\n"


SPACES = st.one_of(
    st.sampled_from(["", " ", "\n", ";", " ;\n"]),
    WORDS.map(block_comment),
    WORDS.map(line_comment),
)
INSERT = "INSERT INTO log VALUES ({word});"
TRIGGER = """CREATE TRIGGER {name} AFTER INSERT ON log WHEN new.word = {word} BEGIN
    INSERT INTO log VALUES (CASE WHEN 1 THEN {word} ELSE ';' END); -- ; END;
    DELETE FROM log WHERE word = {word};
END;"""


@st.composite
def scripts(draw: st.DrawFn) -> str:
    """A script that SQLite runs without error, with semicolons wherever they are allowed."""
    script = "CREATE TABLE log (word TEXT);"
    for number in range(draw(st.integers(0, 6))):
        word = literal(draw(WORDS))
        script += draw(SPACES) + draw(
            st.sampled_from(
                [
                    INSERT.format(word=word),
                    f'CREATE TABLE t{number} (a TEXT DEFAULT {word}, "b;" TEXT, [c;] TEXT, `d;` TEXT);',
                    TRIGGER.format(name=f"r{number}", word=word),
                    f'CREATE VIEW v{number} AS SELECT CASE WHEN 1 THEN {word} END AS "end;";',
                ]
            )
        )
    return script + draw(SPACES)


def content_after(*statements: str) -> list[str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        return list(connection.iterdump())


class TestCutting:
    @given(scripts())
    def test_the_statements_do_what_the_script_does(self, script: str) -> None:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.executescript(script)
            expected = list(connection.iterdump())

        assert content_after(*statements_of(script)) == expected

    @given(st.one_of(scripts(), WORDS, st.text("';\"-/*\n abcEND")))
    @example("CREATE TABLE a (b); CREATE TABLE")
    def test_no_character_is_lost_and_none_is_added(self, script: str) -> None:
        assert "".join(statements_of(script)) == script

    def test_each_statement_stands_alone(self) -> None:
        script = "CREATE TABLE a (b);\n-- about; c\nCREATE TABLE c (d);;\nSELECT ';'"

        assert list(statements_of(script)) == [
            "CREATE TABLE a (b);",
            "\n-- about; c\nCREATE TABLE c (d);",
            ";",
            "\nSELECT ';'",
        ]
