"""The file that comes with a blocker: a picture, a log, or neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import BadInput
from domain.models.drafts import FILE_LIMIT, File, check_size
from tests.support.domain import few


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_log_is_read_however_it_was_written(encoding: str) -> None:
    assert File("a.log", "für\r\nalle".encode(encoding)).text == "für\r\nalle"


@pytest.mark.parametrize(
    "file", [File("a.PNG", b"\x89PNG text"), File("a.zip", b"PK\x00\x01"), File("a.txt", b"")]
)
def test_what_is_no_text_says_nothing(file: File) -> None:
    assert file.text == ""


def test_a_log_that_is_only_called_a_picture_is_read_like_any_log() -> None:
    disguised = File("screen.png", b"SECRET_KEY=...")

    assert disguised.text == "SECRET_KEY=..."
    assert not disguised.is_image


@few
@given(st.binary(max_size=40))
def test_any_bytes_are_a_file(content: bytes) -> None:
    assert isinstance(File("a", content).text, str)


@pytest.mark.parametrize(("size", "told"), [(FILE_LIMIT + 1, "8.1 MB"), (2 * FILE_LIMIT, "16 MB")])
def test_too_large_a_file_is_refused_with_how_much_fits(size: int, told: str) -> None:
    check_size(FILE_LIMIT)
    with pytest.raises(
        BadInput, match=rf"The file has {told}; at most 8 MB can be posted\. Please cut it down"
    ):
        check_size(size)


def test_of_a_log_less_fits_than_of_a_picture() -> None:
    megabyte = 1024 * 1024
    assert File("a.png", b"\x89PNG" + b"x" * megabyte).is_image
    with pytest.raises(BadInput, match=r"The file has 1\.1 MB; at most 1 MB can be posted"):
        File("a.log", b"x" * (megabyte + 1))
