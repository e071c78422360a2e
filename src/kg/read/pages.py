"""Web pages: the article without what is around it, and what the page declares about it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from kg.read import records
from kg.read.encodings import clean, decode
from kg.read.files import Unreadable, read_bytes
from kg.read.metadata import Metadata
from kg.read.page_dates import PAGE_DATES, page_date
from kg.read.page_links import without_links_elsewhere
from kg.read.records import Record
from kg.read.sources import Source

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,40})", re.IGNORECASE)


def html(source: Source, encoding: str | None) -> Iterator[Record]:
    yield page(read_bytes(source.path), encoding)


def page(data: bytes, encoding: str | None, *, declared: str = "", url: str = "") -> Record:
    """The article in the bytes of a page; `declared` and `url` are what came along with it."""
    import trafilatura  # slow to import, and only web pages need it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it finds wrong is told here
    meta = _DECLARED.search(data[:4_000])
    said = declared or (meta[1].decode("ascii") if meta else None)
    decoded = decode(data, encoding=encoding, declared=said)
    found: Any = trafilatura.bare_extraction(
        without_links_elsewhere(decoded.text),
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=PAGE_DATES,
    )
    if found is None or not (found.text or "").strip():
        raise Unreadable("no_text", "holds no article that can be told from the page around it")
    told = Metadata(
        title=found.title or "",
        published=page_date(decoded.text, found.text) or found.date or "",
        publisher=found.sitename or "",
        url=found.url or url,
    )
    text = clean(records.headed(found.text, told.title)).text
    return Record(text=text, metadata=told, notes=decoded.notes)
