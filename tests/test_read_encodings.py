"""Encodings: offsets are those of plain UTF-8, guesses are said, what is no text is counted."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.encodings import clean, decode
from kg.read.files import Unreadable

TEXT = "Premier Zoë Žižek said “no” – and left.\r\nThe café in Sund stayed open all the same."
PLAIN = TEXT.replace("\r\n", "\n")


def reason(data: bytes, **options: str) -> str:
    with pytest.raises(Unreadable) as caught:
        decode(data, **options)
    return caught.value.reason


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_unicode_is_read_with_and_without_a_mark(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + TEXT.encode(encoding))
    assert (decoded.text, decoded.notes) == (PLAIN, ())


def test_a_guess_is_right_and_said() -> None:
    decoded = decode(TEXT.encode("cp1252"))
    assert decoded.text == PLAIN
    assert "cp1252" in decoded.notes[0] and "--encoding" in decoded.notes[0]


def test_the_users_word_counts_where_it_is_not_utf8() -> None:
    assert decode("Vučić".encode("cp1250"), encoding="cp1250").text == "Vučić"
    assert decode("Vučić".encode(), encoding="cp1250").text == "Vučić"
    assert decode(PLAIN.encode("utf-16-le"), encoding="utf-16-le").text == PLAIN


def test_the_documents_own_word_counts_before_a_guess() -> None:
    decoded = decode("Vučić met Đinđić".encode("cp1250"), declared="windows-1250")
    assert (decoded.text, decoded.notes) == ("Vučić met Đinđić", ())


@pytest.mark.parametrize(
    "data",
    [
        "国务院总理表示，双方将继续会谈。".encode("gb18030"),
        "Президент заявил, что переговоры продолжатся.".encode("koi8-r"),
        "café ".encode() + "café".encode("cp1252"),
        b"\xff" * 50,
    ],
    ids=["chinese", "russian", "half and half", "bytes"],
)
def test_what_cannot_be_told_is_not_guessed(data: bytes) -> None:
    assert reason(data) == "encoding"


@pytest.mark.parametrize("name", ["no-such-codec", "base64", "ascii"])
def test_a_wrong_encoding_is_said(name: str) -> None:
    assert reason("café".encode("cp1252"), encoding=name) == "encoding"


@pytest.mark.parametrize(
    "data", [b"", b"  \n\t \r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE + b" \0"]
)
def test_nothing_is_empty(data: bytes) -> None:
    assert reason(data) == "empty"


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"%PDF-1.7 text",
        b"PK\x03\x04zip",
        bytes(1000),
        b"text\0" * 100,
        PLAIN.encode("utf-16-le"),
        bytes(range(32)) * 20 + b"text",
    ],
    ids=["png", "pdf", "zip", "zeros", "nul-heavy", "utf-16 without mark", "controls"],
)
def test_binary_data_is_no_text(data: bytes) -> None:
    assert reason(data) == "binary"


def test_what_is_no_text_is_replaced_one_for_one_and_counted() -> None:
    decoded = clean("The \x00quay\x1b[31m is \ud800closed today\ufffe, all day long, they said.")
    assert (
        decoded.text
        == "The \ufffdquay\ufffd[31m is \ufffdclosed today\ufffd, all day long, they said."
    )
    assert decoded.notes == ("4 characters that are no text replaced",)


@given(st.text(alphabet=st.characters(exclude_categories=[]), min_size=1, max_size=200))
def test_any_text_keeps_its_length_and_can_be_written(text: str) -> None:
    padded = text.replace("\r", "") + " and the report goes on from here for a while" * 5
    try:
        decoded = clean(padded)
    except Unreadable:
        return
    assert len(decoded.text) == len(padded)
    decoded.text.encode("utf-8")


def test_a_file_of_two_encodings_is_read_as_neither() -> None:
    """As cp1252 both would be letters and marks, and the first ones wrong."""
    data = ("The café of Sund closed. " * 5).encode() + "Voss said: “Never.”".encode("cp1252")
    with pytest.raises(Unreadable, match="cannot be told"):
        decode(data)
