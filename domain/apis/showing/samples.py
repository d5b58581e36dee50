"""Values that somebody could have written, by what they are called and how they are formatted."""

import re
from collections.abc import Mapping
from typing import Final, TypeVar

ValueT = TypeVar("ValueT")

_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")

FORMATS: Final = {
    "date-time": "2026-01-15T09:30:00Z",
    "date": "2026-01-15",
    "time": "09:30:00Z",
    "duration": "PT1H30M",
    "uuid": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    "email": "amina@example.com",
    "idn-email": "amina@example.com",
    "uri": "https://example.com/",
    "url": "https://example.com/",
    "iri": "https://example.com/",
    "uri-reference": "/about",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "ip": "192.0.2.1",
    "byte": "aGVsbG8=",
    "binary": "(a file)",
    "password": "your-password",
    "decimal": "9.99",
    "slug": "learn-together",
    "phone": "+254700000000",
    "color": "#3366ff",
    "regex": "^[a-z]+$",
    "json-pointer": "/name",
}
"""A text of each format; those of the networks are set aside for examples (RFC 5737, 3849, 2606)."""

_TEXTS: Final = {
    "address": "12 Moi Avenue",
    "at": "2026-01-15T09:30:00Z",
    "author": "Amina",
    "avatar": "https://example.com/amina.png",
    "bio": "Learns backend, loves tea.",
    "body": "Hello from Nairobi!",
    "category": "books",
    "city": "Nairobi",
    "code": "ABC123",
    "color": "#3366ff",
    "comment": "Well done!",
    "content": "Hello from Nairobi!",
    "country": "Kenya",
    "currency": "KES",
    "cursor": "cD0yMDI2",
    "date": "2026-01-15",
    "description": "What we learned this week.",
    "detail": "Not found.",
    "email": "amina@example.com",
    "error": "Not found.",
    "filename": "notes.txt",
    "firstname": "Amina",
    "fullname": "Amina Otieno",
    "id": "1",
    "image": "https://example.com/amina.png",
    "label": "urgent",
    "language": "en",
    "lastname": "Otieno",
    "link": "https://example.com/",
    "location": "Nairobi",
    "message": "Hello from Nairobi!",
    "msg": "Hello from Nairobi!",
    "name": "Amina",
    "nickname": "amina",
    "note": "Bring your laptop.",
    "password": "your-password",
    "phone": "+254700000000",
    "price": "9.99",
    "query": "django",
    "q": "django",
    "role": "member",
    "search": "django",
    "slug": "learn-together",
    "sort": "name",
    "status": "open",
    "subject": "Our project",
    "summary": "What we learned this week.",
    "surname": "Otieno",
    "tag": "backend",
    "tags": "backend",
    "text": "Hello from Nairobi!",
    "timezone": "Africa/Nairobi",
    "title": "Learn together",
    "token": "your-token",
    "type": "text",
    "url": "https://example.com/",
    "username": "amina",
    "uuid": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    "version": "1.0.0",
    "website": "https://example.com/",
    "zip": "00100",
}

_NUMBERS: Final[Mapping[str, float]] = {
    "age": 27,
    "amount": 49.5,
    "count": 3,
    "height": 1.7,
    "latitude": -1.29,
    "lat": -1.29,
    "limit": 10,
    "lng": 36.82,
    "lon": 36.82,
    "longitude": 36.82,
    "offset": 0,
    "percent": 12.5,
    "port": 8000,
    "price": 9.99,
    "quantity": 2,
    "rating": 4.5,
    "score": 8.5,
    "size": 10,
    "stock": 12,
    "total": 3,
    "weight": 2.5,
    "year": 2026,
}


def text_named(name: str) -> str:
    """A text that something of this name could hold."""
    return _by_name(name, _TEXTS) or "text"


def number_named(name: str) -> float | None:
    """A number that something of this name could hold; None where the name tells nothing."""
    return _by_name(name, _NUMBERS)


def _by_name(name: str, values: Mapping[str, ValueT]) -> ValueT | None:
    """What fits the whole name, else its last two words, else its last."""
    words = [word.lower() for word in _WORD.findall(name)]
    ends = ("".join(words), "".join(words[-2:]), *words[-1:])
    return next((values[end] for end in ends if end in values), None)
