"""CSV files: for spreadsheets, where no cell may run, and for programs, which take texts as they
are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from kg.export.atomic import replacing
from kg.table import FORMULA


def write_csv(
    path: Path, head: Iterable[str], rows: Iterable[Iterable[object]], *, guard: bool = True
) -> None:
    """Write rows; with `guard` a text that a spreadsheet would run begins with an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_cell(value, guard) for value in row] for row in rows)
    with replacing(path) as file:
        file.write(text.getvalue().encode("utf-8", "backslashreplace"))


def _cell(value: object, guard: bool) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if guard and isinstance(value, str) and value.startswith(FORMULA) else value
