"""What is searched of each entry, as a row: what people wrote, and the words that the index has of it.

Triggers put each row's words into FTS5's table, `entry_terms`, as they take them out.
"""

from typing import Final

from data.database import Value
from domain.models.search import Document
from domain.retrieval.indexing import READING, Indexed, indexed
from domain.retrieval.spelling import by_length

FORM: Final = "="
TITLE: Final = "^"
"""Stand before a word as it was written, its length first, and before one of a title."""

PUT_DOCUMENT: Final = """
    INSERT INTO documents
        (entry_id, guild_id, reading, title, body, code, terms, title_stems, body_stems, inflected, aliases)
    SELECT id, guild_id, :reading, :title, :body, :code, :terms, :title_stems, :body_stems, :inflected, :aliases
    FROM entries WHERE guild_id = :guild_id AND kind = :kind AND number = :number
    ON CONFLICT (entry_id) DO UPDATE SET
        reading = excluded.reading, title = excluded.title, body = excluded.body, code = excluded.code,
        terms = excluded.terms, title_stems = excluded.title_stems, body_stems = excluded.body_stems,
        inflected = excluded.inflected, aliases = excluded.aliases
"""

DELETE_DOCUMENT: Final = """
    DELETE FROM documents WHERE entry_id = (
        SELECT id FROM entries WHERE guild_id = :guild_id AND kind = :kind AND number = :number
    )
"""


def columns_of(document: Document) -> dict[str, Value]:
    """What `documents` has of an entry, by the rules of today."""
    read = indexed(document)
    return {
        "guild_id": document.guild_id,
        "reading": READING,
        "title": document.title,
        "body": document.body,
        "code": document.code,
        "terms": terms_of(read),
        "title_stems": read.title,
        "body_stems": read.body,
        "inflected": read.inflected,
        "aliases": "\n".join(read.aliases),
    }


def row_of(document: Document) -> dict[str, Value]:
    """What `PUT_DOCUMENT` binds for an entry."""
    return columns_of(document) | {"kind": document.ref.kind.value, "number": document.ref.number}


def terms_of(read: Indexed) -> str:
    """The words of an entry as the index has them, a space before each."""
    words = [f"{word}/{level}" for word, level in read.levels.items()]
    words += [FORM + by_length(form) for form in read.forms if form.isalpha()]
    words += [TITLE + form for form in read.title_forms]
    return "".join(f" {word}" for word in sorted(words))
