"""Settings come from the environment and `.env`, and what is wrong with one is said in one line."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.config import BadSettings, Settings, env_example, load, settings_table

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
DEFAULTS = Settings.model_construct()
TOKEN = "nobody-has-ever-used-this.GmadeU.one-for-anything-at-all-0000"


def in_dotenv(text: str) -> None:
    Path(".env").write_text(text, encoding="utf-8")


def lines_of(complaint: pytest.ExceptionInfo[BadSettings]) -> list[str]:
    return complaint.value.lines


class TestReading:
    def test_without_anything_the_defaults_hold(self) -> None:
        settings = load()

        assert settings == DEFAULTS
        assert settings.discord_token is None
        assert settings.database_path == Path("var/nexus.db")

    def test_the_environment_sets(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
        monkeypatch.setenv("DEVELOPMENT_GUILD_ID", "200000000000000001")
        settings = load()

        assert settings.discord_token is not None
        assert settings.discord_token.get_secret_value() == TOKEN
        assert settings.development_guild_id == 200000000000000001

    def test_a_dotenv_file_sets_too(self) -> None:
        in_dotenv('# a note\nDATABASE_PATH="elsewhere/hub é.db"\nexport LOG_FORMAT=json\n')
        settings = load()

        assert settings.database_path == Path("elsewhere/hub é.db")
        assert settings.log_format == "json"

    def test_the_environment_comes_before_the_dotenv_file(self, monkeypatch: pytest.MonkeyPatch) -> None:
        in_dotenv("LOG_LEVEL=error\nLOG_FORMAT=json\n")
        monkeypatch.setenv("LOG_LEVEL", "debug")
        settings = load()

        assert (settings.log_level, settings.log_format) == ("debug", "json")

    @pytest.mark.parametrize("blank", ["", "  "])
    @pytest.mark.parametrize("name", sorted(Settings.model_fields))
    def test_an_empty_value_is_no_value(self, name: str, blank: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(name.upper(), blank)
        in_dotenv(f"{name.upper()}=\n")

        assert load() == DEFAULTS

    def test_an_empty_value_leaves_the_dotenv_file_its_say(self, monkeypatch: pytest.MonkeyPatch) -> None:
        in_dotenv("LOG_LEVEL=error\n")
        monkeypatch.setenv("LOG_LEVEL", "")

        assert load().log_level == "error"

    def test_what_is_not_meant_for_nexus_is_no_business_of_its(self) -> None:
        in_dotenv("POSTGRES_PASSWORD=secret\nLOG_LEVELS=loud\n")

        assert load() == DEFAULTS

    @pytest.mark.parametrize(
        ("name", "written", "read"),
        [
            ("LOG_LEVEL", " Warning ", "warning"),
            ("LOG_FORMAT", "JSON", "json"),
            ("DISCORD_API_URL", " http://127.0.0.1:8080/api/v10 ", "http://127.0.0.1:8080/api/v10"),
            ("DEVELOPMENT_GUILD_ID", " 12 ", 12),
        ],
    )
    def test_case_and_blanks_around_a_value_are_forgiven(
        self, name: str, written: str, read: object, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(name, written)

        assert getattr(load(), name.lower()) == read

    def test_a_token_is_pasted_with_blanks_and_still_the_token(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DISCORD_TOKEN", f" {TOKEN}\n")
        token = load().discord_token

        assert token is not None
        assert token.get_secret_value() == TOKEN


class TestBadValues:
    @pytest.mark.parametrize(
        ("name", "bad", "way_out"),
        [
            ("DISCORD_TOKEN", "one.two\nthree.four", "holds a blank or a line break"),
            ("LOG_LEVEL", "loud", "debug, info, warning or error"),
            ("LOG_FORMAT", "xml", "human, or json"),
            ("DISCORD_API_URL", "127.0.0.1:8080", "begin with http:// or https://"),
            ("DISCORD_API_URL", "http://two words", "begin with http:// or https://"),
            ("DEVELOPMENT_GUILD_ID", "my server", "A server's id"),
            ("DEVELOPMENT_GUILD_ID", "0", "A server's id"),
            ("DEVELOPMENT_GUILD_ID", "-1", "A server's id"),
            ("DEVELOPMENT_GUILD_ID", "12.5", "A server's id"),
        ],
    )
    def test_one_line_names_the_setting_and_how_to_mend_it(
        self, name: str, bad: str, way_out: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(name, bad)

        with pytest.raises(BadSettings) as complaint:
            load()

        [line] = lines_of(complaint)
        assert line.startswith(f"{name} cannot be used: ")
        assert way_out in line
        assert line.endswith("Mend it in .env or the environment.")
        assert "\n" not in line

    def test_several_bad_values_are_told_at_once(self) -> None:
        in_dotenv("LOG_LEVEL=loud\nLOG_FORMAT=xml\n")

        with pytest.raises(BadSettings) as complaint:
            load()

        assert [line.split()[0] for line in lines_of(complaint)] == ["LOG_LEVEL", "LOG_FORMAT"]

    def test_a_dotenv_file_that_is_no_text_is_told_in_one_line(self) -> None:
        Path(".env").write_bytes(b"LOG_LEVEL=\xff\xfe\n")

        with pytest.raises(BadSettings) as complaint:
            load()

        [line] = lines_of(complaint)
        assert line.startswith(".env cannot be read (")
        assert line.endswith("Save it as UTF-8 text that you may read.")

    @examples(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40))
    def test_no_value_does_worse_than_a_complaint(self, value: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            for name in Settings.model_fields:
                patch.setenv(name.upper(), value)
            with suppress(BadSettings):
                load()


class TestSecrets:
    @pytest.mark.parametrize("shown", [repr, str, Settings.model_dump_json])
    def test_the_token_shows_nowhere(
        self, shown: Callable[[Settings], str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DISCORD_TOKEN", TOKEN)

        assert TOKEN not in shown(load())

    def test_a_complaint_about_another_setting_does_not_show_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
        monkeypatch.setenv("LOG_LEVEL", "loud")

        with pytest.raises(BadSettings) as complaint:
            load()

        assert TOKEN not in str(complaint.value)
        assert complaint.value.__suppress_context__

    def test_nobody_changes_a_setting_later(self) -> None:
        settings = load()

        with pytest.raises(ValidationError, match="frozen"):
            settings.log_level = "debug"


class TestDocuments:
    def test_every_setting_says_what_it_is(self) -> None:
        for name, field in Settings.model_fields.items():
            assert field.description, name
            assert f"# {field.description}" in env_example()
            assert f"| `{name.upper()}` |" in settings_table()

    def test_the_example_file_lists_every_setting_with_its_default(self) -> None:
        assert (ROOT / ".env.example").read_text(encoding="utf-8") == env_example()

    def test_the_readme_has_the_table_of_settings(self) -> None:
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        _, _, rest = readme.partition("<!-- settings -->\n")
        table, _, _ = rest.partition("<!-- /settings -->")

        assert table.strip() == settings_table().strip()

    def test_whoever_copies_the_example_file_gets_the_defaults(self) -> None:
        in_dotenv(env_example())
        assert load() == DEFAULTS

        names = "|".join(name.upper() for name in Settings.model_fields)
        in_dotenv(uncommented(env_example(), names))
        assert load() == DEFAULTS


def uncommented(text: str, names: str) -> str:
    lines = text.splitlines()
    return "\n".join(line.removeprefix("# ") if line[2:].split("=")[0] in names else line for line in lines)
