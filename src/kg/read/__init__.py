"""Stage 1: files become articles.

    sources       which files, in which order, under which names
    files         opens them: regular ones, of bounded size, unpacked where they are packed
    formats       the table of formats: which reader reads what
      plain         text, Markdown
      pages         web pages (page_links, page_dates: what in them is not the article, and when)
      rows          JSON, JSON Lines
      tables        CSV, TSV
      feeds         RSS, Atom
      mail          newsletters, pages packed as MHTML
      documents     PDF, Word, RTF
      web_archives  WARC
    attempts      one article of many that cannot be read, while the others are
    encodings     bytes -> text
    hypertext     the text of HTML that has nothing around it
    reflow        lines as wide as a page put back together into paragraphs
    records       the field names of news services, and what is no article
    columns       the headings of tables, in several languages
    metadata      title, date, publisher from the top lines or an index beside the files
    publishers    who published it, as a line tells
    dates         publication dates, where they can be read one way only
    boilerplate   what is no part of the article, by the cues of data/boilerplate.toml
    cues          the reader of that file
    duplicates    which article repeats another

What cannot be read is a `Skipped` with its reason; the run goes on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path

from kg.model import Article, Cut, Skipped
from kg.read.attempts import FAULTS, attempt, failed
from kg.read.boilerplate import find_cuts, merged
from kg.read.cues import BoilerplateCue, load_cues
from kg.read.dates import find_date
from kg.read.duplicates import Copies
from kg.read.files import Unreadable, printable
from kg.read.formats import FORMATS, markup, read_records
from kg.read.language import is_english
from kg.read.metadata import Indexes
from kg.read.records import Record
from kg.read.sources import Source, sources

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
    for source in sources(paths, FORMATS, leave_out):
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
                if isinstance(record, Skipped):
                    yield record
                else:
                    yield attempt(_name(source, record), partial(self._article, source, record))
        except Unreadable as fault:
            yield fault.skipped(source.name)
        except FAULTS as error:
            yield failed(source.name, error)

    def _article(self, source: Source, record: Record) -> Article | Skipped:
        name = _name(source, record)
        if name in self.names:
            problem = "has the id of an article before it; give it its own"
            return Skipped(name=name, reason="same_id", message=problem)
        if len(record.text) > _LONGEST_TEXT:
            problem = f"is longer than {_LONGEST_TEXT:,} characters; split it"
            return Skipped(name=name, reason="too_large", message=problem)
        if not is_english(record.text):
            problem = "is not in English, the one language that is read"
            return Skipped(name=name, reason="language", message=problem)
        told = self.indexes.find(source.name, record.id)
        order = (told, record.metadata) if record.from_lines else (record.metadata, told)
        known = order[0].over(order[1])
        date, notes = self._date(*(one.published for one in order))
        cuts = self._cuts(source, record)
        self.names.add(name)
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

    def _date(self, *told: str) -> tuple[dt.date | None, tuple[str, ...]]:
        """The first date that is certain, of those that are told; and which of them are not."""
        dates = [find_date(text) for text in told]
        notes = tuple(
            f"{_short(text)!r} is not a date that can be read one way; write 2031-05-24"
            for text, date in zip(told, dates, strict=True)
            if text and date is None
        )
        return next((date for date in dates if date), self.published), notes

    def _cuts(self, source: Source, record: Record) -> tuple[Cut, ...]:
        found = markup(record.text, source)
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
