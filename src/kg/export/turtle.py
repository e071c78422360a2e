"""Graph -> Turtle: sorted, so that the same graph gives the same bytes, and refused rather than
lossy.

Every term passes the checks of a strict store on its way: a malformed IRI, language or datatype
ends the export with `OutputError` and no file. Lexical forms stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
from rdflib import XSD

from kg.errors import OutputError
from kg.export.atomic import replacing
from kg.ontology import Ontology
from kg.triples import STRING, TYPE, AnyGraph, Literal, Triples, Value, as_triples

_BETWEEN = " ;\n    "
_LOCAL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]|%[0-9A-Fa-f]{2})*")
_BARE = {str(XSD.integer): re.compile(r"[+-]?\d+"), str(XSD.decimal): re.compile(r"[+-]?\d*\.\d+")}


def write_turtle(graph: AnyGraph, ontology: Ontology, target: Path) -> None:
    """Write the graph; blank nodes and terms that a strict store would refuse raise
    `OutputError`.
    """
    triples = as_triples(graph)
    prefixes = dict(sorted({**ontology.prefixes, **triples.prefixes}.items()))
    with replacing(target) as file:
        try:
            for block in _blocks(triples, prefixes):
                file.write(block.encode("utf-8"))
        except ValueError as error:
            raise OutputError(target, f"the graph has a term that is not valid: {error}") from error


def _blocks(graph: Triples, prefixes: dict[str, str]) -> Iterator[str]:
    """The file piece by piece: the prefixes, then a block for each subject."""
    write = _Terms(prefixes)
    for prefix, namespace in prefixes.items():
        yield f"@prefix {prefix}: {ox.NamedNode(namespace)} .\n"
    for subject in sorted(graph.nodes):
        yield f"\n{write[subject]} {_BETWEEN.join(_lines(graph.nodes[subject], write))} .\n"


def _lines(of: Mapping[str, Collection[Value]], write: _Terms) -> Iterator[str]:
    """What is said of a subject: its classes, then a line for each property."""
    for predicate in sorted(of, key=_classes_first):
        values = of[predicate]
        verb = "a" if predicate == TYPE else write[predicate]
        yield f"{verb} {' , '.join([write[v] for v in sorted(values, key=_order)])}"


def _classes_first(predicate: str) -> tuple[bool, str]:
    return predicate != TYPE, predicate


def _order(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, Literal) else (value, "", "")


class _Terms(dict[Value, str]):
    """Terms in Turtle, made when asked for; `ValueError` where a strict store would refuse one."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        super().__init__()
        self.prefixes = prefixes

    def __missing__(self, term: Value) -> str:
        if isinstance(term, Literal):
            return self._literal(term)
        if term.startswith("_:"):
            raise ValueError(f"{term!r} is a blank node")
        self[term] = self._iri(term)
        return self[term]

    def _literal(self, term: Literal) -> str:
        text, datatype, language = term
        if language:
            return str(ox.Literal(text, language=language))
        if datatype in _BARE and _BARE[datatype].fullmatch(text):
            return text
        quoted = str(ox.Literal(text))
        return quoted if datatype == STRING else f"{quoted}^^{self._iri(datatype)}"

    def _iri(self, iri: str) -> str:
        full = str(ox.NamedNode(iri))
        for prefix, namespace in self.prefixes.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return full
