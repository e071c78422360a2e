"""Facts -> arrows: what the ontology's hints say about drawing, and which arrows matter most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import log2

from kg.export.facts import FactCard
from kg.ontology import EdgeHint, Ontology
from kg.triples import TYPE, Literal, Triples, text_of

SPOKEN = "spoken"
"""The style of arrows that are drawn last of all."""

STRENGTH = {
    "positive": 3.0,
    "negative": 3.0,
    "territorial": 3.0,
    "proposing": 2.5,
    "neutral": 2.0,
    SPOKEN: 0.2,
}
"""How much an arrow of a style counts; one of any other style counts 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """Facts that draw the same arrow; `said` means that somebody asserts them, not the articles."""

    source: str
    target: str
    style: str
    label: str
    said: bool
    facts: tuple[str, ...]
    strength: float = 0.0


def read_arrows(graph: Triples, ontology: Ontology, facts: dict[str, FactCard]) -> list[Arrow]:
    """The arrows of some facts."""
    found: dict[tuple[str, str, str, str, bool], set[str]] = {}
    for hint in ontology.edges():
        for fact in graph.subjects(TYPE, hint.cls):
            if card := facts.get(fact):
                label, style = _text(graph, ontology, fact, hint)
                for source, target in _pairs(graph, card.iri, hint):
                    if source != target:
                        key = source, target, style, label, bool(card.by)
                        found.setdefault(key, set()).add(card.iri)
    return [
        Arrow(
            source=source,
            target=target,
            style=style,
            label=label,
            said=said,
            facts=tuple(sorted(of)),
        )
        for (source, target, style, label, said), of in sorted(found.items())
    ]


def strongest(
    arrows: Iterable[Arrow], weights: dict[str, float], facts: dict[str, FactCard]
) -> tuple[Arrow, ...]:
    """The arrows from the strongest: by what they say, how often it is told, and between whom."""

    def strength(arrow: Arrow) -> float:
        told = sum(len(facts[iri].evidence) for iri in arrow.facts)
        ends = log2(2 + weights[arrow.source]) + log2(2 + weights[arrow.target])
        return round(STRENGTH.get(arrow.style, 1.0) * (1 + log2(1 + told)) * ends, 2)

    measured = [replace(arrow, strength=strength(arrow)) for arrow in arrows]
    return tuple(
        sorted(measured, key=lambda a: (-a.strength, a.source, a.target, a.style, a.label, a.said))
    )


def _pairs(graph: Triples, fact: str, hint: EdgeHint) -> Iterator[tuple[str, str]]:
    for source in _ends(graph, fact, hint.source):
        for target in _ends(graph, fact, hint.target):
            yield source, target


def _ends(graph: Triples, fact: str, properties: tuple[str, ...]) -> list[str]:
    """The nodes at one end: the values of the first property that has any; the fact itself where
    the hint names no property, nothing where none of them has a value."""
    for property_ in properties:
        if values := graph.objects(fact, property_):
            return sorted(map(text_of, values))
    return [] if properties else [fact]


def _text(graph: Triples, ontology: Ontology, fact: str, hint: EdgeHint) -> tuple[str, str]:
    """What an arrow says, and its style."""
    for property_ in hint.label:
        for value in sorted(graph.objects(fact, property_), key=text_of):
            if isinstance(value, Literal):
                return value.text, hint.style
            return ontology.label(value), hint.styles.get(value, hint.style)
    return hint.text, hint.style
