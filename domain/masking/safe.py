"""What a server's texts are masked with."""

from dataclasses import dataclass, field
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Safe:
    """The key of an installation's fingerprints, and what one server has said to be no secret.

    Without the key, nobody can try a list of passwords on the digits of a placeholder.
    """

    key: bytes = field(repr=False)
    harmless: frozenset[str] = frozenset()
    """Full fingerprints of values whose owners said that they are no secrets."""

    def fingerprint(self, value: str) -> str:
        """The full fingerprint of `value`, in hex: kept where its owner says that it is no secret."""
        told = value.encode(errors="surrogatepass")
        return blake2b(told, key=self.key, digest_size=32, person=b"nexus masking").hexdigest()

    def is_harmless(self, value: str) -> bool:
        """Whether its owner said that `value` is no secret."""
        return self.fingerprint(value) in self.harmless
