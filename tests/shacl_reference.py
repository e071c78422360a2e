"""What pySHACL finds at fault in a graph: the verdict that ours has to be."""

from __future__ import annotations

import pyshacl
from rdflib import SH, Graph

from kg.shapes import Fault
from kg.triples import plain


def reference(graph: Graph, shapes: Graph) -> set[Fault]:
    """The faults of a graph by pySHACL, which is left as it is."""
    _, report, text = pyshacl.validate(Graph() + graph, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph), text
    return {
        Fault(
            focus=plain(report.value(result, SH.focusNode)),
            message=str(report.value(result, SH.resultMessage)),
            value=None if (value := report.value(result, SH.value)) is None else plain(value),
        )
        for result in report.objects(None, SH.result)
    }
