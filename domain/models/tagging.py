"""Tags that a text proposes: those that the server uses, and those that words of the trade stand for."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from domain.retrieval.stop_words import STOP_WORDS

PROPOSED: Final = 3
"""Tags proposed at most."""

TRADE: Final = {
    "django": "django manage.py",
    "drf": "drf djangorestframework rest_framework django-rest-framework",
    "fastapi": "fastapi uvicorn",
    "flask": "flask werkzeug",
    "celery": "celery celerybeat shared_task",
    "rabbitmq": "rabbitmq amqp",
    "redis": "redis redis-server redis-cli",
    "postgresql": "postgresql postgres psycopg psycopg2 psql",
    "mysql": "mysql mariadb mysqlclient",
    "sqlite": "sqlite sqlite3",
    "mongodb": "mongodb mongo pymongo mongoose",
    "sqlalchemy": "sqlalchemy alembic",
    "database": "OperationalError IntegrityError ProgrammingError DataError deadlock",
    "migrations": "migration migrations makemigrations InconsistentMigrationHistory NodeNotFoundError",
    "orm": "orm queryset FieldError select_related prefetch_related",
    "n+1": "n+1",
    "graphql": "graphql graphene apollo",
    "cors": "cors corsheaders django-cors-headers Access-Control-Allow-Origin",
    "csrf": "csrf csrftoken csrfmiddlewaretoken",
    "jwt": "jwt simplejwt pyjwt json-web-token",
    "oauth": "oauth oauth2 allauth",
    "auth": "authentication authenticate AUTH_USER_MODEL NotAuthenticated AuthenticationFailed",
    "openapi": "openapi swagger drf-spectacular drf-yasg",
    "websockets": "websocket websockets daphne",
    "asyncio": "asyncio SynchronousOnlyOperation",
    "pytest": "pytest pytest-django conftest.py",
    "docker": "docker docker-compose dockerfile docker-compose.yml docker-compose.yaml compose.yaml compose.yml",
    "kubernetes": "kubernetes kubectl k8s",
    "nginx": "nginx",
    "gunicorn": "gunicorn",
    "git": "git gitignore",
    "github-actions": "github-actions",
    "ci": "ci gitlab-ci ci/cd",
    "aws": "aws s3 ec2 boto3 botocore",
    "react": "React react.js reactjs react-dom react-app react-component react-router useState useEffect jsx",
    "next.js": "next.js nextjs",
    "vue": "Vue vue.js vuejs nuxt",
    "typescript": "typescript tsc tsconfig.json",
    "axios": "axios AxiosError",
    "node.js": "node.js nodejs npm npx",
    "pip": "pip pip3 requirements.txt",
    "imports": "ImportError ModuleNotFoundError",
}
"""Each tag with the words that stand for it. One in capitals counts as it is written: people react, too."""


def proposed(text: str, used: Sequence[str]) -> tuple[str, ...]:
    """Up to three tags for what `text` is about, those named first first.

    Args:
        text: what somebody wrote, what matters most standing first.
        used: the tags that the server uses, most used first: its own word for a thing is taken.
    """
    places: dict[str, int] = {}
    lowered = text.lower()
    for tag, words in _known(used):
        # Most words are nowhere in a text, which this tells much faster than a pattern.
        if any(word.lower().partition("-")[0] in lowered for word in words) and (
            found := _pattern(words).search(text)
        ):
            places.setdefault(tag, found.start())
    return tuple(sorted(places, key=lambda tag: places[tag])[:PROPOSED])


def _known(used: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The tags that a text may get, each with the words that stand for it."""
    trade = {tag: words.split() for tag, words in TRADE.items()}
    for tag, words in trade.items():
        yield next((each for each in used if each == tag or each in words), tag), words
    taken = {word for words in trade.values() for word in words} | set(trade)
    for tag in used:
        if tag not in taken and tag not in STOP_WORDS:
            yield tag, [tag]


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Any of the words, whole; the parts of one may stand apart, as in `GitHub Actions`."""
    either = "|".join(_sought(word) for word in words)
    return re.compile(rf"(?<![\w])(?:{either})(?![\w])")


def _sought(word: str) -> str:
    sought = re.escape(word).replace(r"\-", "[-_ ]")
    return sought if word != word.lower() else f"(?i:{sought})"
