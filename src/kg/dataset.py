"""The graph says what it is: a node in the terms of VoID and DCAT, with what it holds and of when.

Everything is counted in the graph itself; no clock is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.digests import digest
from kg.identifiers import Identifiers, checked_iri
from kg.literals import english, number
from kg.ontology import Ontology
from kg.provenance import Reading
from kg.triples import TYPE, Literal, Triples, Value, text_of

_RIGHTS = "The texts are those of the articles, and remain their publishers'."
_TURTLE = "https://www.iana.org/assignments/media-types/text/turtle"
_SCHEMES = ("kg:EntityTypes", "kg:FactKinds")
_Pairs = Iterator[tuple[str, str, Value | None]]


def add_dataset(
    graph: Triples,
    ontology: Ontology,
    ids: Identifiers,
    addresses: Mapping[str, str],
    reading: Reading,
) -> None:
    """Add its description to a graph that is complete otherwise, and came by this reading from the
    articles of these names and addresses.
    """
    about = _Dataset(graph, ontology, ids, sorted(addresses.values()))
    made = about.made(reading, sorted(digest(*article) for article in addresses.items()))
    for subject, curie, value in [*about.itself(), *about.parts(), *about.time(), *made]:
        graph.add(subject, ontology[curie], value)
    graph.add(about.node, ontology["void:triples"], number(len(graph) + 1))


def entitle(graph: Triples, ontology: Ontology, title: str, note: str) -> None:
    """Give a graph a title of one's own and a note; without words it stays as it is."""
    (node,) = graph.subjects(TYPE, ontology["dcat:Dataset"])
    for curie, text in (
        ("rdfs:label", english(title)),
        ("dcterms:title", english(title)),
        ("dcterms:description", english(note)),
    ):
        if text:
            graph.put(node, ontology[curie], text)
    graph.put(node, ontology["void:triples"], number(len(graph)))


class _Dataset:
    def __init__(
        self, graph: Triples, ontology: Ontology, ids: Identifiers, articles: list[str]
    ) -> None:
        self.graph = graph
        self.ontology = ontology
        self.ids = ids
        self.node = ids.of("dataset", articles)
        self.articles = [ids.of("article", address) for address in articles]

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
        for article in self.articles:
            yield self.node, "dcterms:hasPart", article
        for namespace in self.vocabularies():
            yield self.node, "void:vocabulary", namespace

    def made(self, reading: Reading, texts: list[str]) -> _Pairs:
        """Who made it of what, which version of it this is, on which terms, and in which form."""
        file, program = (
            self.ids.of("distribution", self.node),
            self.ids.of("program", reading.version),
        )
        facts = sorted(self.graph.subjects(TYPE, self.ontology["kg:Fact"]))
        decided = sorted(map(text_of, self.graph.towards(self.ontology["kg:corrected"])))
        version = digest(*reading.identity(), texts, facts, decided)
        yield self.node, "prov:wasGeneratedBy", self.ids.of("run", *reading.identity())
        yield self.node, "dcterms:creator", program
        yield self.node, "dcat:version", Literal(version)
        yield self.node, "dcterms:rights", english(_RIGHTS)
        yield self.node, "dcat:distribution", file
        yield file, "rdf:type", self.ontology["dcat:Distribution"]
        yield file, "dcterms:title", Literal("graph.ttl")
        yield file, "dcat:mediaType", _TURTLE
        if reading.licence:
            yield self.node, "dcterms:license", checked_iri(reading.licence)
            yield file, "dcterms:license", checked_iri(reading.licence)

    def parts(self) -> _Pairs:
        """How many there are of each type of entity and kind of fact."""
        codes = {term for scheme in _SCHEMES for term in self.ontology.codes(scheme).values()}
        for cls in codes:
            if self.graph.subjects(TYPE, cls):
                part = self.ids.of("partition", self.node, self.ontology.curie(cls))
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
