"""A graph -> a running triple store, by the SPARQL 1.1 Graph Store protocol, else by SPARQL Update.

Every graph is replaced as a whole, and counted afterwards. The one part of the package that speaks
to another machine, and only to the addresses that it is given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request

import pyoxigraph as ox

from kg.errors import InputError, StoreError
from kg.export.rdf import read_triples
from kg.login import Access, send
from kg.ontology import load_ontology

_BATCH = 1000
_PASSWORD = re.compile(r"//.*@")
_NO_GRAPH_STORE = (404, 405, 501)
_COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A triple store by its addresses: of its graphs, of updates, of queries; empty where it has
    none.
    """

    graphs: str = ""
    update: str = ""
    query: str = ""
    access: Access = field(default_factory=Access)

    def __post_init__(self) -> None:
        for address in filter(None, (self.graphs, self.update, self.query)):
            _check_address(address)
        if not self.graphs and not (self.update and self.query):
            raise InputError("--store", "give the address of the store, or --update and --query")

    def replace(self, graph: ox.NamedNode | None, triples: Sequence[ox.Triple]) -> None:
        """Make a named graph (None is the default graph) hold these triples and no others.

        Raises `StoreError` where the store refuses, or does not hold them afterwards.
        """
        if not (self.graphs and self._put(graph, triples)):
            for text in _updates(graph, triples):
                self._send(self.update, _FORM, urlencode({"update": text}).encode())
        held = self.count(graph)
        if held != len(triples):
            problem = f"has {held} triples in {graph or 'the default graph'}, not {len(triples)}"
            raise StoreError(self.graphs or self.update, f"{problem}; load again")

    def count(self, graph: ox.NamedNode | None) -> int:
        """How many triples a graph holds: asked in SPARQL, or counted by reading it."""
        if not self.query:
            held = self._send(_address(self.graphs, graph), {"Accept": "application/n-triples"})
            return len(set(ox.parse(held, format=ox.RdfFormat.TURTLE)))
        asked = {"query": _COUNT} | ({"default-graph-uri": graph.value} if graph else {})
        headers = {**_FORM, "Accept": "application/sparql-results+json"}
        answer = json.loads(self._send(self.query, headers, urlencode(asked).encode()))
        return int(answer["results"]["bindings"][0]["n"]["value"])

    def _put(self, graph: ox.NamedNode | None, triples: Sequence[ox.Triple]) -> bool:
        """Whether the store took a graph; False where it has no such protocol, but updates."""
        body = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        address = _address(self.graphs, graph)
        try:
            self._send(address, {"Content-Type": "text/turtle; charset=utf-8"}, body, method="PUT")
        except StoreError as error:
            refusal = error.__cause__
            if self.update and isinstance(refusal, HTTPError) and refusal.code in _NO_GRAPH_STORE:
                return False
            raise
        return True

    def _send(
        self, address: str, headers: Mapping[str, str], body: bytes | None = None, method: str = ""
    ) -> bytes:
        request = Request(address, body, dict(headers), method=method or None)
        try:
            return send(request, self.access)
        except HTTPError as error:
            told = " ".join(error.read(2000).decode("utf-8", "replace").split())[:300]
            raise StoreError(address, f"answers {error.code} {error.reason}: {told}") from error
        except (OSError, HTTPException, ValueError) as error:
            hint = "is it running? If it wants a name, give --user"
            raise StoreError(address, f"cannot be reached ({error}); {hint}") from error


def choose(
    file: Path, *, graph: str = "", per_article: bool = False, articles: Sequence[str] = ()
) -> list[tuple[ox.NamedNode | None, Sequence[ox.Triple]]]:
    """What to load of a graph file: all of it into one graph, or a named graph for each article.

    `articles` chooses some, by name; what articles share always comes along.
    """
    triples = read_triples(file, load_ontology())
    if not (per_article or articles):
        return [(_named(graph), triples.triples)]
    names = triples.articles()
    unknown = sorted(set(articles) - set(names.values()))
    if unknown:
        raise InputError(unknown[0], "the graph has no such article")
    wanted = articles or names.values()
    graphs = triples.by_article().items()
    return [(name, told) for name, told in graphs if name not in names or names[name] in wanted]


def _check_address(address: str) -> None:
    """Raises `InputError`; a password in an address is never shown."""
    shown = _PASSWORD.sub("//…@", address)
    try:
        parts = urlsplit(address)
        fine = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        fine = False
    if not fine:
        raise InputError(shown, "is no http or https address")
    if shown != address:
        problem = "has a name or a password in it, which others may see; give --user"
        raise InputError(shown, f"{problem}, and the password in KG_STORE_PASSWORD")


def _named(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri) if iri else None
    except ValueError as error:
        raise InputError("--graph", str(error)) from error


def _address(store: str, graph: ox.NamedNode | None) -> str:
    """Where the Graph Store protocol has a graph."""
    question = "&" if urlsplit(store).query else "?"
    return store + question + (urlencode({"graph": graph.value}) if graph else "default")


def _updates(graph: ox.NamedNode | None, triples: Sequence[ox.Triple]) -> Iterator[str]:
    """The graph as updates: it is emptied, then filled. Every term is written by the library."""
    target = f"GRAPH {graph}" if graph else "DEFAULT"
    yield f"CLEAR SILENT {target}"
    start = ["INSERT DATA {", target if graph else "", "{" if graph else ""]
    for at in range(0, len(triples), _BATCH):
        lines = (f"{triple} ." for triple in triples[at : at + _BATCH])
        yield "\n".join([*start, *lines, "}" if graph else "", "}"])
