"""What is known about an article besides its text: from its top lines or an index beside it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.model import Skipped
from kg.read.columns import fields_of, listed, separator
from kg.read.dates import find_date, is_date_line, published_in
from kg.read.encodings import decode
from kg.read.files import LONGEST_BYTES, Unreadable, printable, read_bytes
from kg.read.publishers import publisher_in, without_publisher

_LONGEST_TITLE = 220
_TOP_LINES = 8
_LONGEST_LINE = 130
_DATELINE = re.compile(
    r"[A-ZÀ-Ž][A-ZÀ-Ž .,'’/-]{2,60}[,(] ?(?P<date>[^–—(]{4,40}?)\)? ?"
    r"(?:\((?P<agency>[^)]{2,40})\))? ?[-–—]"
)
_FIELDS = ("title", "published", "publisher", "url")
_NAMING = ("file", "name", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Each field as text, empty when it is not known."""

    title: str = ""
    published: str = ""
    publisher: str = ""
    url: str = ""

    def over(self, other: Metadata) -> Metadata:
        """These fields, and those of `other` where there are none here."""
        mine = {name: getattr(self, name) or getattr(other, name) for name in _FIELDS}
        return Metadata(**mine)


def top(text: str) -> Metadata:
    """Title, date and agency as the first lines tell them.

    >>> lines = top("Norland closes port\\n\\nSUND, 3 June 2033 (Coast Press) - Norland on Friday")
    >>> lines.title, lines.published, lines.publisher
    ('Norland closes port', '2033-06-03', 'Coast Press')
    """
    lines = [line for line in (raw.strip() for raw in text[:5_000].split("\n")) if line][
        :_TOP_LINES
    ]
    first = next((i for i, line in enumerate(lines) if not _is_about(line)), len(lines))
    title = lines[first].lstrip("# ") if first < len(lines) and _is_title(lines[first]) else ""
    published = changed = publisher = ""
    for line in [*lines[:first], *lines[first + bool(title) :]]:
        dateline = _DATELINE.match(line)
        short = line if len(line) <= _LONGEST_LINE and not line.startswith(("-", "•", "*")) else ""
        told = dateline["date"] if dateline else short
        published = published or _iso(published_in(told))
        changed = changed or _iso(find_date(told))
        publisher = publisher or (dateline and dateline["agency"]) or publisher_in(line)
        if len(line) > _LONGEST_LINE:
            break
    return Metadata(title=title, published=published or changed, publisher=publisher)


def _is_about(line: str) -> bool:
    """Whether a line tells of the article, when or by whom it was published, and is no title."""
    bare = without_publisher(line)
    return not bare or is_date_line(bare)


def _iso(date: dt.date | None) -> str:
    return "" if date is None else date.isoformat()


def _is_title(line: str) -> bool:
    short = len(line) <= _LONGEST_TITLE and line[-1] not in ".:;,"
    return short and not _DATELINE.match(line)


@dataclass(slots=True)
class Indexes:
    """The `index.jsonl` and `index.csv` beside articles, read once a folder."""

    _folder: Path | None = None
    _rows: dict[str, Metadata] = field(default_factory=dict)

    def open(self, folder: Path) -> Iterator[Skipped]:
        """Makes the rows of `folder` known; what cannot be read of them is named."""
        if folder == self._folder:
            return
        self._folder, self._rows = folder, {}
        for name, rows in (("index.csv", _csv_rows), ("index.jsonl", _jsonl_rows)):
            path = folder / name
            if not path.is_file() or path.is_symlink():
                continue
            try:
                named = self._add_all(rows(decode(read_bytes(path)).text))
                _check_there(folder, named)
            except Unreadable as fault:
                yield Skipped(
                    name=printable(f"{folder.name}/{name}"), reason="index", message=fault.message
                )

    def find(self, name: str, own_id: str = "") -> Metadata:
        """The row whose `file` or `id` is the file name, its stem, or the article's own id."""
        plain = Path(name.split("#")[0]).name
        for key in (own_id, plain, Path(plain).stem):
            if key and key in self._rows:
                return self._rows[key]
        return Metadata()

    def _add_all(self, rows: Iterator[Mapping[str, Any]]) -> list[str]:
        """Each row under the names of its file; all these names. Raises `Unreadable` where no
        column is known.
        """
        every: dict[str, None] = {}
        columns: dict[str, None] = {}
        useful = False
        for row in rows:
            columns |= dict.fromkeys(row)
            known = fields_of(row)
            told = {field: _cell(row, known.get(field, "")) for field in _FIELDS}
            names = {_cell(row, column) for column in _naming(row, known)} - {""}
            useful = useful or bool(names and any(told.values()))
            self._rows |= dict.fromkeys((Path(name).name for name in names), Metadata(**told))
            every |= dict.fromkeys(_cell(row, column) for column in _files(row, known))
        if columns and not useful:
            problem = (
                f"is not used: of its columns ({listed(columns)}) none is known that names files "
                "(file or id), or none that tells of them (title, published, publisher, url)"
            )
            raise Unreadable("index", problem)
        return [name for name in every if name]


def _check_there(folder: Path, named: list[str]) -> None:
    """Raises `Unreadable` for rows about files that are not in the folder."""
    gone = [name for name in named if Path(name).suffix and not (folder / Path(name).name).exists()]
    if gone:
        raise Unreadable(
            "index", f"names files that are not beside it: {listed(gone)}; mend these rows"
        )


def _files(row: Mapping[str, Any], known: Mapping[str, str]) -> set[str]:
    """The columns that name a file."""
    plain = {column for column in row if column.strip().lower() in ("file", "filename", "path")}
    return plain | ({known["file"]} if "file" in known else set())


def _naming(row: Mapping[str, Any], known: Mapping[str, str]) -> set[str]:
    """The columns that say which article a row is about."""
    plain = {column for column in row if column.strip().lower() in _NAMING}
    return plain | {known[field] for field in ("file", "id") if field in known}


def _cell(row: Mapping[str, Any], column: str) -> str:
    value = row.get(column)
    return "" if value is None else str(value).strip()


def _csv_rows(text: str) -> Iterator[Mapping[str, Any]]:
    csv.field_size_limit(LONGEST_BYTES)
    mark = separator(text.split("\n", 1)[0])
    try:
        for row in csv.DictReader(io.StringIO(text), delimiter=mark):
            yield {column: value for column, value in row.items() if column}
    except csv.Error as error:
        raise Unreadable("index", f"is not CSV ({error}); mend it or remove it") from error


def _jsonl_rows(text: str) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            row = json.loads(line) if line.strip() else {}
        except (ValueError, RecursionError) as error:
            raise Unreadable(
                "index", f"line {number} is not JSON; mend it, the rest of the file is not used"
            ) from error
        if isinstance(row, dict):
            yield row
