"""Secrets are masked, as good as all of them, and next to nothing else is."""

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import masking
from domain.masking import Masked, Safe, masked_in
from domain.models.blocker_draft import BlockerDraft
from domain.models.endpoint import EndpointDraft
from domain.models.solution_draft import SolutionDraft
from domain.text import clean
from tests.support.domain import any_text, blocker_draft, endpoint_draft, few, solution_draft

RECALL = 0.97
PRECISION = 0.98
SAFE = Safe(b"the key of an installation")
PLACEHOLDER = re.compile(r"\[masked [A-Za-z][A-Za-z ]{0,22}[A-Za-z] [0-9a-f]{6}\]")


def mask(text: str, *harmless: str) -> str:
    """`text` masked, where these values are said to be no secrets."""
    return masking.mask(text, replace(SAFE, harmless=frozenset(map(SAFE.fingerprint, harmless))))


@dataclass(frozen=True)
class Snippet:
    """Something pasted: what stands around its secrets, and the secrets."""

    around: tuple[str, ...]
    secrets: tuple[str, ...]

    @classmethod
    def labelled(cls, line: str) -> Self:
        parts = re.split("⟦(.*?)⟧", line.replace("¦", ""), flags=re.DOTALL)
        return cls(tuple(parts[::2]), tuple(parts[1::2]))

    @property
    def text(self) -> str:
        pairs = zip(self.around, (*self.secrets, ""), strict=True)
        return "".join(around + secret for around, secret in pairs)

    @property
    def spared(self) -> bool:
        """Whether all that is not secret stands as it did."""
        return self._masked is not None

    @property
    def missed(self) -> list[str]:
        """The secrets that still stand, whole or in part."""
        if self._masked is None:
            return list(self.secrets)
        stands = zip(self.secrets, self._masked.groups(), strict=True)
        return [secret for secret, found in stands if secret == found]

    @property
    def _masked(self) -> re.Match[str] | None:
        either = [f"({PLACEHOLDER.pattern}|{re.escape(secret)})" for secret in self.secrets]
        pattern = "".join(
            re.escape(around) + secret for around, secret in zip(self.around, (*either, ""), strict=True)
        )
        return re.fullmatch(pattern, mask(self.text))


def labelled(group: str) -> list[Snippet]:
    written = tomllib.loads((Path(__file__).parent / "secrets.toml").read_text(encoding="utf-8"))
    return [Snippet.labelled(line) for lines in written[group].values() for line in lines]


SECRETS = labelled("secrets")
HARMLESS = labelled("harmless")


def third(snippets: list[Snippet], *, held_out: bool) -> list[Snippet]:
    """The third that the patterns were written without a look at, or the two others."""
    return [each for number, each in enumerate(snippets, 1) if (number % 3 == 0) == held_out]


@pytest.mark.parametrize("held_out", [False, True])
def test_nearly_every_secret_is_masked(held_out: bool) -> None:
    snippets = third(SECRETS, held_out=held_out)
    secrets = sum(len(each.secrets) for each in snippets)
    missed = [secret for each in snippets for secret in each.missed]

    assert 1 - len(missed) / secrets >= RECALL, missed


@pytest.mark.parametrize("held_out", [False, True])
def test_next_to_nothing_else_is_masked(held_out: bool) -> None:
    snippets = third(SECRETS, held_out=held_out)
    caught = sum(len(each.secrets) - len(each.missed) for each in snippets)
    mistaken = [mask(each.text) for each in snippets + third(HARMLESS, held_out=held_out) if not each.spared]

    assert caught / (caught + len(mistaken)) >= PRECISION, mistaken


def test_the_labelled_set_is_large_and_tells_secrets_from_the_rest() -> None:
    assert len(SECRETS) >= 120
    assert len(HARMLESS) >= 200
    assert all(each.secrets for each in SECRETS)
    assert not any(each.secrets for each in HARMLESS)
    assert len({each.text for each in SECRETS + HARMLESS}) == len(SECRETS + HARMLESS)


