"""What goes into an export, and what may come out."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One API: what people call it, and its document as it is kept."""

    name: str
    """Such as `A3 · Shop API`."""
    content: bytes
    """OpenAPI, Swagger, GraphQL's SDL or an introspection, in JSON, YAML or SDL."""
    address: str = ""
    """Where it is served, for a document that does not tell; of GraphQL the whole address."""
    last_days: tuple[tuple[str, str, date], ...] = ()
    """What its owner said of operations that the document does not: method, path, and until when they stay."""

    @property
    def suffix(self) -> str:
        """What is put behind a name that another API has as well: the API's number, or its whole name."""
        return slug(self.name.partition("·")[0]) or "other"


class Form(Enum):
    """A form of an export; the value is how its files end."""

    OPENAPI = "openapi.json"
    MARKDOWN = "md"
    POSTMAN = "postman.json"

    @property
    def words(self) -> str:
        """What it is, and for whom."""
        return {
            Form.OPENAPI: "OpenAPI 3.1, for programs",
            Form.MARKDOWN: "Markdown, for people",
            Form.POSTMAN: "A collection for Postman",
        }[self]


def slug(text: str) -> str:
    """Letters without accents and digits of `text`, in small letters, words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))
