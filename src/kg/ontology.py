"""The only reader of `ontology/`: terms, code lists, drawing hints, shapes, and the entity base.

>>> ontology = load_ontology()
>>> ontology.curie(ontology["kg:annexedBy"])
'kg:annexedBy'
>>> ontology.code("kg:Stances", "opposes") == ontology["kg:opposes"]
True
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from kg.entities import read_entities
from kg.entity_base import EntityBase
from kg.errors import OntologyError
from kg.nearest import nearest
from kg.triples import TYPE, Triple, plain

_INSTALLED = Path(__file__).parent / "ontology_files"
_CHECKOUT = Path(__file__).parents[2] / "ontology"

_OF_CODES = (RDFS.label, SKOS.prefLabel, SKOS.notation, SKOS.inScheme, SKOS.topConceptOf)
_OF_LISTS = (RDFS.label, SKOS.prefLabel)
_ENTITY_FILES = ("states", "regions", "federal", "coordinates", "organisations", "people")
"""In an order in which no file names an entity of a later one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeHint:
    """How the facts of a class are drawn as arrows.

    The arrow runs from each value of the first property of `source` that has one to each value of
    the first property of `target` that has one. A side that is empty is the fact itself, then
    drawn as a node; one whose properties have no value draws no arrow. Its text is the value of
    the first property of `label` that has one (the label of that value, if it is a term), else
    `text`. Its style is `styles[value]` where the labelling value has one, else `style`.
    """

    cls: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    label: tuple[str, ...]
    text: str
    style: str
    styles: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeClass:
    """How the nodes of a class are drawn, and what the legend calls them."""

    cls: str
    label: str
    colour: str
    shape: str


