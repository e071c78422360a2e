"""Terms and graphs of rdflib as those of Oxigraph, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

Stored: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal


def quads(graph: Graph) -> Iterator[ox.Quad]:
    """A graph for a store; what a store cannot hold (an address that is none) is left out."""
    known: dict[Node, Stored | None] = {}
    for triple in graph:
        for term in triple:
            if term not in known:
                known[term] = stored(term)
        subject, predicate, value = (known[term] for term in triple)
        if subject is None or isinstance(subject, ox.Literal) or value is None:
            continue
        if isinstance(predicate, ox.NamedNode):
            yield ox.Quad(subject, predicate, value)


def graph_of(triples: Iterable[ox.Triple | ox.Quad]) -> Graph:
    """The graph of all triples, whatever graphs they are in; no literal is changed."""
    graph = Graph(bind_namespaces="none")
    for triple in triples:
        graph.add((term(triple.subject), term(triple.predicate), term(triple.object)))
    return graph


def stored(term: Node) -> Stored | None:
    """A term for a store, or None where it is none that a store could hold."""
    try:
        if isinstance(term, URIRef):
            return ox.NamedNode(str(term))
        if isinstance(term, BNode):
            return ox.BlankNode(str(term))
        if isinstance(term, Literal) and term.language:
            return ox.Literal(str(term), language=term.language)
        datatype = getattr(term, "datatype", None)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(datatype)) if datatype else None)
    except ValueError:
        return None


def term(stored: object) -> Node:
    """A term of a store as rdflib has it.

    >>> term(ox.Literal("2014", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear")))
    rdflib.term.Literal('2014', datatype=rdflib.term.URIRef('http://www.w3.org/2001/XMLSchema#gYear'))
    """
    if isinstance(stored, ox.Literal):
        if stored.language:
            return Literal(stored.value, lang=stored.language)
        datatype = URIRef(stored.datatype.value)
        return Literal(stored.value, datatype=datatype, normalize=False)
    if isinstance(stored, ox.BlankNode):
        return BNode(stored.value)
    return URIRef(str(getattr(stored, "value", stored)))
