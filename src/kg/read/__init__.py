"""Stage 1: files become articles.

    sources      which files, in which order, under which names
    encodings    bytes -> text
    formats      text, Markdown, web pages, JSON -> records
    page_links   paragraphs of a page that only lead to other articles
    records      the field names of news services
    metadata     title, date, publisher from the top lines or an index beside the files
    dates        publication dates, where they can be read one way only
    page_dates   when a web page was published: declared, shown, last changed
    boilerplate  what is no part of the article, by the cues of data/boilerplate.toml
    cues         the reader of that file
    duplicates   which article repeats another

What cannot be read is a `Skipped` with its reason; the run goes on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from kg.model import Article, Cut, Skipped
from kg.read.boilerplate import find_cuts, merged
from kg.read.cues import BoilerplateCue, load_cues
from kg.read.dates import find_date
from kg.read.duplicates import Copies
from kg.read.formats import markup, read_records
from kg.read.metadata import Indexes, Metadata
from kg.read.records import Record
from kg.read.sources import Source, Unreadable, printable, sources

__all__ = ["read"]

_LONGEST_TEXT = 2_000_000
_LONGEST_NAME = 120
_LONGEST_FIELD = 500


def read(
    paths: Iterable[Path | str],
    *,
    published: dt.date | None = None,
    encoding: str | None = None,
    cues: Iterable[BoilerplateCue] | None = None,
    leave_out: Iterable[Path] = (),
) -> Iterator[Article | Skipped]:
    """The articles in files and folders, in the order of their names.

    `published` is the date of those that tell none, `encoding` that of those that are not UTF-8;
    what lies at or below the paths of `leave_out` is passed over. Raises `InputError` for a path
    that does not exist.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.txt").write_text("Port closed\\nIt is empty.\\nRead more: Ports")
    ...     article = next(read([folder]))
    >>> article.name, article.title, [cut.cue for cut in article.cuts]
    ('a.txt', 'Port closed', ['read-more-line'])
    """
    reader = _Reader(published=published, encoding=encoding, cues=tuple(cues or load_cues()))
    for source in sources(paths, leave_out):
        if isinstance(source, Skipped):
            yield source
        else:
            yield from reader.articles(source)


@dataclass(slots=True, kw_only=True)
class _Reader:
    """What has to be remembered from one file to the next."""

    published: dt.date | None
    encoding: str | None
    cues: tuple[BoilerplateCue, ...]
    indexes: Indexes = field(default_factory=Indexes)
    copies: Copies = field(default_factory=Copies)
    names: set[str] = field(default_factory=set)

    def articles(self, source: Source) -> Iterator[Article | Skipped]:
        yield from self.indexes.open(source.path.parent)
        try:
            for record in read_records(source, self.encoding):
                yield record if isinstance(record, Skipped) else self._article(source, record)
        except Unreadable as fault:
            yield fault.skipped(source.name)

    def _article(self, source: Source, record: Record) -> Article | Skipped:
        name = _name(source, record)
        if name in self.names:
            problem = "has the id of an article before it; give it its own"
            return Skipped(name=name, reason="same_id", message=problem)
        if len(record.text) > _LONGEST_TEXT:
            problem = f"is longer than {_LONGEST_TEXT:,} characters; split it"
            return Skipped(name=name, reason="too_large", message=problem)
        self.names.add(name)
        known = self._known(source, record)
        date, notes = self._date(known)
        cuts = self._cuts(source, record)
        return Article(
            name=name,
            text=record.text,
            title=_short(known.title),
            published=date,
            publisher=_short(known.publisher),
            url=known.url if known.url.startswith(("http://", "https://")) else "",
            cuts=cuts,
            copy_of=self.copies.first(name, record.text, cuts),
            notes=(*record.notes, *notes),
        )

    def _known(self, source: Source, record: Record) -> Metadata:
        """An index knows better than the top lines of a text, and less than a marked-up page."""
        told = self.indexes.find(source.name, record.id)
        if source.path.suffix.lower() in {".txt", ".text"}:
            return told.over(record.metadata)
        return record.metadata.over(told)

    def _date(self, known: Metadata) -> tuple[dt.date | None, tuple[str, ...]]:
        date = find_date(known.published)
        if known.published and date is None:
            problem = "is not a date that can be read one way; write 2031-05-24"
            return self.published, (f"{_short(known.published)!r} {problem}",)
        return date or self.published, ()

    def _cuts(self, source: Source, record: Record) -> tuple[Cut, ...]:
        found = markup(record.text, source.path)
        marks = [Cut(start=start, end=end, cue=cue) for start, end, cue in found]
        return merged([*marks, *find_cuts(record.text, self.cues)])


def _name(source: Source, record: Record) -> str:
    """File name, and the id of the record in it; a long one is shortened to what stays unique."""
    own = printable(record.id)
    if len(own) > _LONGEST_NAME:
        own = f"{own[:80]}-{sha256(own.encode('utf-8', 'replace')).hexdigest()[:12]}"
    return f"{source.name}#{own}" if own else source.name


def _short(text: str) -> str:
    return printable(" ".join(text.split()))[:_LONGEST_FIELD]
