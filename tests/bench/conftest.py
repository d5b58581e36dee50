"""A tiny collection on disk, for the benchmarks of search."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

CORPUS = (
    {
        "id": "celery",
        "title": "Celery does not see my tasks",
        "text": "Set autodiscover and restart the worker.",
    },
    {
        "id": "cors",
        "title": "CORS error in the browser",
        "text": "The backend sends no header. Add the middleware.",
    },
    {
        "id": 3,
        "title": "Docker build is slow",
        "text": "Copy the requirements first.\u2028Then the cache is used.",
    },
    {"id": "nginx", "title": "nginx says 502", "text": "Gunicorn was not running behind it.", "views": 7},
)
QUERIES = (
    {"id": "q1", "text": "worker ignores tasks", "split": "dev"},
    {"id": "q2", "text": "celery finds nothing to do", "split": "test"},
    {"id": "q3", "text": "image takes forever to build", "split": "dev", "asked": "yesterday"},
    {"id": "q4", "text": "nobody judged this"},
    {"id": "q5", "text": "Worker ignores tasks", "split": "test"},
)
QRELS = "query-id\tcorpus-id\tscore\nq1\tcelery\t2\nq1\tnginx\t0\nq2\tcelery\t1\nq3\t3\t1\nq3\tlost\t1\nq5\tcelery\t1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A collection of four documents and five queries, one of them not judged."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    for name, lines in (("corpus", CORPUS), ("queries", QUERIES)):
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    (folder / "qrels.tsv").write_text(QRELS, encoding="utf-8")
    return folder
