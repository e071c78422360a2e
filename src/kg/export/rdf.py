"""Graph -> the other forms of RDF. Sorted, so that the same graph gives the same bytes.

N-Quads and TriG have a named graph for each article (see `kg.export.by_article`), so that a store
can replace one article. Every form is refused rather than lossy: what it cannot hold raises
`OutputError`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, RDFS, XSD, URIRef

from kg.errors import InputError, OutputError
from kg.export.by_article import by_article
from kg.manifest import checked
from kg.ontology import Ontology
from kg.prefixes import read_prefixes
from kg.sandbox import require_graph

_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_ROOT = re.compile(rb"(?<=<rdf:RDF )([^>]*)(?=>)")  # whose prefixes come in any order


@dataclass(frozen=True, slots=True, kw_only=True)
class Triples:
    """The triples of a graph file in order, and its prefixes."""

    file: Path
    triples: tuple[ox.Triple, ...]
    prefixes: Mapping[str, str]
    ontology: Ontology

    def serialised(self, form: ox.RdfFormat, quads: list[ox.Quad] | None = None) -> bytes:
        prefixes = dict(self.prefixes)
        return ox.serialize(quads or self.triples, format=form, prefixes=prefixes) or b""

    def by_article(self) -> dict[ox.NamedNode, list[ox.Triple]]:
        """The triples by named graph: one for each article, and one for what they share."""
        return by_article(self.triples, self.ontology)

    def articles(self) -> dict[ox.NamedNode, str]:
        """The named graphs of articles, each with the name of its article."""
        identifier = str(self.ontology["dcterms:identifier"])
        return {
            t.subject: t.object.value
            for t in self.triples
            if t.predicate.value == identifier
            and isinstance(t.subject, ox.NamedNode)
            and isinstance(t.object, ox.Literal)
        }

    def quads(self) -> list[ox.Quad]:
        """All triples in their named graphs."""
        return [
            ox.Quad(triple.subject, triple.predicate, triple.object, graph)
            for graph, triples in self.by_article().items()
            for triple in triples
        ]


def read_triples(file: Path, ontology: Ontology) -> Triples:
    """Read a graph file. Raises `InputError` where there is none, it is no Turtle, or it is not
    what was built.
    """
    file = checked(file)
    require_graph(file)
    try:
        parsed = {quad.triple for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)}
    except (SyntaxError, ValueError, OSError) as error:
        raise InputError(file, f"is not Turtle: {error}") from error
    triples, prefixes = tuple(sorted(parsed, key=str)), read_prefixes(file)
    return Triples(file=file, triples=triples, prefixes=prefixes, ontology=ontology)


def turtle(triples: Triples) -> bytes:
    return triples.file.read_bytes()


def ntriples(triples: Triples) -> bytes:
    return triples.serialised(ox.RdfFormat.N_TRIPLES)


def nquads(triples: Triples) -> bytes:
    return triples.serialised(ox.RdfFormat.N_QUADS, triples.quads())


def trig(triples: Triples) -> bytes:
    return triples.serialised(ox.RdfFormat.TRIG, triples.quads())


def rdfxml(triples: Triples) -> bytes:
    """RDF/XML; control characters, which XML cannot hold, raise `OutputError`."""
    for triple in triples.triples:
        if isinstance(triple.object, ox.Literal) and _NOT_XML.search(triple.object.value):
            raise OutputError("rdfxml", f"cannot hold the text of {triple.subject}; use ntriples")
    try:
        head, root, rest = _ROOT.split(triples.serialised(ox.RdfFormat.RDF_XML), maxsplit=1)
    except (OSError, ValueError) as error:
        raise OutputError("rdfxml", f"{error}; use ntriples") from error
    return head + b" ".join(sorted(root.split())) + rest


def context(triples: Triples) -> bytes:
    """The context of the JSON-LD, for other documents to use."""
    return _pretty({"@context": _context(triples)})


def jsonld(triples: Triples) -> bytes:
    """JSON-LD with the context inside, so that a reader has nothing to fetch; a node a line."""
    compact = _Compact(triples.prefixes, _context(triples))
    groups = groupby(triples.triples, key=attrgetter("subject"))
    nodes = (json.dumps(compact.node(s, list(of)), ensure_ascii=False) for s, of in groups)
    head = _pretty({"@context": _context(triples)}).decode("utf-8").rstrip()[:-2]
    body = ",\n".join(nodes)
    return f'{head},\n"@graph": [\n{body}\n]}}\n'.encode()


def _pretty(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _context(triples: Triples) -> dict[str, object]:
    """Prefixes, and a short name for each property with the type of its values."""
    terms: dict[str, object] = {}
    for name, curie, coercion in _properties(triples.ontology):
        terms[name] = {"@id": curie, **coercion}
    return {"@version": 1.1, **triples.prefixes, **terms}


def _properties(ontology: Ontology) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Name, short form and coercion of every property; the name is its own where no other has
    it.
    """
    ranges = {ontology.curie(term): of for term, of in ontology.ranges().items()}
    names = [curie.partition(":")[2] for curie in ranges]
    for curie, of in sorted(ranges.items()):
        name = curie.partition(":")[2]
        yield name if names.count(name) == 1 else curie, curie, _coercion(of, ontology)


def _coercion(range_: URIRef, ontology: Ontology) -> dict[str, str]:
    if range_ == RDF.PlainLiteral:
        return {"@language": "en"}
    if range_ in (XSD.string, RDFS.Literal):
        return {}
    return {"@type": ontology.curie(range_) if range_ in XSD else "@id"}


class _Compact:
    """Terms in the short forms of a context."""

    def __init__(self, prefixes: Mapping[str, str], terms: Mapping[str, object]) -> None:
        self.prefixes = prefixes
        self.terms = {
            self._expanded(term["@id"]): (name, term)
            for name, term in terms.items()
            if isinstance(term, dict)
        }

    def node(self, subject: object, triples: list[ox.Triple]) -> dict[str, object]:
        node: dict[str, object] = {"@id": self.iri(subject)}
        for predicate, of in groupby(triples, key=attrgetter("predicate")):
            if predicate.value == str(RDF.type):
                node["@type"] = [self.iri(triple.object) for triple in of]
                continue
            name, term = self.terms.get(predicate.value, (self.iri(predicate), {}))
            values = [self.value(triple.object, term) for triple in of]
            node[name] = values if len(values) > 1 else values[0]
        return node

    def value(self, value: object, term: Mapping[str, str]) -> object:
        if not isinstance(value, ox.Literal):
            iri = self.iri(value)
            return iri if term.get("@type") == "@id" else {"@id": iri}
        if value.language:
            same = term.get("@language") == value.language
            return value.value if same else {"@value": value.value, "@language": value.language}
        if value.datatype.value == str(XSD.string):
            return value.value if set(term) <= {"@id"} else {"@value": value.value}
        datatype = self.iri(value.datatype)
        if datatype == term.get("@type"):
            return value.value
        return {"@value": value.value, "@type": datatype}

    def iri(self, term: object) -> str:
        iri = str(getattr(term, "value", term))
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and not iri.startswith(namespace + "//"):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def _expanded(self, curie: str) -> str:
        prefix, _, local = curie.partition(":")
        return self.prefixes[prefix] + local
