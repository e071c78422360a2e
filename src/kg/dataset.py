"""The graph says what it is: a node in the terms of VoID and DCAT, with what it holds and of when.

Everything is counted in the graph itself; no clock is read.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.term import Node

from kg.identifiers import Identifiers
from kg.ontology import Ontology

_SCHEMES = ("kg:EntityTypes", "kg:FactKinds")
_Pairs = Iterator[tuple[URIRef, str, Node]]


def add_dataset(graph: Graph, ontology: Ontology, ids: Identifiers) -> None:
    """Add its description to a graph that is complete otherwise."""
    about = _Dataset(graph, ontology, ids)
    for subject, curie, value in [*about.itself(), *about.parts(), *about.time()]:
        graph.add((subject, ontology[curie], value))
    graph.add((about.node, ontology["void:triples"], Literal(len(graph) + 1)))


class _Dataset:
    def __init__(self, graph: Graph, ontology: Ontology, ids: Identifiers) -> None:
        self.graph = graph
        self.ontology = ontology
        self.ids = ids
        articles = graph.subjects(RDF.type, ontology["schema:NewsArticle"])
        self.node = ids.of("dataset", sorted(map(str, articles)))

    def itself(self) -> _Pairs:
        """What it is called, how much it holds, in which vocabularies."""
        vocabulary = URIRef(self.ontology.prefixes["kg"].rstrip("#/"))
        title = Literal(self.ontology.label(vocabulary), lang="en")
        yield self.node, "rdf:type", self.ontology["void:Dataset"]
        yield self.node, "rdf:type", self.ontology["dcat:Dataset"]
        yield self.node, "rdfs:label", title
        yield self.node, "dcterms:title", title
        yield self.node, "void:uriSpace", Literal(self.ids.base)
        yield self.node, "void:documents", self.count(self.ontology["schema:NewsArticle"])
        yield self.node, "void:entities", self.count(self.ontology["kg:Entity"])
        for namespace in self.vocabularies():
            yield self.node, "void:vocabulary", URIRef(namespace)

    def parts(self) -> _Pairs:
        """How many there are of each type of entity and kind of fact."""
        codes = {term for scheme in _SCHEMES for term in self.ontology.codes(scheme).values()}
        for cls in codes:
            if (None, RDF.type, cls) in self.graph:
                part = self.ids.of("partition", self.node, self.ontology.curie(cls))
                yield self.node, "void:classPartition", part
                yield part, "rdf:type", self.ontology["void:Dataset"]
                yield part, "rdfs:label", Literal(self.ontology.label(cls), lang="en")
                yield part, "void:class", cls
                yield part, "void:entities", self.count(cls)

    def time(self) -> _Pairs:
        """From when to when the articles are."""
        days = sorted(self.graph.objects(None, self.ontology["schema:datePublished"]), key=str)
        if days:
            period = self.ids.of("period", str(days[0]), str(days[-1]))
            yield self.node, "dcterms:temporal", period
            yield period, "rdf:type", self.ontology["dcterms:PeriodOfTime"]
            yield period, "rdfs:label", Literal(f"{days[0]} to {days[-1]}", lang="en")
            yield period, "dcat:startDate", days[0]
            yield period, "dcat:endDate", days[-1]

    def count(self, cls: URIRef) -> Literal:
        return Literal(sum(1 for _ in self.graph.subjects(RDF.type, cls)))

    def vocabularies(self) -> list[str]:
        """The namespaces of the terms in use."""
        terms = {*self.graph.predicates(unique=True), *self.graph.objects(None, RDF.type)}
        namespaces = self.ontology.prefixes.values()
        return [ns for ns in namespaces if any(str(term).startswith(ns) for term in terms)]
