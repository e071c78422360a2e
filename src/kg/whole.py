"""Graph -> what does not fit together in it: the constraints of `ontology/whole.ttl`.

They are SHACL-SPARQL, for any engine that has it. Here each query is asked once of the whole graph,
in a store that is made for it, instead of once for every target: the same faults, in a hundredth of
the time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import pyoxigraph as ox
from rdflib import SH, Graph
from rdflib.term import Node

from kg.errors import OntologyError
from kg.terms import quads, term

Fault: TypeAlias = tuple[Node, str, Node | None]
"""The node at fault, the message of the constraint, and what it says wrongly."""


def faults(graph: Graph, constraints: Graph) -> Iterator[Fault]:
    """What violates the constraints; a query that cannot be asked raises `OntologyError`."""
    store = ox.Store()
    store.bulk_extend(quads(graph))
    for constraint, select in sorted(constraints.subject_objects(SH.select)):
        message = str(constraints.value(constraint, SH.message))
        prefixes = _prefixes(constraints, constraint)
        try:
            found = store.query(str(select), prefixes=prefixes)
        except SyntaxError as error:
            raise OntologyError(str(constraint), f"cannot be asked: {error}") from error
        assert isinstance(found, ox.QuerySolutions)
        names = {variable.value for variable in found.variables}
        for row in found:
            value = row["value"] if "value" in names else None
            yield term(row["this"]), message, None if value is None else term(value)


def _prefixes(constraints: Graph, constraint: Node) -> dict[str, str]:
    return {
        str(constraints.value(one, SH.prefix)): str(constraints.value(one, SH.namespace))
        for names in constraints.objects(constraint, SH.prefixes)
        for one in constraints.objects(names, SH.declare)
    }