def test_a_placeholder_says_what_it_was_and_which() -> None:
    token = "ghp_" + "a1B2c3" * 6

    masked = mask(f"git clone https://{token}@github.com/ada/shop.git")

    short = SAFE.fingerprint(token)[:6]
    assert masked == f"git clone https://[masked GitHub token {short}]@github.com/ada/shop.git"
    assert masked_in(masked) == (Masked("GitHub token", short),)


def test_all_but_the_password_of_a_connection_stays_readable() -> None:
    masked = mask("postgres://shop:Kx9v-2mQp@db.internal:5432/shop?sslmode=require")

    assert re.sub(PLACEHOLDER, "…", masked) == "postgres://shop:…@db.internal:5432/shop?sslmode=require"


def test_one_secret_has_one_fingerprint_wherever_it_stands() -> None:
    masked = mask(
        "DB_PASSWORD=v3ryGr33nFrog\npostgres://shop:v3ryGr33nFrog@db/shop\nREDIS_PASSWORD=0therFrog"
    )

    first, second = masked_in(masked)
    assert masked.count(str(first)) == 2
    assert (first.kind, second.kind) == ("password", "password")


def test_a_private_key_that_was_cut_off_goes_and_the_words_after_it_stay() -> None:
    begin, lines = "-----BEGIN " + "RSA PRIVATE KEY-----", "MIIEpAIBAAKCAQEA7b2vYf3Qh5nT8oKk\n" * 3
    masked = mask(f"my key:\n{begin}\n{lines}\nWhy does git refuse it?")

    assert re.sub(PLACEHOLDER, "…", masked) == "my key:\n…\n\nWhy does git refuse it?"
    assert mask(begin + "\n" + lines + lines[:40]).startswith("[masked private key ")


def test_a_private_key_goes_whole_however_its_lines_are_quoted() -> None:
    begin, end = "-----BEGIN " + "PRIVATE KEY-----", "-----END PRIVATE KEY-----"
    line = "MIIEpAIBAAKCAQEA7b2vYf3Qh5nT8oKk"

    assert PLACEHOLDER.fullmatch(mask(f'{begin}\\n" +\n  "{line}\\n" +\n  "{line}\\n" +\n  "{end}'))
    assert mask(f"{begin} and {end} are missing") == f"{begin} and {end} are missing"
    assert len(masked_in(mask(f"{begin}\n{line}\n{begin}\n{line}{line}\n{end}"))) == 2


def test_every_placeholder_can_be_stored_found_again_and_is_short() -> None:
    for snippet in SECRETS:
        masked = mask(snippet.text)
        found = masked_in(masked)

        assert len(set(PLACEHOLDER.findall(masked))) == len(found)
        assert all(clean(str(each)) == str(each) and len(str(each)) <= 40 for each in found)


fragments = st.sampled_from([each.text for each in SECRETS + HARMLESS]) | any_text
pasted = st.lists(fragments, max_size=4).flatmap(
    lambda parts: st.sampled_from(["", " ", "\n", "=", ": ", '"']).map(lambda glue: glue.join(parts))
)
cut = st.tuples(pasted, st.integers(0, 300), st.integers(0, 400)).map(
    lambda cut: cut[0][cut[1] : cut[1] + cut[2]]
)


@few
@given(any_text | pasted | cut)
def test_what_is_masked_stays_as_it_is(text: str) -> None:
    masked = mask(text)

    assert mask(masked) == masked


@few
@given(any_text | pasted | cut)
def test_what_was_clean_is_clean_when_it_is_masked(text: str) -> None:
    masked = mask(clean(text))

    assert clean(masked) == masked


@few
@given(any_text)
def test_masking_survives_whatever_is_sent(text: str) -> None:
    masked = mask(text)

    assert masked == text or masked_in(masked)
    assert len(SAFE.fingerprint(text)) == 64


