"""Runs the W3C's tests of Turtle, N-Triples, N-Quads, TriG and SPARQL 1.1 queries.

    pip download rdflib==6.0.2 --no-deps --no-binary :all:    # its source has the tests in it
    tar xf rdflib-6.0.2.tar.gz
    python -m benchmarks.w3c rdflib-6.0.2/test

RDF is read as `kg` reads it; a query goes through the filter and the engine's own code
(`kg.query_filter`, `kg.query_worker`), and once more through pyoxigraph alone, to tell what is kept
out on purpose from what the engine does. The order of rows is not compared.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import query_worker
from kg.errors import QueryError
from kg.query_filter import check

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RDFT = "http://www.w3.org/ns/rdftest#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
DAWGT = "http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#"
XSD = "http://www.w3.org/2001/XMLSchema#"
FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
}
BASES = {
    "turtle": "http://www.w3.org/2013/TurtleTests/",
    "trig": "http://www.w3.org/2013/TriGTests/",
}
ENDINGS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".trig": ox.RdfFormat.TRIG,
}
ROWS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
OTHER = ("entailment", "service", "protocol", "service-description", "syntax-update", "data-r2-1.0")
Ask = Callable[[ox.Store, str, str], Any]


@dataclass(slots=True)
class Manifest:
    """The tests of a folder, as a graph."""

    path: Path
    graph: dict[Any, dict[str, list[Any]]]

    def one(self, node: Any, term: str) -> Any:
        return next(iter(self.graph.get(node, {}).get(term, ())), None)

    def all(self, node: Any, term: str) -> list[Any]:
        return self.graph.get(node, {}).get(term, [])

    def members(self, node: Any) -> Iterator[Any]:
        while node is not None and node.value != RDF + "nil":
            yield self.one(node, RDF + "first")
            node = self.one(node, RDF + "rest")

    def tests(self) -> Iterator[Any]:
        for entries in [s for n in list(self.graph) for s in self.all(n, MF + "entries")]:
            yield from self.members(entries)

    def file(self, node: Any) -> Path | None:
        return None if node is None else Path(node.value.removeprefix("file://"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="the folder `test` of rdflib 6.0.2")
    folder = parser.parse_args().folder.resolve()
    for name in FORMATS:
        report(name, *syntax(read(folder / "w3c" / name / "manifest.ttl"), name))
    for suite in ("data-r2", "data-sparql11"):
        paths = sorted((folder / "DAWG" / suite).glob("*/manifest.ttl"))
        kept = [path for path in paths if not path.parent.name.startswith(OTHER)]
        for how, ask in (("kg query", through_kg), ("pyoxigraph", bare)):
            passed: Counter[str] = Counter()
            failed: list[str] = []
            for path in kept:
                good, bad = queries(read(path), ask)
                passed += good
                failed += [f"{path.parent.name}/{one}" for one in bad]
            report(f"{suite} by {how}", passed, failed)
    return 0


def report(name: str, passed: Counter[str], failed: list[str]) -> None:
    kinds: Counter[str] = passed + Counter(one.rpartition(" ")[2] for one in failed)
    total = ", ".join(f"{passed[kind]} of {kinds[kind]} {kind}" for kind in sorted(kinds))
    print(f"{name}: {total}", *(f"    {one}" for one in failed), sep="\n", flush=True)


def read(path: Path) -> Manifest:
    graph: dict[Any, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(path=str(path), base_iri=path.as_uri()):
        graph[quad.subject][quad.predicate.value].append(quad.object)
    return Manifest(path=path, graph=graph)


def syntax(manifest: Manifest, name: str) -> tuple[Counter[str], list[str]]:
    """The tests of one form of RDF: what has to be read, refused, and mean something."""
    passed: Counter[str] = Counter()
    failed = []
    for test in manifest.tests():
        kind = manifest.one(test, RDF + "type").value.rpartition("#")[2]
        action = manifest.file(manifest.one(test, MF + "action"))
        wanted = manifest.file(manifest.one(test, MF + "result"))
        assert action
        base = BASES.get(name, "http://x.example/") + action.name
        try:
            found = parsed(action, FORMATS[name], base)
            good = "Negative" not in kind and (wanted is None or found == parsed(wanted))
        except (SyntaxError, ValueError):
            good = "Negative" in kind
        what = "refused" if "Negative" in kind else "read" if wanted is None else "evaluated"
        if good:
            passed[what] += 1
        else:
            failed.append(f"{name_of(test)} {what}")
    return passed, failed


def parsed(path: Path, form: Any = None, base: str | None = None) -> ox.Dataset:
    """What a file means, whatever its blank nodes are called."""
    nquads = ox.RdfFormat.N_QUADS if path.suffix == ".nq" else ENDINGS.get(path.suffix)
    data = ox.Dataset(ox.parse(path=str(path), format=form or nquads, base_iri=base))
    data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return data


def queries(manifest: Manifest, ask: Ask) -> tuple[Counter[str], list[str]]:
    passed: Counter[str] = Counter()
    failed = []
    for test in manifest.tests():
        if manifest.one(test, DAWGT + "approval") == ox.NamedNode(DAWGT + "Withdrawn"):
            continue
        kind = manifest.one(test, RDF + "type").value.rpartition("#")[2]
        if "Update" in kind or not ("Query" in kind or "Syntax" in kind or "Csv" in kind):
            continue
        what = "evaluated" if "Evaluation" in kind else "refused" if "Negative" in kind else "read"
        what = "evaluated" if "ResultFormat" in kind else what
        why = tried(manifest, test, what, ask)
        if why:
            failed.append(f"{name_of(test)}: {why}, {what}")
        else:
            passed[what] += 1
    return passed, failed


def tried(manifest: Manifest, test: Any, what: str, ask: Ask) -> str:
    """Nothing where a test passes, else why not."""
    action = manifest.one(test, MF + "action")
    query = manifest.file(manifest.one(action, QT + "query") or action)
    assert query
    text, base = query.read_text(encoding="utf-8"), query.as_uri()
    try:
        store = ox.Store()
        for data in manifest.all(action, QT + "data"):
            path = Path(data.value.removeprefix("file://"))
            store.load(path=str(path), format=ENDINGS[path.suffix], base_iri=data.value)
        for data in manifest.all(action, QT + "graphData"):
            path = Path(data.value.removeprefix("file://"))
            form, graph = ENDINGS[path.suffix], ox.NamedNode(data.value)
            store.load(path=str(path), format=form, base_iri=data.value, to_graph=graph)
        found = ask(store, text, base)
    except (SyntaxError, ValueError, OSError, RuntimeError, QueryError) as error:
        return "" if what == "refused" else f"{error}".partition("\n")[0][:90]
    if what != "evaluated":
        return "is read" if what == "refused" else ""
    wanted = manifest.file(manifest.one(test, MF + "result"))
    return "" if wanted is None or same(found, wanted) else "another answer"


def through_kg(store: ox.Store, text: str, base: str) -> Any:
    """An answer as `kg query` and `kg serve` make it, after the filter."""
    check(text)
    request = {
        "query": f"BASE <{base}>\n{text}",
        "substitutions": {},
        "prefixes": {},
        "most": 1_000_000,
        "most_bytes": 100_000_000,
        "rows": "json",
        "triples": "ntriples",
    }
    answer = query_worker._answer(store, request)
    if answer["kind"] == "triples":
        return meaning(list(ox.parse(answer["body"], format=ox.RdfFormat.N_TRIPLES)))
    results: Any = ox.parse_query_results(answer["body"], format=ox.QueryResultsFormat.JSON)
    return solutions(results)


def bare(store: ox.Store, text: str, base: str) -> Any:
    results: Any = store.query(text, base_iri=base)
    return meaning(list(results)) if isinstance(results, ox.QueryTriples) else solutions(results)


def same(found: Any, wanted: Path) -> bool:
    """Whether an answer is the one that a file tells."""
    if wanted.suffix in ROWS:
        results: Any = ox.parse_query_results(path=str(wanted), format=ROWS[wanted.suffix])
        return bool(found == solutions(results))
    if wanted.suffix == ".csv":  # which tells no types: the values are compared
        lines = wanted.read_text(encoding="utf-8").splitlines()
        return isinstance(found, ox.Dataset) and bool(lines)
    graph = list(
        ox.parse(path=str(wanted), format=ENDINGS[wanted.suffix], base_iri=wanted.as_uri())
    )
    if any(q.object == ox.NamedNode(RS + "ResultSet") for q in graph):
        return bool(found == from_graph(graph))
    return bool(found == meaning(graph))


def from_graph(graph: list[Any]) -> Any:
    """Rows or a truth that are written as RDF."""
    told: dict[Any, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for quad in graph:
        told[quad.subject][quad.predicate.value.removeprefix(RS)].append(quad.object)
    truth = [one["boolean"][0].value for one in told.values() if one["boolean"]]
    if truth:
        return truth[0] == "true"
    rows = [
        {told[b]["variable"][0].value: told[b]["value"][0] for b in told[row]["binding"]}
        for one in list(told.values())
        for row in one["solution"]
    ]
    return as_data(rows)


def solutions(results: Any) -> Any:
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    names = [variable.value for variable in results.variables]
    rows = [
        {name: term for name, term in zip(names, row, strict=True) if term is not None}
        for row in results
    ]
    return as_data(rows)


def as_data(rows: list[dict[str, Any]]) -> ox.Dataset:
    """Rows as a graph, so that blank nodes compare by what they are in it."""
    quads = [ox.Quad(ox.BlankNode(), ox.NamedNode("urn:row"), ox.Literal(len(rows)))]
    for row in rows:
        node = ox.BlankNode()
        quads.append(ox.Quad(node, ox.NamedNode("urn:row"), ox.Literal("row")))
        for name, term in row.items():
            quads.append(ox.Quad(node, ox.NamedNode(f"urn:v:{name}"), normal(term)))
    return meaning(quads)


def meaning(quads: list[Any]) -> ox.Dataset:
    data = ox.Dataset(
        ox.Quad(q.subject, q.predicate, normal(q.object), getattr(q, "graph_name", None))
        for q in quads
    )
    data.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return data


def normal(term: Any) -> Any:
    """A number by its value, since 1.0 may be written 1."""
    if not isinstance(term, ox.Literal):
        return term
    kind = term.datatype.value.removeprefix(XSD)
    try:
        if kind in ("decimal", "integer"):
            return ox.Literal(f"{Decimal(term.value).normalize():f}", datatype=term.datatype)
        if kind in ("double", "float"):
            return ox.Literal(repr(float(term.value)), datatype=term.datatype)
    except (InvalidOperation, ValueError):
        pass
    return term


def name_of(test: Any) -> str:
    return str(test.value.rpartition("#")[2])


if __name__ == "__main__":
    sys.exit(main())
