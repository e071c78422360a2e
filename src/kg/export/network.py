"""A graph as nodes, arrows and facts: what every picture and table of it is made from.

How a fact becomes arrows is read from the ontology's hints, so no class is named here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log2

from kg.export.arrows import STRENGTH, Arrow, read_arrows, strongest
from kg.export.facts import FactCard, key_of, read_facts
from kg.export.passages import Passages, Sentence, Source, Span
from kg.ontology import Ontology
from kg.triples import LABEL, TYPE, AnyGraph, Triples, as_triples, text_of

ISSUE = "Issue"
"""The kind of what positions are on, and of a node without a class."""

BARE = 0.5
"""How much of what is told of an issue counts where its name is a plain word or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Something with a name: `kind` is its class's key, `weight` grows with what is told of it,
    `point` is the longitude and latitude of a place.
    """

    iri: str
    kind: str
    label: str
    weight: float
    aliases: tuple[str, ...] = ()
    link: str = ""
    point: tuple[float, float] | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A class of nodes or facts, or a code, in the legend."""

    key: str
    label: str
    colour: str = ""
    shape: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """All of it, sorted: nodes from the heaviest, arrows from the strongest, facts by IRI; with the
    title of the graph and the note of whoever built it.
    """

    kinds: tuple[Kind, ...]
    fact_kinds: tuple[Kind, ...]
    stances: tuple[Kind, ...]
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    facts: tuple[FactCard, ...]
    sources: tuple[Source, ...]
    sentences: tuple[Sentence, ...]
    title: str = ""
    note: str = ""


def read_network(graph: AnyGraph, ontology: Ontology) -> Network:
    """The network of a graph; the same graph gives the same network, whatever its order."""
    graph = as_triples(graph)
    passages = Passages(graph, ontology)
    facts = read_facts(graph, ontology, passages)
    arrows = read_arrows(graph, ontology, facts)
    nodes = _Nodes(graph, ontology, passages).read(arrows, facts)
    weights = {node.iri: node.weight for node in nodes}
    return Network(
        kinds=_kinds(ontology, {node.kind for node in nodes}),
        fact_kinds=_fact_kinds(ontology, arrows, facts),
        stances=_stances(ontology),
        nodes=tuple(sorted(nodes, key=lambda node: (-node.weight, node.label, node.iri))),
        arrows=strongest(arrows, weights, facts),
        facts=tuple(facts[iri] for iri in sorted(facts)),
        sources=tuple(passages.sources.values()),
        sentences=tuple(passages.sentences.values()),
        title=_of_the_graph(graph, ontology, "dcterms:title"),
        note=_of_the_graph(graph, ontology, "dcterms:description"),
    )


def _of_the_graph(graph: Triples, ontology: Ontology, curie: str) -> str:
    """What the graph says of itself."""
    about = graph.subjects(TYPE, ontology["dcat:Dataset"])
    return min((graph.text(node, ontology[curie]) for node in about), default="")


class _Nodes:
    """Makes the nodes: whatever an arrow ends at, and whatever an article mentions."""

    def __init__(self, graph: Triples, ontology: Ontology, passages: Passages) -> None:
        self._graph = graph
        self._ontology = ontology
        self._mentions = passages.mentions()
        self._classes = ontology.node_classes()

    def read(self, arrows: Iterable[Arrow], facts: dict[str, FactCard]) -> list[Node]:
        weights = dict.fromkeys(self._mentions, 0.0)
        for arrow in arrows:
            told = sum(1 + log2(max(1, len(facts[iri].evidence))) for iri in arrow.facts)
            for end in (arrow.source, arrow.target):
                weights[end] = weights.get(end, 0.0) + told * STRENGTH.get(arrow.style, 1.0)
        return [self._node(iri, weight) for iri, weight in sorted(weights.items())]

    def _node(self, iri: str, told: float) -> Node:
        mentions = self._mentions.get(iri, ())
        kind = self._kind(iri)
        called = map(self._ontology.__getitem__, ("skos:altLabel", "kg:metonym"))
        aliases = [name for term in called for name in self._graph.objects(iri, term)]
        label = self._graph.text(iri, LABEL) or key_of(iri)
        share = BARE if kind == ISSUE and _is_bare(label) else 1.0
        return Node(
            iri=iri,
            kind=kind,
            label=label,
            weight=round(share * told + log2(1 + len(mentions)), 2),
            aliases=tuple(sorted(set(map(text_of, aliases)))),
            point=self._point(iri),
            link=self._graph.text(iri, self._ontology["owl:sameAs"]),
            mentions=mentions,
        )

    def _point(self, node: str) -> tuple[float, float] | None:
        found = [
            self._graph.text(node, self._ontology[curie]) for curie in ("wgs84:long", "wgs84:lat")
        ]
        return (float(found[0]), float(found[1])) if all(found) else None

    def _kind(self, node: str) -> str:
        own = self._graph.objects(node, TYPE)
        return next((key_of(one.cls) for one in self._classes if one.cls in own), ISSUE)


def _is_bare(label: str) -> bool:
    """A word or two without a name, which say little by themselves.

    >>> [_is_bare(label) for label in ("force", "2018 ruling", "Cape Sela", "the use of force")]
    [True, True, False, False]
    """
    return len(label.split()) < 3 and label == label.lower()


def _kinds(ontology: Ontology, used: set[str]) -> tuple[Kind, ...]:
    return tuple(
        Kind(key=key_of(one.cls), label=one.label, colour=one.colour, shape=one.shape)
        for one in ontology.node_classes()
        if key_of(one.cls) in used
    )


def _fact_kinds(
    ontology: Ontology, arrows: list[Arrow], facts: dict[str, FactCard]
) -> tuple[Kind, ...]:
    """The kinds of fact, those that draw the strongest arrows first."""
    most = {fact.kind: 0.0 for fact in facts.values()}
    for arrow in arrows:
        kind = facts[arrow.facts[0]].kind
        most[kind] = max(most[kind], STRENGTH.get(arrow.style, 1.0))
    return tuple(sorted(_kinds(ontology, set(most)), key=lambda kind: -most[kind.key]))


def _stances(ontology: Ontology) -> tuple[Kind, ...]:
    styles = next(iter(ontology.edges())).styles if ontology.edges() else {}
    stances = [
        Kind(key=code, label=ontology.label(term), style=styles.get(str(term), ""))
        for code, term in ontology.codes("kg:Stances").items()
    ]
    return tuple(sorted(stances, key=lambda one: (list(STRENGTH).index(one.style), one.key)))
