"""The answer to a query: a table of RDF terms, and the forms it is printed in."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

import pyoxigraph as ox

from kg.aligned import aligned
from kg.errors import QueryError
from kg.nearest import did_you_mean
from kg.prefixes import expand, shorten

TRIPLE = ("subject", "predicate", "object")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_PYTHON: dict[str, Callable[[str], object]] = {
    _XSD + "integer": int,
    _XSD + "decimal": Decimal,
    _XSD + "double": float,
    _XSD + "date": date.fromisoformat,
    _XSD + "boolean": lambda text: text in ("true", "1"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One RDF term of an answer: `type` is `uri`, `literal` or `bnode`, as in the W3C results
    form.
    """

    type: str
    value: str
    language: str = ""
    datatype: str = ""

    def to_json(self) -> dict[str, str]:
        more = {"xml:lang": self.language, "datatype": self.datatype}
        return {"type": self.type, "value": self.value} | {k: v for k, v in more.items() if v}

    def to_term(self) -> ox.NamedNode | ox.BlankNode | ox.Literal:
        if self.type == "uri":
            return ox.NamedNode(self.value)
        if self.type == "bnode":
            return ox.BlankNode(self.value)
        if self.language:
            return ox.Literal(self.value, language=self.language)
        datatype = ox.NamedNode(self.datatype) if self.datatype else None
        return ox.Literal(self.value, datatype=datatype)

    def to_python(self) -> object:
        """A number, day, truth value or text.

        >>> Cell(type="literal", value="7", datatype=_XSD + "integer").to_python()
        7
        """
        try:
            return _PYTHON.get(self.datatype, str)(self.value)
        except (ValueError, ArithmeticError):
            return self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An answer: its columns, and rows of cells; None where a row has no value.

    `kind` is `rows`, `truth` (what an ASK query answers: one cell), or `triples` (what CONSTRUCT
    and DESCRIBE answer: subject, predicate and object).

    >>> table = Table(columns=("name",), rows=((Cell(type="literal", value="=A1"),), (None,)))
    >>> print(table.to_csv(), end="")
    name
    '=A1
    ""
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    prefixes: Mapping[str, str] = field(default_factory=dict)
    kind: str = "rows"

    def keep(self, column: str, value: str) -> Table:
        """The rows with that value in a column: a text in any case in which * stands for any
        letters, or a short name such as `d:norland`. Raises `QueryError` for another column.
        """
        wanted = re.compile(".*".join(map(re.escape, value.split("*"))), re.IGNORECASE | re.DOTALL)
        iri = expand(value, self.prefixes)
        cells = self._column(column)
        return self._where(
            cell is not None and (cell.value == iri or wanted.fullmatch(cell.value) is not None)
            for cell in cells
        )

    def between(self, since: str = "", until: str = "") -> Table:
        """The rows whose date can lie in that time; years, months and days as `2024`, `2024-11`.

        The date is the last column with a name that ends so. Raises `QueryError` without one.
        """
        dates = [column for column in self.columns if column.casefold().endswith("date")]
        if not dates:
            raise QueryError("--since", "the answer has no date; ask a question that has one")
        cells = self._column(dates[-1])
        return self._where(
            cell is not None and not _before(cell.value, since) and not _before(until, cell.value)
            for cell in cells
        )

    def first(self, most: int) -> Table:
        """The first rows."""
        return replace(self, rows=self.rows[:most])

    def records(self) -> Rows:
        """The rows as pandas takes them: dictionaries of numbers, days, texts, and None."""
        return Rows(
            (
                {
                    name: None if cell is None else cell.to_python()
                    for name, cell in zip(self.columns, row, strict=True)
                }
                for row in self.rows
            ),
            self.columns,
        )

    def to_text(self, width: int | None = None) -> str:
        """Aligned columns: IRIs shortened, long texts cut, control characters shown.

        `width` is that of the terminal: texts are cut so that a line fits, and only then.
        Addresses, days and numbers are never cut.
        """
        rows = [tuple(map(self._shown, row)) for row in self.rows]
        texts = [self._is_text(at) for at in range(len(self.columns))]
        return aligned(self.columns, rows, texts, width)

    def to_csv(self, raw: bool = False) -> str:
        """Comma-separated; a cell that a spreadsheet would run gets a leading ', unless `raw`."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow(
                ["" if c is None else c.value if raw else _guarded(c.value) for c in row]
            )
        return out.getvalue()

    def to_tsv(self) -> str:
        """The W3C SPARQL 1.1 Query Results TSV format: terms as in Turtle."""
        head = "\t".join(f"?{name}" for name in self.columns)
        lines = ("\t".join(_turtle(cell) for cell in row) for row in self.rows)
        return "".join(f"{line}\n" for line in (head, *lines))

    def to_json(self) -> str:
        """The W3C SPARQL 1.1 Query Results JSON format."""
        if self.kind == "truth":
            return json.dumps({"head": {}, "boolean": self.to_csv() == "boolean\ntrue\n"}) + "\n"
        bindings = [
            {name: cell.to_json() for name, cell in zip(self.columns, row, strict=True) if cell}
            for row in self.rows
        ]
        answer = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"

    def to_turtle(self) -> str:
        """The triples of a CONSTRUCT or DESCRIBE query; `QueryError` for other answers."""
        if self.kind != "triples":
            raise QueryError("turtle", "is for triples; ask with CONSTRUCT or DESCRIBE")
        triples = [ox.Triple(*(c.to_term() for c in row if c)) for row in self.rows]  # type: ignore[arg-type]
        prefixes = dict(self.prefixes)
        return (
            ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
        ).decode()

    def _column(self, name: str) -> list[Cell | None]:
        if name not in self.columns:
            hint = did_you_mean(name, self.columns)
            known = f"columns: {', '.join(self.columns)}"
            raise QueryError(name, f"no such column; {' '.join(filter(None, (hint, known)))}")
        at = self.columns.index(name)
        return [row[at] for row in self.rows]

    def _where(self, kept: Iterable[bool]) -> Table:
        rows = (row for row, keep in zip(self.rows, kept, strict=True) if keep)
        return replace(self, rows=tuple(rows))

    def _is_text(self, at: int) -> bool:
        """Whether a column has plain texts, which may be cut."""
        cells = [row[at] for row in self.rows if row[at] is not None]
        return all(cell.type == "literal" and not cell.datatype for cell in cells if cell)

    def _shown(self, cell: Cell | None) -> str:
        if cell is None:
            return ""
        text = shorten(cell.value, self.prefixes) if cell.type == "uri" else cell.value
        return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


class Rows(list[dict[str, object]]):
    """Rows as dictionaries, which `pandas.DataFrame(rows, columns=rows.columns)` takes as they
    are.
    """

    def __init__(self, rows: Iterable[dict[str, object]], columns: Sequence[str]) -> None:
        super().__init__(rows)
        self.columns = list(columns)


def _before(one: str, other: str) -> bool:
    """Whether all of one time lies before all of another; no time is before none.

    >>> _before("2023", "2024-11-30"), _before("2024", "2024-11-30")
    (True, False)
    """
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]


def _turtle(cell: Cell | None) -> str:
    """A term as Turtle writes it, on one line."""
    return "" if cell is None else str(cell.to_term()).replace("\t", "\\t")


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
