"""Mail and what is packed like it: newsletters (`.eml`, `.mbox`), pages saved as MHTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from functools import partial
from typing import BinaryIO

from kg.model import Skipped
from kg.read import hypertext, records
from kg.read.attempts import attempt
from kg.read.encodings import clean, decode
from kg.read.files import LONGEST_BYTES, Unreadable, open_unpacked, read_bytes
from kg.read.metadata import Metadata
from kg.read.pages import page
from kg.read.records import Record
from kg.read.reflow import paragraphs
from kg.read.sources import Source

_FORWARDED = re.compile(r"(?:(?:fwd?|fw|wg|tr|rv|i|re|aw)\s*:\s*)+", re.IGNORECASE)
_BEGINS = b"From "
_LONGEST_HEAD = 10_000
_MOST_PARTS = 200
_READ_HEADS = ("subject", "from", "date", "snapshot-content-location")
_MULTIPART = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)


def eml(source: Source, encoding: str | None) -> Iterator[Record]:
    yield _newsletter(read_bytes(source.path), encoding)


def mbox(source: Source, encoding: str | None) -> Iterator[Record | Skipped]:
    """One newsletter a message; named by its number."""
    number = 0
    with open_unpacked(source.path) as file:
        for number, data in enumerate(_messages(file), start=1):
            made = partial(_newsletter, data, encoding, str(number))
            yield attempt(f"{source.name}#{number}", made)
    if not number:
        raise Unreadable("malformed", 'is no mbox: no line begins with "From "; export it anew')


def mhtml(source: Source, encoding: str | None) -> Iterator[Record]:
    """A page as a browser packs it, with its pictures, which are left out."""
    message = _parsed(read_bytes(source.path))
    data, charset = _body(message, ("html",))
    address = str(message.get("Snapshot-Content-Location", "")).strip()
    yield page(data, encoding, declared=charset, url=address)


def _newsletter(data: bytes, encoding: str | None, number: str = "") -> Record:
    if len(data) > LONGEST_BYTES:
        raise Unreadable("too_large", f"is larger than {LONGEST_BYTES:,} bytes; leave it out")
    message = _parsed(data)
    body, charset = _body(message, ("html", "plain"))
    decoded = decode(body, encoding=encoding, declared=charset or None)
    is_html = message.get_body(("html",)) is not None
    text = hypertext.plain(decoded.text) if is_html else paragraphs(decoded.text)
    title = _FORWARDED.sub("", " ".join(str(message.get("Subject", "")).split()), count=1)
    name, address = parseaddr(str(message.get("From", "")))
    told = Metadata(
        title=title,
        published=str(message.get("Date", "")).strip(),
        publisher=name or address.rpartition("@")[2],
    )
    shown = clean(records.headed(text, title), *decoded.notes)
    return Record(id=number, text=shown.text, metadata=told, notes=shown.notes)


def _parsed(data: bytes) -> EmailMessage:
    """The message. Raises `Unreadable` for none, and for one on which the library would be busy."""
    if sum(1 for _ in _MULTIPART.finditer(data)) > _MOST_PARTS:
        raise Unreadable("malformed", "has parts within parts without end; leave it out")
    message = message_from_bytes(data, policy=policy.default)
    if not message.keys():
        raise Unreadable("malformed", "is no mail: it has no line such as From: or Subject:")
    if any(_is_endless(name, text) for part in message.walk() for name, text in part.raw_items()):
        raise Unreadable("malformed", f"has a head longer than {_LONGEST_HEAD:,}; leave it out")
    return message


def _is_endless(name: str, text: object) -> bool:
    read = name.lower() in _READ_HEADS or name.lower().startswith("content-")
    return read and len(str(text)) > _LONGEST_HEAD


def _body(message: EmailMessage, kinds: tuple[str, ...]) -> tuple[bytes, str]:
    """The bytes of the first of these kinds of text, and their encoding as the mail tells it."""
    part = message.get_body(kinds)
    data = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(data, bytes) or not data.strip():
        raise Unreadable("no_text", "holds no text, perhaps a file attached: give that itself")
    return data, str(part.get_content_charset() or "")


def _messages(file: BinaryIO) -> Iterator[bytes]:
    """The messages of an mbox, each up to a little more than may be read."""
    lines: list[bytes] = []
    size, inside, empty = 0, False, True
    for line in iter(lambda: file.readline(LONGEST_BYTES), b""):
        if empty and line.startswith(_BEGINS):
            if inside:
                yield b"".join(lines)
            lines, size, inside = [], 0, True
        elif inside and size <= LONGEST_BYTES:
            lines.append(line)
            size += len(line)
        empty = not line.strip()
    if inside:
        yield b"".join(lines)
