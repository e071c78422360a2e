"""The shapes: a sound graph passes, and a graph broken in one way fails in just that way."""

from __future__ import annotations

import pytest
from rdflib import OWL, SH, Graph, Literal, URIRef
from tests.mutations import BREAKS, READING, SUMMIT, Breaker, D
from tests.shacl_reference import reference

from kg import whole
from kg.mapping import to_graph
from kg.model import Resolved
from kg.ontology import Ontology, load_shapes, load_whole
from kg.shapes import faults
from kg.triples import as_triples
from kg.validate import validate


@pytest.fixture
def graph(resolved: Resolved, ontology: Ontology) -> Graph:
    """The corpus as a build with a licence and settings has it."""
    return to_graph(resolved, ontology, reading=READING).to_rdflib()


def test_a_sound_graph_conforms(graph: Graph, ontology: Ontology) -> None:
    before = set(graph)
    conformance = validate(graph, ontology)
    assert conformance.conforms and conformance.violations == ()
    assert set(graph) == before


@pytest.mark.parametrize("fault", BREAKS)
def test_a_broken_graph_does_not(fault: str, graph: Graph, ontology: Ontology) -> None:
    message, break_ = BREAKS[fault]
    break_(Breaker(graph, ontology))
    conformance = validate(graph, ontology)
    assert faults(as_triples(graph), as_triples(load_shapes())) == reference(graph, load_shapes())
    assert not conformance.conforms
    assert any(message in violation.message for violation in conformance.violations), [
        violation.message for violation in conformance.violations
    ]


def test_a_violation_shows_the_sentence_and_the_rule(graph: Graph, ontology: Ontology) -> None:
    Breaker(graph, ontology).put("kg:OfficeHolding", "kg:person", SUMMIT)
    violations = validate(graph, ontology).violations
    (violation,) = (v for v in violations if "held by one person" in v.message)
    assert violation.focus.startswith("d:office_") and violation.fact.startswith(D + "office_")
    assert violation.label == "Ada Voss, President of Norland"
    assert violation.sentence.startswith("President Ada Voss of Norland proposed")
    assert (violation.rule, violation.value) == ("office.title", "d:event_a312e610560f89f2")


def test_an_offset_leads_to_the_fact_that_rests_on_it(graph: Graph, ontology: Ontology) -> None:
    breaker = Breaker(graph, ontology)
    passage = next(graph.objects(breaker.first("kg:OfficeHolding"), ontology["kg:evidence"]))
    graph.set((passage, ontology["nif:endIndex"], Literal(9999)))
    violations = [v for v in validate(graph, ontology).violations if v.value == "9999"]
    assert {v.message.rpartition(" ")[2] for v in violations} == {"article.", "sentence."}
    assert {v.rule for v in violations} == {"office.title"}


def test_nothing_is_fetched(graph: Graph, ontology: Ontology) -> None:
    imports = (URIRef(D + "o"), OWL.imports, URIRef("http://127.0.0.1:9/never"))
    graph.add(imports)
    (violation,) = validate(graph, ontology).violations
    assert violation.message == "The graph has as many triples as it says."


def test_there_are_many_ways_to_break_a_graph() -> None:
    assert len(BREAKS) >= 57


def test_an_engine_of_shacl_sparql_says_the_same(graph: Graph, ontology: Ontology) -> None:
    """Asked once for each target, as SHACL has it, the constraints find what they find here."""
    shapes = load_whole()
    messages = {str(message) for message in shapes.objects(None, SH.message)}
    for told, break_ in sorted(BREAKS.values(), key=lambda fault: "one kind" in fault[0]):
        if any(told in message for message in messages):
            break_(Breaker(graph, ontology))
    found = whole.faults(as_triples(graph), shapes)
    assert {fault.message for fault in found} == {f.message for f in reference(graph, shapes)}
    assert len({fault.message for fault in found}) >= 18
