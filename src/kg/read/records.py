"""JSON records of articles: our own field names, and those of news services that wrap theirs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from kg.read.dates import date_of
from kg.read.metadata import Metadata
from kg.read.sources import Unreadable

TEXT = (
    "text", "body", "content", "maintext", "main_text", "articleBody", "article_body", "fulltext",
    "full_text", "bodyText", "fields.bodyText", "fields.body", "article.text", "article.body",
    "lead_paragraph", "description", "abstract", "snippet",
)  # fmt: skip
TITLE = (
    "title", "headline.main", "headline", "webTitle", "fields.headline", "article.title", "name",
)  # fmt: skip
PUBLISHED = (
    "published", "publishedAt", "published_at", "publication_date", "publicationDate",
    "webPublicationDate", "date_publish", "datePublished", "date_published", "pub_date", "pubDate",
    "dateTimePub", "published_date", "first_publication_date", "seendate", "date", "timestamp",
    "article.published", "article.date",
)  # fmt: skip
PUBLISHER = (
    "publisher.name", "publisher", "source.name", "source.title", "source.domain", "source",
    "sitename", "site_name", "outlet", "fields.publication", "source_domain", "domain", "site",
)  # fmt: skip
URL = ("url", "link", "webUrl", "web_url", "canonical_url", "source_url", "article.url")
ID = ("id", "_id", "uuid", "article_id", "guid", "uri")
WRAPPERS = (
    "articles", "results", "docs", "data", "items", "hits", "entries", "response", "value", "news",
    "_source",
)  # fmt: skip
_TAG = re.compile(
    r"</?(p|div|br|a|span|strong|em|li|ul|h\d|figure|blockquote)\b[^>]*>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One article as a file tells it; `published` is not yet checked."""

    id: str = ""
    text: str
    metadata: Metadata = field(default_factory=Metadata)
    notes: tuple[str, ...] = ()


def load(text: str) -> Any:
    """The JSON in `text`. Raises `Unreadable` when it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        problem = (
            error.msg
            if isinstance(error, json.JSONDecodeError)
            else "numbers or nesting out of bounds"
        )
        raise Unreadable("malformed", f"is not JSON ({problem}); mend or remove it") from error


def unwrapped(value: Any, depth: int = 4) -> Iterator[dict[str, Any]]:
    """The articles in what a news service answers, however they are wrapped.

    >>> list(unwrapped({"status": "ok", "articles": [{"title": "A"}]}))
    [{'title': 'A'}]
    """
    if isinstance(value, list):
        for one in value:
            yield from unwrapped(one, depth)
    elif isinstance(value, dict):
        inside = [value[key] for key in WRAPPERS if isinstance(value.get(key), list | dict)]
        if inside and depth and not _field(value, TEXT[:4]):
            yield from unwrapped(inside[0], depth - 1)
        else:
            yield value


def record(row: dict[str, Any]) -> Record:
    """One JSON object as a record; its title heads the text, as readers see it.

    >>> record({"headline": "Port closed", "body": "The quay is empty.", "date": "2031-05-02"}).text
    'Port closed\\n\\nThe quay is empty.'
    """
    text, title = (_plain(_field(row, names)) for names in (TEXT, TITLE))
    if not text.strip():
        raise Unreadable(
            "no_text", f"has no text in any field that is known ({', '.join(TEXT[:5])} ...)"
        )
    raw = next((value for name in PUBLISHED if (value := _value(row, name)) not in (None, "")), "")
    date = date_of(raw)
    found = Metadata(
        title=" ".join(title.split()),
        published=date.isoformat() if date else str(raw)[:40],
        publisher=_field(row, PUBLISHER),
        url=_field(row, URL),
    )
    return Record(id=_field(row, ID), text=headed(text, title), metadata=found)


def headed(text: str, title: str) -> str:
    """The text with its title on top, unless it is there already."""
    title = " ".join(title.split())
    start = " ".join(text[: 2 * len(title) + 20].split())
    return (
        text if not title or start.casefold().startswith(title.casefold()) else f"{title}\n\n{text}"
    )


def _field(row: dict[str, Any], names: tuple[str, ...]) -> str:
    """The first of these fields that holds text (or a number), as text."""
    for name in names:
        value = _value(row, name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return ""


def _value(row: dict[str, Any], path: str) -> Any:
    value: Any = row
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


class _Text(HTMLParser):
    """Collects text; a block of its own for every paragraph-like element."""

    _BLOCKS = frozenset(
        {"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "figure", "tr"}
    )
    _SILENT = frozenset({"script", "style", "figure", "noscript", "template"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in self._SILENT
        if tag in self._BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self._SILENT and self._silent > 0
        if tag in self._BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def _plain(text: str) -> str:
    """Text as it is; the text of HTML when it is HTML."""
    if not _TAG.search(text[:20_000]):
        return text
    parser = _Text()
    parser.feed(text)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n\n".join(line for line in lines if line)
