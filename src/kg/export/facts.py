"""Facts as a person reads them: what is said, who takes part, when, who asserts it, and where."""

from __future__ import annotations

from dataclasses import dataclass

from kg.export.passages import Passages, Span
from kg.ontology import Ontology
from kg.triples import LABEL, TYPE, Literal, Triples, Value, text_of

_TECHNICAL = (
    "kg:evidence",
    "kg:rule",
    "kg:certainty",
    "kg:assertedBy",
    "kg:date",
    "kg:earliest",
    "kg:latest",
    "prov:wasGeneratedBy",
    "org:member",
    "org:organization",
    "org:role",
    "skos:altLabel",
    "kg:metonym",
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
    certainty: float = 1.0
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


def technical(ontology: Ontology) -> set[str]:
    """The short names of what no reader of a fact is shown as a part of it."""
    return {ontology.curie(ontology[curie]) for curie in _TECHNICAL}


def read_facts(graph: Triples, ontology: Ontology, passages: Passages) -> dict[str, FactCard]:
    """The facts of the classes that the ontology draws, by IRI: whatever of them has evidence."""
    reader = _Facts(graph, ontology, passages)
    cards: dict[str, FactCard] = {}
    for hint in ontology.edges():
        for fact in graph.subjects(TYPE, hint.cls):
            if fact not in cards and graph.objects(fact, ontology["kg:evidence"]):
                cards[fact] = reader.card(fact, key_of(hint.cls))
    return cards


class _Facts:
    def __init__(self, graph: Triples, ontology: Ontology, passages: Passages) -> None:
        self._graph = graph
        self._ontology = ontology
        self._passages = passages
        self._technical = {str(ontology[curie]) for curie in _TECHNICAL}
        self._stances = {str(term): code for code, term in ontology.codes("kg:Stances").items()}

    def card(self, fact: str, kind: str) -> FactCard:
        parts = self._parts(fact)
        return FactCard(
            iri=fact,
            kind=kind,
            label=self._one(fact, "rdfs:label") or " · ".join(part.text for part in parts),
            stance=self._stances.get(self._one(fact, "kg:stance"), ""),
            by=self._speaker(fact),
            certainty=float(self._one(fact, "kg:certainty") or 1),
            date=self._one(fact, "kg:date"),
            earliest=self._one(fact, "kg:earliest"),
            latest=self._one(fact, "kg:latest"),
            parts=parts,
            evidence=self._passages.evidence(fact),
        )

    def _one(self, subject: str, curie: str) -> str:
        return self._graph.text(subject, self._ontology[curie])

    def _speaker(self, fact: str) -> str:
        asserting = map(text_of, self._graph.objects(fact, self._ontology["kg:assertedBy"]))
        return min((one for one in asserting if one not in self._passages.sources), default="")

    def _parts(self, fact: str) -> tuple[Part, ...]:
        of = self._graph.nodes[fact].items()
        parts = [self._part(p, o) for p, values in of if p not in self._technical for o in values]
        return tuple(sorted(parts, key=lambda part: (part.property, part.text, part.node)))

    def _part(self, property_: str, value: Value) -> Part:
        return Part(
            role=self._ontology.label(property_),
            property=self._ontology.curie(property_),
            text=self._name(value),
            node="" if isinstance(value, Literal) else value,
        )

    def _name(self, value: Value) -> str:
        if isinstance(value, Literal):
            return value.text
        return self._graph.text(value, LABEL) or self._ontology.label(value)
