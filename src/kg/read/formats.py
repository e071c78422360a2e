"""The table that says what is read, and by which reader: bytes to the records in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.model import Skipped
from kg.read import documents, feeds, mail, pages, plain, rows, tables, web_archives
from kg.read.records import Record
from kg.read.sources import Source

Reader = Callable[[Source, str | None], Iterator[Record] | Iterator[Record | Skipped]]
FORMATS: dict[str, Reader] = {
    ".txt": plain.text,
    ".text": plain.text,
    ".md": plain.markdown,
    ".markdown": plain.markdown,
    ".html": pages.html,
    ".htm": pages.html,
    ".xhtml": pages.html,
    ".mhtml": mail.mhtml,
    ".mht": mail.mhtml,
    ".json": rows.json_values,
    ".jsonl": rows.json_lines,
    ".ndjson": rows.json_lines,
    ".csv": tables.table,
    ".tsv": tables.table,
    ".rss": feeds.feed,
    ".atom": feeds.feed,
    ".xml": feeds.feed,
    ".eml": mail.eml,
    ".mbox": mail.mbox,
    ".pdf": documents.pdf,
    ".docx": documents.docx,
    ".rtf": documents.rtf,
    ".warc": web_archives.warc,
}
"""By the ending of a file, which may be packed with gzip (`.jsonl.gz`)."""


def read_records(source: Source, encoding: str | None) -> Iterator[Record | Skipped]:
    """The articles in one file, and what of it cannot be read. Raises `Unreadable`."""
    yield from FORMATS[source.ending](source, encoding)


def markup(text: str, source: Source) -> Iterator[tuple[int, int, str]]:
    """What of a file's text is markup and not words."""
    if FORMATS[source.ending] is plain.markdown:
        yield from plain.marks(text)
