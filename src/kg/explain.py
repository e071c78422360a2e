"""One node of a graph -> why it is there: what it says, and each sentence that tells it, the span
marked.

kg explain d:territory_73e8e374d4b0a9b0 --graph DIR
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from kg.errors import QueryError
from kg.nearest import did_you_mean
from kg.prefixes import expand, shorten
from kg.query import Graph
from kg.table import Table

_PROPERTIES = """
SELECT ?node ?property ?value ?name WHERE {
  ?node ?property ?value
  OPTIONAL { ?value rdfs:label ?name }
} ORDER BY ?property ?name ?value
"""
_EVIDENCE = """
SELECT DISTINCT ?node ?article ?title ?publisher ?date ?start ?end ?first ?passage ?sentence
  ?rule ?certainty
WHERE {
  ?node kg:evidence ?e .
  ?e nif:beginIndex ?start ; nif:endIndex ?end ; nif:anchorOf ?passage ;
    nif:referenceContext ?source ; kg:rule ?rule ; kg:certainty ?certainty ; nif:sentence ?around .
  ?around nif:beginIndex ?first ; nif:anchorOf ?sentence .
  ?source dcterms:identifier ?article ; rdfs:label ?title .
  OPTIONAL { ?source schema:datePublished ?date }
  OPTIONAL { ?source schema:publisher ?house . ?house rdfs:label ?publisher }
} ORDER BY ?date ?article ?start ?end ?rule
"""
_FACTS = """
SELECT DISTINCT ?node ?fact ?label WHERE {
  ?fact ?property ?node ; a kg:Fact ; rdfs:label ?label .
} ORDER BY ?label ?fact
"""
_NODES = """
SELECT DISTINCT ?node ?label WHERE { ?node rdfs:label ?label } ORDER BY ?node ?label
"""
_HIDDEN = (
    "rdf:type",
    "rdfs:label",
    "kg:evidence",
    "prov:wasGeneratedBy",
    "org:member",
    "org:organization",
    "org:role",
    "kg:earliest",
    "kg:latest",
)


def explain(graph: Path, name: str) -> str:
    """The fact that an IRI or short name stands for, in words, with its evidence.

    A short name is `d:crimea`, or the beginning of a local name (`crimea`, `territory_73e8`) where
    only one node begins so, or a label (`Crimea`) that only one node has. An entity is explained
    by the facts it is part of. Raises `QueryError` for a name that no node or more than one has.
    """
    with Graph(graph) as opened:
        return explained(opened, name)


def explained(graph: Graph, name: str) -> str:
    """`explain`, of a graph that is open."""
    prefixes = graph.prefixes
    iri = node_named(graph, name)
    told, facts, properties = (
        records(graph.ask(query, {"node": iri})) for query in (_EVIDENCE, _FACTS, _PROPERTIES)
    )
    lines = _heading(iri, properties, prefixes)
    for number, row in enumerate(told, 1):
        lines += _evidence(number, row)
    if facts:
        lines += ["", "Part of these facts:"]
        lines += [f"  {row['label']}  ({shorten(row['fact'], prefixes)})" for row in facts]
    return "".join(f"{printable(line)}\n" for line in lines)


def node_named(graph: Graph, name: str) -> str:
    """The node that an IRI, a short name, the beginning of one, or a label means.

    Raises `QueryError` where that is none (with what is called alike) or several.
    """
    prefixes = graph.prefixes
    labels: dict[str, set[str]] = defaultdict(set)
    for row in records(graph.ask(_NODES)):
        labels[row["node"]].add(row["label"])
    wanted = expand(name, prefixes) or prefixes.get("d", "") + name
    found = (
        [node for node in labels if node == wanted]
        or [node for node in labels if node.startswith(wanted)]
        or [node for node in labels if name in labels[node]]
    )
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(shorten(node, prefixes) for node in found[:5])
        raise QueryError(name, f"several nodes are called so: {some} …")
    shorts = (shorten(node, prefixes) for node in labels)
    hint = did_you_mean(name, [*shorts, *set().union(*labels.values())], "kg query shows them")
    raise QueryError(name, f"the graph has no such node; {hint}")


def _heading(iri: str, properties: list[dict[str, str]], prefixes: Mapping[str, str]) -> list[str]:
    """The label and short name of a node, then its properties, one a line."""
    values: dict[str, list[str]] = defaultdict(list)
    for row in properties:
        shown = row["name"] or shorten(row["value"], prefixes)
        values[shorten(row["property"], prefixes)].append(shown)
    heading = [" / ".join(values["rdfs:label"]), shorten(iri, prefixes), ""]
    said = {curie.partition(":")[2]: values[curie] for curie in values if curie not in _HIDDEN}
    width = max(map(len, said), default=0)
    return heading + [
        f"  {name.ljust(width)}  {'; '.join(sorted(set(texts)))}" for name, texts in said.items()
    ]


def _evidence(number: int, row: dict[str, str]) -> list[str]:
    """One passage: where it stands, what read it, and the sentence with the passage between » and
    «.
    """
    source = ", ".join(filter(None, (row["publisher"], row["date"], row["title"])))
    place = f"{row['article']} {row['start']}–{row['end']}"
    reading = f"rule {row['rule']}, certainty {row['certainty']}"
    return ["", f"{number}. {source}", f"   {place}, {reading}", f"   {_marked(row)}"]


def _marked(row: dict[str, str]) -> str:
    start, end = (int(row[name]) - int(row["first"]) for name in ("start", "end"))
    sentence = row["sentence"]
    if 0 <= start < end <= len(sentence):
        text = f"{sentence[:start]}»{sentence[start:end]}«{sentence[end:]}"
    else:
        text = f"»{row['passage']}«"
    return " ".join(text.split())


def printable(line: str) -> str:
    """A line without characters that a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in line)


def records(table: Table) -> list[dict[str, str]]:
    """The rows as texts, "" where a row has no value."""
    return [
        {name: cell.value if cell else "" for name, cell in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]
