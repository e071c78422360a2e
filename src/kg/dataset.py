"""The graph says what it is: a node in the terms of VoID and DCAT, with what it holds and of when.

Everything is counted in the graph itself; no clock is read.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.identifiers import Identifiers
from kg.literals import english, number
from kg.ontology import Ontology
from kg.triples import TYPE, Literal, Triples, Value, text_of

_SCHEMES = ("kg:EntityTypes", "kg:FactKinds")
_Pairs = Iterator[tuple[str, str, Value | None]]


def add_dataset(graph: Triples, ontology: Ontology, ids: Identifiers) -> None:
    """Add its description to a graph that is complete otherwise."""
    about = _Dataset(graph, ontology, ids)
    for subject, curie, value in [*about.itself(), *about.parts(), *about.time()]:
        graph.add(subject, ontology[curie], value)
    graph.add(about.node, ontology["void:triples"], number(len(graph) + 1))


class _Dataset:
    def __init__(self, graph: Triples, ontology: Ontology, ids: Identifiers) -> None:
        self.graph = graph
        self.ontology = ontology
        self.ids = ids
        self.node = ids.of("dataset")

    def itself(self) -> _Pairs:
        """What it is called, how much it holds, in which vocabularies."""
        title = english(self.ontology.label(self.ontology.prefixes["kg"].rstrip("#/")))
        yield self.node, "rdf:type", self.ontology["void:Dataset"]
        yield self.node, "rdf:type", self.ontology["dcat:Dataset"]
        yield self.node, "rdfs:label", title
        yield self.node, "dcterms:title", title
        yield self.node, "void:uriSpace", Literal(self.ids.base)
        yield self.node, "void:documents", self.count(self.ontology["schema:NewsArticle"])
        yield self.node, "void:entities", self.count(self.ontology["kg:Entity"])
        for namespace in self.vocabularies():
            yield self.node, "void:vocabulary", namespace

    def parts(self) -> _Pairs:
        """How many there are of each type of entity and kind of fact."""
        codes = {term for scheme in _SCHEMES for term in self.ontology.codes(scheme).values()}
        for cls in codes:
            if self.graph.subjects(TYPE, cls):
                part = self.ids.of("partition", self.ontology.curie(cls))
                yield self.node, "void:classPartition", part
                yield part, "rdf:type", self.ontology["void:Dataset"]
                yield part, "rdfs:label", english(self.ontology.label(cls))
                yield part, "void:class", cls
                yield part, "void:entities", self.count(cls)

    def time(self) -> _Pairs:
        """From when to when the articles are."""
        days = sorted(self.graph.towards(self.ontology["schema:datePublished"]), key=text_of)
        if days:
            first, last = text_of(days[0]), text_of(days[-1])
            period = self.ids.of("period", first, last)
            yield self.node, "dcterms:temporal", period
            yield period, "rdf:type", self.ontology["dcterms:PeriodOfTime"]
            yield period, "rdfs:label", english(f"{first} to {last}")
            yield period, "dcat:startDate", days[0]
            yield period, "dcat:endDate", days[-1]

    def count(self, cls: str) -> Literal:
        return number(len(self.graph.subjects(TYPE, cls)))

    def vocabularies(self) -> list[str]:
        """The namespaces of the terms in use."""
        terms = {*self.graph.predicates(), *map(text_of, self.graph.towards(TYPE))}
        namespaces = self.ontology.prefixes.values()
        return [ns for ns in namespaces if any(term.startswith(ns) for term in terms)]
