"""Tables: the network for spreadsheets, and the facts of each kind with where they are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.export.atomic import replacing
from kg.export.cells import write_csv
from kg.export.edges import Sources, edges_of, fields_of
from kg.export.facts import FactCard, key_of, technical
from kg.export.network import Network, read_network
from kg.export.passages import Span
from kg.ontology import Ontology
from kg.triples import AnyGraph

_ENDS = {
    "certainty": "float64",
    "date": "string",
    "earliest": "date32",
    "latest": "date32",
    "asserted_by": "string",
    "asserted_by_id": "string",
    "sentence": "string",
    "passage": "string",
    "begin": "int64",
    "end": "int64",
    "rule": "string",
    "passage_certainty": "float64",
    "article": "string",
    "headline": "string",
    "publisher": "string",
    "published": "date32",
    "url": "string",
    "copy_of": "string",
}
"""The columns that all tables of facts end with, and what is in them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactTable:
    """The facts of a kind: a row for each passage that tells one."""

    name: str
    columns: dict[str, str]
    rows: tuple[tuple[str | int | float, ...], ...]


def write_nodes_csv(graph: AnyGraph, ontology: Ontology, path: Path) -> None:
    """Write the nodes, one a line, from the heaviest."""
    head = ("id", "label", "kind", "weight", "aliases", "link", "latitude", "longitude")
    rows = [
        (
            n.iri,
            n.label,
            n.kind,
            n.weight,
            "; ".join(n.aliases),
            n.link,
            *(n.point or ("", ""))[::-1],
        )
        for n in read_network(graph, ontology).nodes
    ]
    write_csv(path, head, rows)


def write_edges_csv(graph: AnyGraph, ontology: Ontology, path: Path) -> None:
    """Write the edges, one a line, from the strongest."""
    edges = edges_of(read_network(graph, ontology))
    head = ("source", "target", *(fields_of(edges[0]) if edges else ()))
    write_csv(path, head, [(e.source, e.target, *fields_of(e).values()) for e in edges])


def write_facts_csv(graph: AnyGraph, ontology: Ontology, folder: Path) -> list[Path]:
    """Write a table for each kind of fact that the graph has."""
    made = []
    for table in fact_tables(read_network(graph, ontology), ontology):
        made.append(folder / f"{table.name}.csv")
        write_csv(made[-1], table.columns, table.rows)
    return made


def write_facts_parquet(graph: AnyGraph, ontology: Ontology, folder: Path) -> list[Path]:
    """The same tables as Parquet, with numbers and days as such. Raises `InputError` without
    pyarrow.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        problem = 'needs pyarrow: pip install ".[tables]" in the copy of the repository'
        raise InputError("parquet", problem) from error
    made = []
    for table in fact_tables(read_network(graph, ontology), ontology):
        columns = zip(table.columns.values(), zip(*table.rows, strict=True), strict=True)
        arrays = [
            pyarrow.array([_typed(kind, value) for value in column], type=getattr(pyarrow, kind)())
            for kind, column in columns
        ]
        made.append(folder / f"{table.name}.parquet")
        with replacing(made[-1]) as file:
            parquet.write_table(pyarrow.table(arrays, names=list(table.columns)), file)
    return made


def fact_tables(network: Network, ontology: Ontology) -> Iterator[FactTable]:
    """The tables of the kinds of fact that a network has, in the order of their names."""
    sources = Sources(network)
    for kind in sorted({fact.kind for fact in network.facts}):
        facts = [fact for fact in network.facts if fact.kind == kind]
        properties = sorted(_properties(facts, kind, ontology))
        rows = [
            _row(fact, span, properties, sources, ontology)
            for fact in facts
            for span in fact.evidence
        ]
        texts = ["fact", "label", *_named(properties, ontology)]
        columns = dict.fromkeys(texts, "string") | _ENDS
        yield FactTable(name=f"facts-{_snake(kind, '-')}", columns=columns, rows=tuple(rows))


def _properties(facts: list[FactCard], kind: str, ontology: Ontology) -> set[str]:
    """What a fact of a kind may have by the ontology, and what those have."""
    classes = [hint.cls for hint in ontology.edges() if key_of(hint.cls) == kind]
    may = {name for cls in classes for name in ontology.properties_of(cls)}
    return may - technical(ontology) | {part.property for fact in facts for part in fact.parts}


def _named(properties: list[str], ontology: Ontology) -> Iterator[str]:
    """The columns of properties: the name, and the address where it is of a thing."""
    for name in properties:
        yield _column(name)
        if ontology.is_property(ontology[name]):
            yield f"{_column(name)}_id"


def _row(
    fact: FactCard, span: Span, properties: list[str], sources: Sources, ontology: Ontology
) -> tuple[str | int | float, ...]:
    sentence = sources.sentences[span.sentence]
    source = sources.sources[sentence.article]
    parts: list[str] = []
    for name in properties:
        of = [part for part in fact.parts if part.property == name]
        parts.append("; ".join(part.text for part in of))
        if ontology.is_property(ontology[name]):
            parts.append(" ".join(part.node for part in of))
    told = (
        *(fact.certainty, fact.date, fact.earliest, fact.latest, sources.speaker(fact), fact.by),
        *(sentence.text, sentence.text[span.start : span.end]),
        *(sentence.begin + span.start, sentence.begin + span.end, span.rule, span.certainty),
        *(source.name, source.title, source.publisher, source.published, source.url),
        source.copy_of,
    )
    return (fact.iri, fact.label, *parts, *told)


def _typed(kind: str, value: str | int | float) -> Any:
    """A value as Parquet holds it; what is empty, or no day, is nothing.

    >>> _typed("date32", "2024-03-01"), _typed("string", "")
    (datetime.date(2024, 3, 1), None)
    """
    if kind == "date32":
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            return None
    return None if value == "" else value


def _column(curie: str) -> str:
    """
    >>> _column("kg:asOf"), _column("sem:hasActor")
    ('as_of', 'has_actor')
    """
    return _snake(curie.partition(":")[2] or key_of(curie), "_")


def _snake(name: str, between: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", between, name).lower()
