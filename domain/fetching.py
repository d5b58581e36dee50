"""What the services need to look at other people's addresses: somebody who fetches them safely."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol
from urllib.parse import urlsplit

from domain.errors import DomainError


class Unreachable(DomainError):
    """An address could not be fetched.

    Attributes:
        reason: what happened, as the end of a sentence, such as `it refused the connection`.
        later: whether trying again later may help; if not, the address itself must be corrected.
    """

    def __init__(self, host: str, reason: str, *, later: bool = False, advice: str = "") -> None:
        usual = (
            "Try again in some minutes."
            if later
            else "Give another address, or share the document as a file."
        )
        super().__init__(f"{host or 'This address'} cannot be fetched: {reason}. {advice or usual}")
        self.host = host
        self.reason = reason
        self.later = later


@dataclass(frozen=True, slots=True)
class Validators:
    """What a host gave with a body, by which it tells later whether that is still the same (RFC 9110, section 8.8)."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a host answered."""

    address: str
    """Where it was in the end, behind all redirects."""
    status: int
    body: bytes = b""
    """Unpacked."""
    content_type: str = ""
    """What the host takes it for, such as `application/json`, in small letters and without parameters."""
    validators: Validators = Validators()

    @property
    def is_good(self) -> bool:
        """Whether it is what was asked for."""
        return 200 <= self.status < 300

    @property
    def is_unchanged(self) -> bool:
        """Whether it is still what the known validators were given with; there is no body then."""
        return self.status == HTTPStatus.NOT_MODIFIED

    @property
    def trouble(self) -> Unreachable | None:
        """Why this is not what was asked for; None where it is, or where nothing has changed."""
        if self.is_good or self.is_unchanged:
            return None
        later = self.status >= 500 or self.status == HTTPStatus.TOO_MANY_REQUESTS
        host = urlsplit(self.address).hostname or ""
        return Unreachable(host, f"it answers with {status_in_words(self.status)}", later=later)


def status_in_words(status: int) -> str:
    """A status of HTTP such as `404 Not Found`."""
    known = {each.value: each.phrase for each in HTTPStatus}
    return f"{status} {known.get(status, '')}".strip()


class Fetcher(Protocol):
    """Fetches what stands at other people's addresses."""

    async def fetch(
        self, address: str, *, known: Validators | None = None, body: bytes | None = None
    ) -> Fetched:
        """What stands at the address now.

        Args:
            address: with its scheme.
            known: of what was fetched before: a host that has nothing newer says that it is unchanged.
            body: JSON to be posted, as GraphQL wants it; without, the address is only got.

        Raises:
            Unreachable: there is no answer, or none that is let in.
        """
        ...

    async def close(self) -> None:
        """End what is under way."""
        ...
