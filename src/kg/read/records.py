"""JSON records of articles: our own field names, and those of news services that wrap theirs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.read import hypertext
from kg.read.dates import date_of
from kg.read.files import Unreadable
from kg.read.metadata import Metadata

TEXT = (
    "text", "body", "content", "maintext", "main_text", "articleBody", "article_body", "fulltext",
    "full_text", "bodyText", "fields.bodyText", "fields.body", "article.text", "article.body",
)  # fmt: skip
TEASER = ("lead_paragraph", "description", "abstract", "snippet")
"""Of an article where nothing else is told of it; much that is no article has such a field too."""
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
    r"</?(p|div|br|a|b|i|span|strong|em|img|li|ul|table|h\d|figure|blockquote)\b[^>]*>"
    r"|&(?:#\d{2,6}|#x[0-9a-f]{2,5}|amp|quot|nbsp|[lr][sd]quo|hellip|[mn]dash);",
    re.IGNORECASE,
)
_REMOVED = re.compile(r"\W*(removed|deleted|withdrawn)\W*", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[.!?…|]+")
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One article as a file tells it; `published` is not yet checked.

    `from_lines`: nothing marks title, date and publisher, they were found in the top lines.
    """

    id: str = ""
    text: str
    metadata: Metadata = field(default_factory=Metadata)
    from_lines: bool = False
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
    text, title, teaser = (_plain(_field(row, names)) for names in (TEXT, TITLE, TEASER))
    if not text.strip() and (_field(row, URL) or _field(row, PUBLISHED)):
        text = teaser
    _check(text, title)
    raw = next((value for name in PUBLISHED if (value := _value(row, name)) not in (None, "")), "")
    date = date_of(raw)
    found = Metadata(
        title=" ".join(title.split()),
        published=date.isoformat() if date else str(raw)[:40],
        publisher=_field(row, PUBLISHER),
        url=_field(row, URL),
    )
    return Record(id=_field(row, ID), text=headed(text, title), metadata=found)


def _check(text: str, title: str) -> None:
    if not text.strip():
        raise Unreadable(
            "no_text", f"has no text in any field that is known ({', '.join(TEXT[:5])} ...)"
        )
    if _REMOVED.fullmatch(text) or (_REMOVED.fullmatch(title) and not _is_prose(text)):
        raise Unreadable("removed", "is what is left of an article that was taken down")
    if not _is_prose(text):
        raise Unreadable("no_prose", "has no sentence in its text, and is no article")


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


def _plain(text: str) -> str:
    """Text as it is; the text of HTML when it is HTML."""
    return hypertext.plain(text) if _TAG.search(text[:20_000]) else text


def _is_prose(text: str) -> bool:
    """Whether there is a sentence in it, or the beginning of one.

    >>> _is_prose("The quay is empty."), _is_prose("v1.2.0"), _is_prose("Home | Sport | Weather")
    (True, False, False)
    """
    for line in text.split("\n"):
        *whole, begun = (_words(stretch) for stretch in _SENTENCE_ENDS.split(line))
        if begun >= 2 * _FEWEST_WORDS or any(words >= _FEWEST_WORDS for words in whole):
            return True
    return False


def _words(stretch: str) -> int:
    return sum(any(map(str.isalpha, word)) for word in stretch.split())
