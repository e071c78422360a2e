"""The graph while it is made, checked and drawn: IRIs as plain texts, all else as `Literal`.

A node has its properties and these their values, each once. It holds many times more triples than
an rdflib graph in the same time and space, and does nothing else; `to_rdflib` and `as_triples` lead
there and back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple, TypeAlias, cast

import pyoxigraph as ox
import rdflib
from rdflib import RDF, RDFS, XSD

TYPE, LABEL = str(RDF.type), str(RDFS.label)
STRING, LANG_STRING = str(XSD.string), str(RDF.langString)


class Literal(NamedTuple):
    """A text with its datatype; one with a language is an `rdf:langString`."""

    text: str
    datatype: str = STRING
    language: str = ""


Value: TypeAlias = str | Literal
"""An IRI, or a literal. A blank node, which only a graph from elsewhere has, is `_:name`."""

Triple: TypeAlias = tuple[str, str, Value]
AnyGraph: TypeAlias = "Triples | rdflib.Graph"
_Values: TypeAlias = dict[Value, None]


class Triples:
    """A set of triples, looked up from either end.

    >>> graph = Triples({"d": "https://d.example/"})
    >>> graph.add("https://d.example/a", LABEL, Literal("A"))
    >>> len(graph), graph.text("https://d.example/a", LABEL)
    (1, 'A')
    """

    def __init__(self, prefixes: Mapping[str, str] | None = None) -> None:
        self.prefixes = dict(prefixes or {})
        self._nodes: dict[str, dict[str, _Values]] = {}
        self._having: dict[str, list[str]] = {}
        self._towards: dict[str, dict[Value, list[str]]] = {}

    def add(self, subject: str, predicate: str, *values: Value | None) -> None:
        """States that a node has these values of a property; None is no value. Terms of rdflib are
        taken as well.
        """
        of = self._nodes.setdefault(str(subject), {}).setdefault(str(predicate), {})
        for value in values:
            if value is not None:
                of[value if type(value) in (str, Literal) else plain(value)] = None
        if not of:
            del self._nodes[str(subject)][str(predicate)]
        if self._having or self._towards:
            self._having, self._towards = {}, {}

    def __len__(self) -> int:
        return sum(len(values) for of in self._nodes.values() for values in of.values())

    def __iter__(self) -> Iterator[Triple]:
        for subject, of in self._nodes.items():
            for predicate, values in of.items():
                for value in values:
                    yield subject, predicate, value

    def __contains__(self, triple: Triple) -> bool:
        subject, predicate, value = triple
        return value in self.objects(subject, predicate)

    @property
    def nodes(self) -> Mapping[str, Mapping[str, Collection[Value]]]:
        """All nodes with their properties and the values of these."""
        return self._nodes

    def objects(self, subject: str, predicate: str) -> Collection[Value]:
        """The values of a property of a node."""
        return self._nodes.get(str(subject), {}).get(str(predicate), ())

    def text(self, subject: str, predicate: str) -> str:
        """The first value of a property in the order of texts; "" where it has none."""
        return min(map(text_of, self.objects(subject, predicate)), default="")

    def having(self, predicate: str) -> list[str]:
        """The nodes that have a property."""
        return self._by_predicate().get(str(predicate), [])

    def predicates(self) -> Collection[str]:
        """The properties that some node has."""
        return self._by_predicate().keys()

    def terms(self) -> set[Value]:
        """All that is said of a node: properties and values."""
        return {*self.predicates(), *(value for _, _, value in self)}

    def _by_predicate(self) -> dict[str, list[str]]:
        if not self._having:
            for subject, of in self._nodes.items():
                for own in of:
                    self._having.setdefault(own, []).append(subject)
        return self._having

    def towards(self, predicate: str) -> Mapping[Value, list[str]]:
        """The values of a property, each with the nodes that have it."""
        predicate = str(predicate)
        if predicate not in self._towards:
            found = self._towards[predicate] = {}
            for subject in self.having(predicate):
                for value in self._nodes[subject][predicate]:
                    found.setdefault(value, []).append(subject)
        return self._towards[predicate]

    def subjects(self, predicate: str, value: Value) -> list[str]:
        """The nodes that have this value of a property."""
        return self.towards(predicate).get(plain(value), [])

    def to_rdflib(self) -> rdflib.Graph:
        """The same triples for rdflib."""
        graph = rdflib.Graph(bind_namespaces="none")
        for prefix, namespace in self.prefixes.items():
            graph.bind(prefix, namespace)
        for subject, predicate, value in self:
            graph.add((rdf_term(subject), rdflib.URIRef(predicate), rdf_term(value)))
        return graph


def as_triples(graph: AnyGraph) -> Triples:
    """A graph of rdflib as `Triples`; what is in this form already is handed back."""
    if isinstance(graph, Triples):
        return graph
    out = Triples({prefix: str(iri) for prefix, iri in graph.namespaces() if prefix})
    for subject, predicate, value in graph:
        out.add(str(plain(subject)), intern(str(predicate)), plain(value))
    return out


def read_turtle(file: Path) -> Triples:
    """A Turtle file. Raises what pyoxigraph raises: `SyntaxError`, `ValueError`, `OSError`."""
    parser = ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
    out = Triples()
    for quad in parser:
        subject, value = _value(quad.subject), _value(quad.object)
        out.add(text_of(subject), intern(quad.predicate.value), value)
    out.prefixes = dict(parser.prefixes)
    return out


def _value(term: Any) -> Value:
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.datatype.value, term.language or "")
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else str(term.value)


def text_of(value: Value) -> str:
    """An IRI itself, or what a literal says."""
    return value.text if isinstance(value, Literal) else value


def plain(term: Any) -> Value:
    """A term of rdflib as it stands in `Triples`, where it does not already."""
    if type(term) in (str, Literal):
        return cast(Value, term)
    if isinstance(term, rdflib.Literal):
        if term.language:
            return Literal(str(term), LANG_STRING, term.language)
        return Literal(str(term), str(term.datatype or STRING))
    return f"_:{term}" if isinstance(term, rdflib.BNode) else str(term)


def rdf_term(value: Value) -> rdflib.term.IdentifiedNode | rdflib.Literal:
    """The same the other way round."""
    if isinstance(value, Literal):
        return rdf_literal(value)
    return rdflib.BNode(value[2:]) if value.startswith("_:") else rdflib.URIRef(value)


def rdf_literal(value: Literal) -> rdflib.Literal:
    """A literal of rdflib; what it says stays as it is written."""
    if value.language:
        return rdflib.Literal(value.text, lang=value.language)
    datatype = None if value.datatype == STRING else rdflib.URIRef(value.datatype)
    return rdflib.Literal(value.text, datatype=datatype, normalize=False)
