"""A graph -> a running triple store, by the SPARQL 1.1 Graph Store protocol, else by SPARQL Update.

Every graph is looked at afterwards, triple by triple. The one part of the package that speaks to
another machine, and only to the addresses that it is given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from http.client import HTTPException
from typing import TypeAlias
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request

import pyoxigraph as ox

from kg.digests import digest
from kg.errors import InputError, StoreError
from kg.login import Access, send

_BATCH = 1000
_PASSWORD = re.compile(r"//.*@")
_NO_GRAPH_STORE = (404, 405, 501)
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_NUMBER = re.compile(r"#(decimal|\w*(int|integer|Integer|long|short|byte|double|float))$")
_PLACE = re.compile(r"#(wktLiteral|Geometry)$")
_DIGITS = re.compile(r"\d+[.]\d+|\d+")
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


Graph: TypeAlias = ox.NamedNode | None
"""A named graph; None is the default graph."""


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

    def replace(self, graph: Graph, triples: Sequence[ox.Triple]) -> None:
        """Make a named graph (None is the default graph) hold these triples and no others.

        With an address of updates they are loaded beside it, looked at, and moved in its place;
        else they are sent in one request. Raises `StoreError` where the store refuses, or does not
        hold them afterwards; what was there is lost in neither case.
        """
        target = _beside(graph) if self.update else graph
        try:
            if not (self.graphs and self._put(target, triples)):
                self.ask_update(f"CLEAR SILENT {_named(target)}")
                self._insert(target, triples)
            self._check(target, triples)
            if target != graph:
                self.ask_update(f"MOVE {_named(target)} TO {_named(graph)}")
        except StoreError:
            if target != graph:
                self._forget(target)
            raise
        self._check(graph, triples)

    def add(self, graph: Graph, triples: Sequence[ox.Triple]) -> None:
        """Make a graph hold these triples beside those that it has. Raises as `replace` does."""
        if not (self.graphs and self._put(graph, triples, method="POST")):
            self._insert(graph, triples)
        self._check(graph, triples, others=True)

    def drop(self, graph: ox.NamedNode) -> None:
        """Take a named graph out."""
        if self.update:
            self.ask_update(f"DROP SILENT {_named(graph)}")
        else:
            self._send(_address(self.graphs, graph), {}, method="DELETE")

    def read(self, graph: Graph) -> set[ox.Triple]:
        """The triples that a graph holds; none where there is no such graph."""
        try:
            held = self._held(graph)
        except StoreError as error:
            if _refused(error, codes=(404,)):
                return set()
            raise
        return {quad.triple for quad in ox.parse(held, format=ox.RdfFormat.TURTLE)}

    def rows(self, query: str) -> list[dict[str, str]]:
        """What the store answers to a query: the values of each row."""
        headers = {**_FORM, "Accept": "application/sparql-results+json"}
        answer = json.loads(self._send(self.query, headers, urlencode({"query": query}).encode()))
        found = answer["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in found]

    def ask_update(self, text: str) -> None:
        self._send(self.update, _FORM, urlencode({"update": text}).encode())

    def _held(self, graph: Graph) -> bytes:
        """All of a graph: as the Graph Store gives it, else as a query does."""
        accepted = {"Accept": "application/n-triples"}
        if self.graphs:
            try:
                return self._send(_address(self.graphs, graph), accepted)
            except StoreError as error:
                if not (self.query and _refused(error)):
                    raise
        asked = {"query": _ALL} | ({"default-graph-uri": graph.value} if graph else {})
        return self._send(self.query, {**_FORM, **accepted}, urlencode(asked).encode())

    def _check(self, graph: Graph, triples: Sequence[ox.Triple], *, others: bool = False) -> None:
        """Raises `StoreError` where a graph does not hold what it should, triple by triple."""
        held, wanted = set(map(told, self.read(graph))), set(map(told, triples))
        missing, more = len(wanted - held), 0 if others else len(held - wanted)
        if missing or more:
            where = graph or "the default graph"
            problem = f"lacks {missing} of {len(wanted)} triples in {where}, and has {more} others"
            raise StoreError(self.graphs or self.update, f"{problem}; load again")

    def _forget(self, graph: Graph) -> None:
        """Clear away what was loaded beside, as far as the store lets us."""
        with suppress(StoreError):
            self.ask_update(f"DROP SILENT {_named(graph)}")

    def _insert(self, graph: Graph, triples: Sequence[ox.Triple]) -> None:
        for text in _inserts(graph, triples):
            self.ask_update(text)

    def _put(self, graph: Graph, triples: Sequence[ox.Triple], method: str = "PUT") -> bool:
        """Whether the store took a graph; False where it has no such protocol, but updates."""
        body = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        headers = {"Content-Type": "text/turtle; charset=utf-8"}
        try:
            self._send(_address(self.graphs, graph), headers, body, method)
        except StoreError as error:
            if self.update and _refused(error):
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


def told(triple: ox.Triple) -> tuple[str, str, str, str]:
    """What a triple says, however a store writes its numbers, its places and its languages.

    >>> about, has = ox.NamedNode("urn:a"), ox.NamedNode("urn:b")
    >>> decimal = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    >>> one, other = (ox.Literal(text, datatype=decimal) for text in ("0.90", "0.9"))
    >>> told(ox.Triple(about, has, one)) == told(ox.Triple(about, has, other))
    True
    """
    value = triple.object
    if not isinstance(value, ox.Literal):
        return str(triple.subject), triple.predicate.value, str(value), ""
    text, kind = value.value, value.language or value.datatype.value
    if _NUMBER.search(kind):
        with suppress(ArithmeticError):
            text, kind = _exact(text), "number"
    elif _PLACE.search(kind):
        text, kind = _DIGITS.sub(lambda digits: _exact(digits[0]), text), "place"
    return str(triple.subject), triple.predicate.value, text, kind.lower()


def _exact(number: str) -> str:
    """A number without what it can do without."""
    return f"{Decimal(number).normalize() + 0:f}"


def named_graph(iri: str) -> Graph:
    """A named graph by its address, the default graph for none. Raises `InputError`."""
    try:
        return ox.NamedNode(iri) if iri else None
    except ValueError as error:
        raise InputError("--into", str(error)) from error


def _refused(error: StoreError, codes: Collection[int] = _NO_GRAPH_STORE) -> bool:
    """Whether a store answered that it has no such thing, or no such protocol."""
    return isinstance(error.__cause__, HTTPError) and error.__cause__.code in codes


def _beside(graph: Graph) -> ox.NamedNode:
    """Where a graph is loaded before it takes its place."""
    return ox.NamedNode(f"urn:kg:loading:{digest(graph.value if graph else '')}")


def _named(graph: Graph) -> str:
    return f"GRAPH {graph}" if graph else "DEFAULT"


def _address(store: str, graph: Graph) -> str:
    """Where the Graph Store protocol has a graph."""
    question = "&" if urlsplit(store).query else "?"
    return store + question + (urlencode({"graph": graph.value}) if graph else "default")


def _inserts(graph: Graph, triples: Sequence[ox.Triple]) -> Iterator[str]:
    """What fills a graph, as updates. Every term is written by the library."""
    start = ["INSERT DATA {", _named(graph) if graph else "", "{" if graph else ""]
    for at in range(0, len(triples), _BATCH):
        lines = (f"{triple} ." for triple in triples[at : at + _BATCH])
        yield "\n".join([*start, *lines, "}" if graph else "", "}"])