@few
@given(
    st.lists(
        st.sampled_from(["Celery", "sees", "my", "password", "token", "key", "is", ":", "=", "not", "?"])
    )
)
def test_a_text_without_secrets_stays_as_it_was(words: list[str]) -> None:
    text = " ".join(words)

    assert mask(text) == text
    assert masked_in(text) == ()


@pytest.mark.parametrize("snippet", [each for each in SECRETS if len(each.secrets) == 1 and not each.missed])
def test_its_owner_puts_back_what_was_no_secret(snippet: Snippet) -> None:
    masked = mask(snippet.text)
    secret = snippet.secrets[0]

    assert masking.unmasked(masked, secret, SAFE) == snippet.text
    assert mask(snippet.text, secret) == snippet.text


def test_only_the_value_itself_is_put_back() -> None:
    masked = mask("DB_PASSWORD=v3ryGr33nFrog and API_TOKEN=qU1teS3cret77")

    assert masking.unmasked(masked, "v3ryGr33nFro", SAFE) == masked
    assert masking.unmasked(masked, "", SAFE) == masked
    assert "v3ryGr33nFrog" in masking.unmasked(masked, "v3ryGr33nFrog", SAFE)
    assert "qU1teS3cret77" not in masking.unmasked(masked, "v3ryGr33nFrog", SAFE)


def test_what_is_harmless_stays_and_nothing_else_does() -> None:
    text = "DB_PASSWORD=v3ryGr33nFrog\nAPI_TOKEN=qU1teS3cret77"

    masked = mask(text, "v3ryGr33nFrog")

    assert "v3ryGr33nFrog" in masked
    assert "qU1teS3cret77" not in masked
    assert mask(masked, "v3ryGr33nFrog") == masked


def test_another_installation_gives_the_same_password_other_digits() -> None:
    text = "DB_PASSWORD=v3ryGr33nFrog"
    there = Safe(b"the key of another installation")

    assert re.sub(PLACEHOLDER, "…", mask(text)) == "DB_PASSWORD=…"
    assert mask(text) != masking.mask(text, there)
    assert masking.unmasked(mask(text), "v3ryGr33nFrog", there) == mask(text)


def test_the_key_is_in_no_traceback() -> None:
    assert repr(Safe(b"top secret", frozenset({"ab"}))) == "Safe(harmless=frozenset({'ab'}))"


def test_a_header_that_is_no_json_makes_no_jwt() -> None:
    assert mask("eyJhbGciOiJIUzI1NiIs.eyJ1c2VyX2lkIjoxfQ.c2lnbmF0dXJl") == (
        "eyJhbGciOiJIUzI1NiIs.eyJ1c2VyX2lkIjoxfQ.c2lnbmF0dXJl"
    )


def test_every_text_of_a_draft_is_masked_and_all_else_stays() -> None:
    draft = replace(
        blocker_draft(), tried="DB_PASSWORD=v3ryGr33nFrog", tags=("celery", "key-" + "0a1b2c3d" * 4)
    )

    masked = masking.mask_fields(draft, SAFE)

    assert masked.tried.startswith("DB_PASSWORD=[masked password ")
    assert masked.tags[0] == "celery"
    assert masked.tags[1].startswith("[masked Mailgun key ")
    assert (masked.goal, masked.urgency) == (draft.goal, draft.urgency)


def test_a_draft_whose_secrets_are_harmless_stays_the_same_object() -> None:
    draft = replace(solution_draft(), code="DB_PASSWORD=v3ryGr33nFrog")

    safe = replace(SAFE, harmless=frozenset({SAFE.fingerprint("v3ryGr33nFrog")}))

    assert masking.mask_fields(draft, safe) is draft
    assert masking.mask_fields(draft, SAFE) is not draft


@pytest.mark.parametrize("draft", [blocker_draft(), solution_draft(), endpoint_draft()])
def test_a_draft_without_secrets_stays_the_same_object(
    draft: BlockerDraft | SolutionDraft | EndpointDraft,
) -> None:
    assert masking.mask_fields(draft, SAFE) is draft
