"""Graph -> what does not fit together in it: the constraints of `ontology/whole.ttl`.

They are SHACL-SPARQL, for any engine that has it. Here each query is asked once of the whole graph,
in a store that is made for it, instead of once for every target: the same faults in far less time.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from rdflib import SH, Graph
from rdflib.term import Node

from kg.errors import OntologyError
from kg.shapes import Fault
from kg.triples import Literal, Triples, Value, value_of


def faults(graph: Triples, constraints: Graph) -> set[Fault]:
    """What violates the constraints; a query that cannot be asked raises `OntologyError`."""
    store = ox.Store()
    store.bulk_extend(_quads(graph))
    asked = sorted(constraints.subject_objects(SH.select))
    return {fault for one, select in asked for fault in _faults(store, constraints, one, select)}


def _faults(store: ox.Store, constraints: Graph, one: Node, select: Node) -> Iterator[Fault]:
    message = str(constraints.value(one, SH.message))
    try:
        found = store.query(str(select), prefixes=_prefixes(constraints, one))
    except SyntaxError as error:
        raise OntologyError(str(one), f"cannot be asked: {error}") from error
    assert isinstance(found, ox.QuerySolutions)
    with_value = "value" in {variable.value for variable in found.variables}
    for row in found:
        value = value_of(row["value"]) if with_value else None
        yield Fault(value_of(row["this"]), message, value)


def _prefixes(constraints: Graph, one: Node) -> dict[str, str]:
    return {
        str(constraints.value(name, SH.prefix)): str(constraints.value(name, SH.namespace))
        for names in constraints.objects(one, SH.prefixes)
        for name in constraints.objects(names, SH.declare)
    }


def _quads(graph: Triples) -> Iterator[ox.Quad]:
    """A graph for a store; what a store cannot hold (an address that is none) is left out."""
    for subject, properties in graph.nodes.items():
        node = _stored(subject)
        for predicate, values in properties.items():
            term = _stored(predicate)
            for value in values:
                stored = _stored(value)
                if stored is None or not isinstance(term, ox.NamedNode):
                    continue
                if isinstance(node, (ox.NamedNode, ox.BlankNode)):
                    yield ox.Quad(node, term, stored)


def _stored(value: Value) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
    try:
        if isinstance(value, Literal):
            if value.language:
                return ox.Literal(value.text, language=value.language)
            return ox.Literal(value.text, datatype=ox.NamedNode(value.datatype))
        return ox.BlankNode(value[2:]) if value.startswith("_:") else ox.NamedNode(value)
    except ValueError:
        return None
