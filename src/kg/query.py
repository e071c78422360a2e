"""A named question, SPARQL text or a `.rq` file -> Table. Read-only, without network, with a time
limit.

kg query positions --output DIR --holder Armenia --since 2023
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.manifest import checked
from kg.prefixes import expand, read_prefixes
from kg.questions import Questions, read_questions
from kg.sandbox import Answer, Engine, Limits
from kg.sentences import SENTENCES, with_sentences
from kg.table import TRIPLE, Cell, Rows, Table

_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


class Graph:
    """A graph to ask, of a Turtle file or the folder of a build; one process answers its queries.

    `questions` are those that have a name; those that ship unless told. Raises `InputError` where
    there is no graph, or it is not what was built. `close` it, or use it in a `with` statement.
    """

    def __init__(
        self,
        graph: Path | str,
        limits: Limits | None = None,
        *,
        questions: Questions | None = None,
    ) -> None:
        self.file = checked(graph_file(Path(graph)))
        self.prefixes = read_prefixes(self.file)
        self.questions = questions or read_questions()
        self._engine = Engine(self.file, self.prefixes, limits or Limits())

    def __enter__(self) -> Graph:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        self._engine.close()

    def query(
        self,
        query: str,
        *,
        since: str | int = "",
        until: str | int = "",
        limit: int | None = None,
        sentences: bool = False,
        **parameters: object,
    ) -> Rows:
        """The rows of `ask`, as `pandas.DataFrame` takes them.

        `parameters` are columns of a named question, or variables of a query; those that are None
        keep all rows. Raises what `ask` raises, also for a day or a `limit` that is none.
        """
        told = {name: str(value) for name, value in parameters.items() if value is not None}
        days = {"since": str(since), "until": str(until)}
        for name, day in days.items():
            if day and not _DAY.fullmatch(day):
                raise QueryError(name, f"{day} is no year, month or day; write it as 2024-11-29")
        if limit is not None and (not isinstance(limit, int) or limit < 0):
            raise QueryError("limit", f"{limit} is no number of rows")
        table = self.ask(query, told, **days)
        table = table if limit is None else table.first(limit)
        return (self.with_sentences(table) if sentences else table).records()

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
        if query in self.questions:
            table = self._named(query)
            for column, value in given.items():
                table = table.keep(column, value)
        else:
            terms = {name: self._term(value) for name, value in given.items()}
            table = self._table(self._engine.ask(self._sparql(query), terms))
        return table.between(since, until) if since or until else table

    def with_sentences(self, table: Table) -> Table:
        """The rows with one column more: the sentence that `article`, `start` and `end` lie in.

        Raises `QueryError` for an answer without these columns.
        """
        return with_sentences(table, self._table(self._engine.ask(SENTENCES)))

    def explain(self, name: str) -> str:
        """Why the graph says something, in words, with its sentences: see `kg.explain.explained`.

        `name` is an IRI, as the rows of a question have it, or a short name.
        """
        from kg.explain import explained  # which asks this class

        return explained(self, name)

    def _named(self, name: str) -> Table:
        """The whole answer to a named question; what is wrong with it is told with its file."""
        question = self.questions[name]
        try:
            return self._table(self._engine.ask(question.text))
        except QueryError as error:
            raise type(error)(question.file, error.problem) from error

    def _sparql(self, query: str) -> str:
        if query.endswith(".rq"):
            try:
                return Path(query).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise QueryError(query, f"cannot be read: {error}") from error
        return self.questions[query].text if re.fullmatch(r"[\w.-]+", query) else query

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
    """The questions that ship, and what each asks."""
    return {name: question.asks for name, question in read_questions().named.items()}


def question(name: str) -> str:
    """The SPARQL text of a question that ships."""
    return read_questions()[name].text


def graph_file(graph: Path) -> Path:
    """The Turtle file of a build, given it or its folder."""
    return graph / "graph.ttl" if graph.is_dir() else graph


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
