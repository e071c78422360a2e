"""Graph -> Turtle: sorted, so that the same graph gives the same bytes, and refused rather than
lossy.

Every term passes the checks of a strict store on its way: a malformed IRI, language or datatype
ends the export with `OutputError` and no file. Lexical forms stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import OutputError
from kg.export.atomic import replacing
from kg.ontology import Ontology

_LOCAL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]|%[0-9A-Fa-f]{2})*")
_BARE = {str(XSD.integer): re.compile(r"[+-]?\d+"), str(XSD.decimal): re.compile(r"[+-]?\d*\.\d+")}


def write_turtle(graph: Graph, ontology: Ontology, target: Path) -> None:
    """Write the graph; blank nodes and terms that a strict store would refuse raise
    `OutputError`.
    """
    prefixes = _prefixes(graph, ontology)
    with replacing(target) as file:
        try:
            for line in _lines(graph, prefixes):
                file.write(line.encode("utf-8"))
        except ValueError as error:
            raise OutputError(target, f"the graph has a term that is not valid: {error}") from error


def _lines(graph: Graph, prefixes: dict[str, str]) -> Iterator[str]:
    """The file line by line: the prefixes, then a block for each subject."""
    write = _Terms(prefixes)
    for prefix, namespace in prefixes.items():
        yield f"@prefix {prefix}: {ox.NamedNode(namespace)} .\n"
    for subject, triples in groupby(sorted(graph, key=_order), key=itemgetter(0)):
        yield f"\n{write[subject]}"
        for number, (predicate, values) in enumerate(groupby(triples, key=itemgetter(1))):
            verb = "a" if predicate == RDF.type else write[predicate]
            objects = " , ".join(write[value] for _, _, value in values)
            yield f" ;\n    {verb} {objects}" if number else f" {verb} {objects}"
        yield " .\n"


def _order(triple: tuple[Node, Node, Node]) -> tuple[str, bool, str, str, str]:
    subject, predicate, value = triple
    kind = f"{value.datatype} {value.language}" if isinstance(value, Literal) else ""
    return str(subject), predicate != RDF.type, str(predicate), str(value), kind


class _Terms(dict[Node, str]):
    """Terms in Turtle, made when asked for; `ValueError` where a strict store would refuse one."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        super().__init__()
        self.prefixes = prefixes

    def __missing__(self, term: Node) -> str:
        if isinstance(term, URIRef):
            self[term] = self._iri(str(term))
            return self[term]
        if not isinstance(term, Literal):
            raise ValueError(f"{term!r} is a blank node")
        if term.language:
            return str(ox.Literal(str(term), language=term.language))
        return self._typed(str(term), str(term.datatype or XSD.string))

    def _typed(self, text: str, datatype: str) -> str:
        if datatype in _BARE and _BARE[datatype].fullmatch(text):
            return text
        quoted = str(ox.Literal(text))
        return quoted if datatype == str(XSD.string) else f"{quoted}^^{self._iri(datatype)}"

    def _iri(self, iri: str) -> str:
        full = str(ox.NamedNode(iri))
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return full


def _prefixes(graph: Graph, ontology: Ontology) -> dict[str, str]:
    bound = {prefix: str(namespace) for prefix, namespace in graph.namespaces() if prefix}
    return dict(sorted({**ontology.prefixes, **bound}.items()))
