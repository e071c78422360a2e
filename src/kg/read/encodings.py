"""Bytes become text: UTF-8 first, then what is declared, then a careful guess that is reported."""

from __future__ import annotations

import codecs
import io
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from kg.read.files import LONGEST_BYTES, Unreadable, open_unpacked

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
    b"BZh",
    b"RIFF",
)
_NONCHARACTERS = "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
_NOT_TEXT = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]"
)
_NEWLINE = re.compile(r"\r\n?")
_BINARY_SHARE = 0.1
_FOREIGN_SHARE = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text without byte order mark, lines ended by `\\n`; what was guessed or replaced."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """`encoding` is the user's word for what is not UTF-8, `declared` the document's own.

    Raises `Unreadable` for empty and binary data, and where no encoding fits.

    >>> decode(b"\\xef\\xbb\\xbfone\\r\\ntwo").text
    'one\\ntwo'
    """
    if not data.strip():
        raise Unreadable("empty", "is empty; nothing to read")
    bom = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), None)
    if bom:
        return clean(_strictly(data[len(bom[0]) :], bom[1]))
    if data.startswith(_MAGIC) or (data.count(0) > len(data) * _BINARY_SHARE and not encoding):
        raise Unreadable(
            "binary", "is not text; if it is UTF-16 without a mark, give --encoding utf-16-le"
        )
    try:
        text = data.decode("utf-8")
        if not (encoding and "\0" in text):
            return clean(text)
    except UnicodeDecodeError:
        pass
    if encoding:
        return clean(_strictly(data, encoding))
    said = _try(data, declared)
    return clean(said) if said is not None else _guessed(data)


@contextmanager
def text_of(path: Path, encoding: str | None) -> Iterator[tuple[TextIO, tuple[str, ...]]]:
    """The text of a file of any length and what was guessed: nothing where the file is a long one.

    Raises `Unreadable`, also while it is being read.
    """
    with open_unpacked(path) as file:
        head = file.read(LONGEST_BYTES + 1)
    if len(head) <= LONGEST_BYTES:
        decoded = decode(head, encoding=encoding)
        yield io.StringIO(decoded.text), decoded.notes
        return
    marked = next((name for mark, name in _BOMS if head.startswith(mark)), "utf-8")
    wide = {"utf-8": "utf-8-sig"}.get(marked, marked.removesuffix("-le").removesuffix("-be"))
    whole = head[: head.rfind(b"\n") + 1 or -4]
    name = encoding if encoding and marked == "utf-8" and _try(whole, "utf-8") is None else wide
    try:
        with open_unpacked(path) as file, io.TextIOWrapper(file, encoding=name, newline="") as text:
            yield text, ()
    except (LookupError, UnicodeError) as error:
        raise Unreadable("encoding", f"is not {name}; give the right --encoding") from error


def clean(text: str, *notes: str) -> Decoded:
    """What is no text (NUL, controls, lone surrogates) becomes U+FFFD, one for one, counted.

    >>> clean("Parliament \\x00met.")
    Decoded(text='Parliament �met.', notes=('1 character that is no text replaced',))
    """
    text, count = _NOT_TEXT.subn("\ufffd", _NEWLINE.sub("\n", text))
    if not text.strip():
        raise Unreadable("empty", "is empty; nothing to read")
    if count > len(text) * _BINARY_SHARE:
        raise Unreadable("binary", "is not text: too many control characters")
    if count:
        plural = "s that are" if count > 1 else " that is"
        notes = (*notes, f"{count} character{plural} no text replaced")
    return Decoded(text=text, notes=notes)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError as error:
        raise Unreadable(
            "encoding", f"{encoding} is not an encoding; see the list of Python's codecs"
        ) from error
    except UnicodeError as error:
        raise Unreadable("encoding", f"is not {encoding}; give the right --encoding") from error


def _guessed(data: bytes) -> Decoded:
    """A guess counts only when it makes English text of nearly everything, and it is said."""
    for encoding in ("" if _mixed(data) else "cp1252", "" if _mixed(data) else _detected(data)):
        text = _try(data, encoding)
        if text is not None and _plausible(text):
            return clean(
                text, f"is not UTF-8; read as {encoding}, a guess: give --encoding to be certain"
            )
    raise Unreadable("encoding", "is not UTF-8 and its encoding cannot be told; give --encoding")


def _mixed(data: bytes) -> bool:
    """UTF-8 in one place and something else in another: no one encoding can be right."""
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    right = sum(c > "\x7f" for c in text) - wrong
    return right * 4 >= wrong


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    best = from_bytes(data[:200_000]).best()
    return best.encoding if best else ""


def _try(data: bytes, encoding: str | None) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except (UnicodeError, LookupError):
        return None


def _plausible(text: str) -> bool:
    foreign = [c for c in text if c > "\x7f"]
    kinds = {unicodedata.category(c)[0] for c in foreign}
    latin = all(
        "LATIN" in unicodedata.name(c, "") for c in foreign if c.isalpha() and c not in "ªº"
    )
    return latin and kinds <= {"L", "P", "Z", "S"} and len(foreign) <= len(text) * _FOREIGN_SHARE
