"""Settings: read once, from the environment and `.env`, and passed down from there."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

TOKEN_SHAPE = re.compile(r"[\w-]{20,}\.[\w-]{5,}\.[\w-]{25,}")
"""A bot's token: three parts with points between."""


class BadSettings(Exception):
    """The settings cannot be used; each of `lines` says what is wrong with one, and how to mend it."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("; ".join(lines))
        self.lines = lines


class Settings(BaseSettings):
    """All that can be set. Each field is the environment variable of its name, in capitals."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    discord_token: Annotated[
        SecretStr | None,
        Field(
            description="The bot's token, from Discord's developer portal. Without it, `make run` opens the demo."
        ),
    ] = None
    database_path: Annotated[
        Path, Field(description="The database file. Its folder is made when it is missing.")
    ] = Path("var/nexus.db")
    backups: Annotated[
        int,
        Field(
            description="How many nightly backups are kept, in `backups` beside the database. 0 makes none.",
            ge=0,
        ),
    ] = 7
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"],
        Field(description="How much is logged: debug, info, warning or error."),
    ] = "info"
    log_format: Annotated[
        Literal["human", "json"], Field(description="How it is logged: human, or json (one object a line).")
    ] = "human"
    semantic: Annotated[
        Literal["off", "on"],
        Field(
            description="Whether search goes by meaning too: off or on. It needs pip install 'nexus-bot[semantic]'."
        ),
    ] = "off"
    semantic_model: Annotated[
        str,
        Field(
            description="Which model reads what texts mean: one of fastembed's, fetched at first use, or a folder."
        ),
    ] = "sentence-transformers/all-MiniLM-L6-v2"
    discord_api_url: Annotated[
        str | None,
        Field(
            description="The API of another Discord-compatible server, such as http://127.0.0.1:8080/api/v10."
        ),
    ] = None
    development_guild_id: Annotated[
        int | None,
        Field(
            description="A server's id: commands appear there at once, and only there. For developing.", gt=0
        ),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, values: dict[str, Any]) -> dict[str, Any]:
        """Blanks around a value are no part of it; where nothing is left, there is none."""
        bare = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
        return {name: value for name, value in bare.items() if value != ""}

    @field_validator("log_level", "log_format", "semantic", mode="before")
    @classmethod
    def _any_case(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator("discord_token")
    @classmethod
    def _is_one_word(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and re.search(r"\s", value.get_secret_value()):
            raise ValueError("it holds a blank or a line break")
        return value

    @field_validator("discord_api_url")
    @classmethod
    def _is_web_address(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"https?://\S+", value):
            raise ValueError("it should begin with http:// or https:// and hold no blanks")
        return value


def load() -> Settings:
    """The settings of the environment and of `.env`.

    Raises:
        BadSettings: one or more cannot be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        raise BadSettings([complaint(str(each["loc"][0]), each["msg"]) for each in problems]) from None
    except (OSError, UnicodeError) as error:
        raise BadSettings(
            [f".env cannot be read ({error}). Save it as UTF-8 text that you may read."]
        ) from None


def complaint(name: str, reason: str) -> str:
    """The line about a setting that cannot be used."""
    return (
        f"{name.upper()} cannot be used: {reason.removeprefix('Value error, ')}."
        f" What it is for: {Settings.model_fields[name].description} Mend it in .env or the environment."
    )


def shown_default(name: str) -> str:
    """A setting's default as one would write it into `.env`."""
    default = Settings.model_fields[name].default
    return "" if default is None else str(default)


def env_example() -> str:
    """The text of `.env.example`: every setting with its description and default."""
    blocks = (
        f"# {field.description}\n{'# ' if shown_default(name) else ''}{name.upper()}={shown_default(name)}\n"
        for name, field in Settings.model_fields.items()
    )
    return "# Copy this file to .env and fill in what you need.\n\n" + "\n".join(blocks)


def settings_table() -> str:
    """The README's table of settings."""
    rows = (
        f"| `{name.upper()}` | `{shown_default(name)}` | {field.description} |\n".replace("``", "none")
        for name, field in Settings.model_fields.items()
    )
    return "| Setting | Default | What it is |\n| --- | --- | --- |\n" + "".join(rows)
