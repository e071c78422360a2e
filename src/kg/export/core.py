"""The ranked core of a network that is too large for one page, and how much of it was left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.export.facts import FactCard
from kg.export.network import Network, Node
from kg.export.passages import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many nodes and facts a page does without."""

    nodes: int = 0
    facts: int = 0


def core_of(network: Network, share: float) -> tuple[Network, LeftOut]:
    """The share of a network's facts that the strongest arrows hold, with all that they need."""
    facts = _ranked(network)[: int(len(network.facts) * share)]
    kept = {fact.iri for fact in facts}
    arrows = tuple(
        replace(arrow, facts=told)
        for arrow in network.arrows
        if (told := tuple(iri for iri in arrow.facts if iri in kept))
    )
    sentences = {span.sentence for fact in facts for span in fact.evidence}
    ends = {end for arrow in arrows for end in (arrow.source, arrow.target)}
    needed = ends | {part.node for fact in facts for part in fact.parts} | {f.by for f in facts}
    nodes = tuple(_thinned(node, sentences) for node in network.nodes if node.iri in needed)
    core = replace(
        network,
        nodes=nodes,
        arrows=arrows,
        facts=tuple(sorted(facts, key=lambda fact: fact.iri)),
        sentences=tuple(one for one in network.sentences if one.iri in sentences),
    )
    left = len(network.nodes) - len(nodes), len(network.facts) - len(facts)
    return core, LeftOut(nodes=left[0], facts=left[1])


def _ranked(network: Network) -> list[FactCard]:
    """The facts from the one that the strongest arrow holds to those that draw nothing."""
    place: dict[str, int] = {}
    for at, arrow in enumerate(network.arrows):
        for iri in arrow.facts:
            place.setdefault(iri, at)
    last = len(network.arrows)
    return sorted(
        network.facts, key=lambda fact: (place.get(fact.iri, last), -len(fact.evidence), fact.iri)
    )


def _thinned(node: Node, sentences: Iterable[str]) -> Node:
    mentions: tuple[Span, ...] = tuple(m for m in node.mentions if m.sentence in sentences)
    return replace(node, mentions=mentions)