class Ontology:
    """The terms of `kg.ttl`, read once and handed over; nothing outside it is a term."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.prefixes: Mapping[str, str] = MappingProxyType(
            {prefix: str(iri) for prefix, iri in sorted(graph.namespaces()) if prefix}
        )
        self._terms = {
            self.curie(term): term for term in set(graph.subjects()) if isinstance(term, URIRef)
        }
        self._labels = {str(term): str(label) for term, label in graph.subject_objects(RDFS.label)}
        self._linking = set(map(str, graph.subjects(RDF.type, OWL.ObjectProperty)))
        self._codes = self._read_codes()
        self._above: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, curie: str) -> URIRef:
        """The IRI of a term; a name that `kg.ttl` does not have raises `OntologyError`."""
        if curie not in self._terms:
            raise OntologyError(
                curie, f"no such term in the ontology{_nearest(curie, self._terms)}"
            )
        return self._terms[curie]

    def curie(self, iri: str) -> str:
        """The short form of an IRI, or the IRI where no prefix fits."""
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and len(iri) > len(namespace):
                return f"{prefix}:{iri[len(namespace) :]}"
        return str(iri)

    def code(self, scheme: str, notation: str) -> URIRef:
        """The term that a code list gives a code; an unknown code raises `OntologyError`."""
        codes = self._codes.get(self[scheme], {})
        if notation not in codes:
            raise OntologyError(notation, f"no such code in {scheme}{_nearest(notation, codes)}")
        return codes[notation]

    def codes(self, scheme: str) -> Mapping[str, URIRef]:
        """All codes of a code list: what a person types, and the term it stands for."""
        return MappingProxyType(self._codes[self[scheme]])

    def schemes(self) -> dict[str, frozenset[str]]:
        """The codes of all code lists, by the name of the list."""
        return {self.curie(scheme): frozenset(codes) for scheme, codes in self._codes.items()}

    def label(self, term: str) -> str:
        """What a person calls the term; the short form where it has no label."""
        return self._labels.get(str(term)) or self.curie(term)

    def is_property(self, term: str) -> bool:
        """Whether a term is a property between two things."""
        return str(term) in self._linking

    def properties_of(self, cls: str) -> set[str]:
        """The short names of the properties that are meant for a class."""
        return set(map(self.curie, map(str, self._graph.subjects(RDFS.domain, URIRef(cls)))))

    def ranges(self) -> dict[URIRef, URIRef]:
        """The properties of facts and things, each with the class or datatype of its values."""
        return {
            URIRef(str(term)): URIRef(str(self._graph.value(term, RDFS.range) or widest))
            for kind, widest in (
                (OWL.DatatypeProperty, RDFS.Literal),
                (OWL.ObjectProperty, OWL.Thing),
            )
            for term in self._graph.subjects(RDF.type, kind)
        }

    def with_superclasses(self, cls: str) -> tuple[str, ...]:
        """A class and all classes above it, so that a graph can state them and needs no
        inference.
        """
        if cls not in self._above:
            above = self._graph.transitive_objects(URIRef(cls), RDFS.subClassOf)
            self._above[cls] = tuple(sorted({str(c) for c in above}))
        return self._above[cls]

    def vocabulary(self, used: Container[object]) -> Iterator[Triple]:
        """What a graph says about the coded terms that it uses, and their lists."""
        for term in self._graph.subjects(SKOS.inScheme, unique=True):
            if str(term) in used:
                yield from self._said(term, SKOS.Concept, _OF_CODES)
                for scheme in self._graph.objects(term, SKOS.inScheme):
                    yield from self._said(scheme, SKOS.ConceptScheme, _OF_LISTS)
                    yield str(scheme), str(SKOS.hasTopConcept), str(term)

    def _said(self, term: Node, cls: URIRef, properties: Iterable[URIRef]) -> Iterator[Triple]:
        """A class of a term, and the values of these properties."""
        yield str(term), TYPE, str(cls)
        for property_ in properties:
            for value in self._graph.objects(term, property_):
                yield str(term), str(property_), plain(value)

    def edges(self) -> tuple[EdgeHint, ...]:
        """The drawing hints for facts, in the order of their classes' ranks."""
        ranks = {node.cls: rank for rank, node in enumerate(self.node_classes())}
        hints = sorted(self._graph.subjects(RDF.type, self["kg:EdgeHint"]), key=str)
        return tuple(
            sorted(map(self._edge, hints), key=lambda edge: ranks.get(edge.cls, len(ranks)))
        )

    def node_classes(self) -> tuple[NodeClass, ...]:
        """The classes of nodes that are drawn; of several that a node has, the first counts."""
        ranked = sorted((int(str(rank)), str(cls)) for cls, rank in self._values("kg:rank"))
        return tuple(
            NodeClass(
                cls=cls,
                label=self.label(cls),
                colour=self._text(URIRef(cls), "kg:colour"),
                shape=self._text(URIRef(cls), "kg:shape"),
            )
            for _, cls in ranked
        )

    def _edge(self, hint: object) -> EdgeHint:
        name = URIRef(str(hint))
        return EdgeHint(
            cls=str(self._graph.value(name, self["kg:edgeOf"])),
            source=self._properties(name, "kg:edgeSource"),
            target=self._properties(name, "kg:edgeTarget"),
            label=self._properties(name, "kg:edgeLabel"),
            text=self._text(name, "kg:edgeText"),
            style=self._text(name, "kg:style"),
            styles=MappingProxyType(
                {str(term): str(style) for term, style in self._values("kg:style")}
            ),
        )

    def _properties(self, hint: URIRef, annotation: str) -> tuple[str, ...]:
        return tuple(str(self[curie]) for curie in self._text(hint, annotation).split())

    def _text(self, term: URIRef, annotation: str) -> str:
        return str(self._graph.value(term, self[annotation]) or "")

    def _values(self, annotation: str) -> list[tuple[object, object]]:
        return sorted(self._graph.subject_objects(self[annotation]))

    def _read_codes(self) -> dict[URIRef, dict[str, URIRef]]:
        codes: dict[URIRef, dict[str, URIRef]] = {}
        for term, scheme in sorted(self._graph.subject_objects(SKOS.inScheme)):
            notation = self._graph.value(term, SKOS.notation)
            codes.setdefault(URIRef(str(scheme)), {})[str(notation)] = URIRef(str(term))
        return codes


def load_ontology() -> Ontology:
    """Read `kg.ttl` of the project."""
    return Ontology(Graph(bind_namespaces="none").parse(ontology_file("kg.ttl"), format="turtle"))


def load_shapes() -> Graph:
    """Read `shapes.ttl` of the project: what holds of each node and those around it."""
    return Graph().parse(ontology_file("shapes.ttl"), format="turtle")


def load_whole() -> Graph:
    """Read `whole.ttl` of the project: what holds of a graph as a whole."""
    return Graph().parse(ontology_file("whole.ttl"), format="turtle")


def load_entities(*extra: Path) -> EntityBase:
    """Read the files of `ontology/entities/` and a user's files of the same form.

    A file with faults raises `DataError`, which lists all of them.
    """
    return read_entities(entity_files(*extra), load_ontology().prefixes["kg"])


def entity_files(*extra: Path) -> list[Path]:
    """The files of the entity base, and a user's."""
    return [*(ontology_file(f"entities/{name}.ttl") for name in _ENTITY_FILES), *extra]


def ontology_file(name: str) -> Path:
    """Where a file of `ontology/` lies: in the installed package, else in the checkout."""
    found = [folder / name for folder in (_INSTALLED, _CHECKOUT) if (folder / name).is_file()]
    if not found:
        raise OntologyError(name, "the file is missing from the installation; install kg again")
    return found[0]


def _nearest(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    return f"; nearest: {', '.join(near)}" if near else ""
