"""Edges for other programs: one for each fact that an arrow stands for, with where it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from kg.export.facts import FactCard
from kg.export.network import Network
from kg.export.passages import Sentence, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The surest passage of a fact: its sentence and its article; empty where there is none."""

    sentence: str = ""
    article: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One fact between two nodes; the fields are those of every file, see `docs/exports.md`."""

    source: str
    target: str
    label: str
    kind: str
    style: str
    fact: str
    said: bool
    asserted_by: str
    date: str
    earliest: str
    latest: str
    certainty: float
    weight: float
    passages: int
    told: Told


_APART = ("source", "target", "told")


class Sources:
    """Where the facts of a network are told, and by whom."""

    def __init__(self, network: Network) -> None:
        self.sentences: Mapping[str, Sentence] = {one.iri: one for one in network.sentences}
        self.sources: Mapping[str, Source] = {one.iri: one for one in network.sources}
        self.names: Mapping[str, str] = {node.iri: node.label for node in network.nodes}

    def surest(self, fact: FactCard) -> Told:
        """The passage of the highest certainty; of equal ones the first."""
        if not fact.evidence:
            return Told()
        sentence = self.sentences[max(fact.evidence, key=lambda span: span.certainty).sentence]
        source = self.sources[sentence.article]
        return Told(
            sentence=sentence.text,
            article=source.name,
            publisher=source.publisher,
            published=source.published,
            url=source.url,
        )

    def speaker(self, fact: FactCard) -> str:
        """The name of who asserts a fact; empty where the articles do."""
        return self.names.get(fact.by, fact.by)


def edges_of(network: Network) -> tuple[Edge, ...]:
    """The edges of a network, from the strongest arrow; those of an arrow share its weight."""
    facts, sources = {fact.iri: fact for fact in network.facts}, Sources(network)
    return tuple(
        Edge(
            source=arrow.source,
            target=arrow.target,
            label=arrow.label,
            kind=fact.kind,
            style=arrow.style,
            fact=fact.iri,
            said=arrow.said,
            asserted_by=sources.speaker(fact),
            date=fact.date,
            earliest=fact.earliest,
            latest=fact.latest,
            certainty=fact.certainty,
            weight=round(arrow.strength / len(arrow.facts), 4),
            passages=len(fact.evidence),
            told=sources.surest(fact),
        )
        for arrow in network.arrows
        for fact in (facts[iri] for iri in arrow.facts)
    )


def fields_of(edge: Edge) -> dict[str, str | float | bool]:
    """What an edge says beside its two ends, in the order of all files."""
    fields = asdict(edge) | asdict(edge.told)
    return {name: value for name, value in fields.items() if name not in _APART}
