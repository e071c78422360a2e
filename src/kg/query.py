"""A named question, SPARQL text or a `.rq` file -> Table. Read-only, without network, with a time
limit.

kg query positions --output DIR --format csv
"""

from __future__ import annotations

import csv
import difflib
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.sandbox import SECONDS, ask

_QUESTIONS = Path(__file__).parent / "queries"
_PREFIX = re.compile(r"@prefix ([\w-]*): <([^>]*)> \.")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")
_WIDEST = 60


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An answer: its columns, and rows of cells; None where a row has no value.

    What an ASK query answers is one cell, and `yes_no` is set.

    >>> table = Table(columns=("name",), rows=((Cell(type="literal", value="=A1"),), (None,)))
    >>> print(table.to_csv(), end="")
    name
    '=A1
    ""
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    prefixes: Mapping[str, str] = field(default_factory=dict)
    yes_no: bool = False

    def to_text(self) -> str:
        """Aligned columns for a terminal: IRIs shortened, long texts cut, control characters
        shown.
        """
        lines = [self.columns, *(tuple(map(self._shown, row)) for row in self.rows)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        lines.insert(1, tuple("-" * width for width in widths))
        return "".join(
            "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
            + "\n"
            for line in lines
        )

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

    def to_json(self) -> str:
        """The W3C SPARQL 1.1 Query Results JSON format."""
        if self.yes_no:
            return json.dumps({"head": {}, "boolean": self.to_csv() == "boolean\ntrue\n"}) + "\n"
        bindings = [
            {name: cell.to_json() for name, cell in zip(self.columns, row, strict=True) if cell}
            for row in self.rows
        ]
        answer = {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}
        return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"

    def _shown(self, cell: Cell | None) -> str:
        if cell is None:
            return ""
        text = shorten(cell.value, self.prefixes) if cell.type == "uri" else cell.value
        text = "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)
        return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def run(
    graph: Path,
    query: str,
    *,
    parameters: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
) -> Table:
    """Ask a graph (a Turtle file, or the folder of a build) a question.

    `query` is the name of a question, SPARQL text, or a path that ends in `.rq`. `parameters` of a
    named question keep the rows whose column has that value; those of other queries are put in
    place of the SELECTed variables of that name, as terms: an IRI, a short name such as
    `d:crimea`, or else a text. Raises `QueryError`, or `InputError` where there is no graph.
    """
    file = graph_file(graph)
    prefixes = read_prefixes(file)
    if query in questions():
        table = _table(ask(file, question(query), {}, prefixes, seconds), prefixes)
        return _keep(table, parameters or {})
    terms = {name: _term(value, prefixes) for name, value in (parameters or {}).items()}
    return _table(ask(file, _sparql(query), terms, prefixes, seconds), prefixes)


def questions() -> dict[str, str]:
    """The named questions, and what each asks."""
    return {
        path.stem: path.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ")
        for path in sorted(_QUESTIONS.glob("*.rq"))
    }


def question(name: str) -> str:
    """The SPARQL text of a named question."""
    return (_QUESTIONS / f"{name}.rq").read_text(encoding="utf-8")


def graph_file(graph: Path) -> Path:
    """The Turtle file of a build, given it or its folder."""
    return graph / "graph.ttl" if graph.is_dir() else graph


def read_prefixes(file: Path) -> dict[str, str]:
    """The prefixes that a Turtle file declares at its top."""
    prefixes = {}
    if file.is_file():
        with file.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                declared = _PREFIX.match(line)
                if not declared:
                    break
                prefixes[declared[1]] = declared[2]
    return prefixes


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """An IRI as a short name, where a prefix fits."""
    for prefix, namespace in prefixes.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expand(name: str, prefixes: Mapping[str, str]) -> str | None:
    """The IRI that a short name stands for, an IRI itself, or None for anything else."""
    if re.fullmatch(r"(https?://|urn:)[^\s<>\"{}|\\^`]+", name):
        return name
    prefix, colon, local = name.partition(":")
    known = colon and prefix in prefixes and re.fullmatch(r"[\w%-]+", local)
    return prefixes[prefix] + local if known else None


def _sparql(query: str) -> str:
    if query.endswith(".rq"):
        try:
            return Path(query).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(query, f"cannot be read: {error}") from error
    if re.fullmatch(r"[\w.-]+", query):
        near = difflib.get_close_matches(query, questions(), n=1, cutoff=0.4)
        hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(questions())}"
        raise QueryError(query, f"no such question; {hint}")
    return query


def _term(value: str, prefixes: Mapping[str, str]) -> dict[str, str]:
    iri = expand(value, prefixes)
    return {"type": "uri", "value": iri} if iri else {"type": "literal", "value": value}


def _keep(table: Table, parameters: Mapping[str, str]) -> Table:
    rows = table.rows
    for name, value in parameters.items():
        if name not in table.columns:
            raise QueryError(name, f"no such column; columns: {', '.join(table.columns)}")
        at, wanted = table.columns.index(name), {value, expand(value, table.prefixes)}
        rows = tuple(row for row in rows if (cell := row[at]) is not None and cell.value in wanted)
    return Table(columns=table.columns, rows=rows, prefixes=table.prefixes)


def _table(answer: dict[str, Any], prefixes: Mapping[str, str]) -> Table:
    if "boolean" in answer:
        truth = Cell(type="literal", value=str(answer["boolean"]).lower())
        return Table(columns=("boolean",), rows=((truth,),), prefixes=prefixes, yes_no=True)
    columns = tuple(answer["head"]["vars"])
    rows = tuple(
        tuple(_cell(row.get(name)) for name in columns) for row in answer["results"]["bindings"]
    )
    return Table(columns=columns, rows=rows, prefixes=prefixes)


def _cell(term: dict[str, str] | None) -> Cell | None:
    if term is None:
        return None
    return Cell(
        type=term["type"],
        value=term["value"],
        language=term.get("xml:lang", ""),
        datatype=term.get("datatype", ""),
    )


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
