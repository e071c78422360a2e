"""Another engine of SHACL, rudof, finds at fault in every broken graph what ours finds."""

from __future__ import annotations

import pytest
from tests.mutations import BREAKS, READING, Breaker

from kg.mapping import to_graph
from kg.model import Resolved
from kg.ontology import Ontology, load_shapes, load_whole, ontology_file
from kg.shapes import faults
from kg.triples import as_triples
from kg.whole import faults as faults_as_a_whole

rudof = pytest.importorskip("pyrudof", reason="another engine of SHACL: pip install pyrudof")


SHAPES = "\n".join(
    ontology_file(name).read_text(encoding="utf-8") for name in ("shapes.ttl", "whole.ttl")
)
CORE, WHOLE = as_triples(load_shapes()), load_whole()


@pytest.mark.heavy
@pytest.mark.parametrize("fault", ["none", *BREAKS])
def test_another_engine_finds_the_same_nodes(
    fault: str, resolved: Resolved, ontology: Ontology
) -> None:
    graph = to_graph(resolved, ontology, reading=READING).to_rdflib()
    if fault in BREAKS:
        BREAKS[fault][1](Breaker(graph, ontology))
    engine = rudof.Rudof(rudof.RudofConfig())
    engine.read_shacl(SHAPES)
    engine.read_data(graph.serialize(format="nt"), format=rudof.RDFFormat.NTriples)
    report = engine.validate_shacl()
    ours = as_triples(graph)
    found = faults(ours, CORE) | faults_as_a_whole(ours, WHOLE)
    assert {violation.focus_node for violation in report.violations} == {f.focus for f in found}
    assert report.conforms == (fault == "none")
