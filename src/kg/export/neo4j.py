"""The network for Neo4j: CSV with the headers of `neo4j-admin`, and Cypher."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from kg.export.atomic import replacing
from kg.export.cells import write_csv
from kg.export.edges import edges_of, fields_of
from kg.export.network import Node, read_network
from kg.ontology import Ontology
from kg.triples import AnyGraph

_NODE = {
    "id": ":ID",
    "label": "",
    "weight": ":double",
    "aliases": ":string[]",
    "link": "",
    "latitude": ":double",
    "longitude": ":double",
}
_TYPES = {"certainty": ":double", "weight": ":double", "passages": ":int", "said": ":boolean"}
_SPACE = re.compile(r"[\x00-\x20\x7f\x85\u2028\u2029]+")
_ESCAPED = {"\\": "\\\\", "'": "\\'"}


def write_nodes(graph: AnyGraph, ontology: Ontology, path: Path) -> None:
    """Write the nodes for `neo4j-admin`: their kind is their label there."""
    nodes = read_network(graph, ontology).nodes
    head = [name + kind for name, kind in _NODE.items()] + [":LABEL"]
    rows = [[_cell(_node(n).get(name, "")) for name in _NODE] + [n.kind] for n in nodes]
    write_csv(path, head, rows, guard=False)


def write_edges(graph: AnyGraph, ontology: Ontology, path: Path) -> None:
    """Write the edges for `neo4j-admin`: the kind of fact is their type there."""
    edges = edges_of(read_network(graph, ontology))
    names = [name for name in (fields_of(edges[0]) if edges else ()) if name != "kind"]
    head = [":START_ID", ":END_ID", ":TYPE", *(name + _TYPES.get(name, "") for name in names)]
    rows = [
        [e.source, e.target, _type(e.kind), *(_cell(fields_of(e)[name]) for name in names)]
        for e in edges
    ]
    write_csv(path, head, rows, guard=False)


def write_cypher(graph: AnyGraph, ontology: Ontology, path: Path) -> None:
    """Write the network as Cypher, a statement a line; run twice it makes nothing anew."""
    network = read_network(graph, ontology)
    lines = [
        "CREATE CONSTRAINT kg_thing IF NOT EXISTS FOR (n:Thing) REQUIRE n.id IS UNIQUE;",
        *(
            f"MERGE (n:Thing {{id: {_value(n.iri)}}}) SET n:{_name(n.kind)}, n += {_map(_node(n))};"
            for n in network.nodes
        ),
    ]
    for edge in edges_of(network):
        more = {name: value for name, value in fields_of(edge).items() if name != "kind"}
        ends = f"(a:Thing {{id: {_value(edge.source)}}}), (b:Thing {{id: {_value(edge.target)}}})"
        known = f"{{fact: {_value(edge.fact)}, label: {_value(edge.label)}}}"
        made = f"MERGE (a)-[r:{_type(edge.kind)} {known}]->(b) SET r += {_map(more)};"
        lines.append(f"MATCH {ends} {made}")
    with replacing(path) as file:
        file.writelines(f"{line}\n".encode("utf-8", "replace") for line in lines)


def _node(node: Node) -> dict[str, object]:
    own: dict[str, object] = {
        "id": node.iri,
        "label": node.label,
        "weight": node.weight,
        "aliases": list(node.aliases),
        "link": node.link,
    }
    if node.point:
        own |= {"latitude": node.point[1], "longitude": node.point[0]}
    return own


def _cell(value: object) -> object:
    """A value on one line; of a list, the semicolon parts its members."""
    if isinstance(value, list):
        return ";".join(str(_cell(one)).replace(";", ",") for one in value)
    return _SPACE.sub(" ", value) if isinstance(value, str) else value


def _map(properties: Mapping[str, object]) -> str:
    told = {name: value for name, value in properties.items() if value not in ("", [])}
    return "{" + ", ".join(f"{name}: {_value(value)}" for name, value in told.items()) + "}"


def _value(value: object) -> str:
    r"""A value of Cypher. Older versions read `\u` before all else, so text never has one.

    >>> print(_value("it's"), _value(True), _value(["a"]), _value("\\u0027"))
    'it\'s' true ['a'] '\\\u00750027'
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if not isinstance(value, str):
        return repr(value)
    text = "".join(_ESCAPED.get(letter, letter) for letter in _SPACE.sub(" ", value))
    return "'" + text.replace("\\u", "\\\\u0075") + "'"


def _name(kind: str) -> str:
    return re.sub(r"\W", "_", kind)


def _type(kind: str) -> str:
    """
    >>> _type("TerritoryClaim")
    'TERRITORY_CLAIM'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", _name(kind)).upper()
