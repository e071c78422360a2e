"""Tables (CSV, TSV): exports of press databases and spreadsheets, one article a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from kg.model import Skipped
from kg.read.columns import fields_of, listed, separator
from kg.read.encodings import text_of
from kg.read.files import LONGEST_BYTES, Unreadable
from kg.read.records import Record
from kg.read.rows import read_row
from kg.read.sources import Source

_LONGEST_HEADING = 100_000
_TELLING = ("title", "text", "description", "published", "publisher", "url", "id")


def table(source: Source, encoding: str | None) -> Iterator[Record | Skipped]:
    """One article a row; which column holds what is told with the first."""
    with text_of(source.path, encoding) as (file, notes):
        rows = _rows(file)
        columns = next(rows, [])
        found = _fields(columns)
        told = "columns read: " + ", ".join(
            f"{field} from {listed([found[field]])}" for field in _TELLING if field in found
        )
        number = 0
        for cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            number += 1
            told_here = (*notes, told) if number == 1 else ()
            row = dict(zip(columns, cells, strict=False))
            fields = {field: row.get(column, "") for field, column in found.items()}
            yield read_row(source, fields, number, told_here)
    if not number:
        raise Unreadable("empty", "has a line of headings and no row; nothing to read")


def _fields(columns: list[str]) -> dict[str, str]:
    found = fields_of(columns)
    found.pop("file", None)
    if "text" in found or "description" in found:
        return found
    problem = (
        f"has no column whose heading says that it holds the texts (it has {listed(columns)}); "
        'write "text" over that column'
    )
    raise Unreadable("no_columns", problem)


def _rows(file: TextIO) -> Iterator[list[str]]:
    heading = file.readline(_LONGEST_HEADING)
    if heading.lower().startswith("sep="):  # a spreadsheet's word for itself
        heading = file.readline(_LONGEST_HEADING)
    mark = separator(heading)
    csv.field_size_limit(LONGEST_BYTES)
    try:
        yield next(csv.reader([heading], delimiter=mark), [])
        yield from csv.reader(file, delimiter=mark)
    except csv.Error as error:
        raise Unreadable("malformed", f"is no table ({error}); save it anew as CSV") from error
