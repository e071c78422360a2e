"""Writes docs/ontology.md from ontology/kg.ttl: what every term means, with its example.

python docs/make_ontology_page.py
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

ROOT = Path(__file__).parent.parent
SOURCE, TARGET = ROOT / "ontology" / "kg.ttl", ROOT / "docs" / "ontology.md"

HEAD = """# The ontology

Written from [`ontology/kg.ttl`](../ontology/kg.ttl) by `python docs/make_ontology_page.py`; change
it there. The prefix `kg:` is `{namespace}`. {comment}

Three rules hold for the whole graph: every fact is a node of its own, with the passages that tell
it and whoever asserts it; what the articles themselves report is also stated as one plain triple;
and superclasses are stated, so that no inference is needed.
"""
CLASSES = ("term", "what it is", "example")
PROPERTIES = ("term", "from", "to", "what it says", "example")


class Page:
    """The terms of the ontology, as sections of Markdown."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.own = str(next(graph.subjects(RDF.type, OWL.Ontology))) + "#"
        self.prefixes = sorted(((p, str(n)) for p, n in graph.namespaces() if p), reverse=True)

    def text(self) -> str:
        ontology = URIRef(self.own[:-1])
        comment = self.one(ontology, RDFS.comment)
        parts = [
            HEAD.format(namespace=self.own, comment=comment),
            self.diagram(),
            self.table("Classes", ("term", "what it is", "example"), self.classes()),
            self.table(
                "Properties", ("term", "from", "to", "what it says", "example"), self.properties()
            ),
            "## Code lists\n",
            *self.codes(),
        ]
        return "\n".join(parts)

    def one(self, term: URIRef, property_: URIRef) -> str:
        return " ".join(str(min(self.graph.objects(term, property_), key=str, default="")).split())

    def short(self, term: object) -> str:
        for prefix, namespace in self.prefixes:
            if str(term).startswith(namespace):
                return f"{prefix}:{str(term)[len(namespace) :]}"
        return str(term)

    def terms(self, *kinds: URIRef) -> list[URIRef]:
        """Our own terms of some kinds, in the order of their names, without those for drawing."""
        found = {t for kind in kinds for t in self.graph.subjects(RDF.type, kind)}
        return sorted(
            URIRef(str(t)) for t in found if str(t).startswith(self.own) and t != self.hint
        )

    @property
    def hint(self) -> URIRef:
        return URIRef(self.own + "EdgeHint")

    def classes(self) -> Iterator[tuple[str, ...]]:
        for term in self.terms(OWL.Class):
            above = ", ".join(
                f"`{self.short(c)}`" for c in sorted(self.graph.objects(term, RDFS.subClassOf))
            )
            comment = self.one(term, RDFS.comment)
            yield (
                self.name(term),
                f"{comment} Below {above}." if above else comment,
                self.example(term),
            )

    def properties(self) -> Iterator[tuple[str, ...]]:
        for term in self.terms(OWL.ObjectProperty, OWL.DatatypeProperty):
            ends = (self.one(term, RDFS.domain), self.one(term, RDFS.range))
            yield (
                self.name(term),
                *(f"`{self.short(end)}`" for end in ends),
                self.one(term, RDFS.comment),
                self.example(term),
            )

    def codes(self) -> Iterator[str]:
        for scheme in sorted(self.graph.subjects(RDF.type, SKOS.ConceptScheme)):
            title = self.one(URIRef(str(scheme)), RDFS.label)
            terms = sorted(self.graph.subjects(SKOS.inScheme, scheme))
            rows = [
                (
                    f"`{self.one(URIRef(str(t)), SKOS.notation)}`",
                    f"`{self.short(t)}`",
                    self.one(URIRef(str(t)), RDFS.comment),
                )
                for t in terms
            ]
            yield self.table(title, ("code", "term", "what it means"), rows, level=3)

    def name(self, term: URIRef) -> str:
        return f"`{self.short(term)}`"

    def example(self, term: URIRef) -> str:
        example = self.one(term, SKOS.example)
        return f"`{example}`" if example else ""

    def table(
        self,
        title: str,
        columns: tuple[str, ...],
        rows: Iterable[tuple[str, ...]],
        level: int = 2,
    ) -> str:
        cells = ([cell.replace("|", "\\|") for cell in row] for row in rows)
        lines = [
            f"{'#' * level} {title}",
            "",
            f"| {' | '.join(columns)} |",
            f"|{'---|' * len(columns)}",
            *(f"| {' | '.join(row)} |" for row in cells),
            "",
        ]
        return "\n".join(lines)

    def diagram(self) -> str:
        """The classes that properties lead between, as a diagram that GitHub draws."""
        lines = ["## The classes and what leads between them", "", "```mermaid", "classDiagram"]
        lines += [
            f"  {self.local(above)} <|-- {self.local(term)}"
            for term in self.terms(OWL.Class)
            for above in sorted(self.graph.objects(term, RDFS.subClassOf))
            if str(above).startswith(self.own) and self.local(above) != "Event"
        ]
        for term in self.terms(OWL.ObjectProperty):
            start, end = (self.graph.value(term, p) for p in (RDFS.domain, RDFS.range))
            if all(str(node).startswith(self.own) for node in (start, end)):
                lines.append(f"  {self.local(start)} --> {self.local(end)} : {self.local(term)}")
        return "\n".join([*lines, "```", ""])

    def local(self, term: object) -> str:
        return str(term).removeprefix(self.own)


def page() -> str:
    """The text of the page."""
    return Page(Graph(bind_namespaces="none").parse(SOURCE, format="turtle")).text()


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
