"""Graph -> Conformance: the graph against `ontology/shapes.ttl` and `whole.ttl`, each violation
with its sentence and rule.

Nothing is imported, fetched or inferred, and the graph is left as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyshacl
from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import OntologyError
from kg.ontology import Ontology, load_shapes, load_whole
from kg.whole import faults


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


def validate(graph: Graph, ontology: Ontology) -> Conformance:
    """Check a graph against the shapes of the project."""
    copy = Graph()
    copy += graph
    conforms, report, text = pyshacl.validate(
        copy,
        shacl_graph=load_shapes(),
        inference="none",
        advanced=False,
        do_owl_imports=False,
        inplace=True,
    )
    if not isinstance(report, Graph):
        raise OntologyError("shapes.ttl", f"the shapes cannot be used: {text}")
    reader = _Reader(graph, report, ontology)
    results = map(reader.violation, report.objects(None, SH.result))
    whole = (reader.fault(*fault) for fault in faults(graph, load_whole()))
    violations = tuple(sorted({*results, *whole}))
    return Conformance(conforms=bool(conforms) and not violations, violations=violations)


class _Reader:
    """Reads results of the report, and looks up in the graph what they are about."""

    def __init__(self, graph: Graph, report: Graph, ontology: Ontology) -> None:
        self.graph = graph
        self.report = report
        self.ontology = ontology
        self.prefixes = sorted((prefix, str(iri)) for prefix, iri in graph.namespaces() if prefix)

    def violation(self, result: Node) -> Violation:
        focus, value = (self.report.value(result, p) for p in (SH.focusNode, SH.value))
        message = str(self.report.value(result, SH.resultMessage) or "does not conform")
        return self.fault(focus, message, value)

    def fault(self, focus: Node | None, message: str, value: Node | None) -> Violation:
        fact = next(self.facts(focus, value), None)
        return Violation(
            focus=self.short(focus),
            message=message,
            value=self.short(value),
            fact=str(fact or ""),
            label=str(self.graph.value(fact, RDFS.label) or "") if fact else "",
            sentence=self.told(fact, "nif:sentence", "nif:anchorOf"),
            rule=self.told(fact, "kg:rule"),
        )

    def facts(self, focus: Node | None, value: Node | None) -> Iterator[Node]:
        """The facts concerned: the node itself, or what it is evidence of."""
        if focus is None:
            return
        if self.is_fact(focus):
            yield focus
        for passage in self.passages(focus, value):
            yield from sorted(self.graph.subjects(self.ontology["kg:evidence"], passage), key=str)

    def passages(self, focus: Node, value: Node | None) -> list[Node]:
        """The node itself, or in an article or a sentence the passages that end at the offending
        offset.
        """
        whole, end = ("nif:referenceContext", "nif:sentence"), self.ontology["nif:endIndex"]
        inside = {p for name in whole for p in self.graph.subjects(self.ontology[name], focus)}
        at_fault = sorted((p for p in inside if (p, end, value) in self.graph), key=str)
        return at_fault if inside else [focus]

    def is_fact(self, node: Node) -> bool:
        told = (node, self.ontology["kg:evidence"], None) in self.graph
        return told or (node, RDF.type, self.ontology["kg:Fact"]) in self.graph

    def told(self, fact: Node | None, *path: str) -> str:
        """The first value at the end of a path from the passages of a fact."""
        nodes = [fact] if fact else []
        for curie in ("kg:evidence", *path):
            nodes = [
                o
                for node in nodes
                for o in sorted(self.graph.objects(node, self.ontology[curie]), key=str)
            ]
        return str(nodes[0]) if nodes else ""

    def short(self, node: Node | None) -> str:
        """A node as a short name, where a prefix of the graph fits."""
        if not isinstance(node, URIRef):
            return str(node) if isinstance(node, Literal) else ""
        fits = (p for p in self.prefixes if node.startswith(p[1]) and len(node) > len(p[1]))
        prefix, namespace = next(fits, ("", ""))
        return f"{prefix}:{node[len(namespace) :]}" if prefix else str(node)
