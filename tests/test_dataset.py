"""The description of a build in its graph: what it counts is what there is."""

from __future__ import annotations

from dataclasses import replace

from rdflib import RDF, Graph

from kg.mapping import to_graph
from kg.model import Resolved
from kg.ontology import Ontology


def test_the_description_counts_what_is_there(graph: Graph, ontology: Ontology) -> None:
    (node,) = graph.subjects(RDF.type, ontology["dcat:Dataset"])
    counted = {
        curie: graph.value(node, ontology[curie]).toPython()
        for curie in ("void:triples", "void:documents", "void:entities")
    }
    entities = set(graph.subjects(RDF.type, ontology["kg:Entity"]))
    assert counted == {
        "void:triples": len(graph),
        "void:documents": 3,
        "void:entities": len(entities),
    }
    parts = {
        str(graph.value(part, ontology["void:class"])): graph.value(part, ontology["void:entities"])
        for part in graph.objects(node, ontology["void:classPartition"])
    }
    assert parts[str(ontology["kg:Position"])].toPython() == 2
    assert parts[str(ontology["kg:Person"])].toPython() == 2


def test_its_time_is_that_of_the_articles(
    graph: Graph, resolved: Resolved, ontology: Ontology
) -> None:
    (period,) = graph.objects(None, ontology["dcterms:temporal"])
    ends = [str(graph.value(period, ontology[f"dcat:{end}Date"])) for end in ("start", "end")]
    assert ends == ["2024-03-01", "2024-03-05"]
    undated = tuple(replace(article, published=None) for article in resolved.articles)
    other = to_graph(replace(resolved, articles=undated), ontology).to_rdflib()
    assert not list(other.objects(None, ontology["dcterms:temporal"]))
