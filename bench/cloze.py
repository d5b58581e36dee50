"""Questions made of the documents themselves: a sentence is taken out of a text, and has to find it.

Lee, Chang, Toutanova: Latent Retrieval for Weakly Supervised Open Domain Question Answering (2019) call this the
inverse cloze task. People ask otherwise, so it proves little by itself; but it tells where weights fit what titles
have in common with questions that were written to resemble them, and forget the texts.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Final

from bench.collection import Collection, Question
from bench.report import Unusable
from domain.models.search import Document

QUESTIONS: Final = 400
"""How many are made at most."""

SENTENCES: Final = 3
"""A text must have as many, so that most of it stays."""

_SENTENCE: Final = re.compile(r"(?<!\S)[A-Z][^.:!?{}<>]{20,150}[.:!?](?!\S)")


def cloze(collection: Collection) -> Collection:
    """The collection with questions of its own instead of those that it has.

    Raises:
        Unusable: no document has enough sentences.
    """
    able = [each for each, document in collection.documents.items() if len(_sentences(document)) >= SENTENCES]
    chosen = sorted(able, key=hashed)[:QUESTIONS]
    if not chosen:
        raise Unusable(f"No document of {collection.name} has {SENTENCES} sentences.")
    documents = dict(collection.documents)
    questions: list[Question] = []
    for document_id in chosen:
        sentences = _sentences(documents[document_id])
        sentence = sentences[hashed(document_id) % len(sentences)]
        body = documents[document_id].body.replace(sentence, "")
        documents[document_id] = replace(documents[document_id], body=body)
        questions.append(Question(id=document_id, text=sentence, gains={document_id: 1.0}))
    return Collection(name=f"{collection.name}, cloze", documents=documents, questions=questions)


def hashed(text: str) -> int:
    """A number that looks like chance, and is the same every time."""
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")


def _sentences(document: Document) -> Sequence[str]:
    return [sentence for sentence in _SENTENCE.findall(document.body) if len(sentence.split()) >= 5]
