"""Web archives (WARC): one article a page that was fetched."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from kg.model import Skipped
from kg.read.attempts import attempt
from kg.read.documents import needed
from kg.read.files import LONGEST_BYTES, Unreadable, open_unpacked, printable
from kg.read.pages import page
from kg.read.records import Record
from kg.read.sources import Source

_PAGES = ("text/html", "application/xhtml+xml")


def warc(source: Source, encoding: str | None) -> Iterator[Record | Skipped]:
    """The pages of an archive, named by their addresses; what else it holds is passed over."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ModuleNotFoundError as error:
        raise needed("warcio") from error

    seen: set[str] = set()
    with open_unpacked(source.path) as file:
        try:
            for capture in ArchiveIterator(file):
                address = capture.rec_headers.get_header("WARC-Target-URI") or ""
                if not _is_page(capture) or address in seen:
                    continue
                seen.add(address)
                made = partial(_captured, capture, address, encoding)
                yield attempt(printable(f"{source.name}#{address}")[:200], made)
        except ArchiveLoadFailed as error:
            told = f"is no web archive, or broken ({error}); fetch it again"
            raise Unreadable("malformed", " ".join(told.split())) from error
    if not seen:
        raise Unreadable("no_text", "holds no web page that was fetched whole")


def _is_page(capture: Any) -> bool:
    """Something that a server answered with, and with success, or that was put in as it is."""
    headers = capture.http_headers
    if capture.rec_type == "resource":
        headers = capture.rec_headers
    elif capture.rec_type != "response" or not headers or headers.get_statuscode() != "200":
        return False
    kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return kind in _PAGES


def _captured(capture: Any, address: str, encoding: str | None) -> Record:
    stream, parts, size = capture.content_stream(), [], 0
    while size <= LONGEST_BYTES and (part := stream.read(1 << 16)):
        parts.append(part)
        size += len(part)
    if size > LONGEST_BYTES:
        raise Unreadable("too_large", f"is larger than {LONGEST_BYTES:,} bytes; leave it out")
    headers = capture.http_headers or capture.rec_headers
    declared = (headers.get_header("Content-Type") or "").lower().partition("charset=")[2]
    found = page(b"".join(parts), encoding, declared=declared.strip(" \"';"), url=address)
    return Record(id=address, text=found.text, metadata=found.metadata, notes=found.notes)
