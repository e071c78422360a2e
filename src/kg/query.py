"""A named question, SPARQL text or a `.rq` file -> Table. Read-only, without network, with a time
limit.

kg query positions --output DIR --holder Armenia --since 2023
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.manifest import checked
from kg.prefixes import expand, read_prefixes
from kg.sandbox import Answer, Engine, Limits
from kg.table import TRIPLE, Cell, Rows, Table

_QUESTIONS = Path(__file__).parent / "queries"
_COLUMN = re.compile(r"\(.*? AS \?(\w+)\)|\?(\w+)")


class Graph:
    """A graph to ask, of a Turtle file or the folder of a build; one process answers its queries.

    Raises `InputError` where there is no graph, or it is not what was built.
    `close` it, or use it in a `with` statement.
    """

    def __init__(self, graph: Path | str, limits: Limits | None = None) -> None:
        self.file = checked(graph_file(Path(graph)))
        self.prefixes = read_prefixes(self.file)
        self._engine = Engine(self.file, self.prefixes, limits or Limits())

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        self._engine.close()

    def query(self, query: str, *, since: str = "", until: str = "", **parameters: str) -> Rows:
        """The rows of `ask`, as `pandas.DataFrame` takes them.

        `parameters` are columns of a named question, or variables of a query.
        """
        return self.ask(query, parameters, since=since, until=until).records()

    def ask(
        self,
        query: str,
        parameters: Mapping[str, str] | None = None,
        *,
        since: str = "",
        until: str = "",
    ) -> Table:
        """The answer to the name of a question, SPARQL text, or a path that ends in `.rq`.

        `parameters` of a named question keep the rows whose column has that value (see
        `Table.keep`); those of other queries are put in place of the SELECTed variables of that
        name, as terms: an IRI, a short name such as `d:crimea`, or else a text. `since` and `until`
        keep the rows of that time. Raises `QueryError`, or `InputError` where the file is no graph.
        """
        given = parameters or {}
        if query in questions():
            table = self._table(self._engine.ask(question(query)))
            for column, value in given.items():
                table = table.keep(column, value)
        else:
            terms = {name: self._term(value) for name, value in given.items()}
            table = self._table(self._engine.ask(_sparql(query), terms))
        return table.between(since, until) if since or until else table

    def _term(self, value: str) -> dict[str, str]:
        iri = expand(value, self.prefixes)
        return {"type": "uri", "value": iri} if iri else {"type": "literal", "value": value}

    def _table(self, answer: Answer) -> Table:
        columns, rows = _READERS[answer.kind](answer.body)
        return Table(columns=columns, rows=rows, prefixes=self.prefixes, kind=answer.kind)


def run(
    graph: Path,
    query: str,
    *,
    parameters: Mapping[str, str] | None = None,
    seconds: float = Limits().seconds,
) -> Table:
    """Ask a graph a single question: `Graph.ask`."""
    with Graph(graph, Limits(seconds=seconds)) as opened:
        return opened.ask(query, parameters)


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


def columns(name: str) -> tuple[str, ...]:
    """The columns of a named question, as its first SELECT names them.

    >>> columns("timeline")
    ('date', 'label', 'kind', 'article')
    """
    select = re.search(r"^SELECT (.*) WHERE \{$", question(name), re.MULTILINE)
    assert select, f"{name}.rq begins with no SELECT"
    return tuple(renamed or plain for renamed, plain in _COLUMN.findall(select[1]))


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


_Content = tuple[tuple[str, ...], tuple[tuple[Cell | None, ...], ...]]


def _truth(body: str) -> _Content:
    value = str(json.loads(body)["boolean"]).lower()
    return ("boolean",), ((Cell(type="literal", value=value),),)


def _rows(body: str) -> _Content:
    answer = json.loads(body)
    names = tuple(answer["head"]["vars"])
    bindings = answer["results"]["bindings"]
    return names, tuple(tuple(_cell(row.get(name)) for name in names) for row in bindings)


def _triples(body: str) -> _Content:
    triples = ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
    return TRIPLE, tuple(tuple(map(_of_term, (t.subject, t.predicate, t.object))) for t in triples)


_READERS = {"truth": _truth, "rows": _rows, "triples": _triples}


def _cell(term: dict[str, str] | None) -> Cell | None:
    if term is None:
        return None
    return Cell(
        type=term["type"],
        value=term["value"],
        language=term.get("xml:lang", ""),
        datatype=term.get("datatype", ""),
    )


def _of_term(term: object) -> Cell:
    if isinstance(term, ox.Literal):
        datatype = "" if term.language else term.datatype.value
        return Cell(
            type="literal", value=term.value, language=term.language or "", datatype=datatype
        )
    assert isinstance(term, ox.NamedNode | ox.BlankNode)
    return Cell(type="uri" if isinstance(term, ox.NamedNode) else "bnode", value=term.value)
