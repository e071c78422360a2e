"""`corrections.csv` -> decisions.

    decision,what,other,article,sentence,field,value,note
    same,person: Ada Voss,person: Voss @ b.txt,,,,,
    reject,"position
    holder: Ostmark",,a.txt,Ostmark rejected the plan.,,,it did not

A cell that a spreadsheet would run as a formula is written with a leading ', which is taken off
when it is read. The order of the lines and notes on them mean nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from kg.corrections.fields import FIELDS, Codes, FactKey, fault, field_of
from kg.corrections.references import Reference
from kg.errors import DataError, InputError
from kg.table import FORMULA

NAME = "corrections.csv"
PAIRED = ("same", "different")
DECISIONS = (*PAIRED, "reject", "edit")
NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Correction:
    """One decision: `what` and `other` are entities; or `what` a fact as `sentence` tells it."""

    decision: str
    what: str
    other: str = ""
    article: str = ""
    sentence: str = ""
    field: str = ""
    value: str = ""

    @property
    def text(self) -> str:
        """The decision in one line.

        >>> Correction(decision="same", what="person: Voss", other="person: Ada Voss").text
        'same person: Voss / person: Ada Voss'
        """
        named = f"{self.decision} {_on_one_line(self.what)}"
        change = f"; {self.field}: {self.value}" if self.field else ""
        where = f" ({self.article}: {self.sentence})" if self.sentence else ""
        return f"{named} / {self.other}" if self.other else f"{named}{change}{where}"

    @property
    def pair(self) -> tuple[Reference, Reference]:
        """The two entities of `same` and `different`, in one order whichever was named first."""
        one, other = sorted((Reference.read(self.what), Reference.read(self.other)))
        return one, other


COLUMNS = tuple(field.name for field in fields(Correction))


def corrections_beside(paths: Iterable[Path | str]) -> tuple[Path, ...]:
    """The files of that name that lie in the folders given, or beside the files given."""
    folders = {path if path.is_dir() else path.parent for path in map(Path, paths)}
    return tuple(sorted({f.resolve() / NAME for f in folders if (f / NAME).is_file()}))


def read_corrections(paths: Iterable[Path], codes: Codes) -> tuple[Correction, ...]:
    """The decisions in files, each once, in an order of their own.

    Raises `DataError` naming the lines that cannot be used and what to do, `InputError` for a file
    that cannot be read.
    """
    found: set[Correction] = set()
    for path in paths:
        found.update(LineReader(path, codes).corrections(text_of(path)))
    return tuple(sorted(found))


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs.

    >>> guarded("=1+1"), unguarded(guarded("'=1+1")), guarded("It's 5")
    ("'=1+1", "'=1+1", "It's 5")
    """
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA) else cell


def unguarded(cell: str) -> str:
    """The cell that was guarded."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


class LineReader:
    """Reads one file, and names the lines at fault; `header` are its columns once it has."""

    def __init__(self, path: Path, codes: Codes) -> None:
        self.path = path
        self.codes = codes
        self.header: list[str] = []

    def corrections(self, text: str) -> list[Correction]:
        found: list[Correction] = []
        faults: list[str] = []
        for line, cells in self._lines(text):
            correction, problem = self._correction(cells)
            found.append(correction)
            faults += [f"line {line}: {problem}"] if problem else []
        if faults:
            raise DataError(self.path, "; ".join(faults))
        return found

    def _lines(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """The rows below the header that say something, and the line that each begins at."""
        rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
        line = 1
        try:
            for cells in rows:
                if not self.header:
                    self.header = self._head([cell.strip() for cell in cells])
                elif any(cell.strip() for cell in cells):
                    yield line, cells
                line = rows.line_num + 1
        except csv.Error as error:
            problem = f"line {line}: is no CSV ({error}); put a cell with a comma, a quotation mark"
            problem += ' or a line break into "", with "" for a quotation mark'
            raise DataError(self.path, problem) from error

    def _head(self, cells: list[str]) -> list[str]:
        known = (*COLUMNS, NOTE)
        unknown = [cell for cell in cells if cell not in known]
        missing = [name for name in COLUMNS if name not in cells]
        if unknown or missing or len(set(cells)) < len(cells):
            problem = "line 1: has to name the columns, each once, separated by commas"
            raise DataError(self.path, f"{problem}: {','.join(known)}")
        return cells

    def _correction(self, cells: list[str]) -> tuple[Correction, str]:
        named = dict(zip(self.header, map(unguarded, cells), strict=False))
        named.pop(NOTE, None)
        given = {name: " ".join(cell.split()) for name, cell in named.items()}
        given["decision"] = given.get("decision", "").casefold()
        if given["decision"] not in PAIRED:
            given["what"] = str(FactKey.read(named.get("what", "")))
        correction = Correction(**{name: given.get(name, "") for name in COLUMNS})
        if len(cells) > len(self.header):
            problem = f"has {len(cells)} cells, the first line {len(self.header)}"
            return correction, f"{problem}; put cells with a comma in quotation marks"
        return correction, self._fault(correction)

    def _fault(self, correction: Correction) -> str:
        if correction.decision not in DECISIONS:
            return f"{correction.decision!r} is no decision; write {', '.join(DECISIONS)}"
        if correction.decision in PAIRED:
            one, other = correction.pair
            if not (one.name and other.name) or one == other:
                return "what and other have to name two entities, as 'person: Ada Voss'"
            return ""
        return self._fact_fault(correction)

    def _fact_fault(self, correction: Correction) -> str:
        key = FactKey.read(correction.what)
        if key.kind not in FIELDS:
            return f"{key.kind!r} is no kind of fact; begin with {', '.join(FIELDS)}"
        unknown = [name for name in key.wanted if field_of(key.kind, name) is None]
        if unknown:
            return fault(key.kind, unknown[0], "", self.codes)
        if not correction.sentence:
            return "sentence is empty; quote the sentence that tells the fact"
        if correction.decision == "edit":
            return fault(key.kind, correction.field, correction.value, self.codes)
        return ""


def _on_one_line(what: str) -> str:
    kind, *said = what.splitlines() or [""]
    return f"{kind} ({'; '.join(said)})" if said else kind


def text_of(path: Path) -> str:
    """The text of a file. Raises `InputError`, or `DataError` naming the line that is not UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror}); check the path") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DataError(path, f"line {line}: is not UTF-8; save the file as UTF-8") from error
