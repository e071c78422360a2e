"""Decisions -> more lines of `corrections.csv`; the lines that are there stay as they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from kg.corrections.fields import Codes
from kg.corrections.lines import COLUMNS, NOTE, PAIRED, Correction, LineReader, guarded, text_of
from kg.errors import DataError
from kg.export.atomic import replacing


def add_corrections(path: Path, more: Iterable[Correction], codes: Codes) -> int:
    """Adds decisions that are not in the file yet; how many. It is the old file or the new one.

    Raises `DataError` for a file that could not be read back, or that says the opposite.

    >>> from tempfile import TemporaryDirectory
    >>> same = Correction(decision="same", what="Voss", other="person: Ada Voss")
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "corrections.csv")
    ...     add_corrections(file, [same], {}), add_corrections(file, [same], {})
    (1, 0)
    """
    text = text_of(path) if path.exists() else ",".join((*COLUMNS, NOTE)) + "\n"
    reader = LineReader(path, codes)
    known = {_compared(correction) for correction in reader.corrections(text)}
    new = [c for c in dict.fromkeys(more) if _compared(c) not in known]
    for correction in new:
        opposite = PAIRED[correction.decision == PAIRED[0]]
        if correction.decision in PAIRED and (opposite, correction.pair) in known:
            raise DataError(path, f"says that these two are {opposite}; take that line out first")
    if new:
        ending = "" if text.endswith("\n") else "\n"
        lines = text + ending + _lines(new, reader.header)
        LineReader(path, codes).corrections(lines)
        with replacing(path.resolve()) as file:
            file.write(lines.encode("utf-8"))
    return len(new)


def _compared(correction: Correction) -> object:
    return (correction.decision, correction.pair) if correction.other else correction


def _lines(corrections: Iterable[Correction], header: list[str]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    for correction in corrections:
        writer.writerow([guarded(getattr(correction, name, "")) for name in header])
    return out.getvalue()
