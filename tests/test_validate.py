"""The shapes: a sound graph passes, and a graph broken in one way fails in just that way."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.term import Node
from tests.shacl_reference import reference

from kg.ontology import Ontology, load_shapes
from kg.shapes import faults
from kg.triples import as_triples
from kg.validate import validate

D = "https://example.org/kg/id/"
SUMMIT = URIRef(D + "port-sela-summit")
NOWHERE = URIRef(D + "nowhere")


class Breaker:
    """Changes one thing of a sound graph."""

    def __init__(self, graph: Graph, ontology: Ontology) -> None:
        self.graph = graph
        self.ontology = ontology

    def first(self, cls: str) -> Node:
        return min(self.graph.subjects(RDF.type, self.ontology[cls]), key=str)

    def put(self, cls: str, term: str, *values: Node) -> None:
        """Put other values in place of those of a property, on the first node of a class."""
        node = self.first(cls)
        self.graph.remove((node, self.ontology[term], None))
        for value in values:
            self.graph.add((node, self.ontology[term], value))

    def add(self, subject: Node, term: str, value: Node) -> None:
        self.graph.add((subject, self.ontology[term], value))

    def forget(self, node: Node) -> None:
        """Take a node away, and leave what refers to it."""
        self.graph.remove((node, None, None))

    def concept(self, curie: str) -> Node:
        return self.ontology[curie]


BREAKS: dict[str, tuple[str, Callable[[Breaker], None]]] = {
    "no evidence": ("at least one passage", lambda b: b.put("kg:Position", "kg:evidence")),
    "evidence that is nowhere": ("at least one passage", lambda b: b.forget(b.first("kg:Passage"))),
    "no rule": ("names the rule", lambda b: b.put("kg:Position", "kg:rule")),
    "no certainty": ("one certainty", lambda b: b.put("kg:Position", "kg:certainty")),
    "certainty above one": (
        "one certainty",
        lambda b: b.put("kg:Position", "kg:certainty", Literal(Decimal("1.5"))),
    ),
    "certainty a double": (
        "one certainty",
        lambda b: b.put("kg:Position", "kg:certainty", Literal(0.5)),
    ),
    "nobody says it": ("is asserted by", lambda b: b.put("kg:Relation", "kg:assertedBy")),
    "an event says it": (
        "is asserted by",
        lambda b: b.put("kg:Relation", "kg:assertedBy", SUMMIT),
    ),
    "no reading": ("which reading", lambda b: b.put("kg:Statement", "prov:wasGeneratedBy")),
    "a correction without a language": (
        "told in text",
        lambda b: b.add(b.first("kg:Statement"), "kg:corrected", Literal("mode: direct")),
    ),
    "a correction of an article": (
        "is a fact, an entity",
        lambda b: b.add(b.first("schema:NewsArticle"), "kg:corrected", Literal("so", lang="en")),
    ),
    "two labels": (
        "one label",
        lambda b: b.add(b.first("kg:Statement"), "rdfs:label", Literal("b", lang="en")),
    ),
    "told but not a fact": (
        "stated to be a kg:Fact",
        lambda b: b.graph.remove((b.first("kg:Proposal"), RDF.type, b.concept("kg:Fact"))),
    ),
    "about nothing": (
        "entities that are in the graph",
        lambda b: b.put("kg:Proposal", "kg:about", NOWHERE),
    ),
    "a participant that is nowhere": (
        "participants of an event",
        lambda b: b.add(SUMMIT, "sem:hasActor", NOWHERE),
    ),
    "an event in a person": (
        "place of an event",
        lambda b: b.add(SUMMIT, "sem:hasPlace", URIRef(D + "ada-voss")),
    ),
    "an event holds a position": (
        "held by one person",
        lambda b: b.put("kg:Position", "kg:holder", SUMMIT),
    ),
    "a place that cannot act speaks": (
        "one speaker",
        lambda b: b.put("kg:Statement", "kg:speaker", URIRef(D + "cape-sela")),
    ),
    "an event proposes": ("is made by", lambda b: b.put("kg:Proposal", "kg:proposedBy", SUMMIT)),
    "a state holds an office": (
        "held by one person",
        lambda b: b.put("kg:OfficeHolding", "kg:person", URIRef(D + "norland")),
    ),
    "an event annexes": (
        "agent of a territory claim is",
        lambda b: (
            [
                b.put("kg:TerritoryClaim", p, v)
                for p, v in (("kg:agent", SUMMIT), ("kg:relation", b.concept("kg:annexedBy")))
            ]
            and None
        ),
    ),
    "a person is a territory": (
        "about one place",
        lambda b: b.put("kg:TerritoryClaim", "kg:territory", URIRef(D + "ada-voss")),
    ),
    "a plain triple of an event": (
        "holds, claims or attacks",
        lambda b: b.add(URIRef(D + "cape-sela"), "kg:occupiedBy", SUMMIT),
    ),
    "a plain triple to nowhere": (
        "proposal that is in the graph",
        lambda b: b.add(URIRef(D + "ostmark"), "kg:opposes", NOWHERE),
    ),
    "a stance off the list": (
        "one stance",
        lambda b: b.put("kg:Position", "kg:stance", b.concept("kg:annexedBy")),
    ),
    "a territory relation off the list": (
        "one relation",
        lambda b: b.put("kg:TerritoryClaim", "kg:relation", b.concept("kg:supports")),
    ),
    "a mode off the list": (
        "one mode",
        lambda b: b.put("kg:Statement", "kg:mode", b.concept("kg:neutral")),
    ),
    "a predicate off the list": (
        "one predicate",
        lambda b: b.put("kg:Relation", "kg:predicate", b.concept("kg:direct")),
    ),
    "two stances": (
        "one stance",
        lambda b: b.put(
            "kg:Position", "kg:stance", b.concept("kg:supports"), b.concept("kg:opposes")
        ),
    ),
    "a position toward nothing": (
        "toward a proposal",
        lambda b: b.put("kg:Position", "kg:toward", NOWHERE),
    ),
    "no target": ("what it is on", lambda b: b.put("kg:Position", "kg:target")),
    "a day that does not exist": (
        "a year that exists",
        lambda b: b.put("kg:Summit", "kg:date", Literal("2024-02-30", datatype=XSD.date)),
    ),
    "a date as text": (
        "a year that exists",
        lambda b: b.put("kg:Summit", "kg:date", Literal("2014")),
    ),
    "earliest after latest": (
        "not after the latest",
        lambda b: b.put("kg:Summit", "kg:earliest", Literal("2025-01-01", datatype=XSD.date)),
    ),
    "a date without earliest": (
        "earliest date to compare",
        lambda b: b.put("kg:Summit", "kg:earliest"),
    ),
    "published on no day": (
        "date of publication",
        lambda b: b.put(
            "schema:NewsArticle", "schema:datePublished", Literal("2024-13-01", datatype=XSD.date)
        ),
    ),
    "an offset outside the article": (
        "ends within its article",
        lambda b: b.put("kg:Passage", "nif:endIndex", Literal(9999)),
    ),
    "a passage that begins after its end": (
        "before it ends",
        lambda b: b.put("kg:Passage", "nif:beginIndex", Literal(9999)),
    ),
    "a negative offset": (
        "begins at 0",
        lambda b: b.put("nif:Sentence", "nif:beginIndex", Literal(-1)),
    ),
    "an article that is nowhere": (
        "stands in one article",
        lambda b: b.forget(b.first("schema:NewsArticle")),
    ),
    "a sentence that is nowhere": (
        "stands in one sentence",
        lambda b: b.forget(b.first("nif:Sentence")),
    ),
    "a mention of nothing": (
        "means one entity",
        lambda b: b.forget(URIRef(D + "cape-sela")),
    ),
    "an entity without a label": (
        "one label with a language",
        lambda b: b.graph.remove((SUMMIT, RDFS.label, None)),
    ),
    "the same as something else": (
        "one Wikidata item",
        lambda b: b.graph.add((SUMMIT, OWL.sameAs, URIRef("https://x.example/Q1"))),
    ),
    "a script as address": (
        "begins with http",
        lambda b: b.put("schema:NewsArticle", "schema:url", URIRef("javascript:alert(1)")),
    ),
    "a copy of nothing": (
        "copy names one article",
        lambda b: b.put("schema:NewsArticle", "kg:copyOf", NOWHERE),
    ),
    "a verb with a listed predicate": (
        "has the predicate kg:otherRelation",
        lambda b: b.add(
            next(b.graph.subjects(b.concept("kg:predicate"), b.concept("kg:enemyOf"))),
            "kg:verb",
            Literal("border"),
        ),
    ),
}


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
    assert set(faults(as_triples(graph), as_triples(load_shapes()))) == reference(
        graph, load_shapes()
    )
    assert not conformance.conforms
    assert any(message in violation.message for violation in conformance.violations), [
        violation.message for violation in conformance.violations
    ]


def test_a_violation_shows_the_sentence_and_the_rule(graph: Graph, ontology: Ontology) -> None:
    Breaker(graph, ontology).put("kg:OfficeHolding", "kg:person", SUMMIT)
    (violation,) = validate(graph, ontology).violations
    assert violation.focus.startswith("d:office_") and violation.fact.startswith(D + "office_")
    assert violation.label == "Ada Voss, President of Norland"
    assert violation.sentence.startswith("President Ada Voss of Norland proposed")
    assert (violation.rule, violation.value) == ("office.title", "d:port-sela-summit")


def test_an_offset_leads_to_the_fact_that_rests_on_it(graph: Graph, ontology: Ontology) -> None:
    breaker = Breaker(graph, ontology)
    passage = next(graph.objects(breaker.first("kg:OfficeHolding"), ontology["kg:evidence"]))
    graph.set((passage, ontology["nif:endIndex"], Literal(9999)))
    (violation,) = validate(graph, ontology).violations
    assert (violation.rule, violation.value) == ("office.title", "9999")


def test_nothing_is_fetched(graph: Graph, ontology: Ontology) -> None:
    imports = (URIRef(D + "o"), OWL.imports, URIRef("http://127.0.0.1:9/never"))
    graph.add(imports)
    assert validate(graph, ontology).conforms
