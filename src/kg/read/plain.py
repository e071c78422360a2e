"""Plain text and Markdown: the text of the article is the text of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.read.encodings import decode
from kg.read.files import Unreadable, read_bytes
from kg.read.metadata import Metadata, top
from kg.read.records import Record
from kg.read.sources import Source

_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<fields>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_FRONT_FIELD = re.compile(r"^(?P<key>[\w-]+)[ \t]*:[ \t]*(?P<value>.*)$", re.MULTILINE)
_MARKS = re.compile(
    r"^#{1,6}[ \t]+|^[ \t]*[-*+][ \t]+(?=\S)|!\[[^\]\n]{0,200}\]\([^()\s]{1,500}\)"
    r"|\[(?=[^\[\]\n]{1,300}\]\([^()\s]{1,500}\))|\]\([^()\s]{1,500}\)|\*\*|`+"
    r"|(?<![\w*])\*(?=[^\s*][^*\n]{0,200}\*)|(?<=[^\s*])\*(?![\w*])",
    re.MULTILINE,
)
_FRONT_KEYS = {
    "title": ("title", "headline"),
    "published": ("published", "date", "publishdate", "pubdate"),
    "publisher": ("publisher", "source", "site", "outlet"),
    "url": ("url", "link", "canonical", "permalink"),
}


def text(source: Source, encoding: str | None) -> Iterator[Record]:
    decoded = decode(read_bytes(source.path), encoding=encoding)
    yield Record(
        text=decoded.text, metadata=top(decoded.text), from_lines=True, notes=decoded.notes
    )


def markdown(source: Source, encoding: str | None) -> Iterator[Record]:
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


def marks(text: str) -> Iterator[tuple[int, int, str]]:
    """What of Markdown is not words: front matter, marks of headings and lists, links' targets."""
    front = _FRONT_MATTER.match(text)
    if front:
        yield front.start(), front.end(), "front-matter"
    for match in _MARKS.finditer(text):
        if not front or match.start() >= front.end():
            yield match.start(), match.end(), "markdown"
