"""One function a file format: bytes to the records in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kg.model import Skipped
from kg.read import records
from kg.read.encodings import clean, decode
from kg.read.metadata import Metadata, top
from kg.read.page_dates import PAGE_DATES, page_date
from kg.read.page_links import without_links_elsewhere
from kg.read.records import Record
from kg.read.sources import LONGEST_BYTES, Source, Unreadable, open_regular, read_bytes

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<fields>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_FRONT_FIELD = re.compile(r"^(?P<key>[\w-]+)[ \t]*:[ \t]*(?P<value>.*)$", re.MULTILINE)
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,40})", re.IGNORECASE)
_MARKS = re.compile(
    r"^#{1,6}[ \t]+|!\[[^\]\n]{0,200}\]\([^()\s]{1,500}\)|(?<=\])\([^()\s]{1,500}\)|\*\*|`+",
    re.MULTILINE,
)
_FRONT_KEYS = {
    "title": ("title", "headline"),
    "published": ("published", "date", "publishdate", "pubdate"),
    "publisher": ("publisher", "source", "site", "outlet"),
    "url": ("url", "link", "canonical", "permalink"),
}


def read_records(source: Source, encoding: str | None) -> Iterator[Record | Skipped]:
    """The articles in one file, and what of it cannot be read. Raises `Unreadable`."""
    yield from FORMATS[source.path.suffix.lower()](source, encoding)


def _text(source: Source, encoding: str | None) -> Iterator[Record]:
    decoded = decode(read_bytes(source.path), encoding=encoding)
    yield Record(text=decoded.text, metadata=top(decoded.text), notes=decoded.notes)


def _markdown(source: Source, encoding: str | None) -> Iterator[Record]:
    decoded = decode(read_bytes(source.path), encoding=encoding)
    front = _FRONT_MATTER.match(decoded.text)
    body = decoded.text[front.end() :] if front else decoded.text
    if not body.strip():
        raise Unreadable("empty", "has front matter and no text")
    told = _front_matter(front["fields"]) if front else Metadata()
    yield Record(text=decoded.text, metadata=told.over(top(body)), notes=decoded.notes)


def _front_matter(block: str) -> Metadata:
    fields = {
        m["key"].lower(): m["value"].strip().strip("\"'") for m in _FRONT_FIELD.finditer(block)
    }
    first = {
        name: next((fields[k] for k in keys if fields.get(k)), "")
        for name, keys in _FRONT_KEYS.items()
    }
    return Metadata(**first)


def _html(source: Source, encoding: str | None) -> Iterator[Record]:
    import trafilatura  # slow to import, and only web pages need it

    data = read_bytes(source.path)
    declared = _DECLARED.search(data[:4_000])
    decoded = decode(
        data, encoding=encoding, declared=declared[1].decode("ascii") if declared else None
    )
    page: Any = trafilatura.bare_extraction(
        without_links_elsewhere(decoded.text),
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=PAGE_DATES,
    )
    if page is None or not (page.text or "").strip():
        raise Unreadable("no_text", "holds no article that can be told from the page around it")
    told = Metadata(
        title=page.title or "",
        published=page_date(decoded.text, page.text) or page.date or "",
        publisher=page.sitename or "",
        url=page.url or "",
    )
    text = clean(records.headed(page.text, told.title)).text
    yield Record(text=text, metadata=told, notes=decoded.notes)


def _json(source: Source, encoding: str | None) -> Iterator[Record | Skipped]:
    decoded = decode(read_bytes(source.path), encoding=encoding)
    rows = list(records.unwrapped(records.load(decoded.text)))
    if not rows:
        raise Unreadable("no_text", "holds no article")
    for number, row in enumerate(rows, start=1):
        yield _record(source, row, number, () if number > 1 else decoded.notes)


def _json_lines(source: Source, encoding: str | None) -> Iterator[Record | Skipped]:
    """One article a line, read line by line: a dump of any length fits."""
    found = False
    with open_regular(source.path) as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST_BYTES), b""), start=1):
            if not line.strip():
                continue
            found = True
            try:
                decoded = decode(line, encoding=encoding)
                for row in records.unwrapped(records.load(decoded.text)):
                    yield _record(source, row, number, decoded.notes)
            except Unreadable as fault:
                yield fault.skipped(f"{source.name}#{number}")
    if not found:
        raise Unreadable("empty", "is empty; nothing to read")


def _record(
    source: Source, row: dict[str, object], number: int, notes: tuple[str, ...]
) -> Record | Skipped:
    try:
        made = records.record(row)
        decoded = clean(made.text, *notes)
    except Unreadable as fault:
        return fault.skipped(f"{source.name}#{number}")
    return Record(
        id=made.id or str(number), text=decoded.text, metadata=made.metadata, notes=decoded.notes
    )


Reader = Callable[[Source, str | None], Iterator["Record | Skipped"]]
FORMATS: dict[str, Reader] = {
    ".txt": _text,
    ".text": _text,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".json": _json,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
}


def markup(text: str, path: Path) -> Iterator[tuple[int, int, str]]:
    """What of a file's text is markup and not words: front matter, heading marks, link targets."""
    if path.suffix.lower() not in {".md", ".markdown"}:
        return
    front = _FRONT_MATTER.match(text)
    if front:
        yield front.start(), front.end(), "front-matter"
    for match in _MARKS.finditer(text):
        if not front or match.start() >= front.end():
            yield match.start(), match.end(), "markdown"
