"""Facts as a person reads them: what is said, who takes part, when, who asserts it, and where."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.term import Node as Term

from kg.export.passages import Passages, Span
from kg.ontology import Ontology

_TECHNICAL = (
    "kg:evidence",
    "kg:rule",
    "kg:certainty",
    "kg:assertedBy",
    "kg:date",
    "kg:earliest",
    "kg:latest",
    "prov:wasGeneratedBy",
    "skos:altLabel",
    "owl:sameAs",
    "rdf:type",
    "rdfs:label",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What takes part in a fact, and as what; `node` is empty where it is only words."""

    role: str
    property: str
    text: str
    node: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactCard:
    """One fact; `by` is the node that asserts it, empty when the articles themselves do."""

    iri: str
    kind: str
    label: str
    stance: str = ""
    by: str = ""
    date: str = ""
    earliest: str = ""
    latest: str = ""
    parts: tuple[Part, ...] = ()
    evidence: tuple[Span, ...] = ()


def key_of(iri: str) -> str:
    """The short name of a class, by which the page and its address know it: the end of the IRI.

    >>> key_of("https://example.org/ontology#Person")
    'Person'
    """
    return iri.replace("#", "/").rstrip("/").rsplit("/", 1)[-1]


def read_facts(graph: Graph, ontology: Ontology, passages: Passages) -> dict[str, FactCard]:
    """The facts of the classes that the ontology draws, by IRI: whatever of them has evidence."""
    reader = _Facts(graph, ontology, passages)
    cards: dict[str, FactCard] = {}
    for hint in ontology.edges():
        for fact in graph.subjects(RDF.type, hint.cls):
            told = (fact, ontology["kg:evidence"], None) in graph
            if told and isinstance(fact, URIRef) and str(fact) not in cards:
                cards[str(fact)] = reader.card(fact, key_of(hint.cls))
    return cards


class _Facts:
    def __init__(self, graph: Graph, ontology: Ontology, passages: Passages) -> None:
        self._graph = graph
        self._ontology = ontology
        self._passages = passages
        self._technical = {ontology[curie] for curie in _TECHNICAL}
        self._stances = {str(term): code for code, term in ontology.codes("kg:Stances").items()}

    def card(self, fact: URIRef, kind: str) -> FactCard:
        parts = self._parts(fact)
        return FactCard(
            iri=str(fact),
            kind=kind,
            label=self._one(fact, "rdfs:label") or " · ".join(part.text for part in parts),
            stance=self._stances.get(self._one(fact, "kg:stance"), ""),
            by=self._speaker(fact),
            date=self._one(fact, "kg:date"),
            earliest=self._one(fact, "kg:earliest"),
            latest=self._one(fact, "kg:latest"),
            parts=parts,
            evidence=self._passages.evidence(fact),
        )

    def _one(self, subject: URIRef, curie: str) -> str:
        return str(min(self._graph.objects(subject, self._ontology[curie]), key=str, default=""))

    def _speaker(self, fact: URIRef) -> str:
        asserting = map(str, self._graph.objects(fact, self._ontology["kg:assertedBy"]))
        return min((one for one in asserting if one not in self._passages.sources), default="")

    def _parts(self, fact: URIRef) -> tuple[Part, ...]:
        pairs = set(self._graph.predicate_objects(fact))
        parts = [self._part(URIRef(str(p)), o) for p, o in pairs if p not in self._technical]
        return tuple(sorted(parts, key=lambda part: (part.property, part.text, part.node)))

    def _part(self, property_: URIRef, value: Term) -> Part:
        return Part(
            role=self._ontology.label(property_),
            property=self._ontology.curie(property_),
            text=self._name(value),
            node="" if isinstance(value, Literal) else str(value),
        )

    def _name(self, value: Term) -> str:
        if isinstance(value, Literal):
            return str(value)
        label = min(self._graph.objects(value, RDFS.label), key=str, default=None)
        return str(label) if label is not None else self._ontology.label(URIRef(str(value)))
