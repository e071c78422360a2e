"""Graph -> Conformance: the graph against `ontology/shapes.ttl`, each violation with its sentence
and rule.

Nothing is imported, fetched or inferred, and the graph is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.ontology import Ontology, load_shapes
from kg.shapes import Fault, faults
from kg.triples import LABEL, TYPE, AnyGraph, Literal, Triples, Value, as_triples, text_of


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Violation:
    """One place where a graph is not as it has to be.

    `focus` is the node at fault and `value` what it says wrongly, both short. `fact` is the fact
    concerned, by IRI; `label`, `sentence` and `rule` say what it tells, where, and what read it.
    They are empty where no fact is concerned.
    """

    focus: str
    message: str
    value: str = ""
    fact: str = ""
    label: str = ""
    sentence: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conformance:
    """Whether a graph conforms, and if not, why."""

    conforms: bool
    violations: tuple[Violation, ...]


def validate(graph: AnyGraph, ontology: Ontology) -> Conformance:
    """Check a graph against the shapes of the project."""
    triples = as_triples(graph)
    reader = _Reader(triples, ontology)
    violations = set(map(reader.violation, faults(triples, as_triples(load_shapes()))))
    return Conformance(conforms=not violations, violations=tuple(sorted(violations)))


class _Reader:
    """Looks up in the graph what its faults are about."""

    def __init__(self, graph: Triples, ontology: Ontology) -> None:
        self.graph = graph
        self.ontology = ontology
        self.prefixes = sorted(graph.prefixes.items())

    def violation(self, fault: Fault) -> Violation:
        focus = text_of(fault.focus)
        fact = next(self.facts(focus, fault.value), "")
        return Violation(
            focus=self.short(fault.focus),
            message=fault.message,
            value="" if fault.value is None else self.short(fault.value),
            fact=fact,
            label=self.graph.text(fact, LABEL),
            sentence=self.told(fact, "nif:sentence", "nif:anchorOf"),
            rule=self.told(fact, "kg:rule"),
        )

    def facts(self, focus: str, value: Value | None) -> Iterator[str]:
        """The facts concerned: the node itself, or what it is evidence of."""
        if self.is_fact(focus):
            yield focus
        for passage in self.passages(focus, value):
            yield from sorted(self.graph.subjects(self.ontology["kg:evidence"], passage))

    def passages(self, focus: str, value: Value | None) -> list[str]:
        """The node itself, or in an article the passages that end at the offending offset."""
        if (focus, TYPE, str(self.ontology["schema:NewsArticle"])) not in self.graph:
            return [focus]
        inside = sorted(self.graph.subjects(self.ontology["nif:referenceContext"], focus))
        end = self.ontology["nif:endIndex"]
        return [p for p in inside if value is not None and (p, end, value) in self.graph]

    def is_fact(self, node: str) -> bool:
        told = bool(self.graph.objects(node, self.ontology["kg:evidence"]))
        return told or (node, TYPE, str(self.ontology["kg:Fact"])) in self.graph

    def told(self, fact: str, *path: str) -> str:
        """The first value at the end of a path from the passages of a fact."""
        nodes = [fact] if fact else []
        for curie in ("kg:evidence", *path):
            found = [self.graph.objects(node, self.ontology[curie]) for node in nodes]
            nodes = [text for values in found for text in sorted(map(text_of, values))]
        return nodes[0] if nodes else ""

    def short(self, node: Value) -> str:
        """What a literal says, or a node as a short name, where a prefix of the graph fits."""
        if isinstance(node, Literal) or node.startswith("_:"):
            return node.text if isinstance(node, Literal) else ""
        fits = (p for p in self.prefixes if node.startswith(p[1]) and len(node) > len(p[1]))
        prefix, namespace = next(fits, ("", ""))
        return f"{prefix}:{node[len(namespace) :]}" if prefix else node
