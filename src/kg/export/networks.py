"""The network for other programs: GraphML and GEXF for Gephi and yEd, CSV for spreadsheets.

All hold the nodes and arrows of the page. What XML cannot hold (control characters) is left out;
a CSV cell that a spreadsheet would run begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree.ElementTree import tostring

import networkx
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from kg.export.atomic import replacing
from kg.export.network import read_network, to_networkx
from kg.ontology import Ontology
from kg.triples import AnyGraph

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\0")


def write_graphml(graph: AnyGraph, ontology: Ontology, path: Path) -> None:
    """Write the network as GraphML."""
    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(_plain(graph, ontology))
    with replacing(path) as file:
        file.write(tostring(writer.xml, encoding="utf-8", xml_declaration=True))


def write_gexf(graph: AnyGraph, ontology: Ontology, path: Path) -> None:
    """Write the network as GEXF, without the date of today that its writer puts in."""
    writer = GEXFWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph(_plain(graph, ontology))
    for meta in [child for child in writer.xml if child.tag.endswith("meta")]:
        writer.xml.remove(meta)
    with replacing(path) as file:
        file.write(tostring(writer.xml, encoding="utf-8", xml_declaration=True))


def write_nodes_csv(graph: AnyGraph, ontology: Ontology, path: Path) -> None:
    """Write the nodes, one a line, from the heaviest."""
    nodes = read_network(graph, ontology).nodes
    rows = [(n.iri, n.label, n.kind, n.weight, "; ".join(n.aliases), n.link) for n in nodes]
    _write_csv(path, ("id", "label", "kind", "weight", "aliases", "link"), rows)


def write_edges_csv(graph: AnyGraph, ontology: Ontology, path: Path) -> None:
    """Write the arrows, one a line, from the strongest."""
    arrows = read_network(graph, ontology).arrows
    rows = [
        (a.source, a.target, a.label, a.style, str(a.said).lower(), a.strength, " ".join(a.facts))
        for a in arrows
    ]
    _write_csv(path, ("source", "target", "label", "style", "said", "weight", "facts"), rows)


def _plain(graph: AnyGraph, ontology: Ontology) -> networkx.MultiDiGraph:
    """The network with nothing in it that XML cannot hold."""
    out = to_networkx(read_network(graph, ontology))
    for _, data in out.nodes(data=True):
        data.update({key: _legal(value) for key, value in data.items()})
    for _, _, data in out.edges(data=True):
        data.update({key: _legal(value) for key, value in data.items()})
    return out


def _legal(value: object) -> object:
    return _NOT_XML.sub("", value) if isinstance(value, str) else value


def _write_csv(path: Path, head: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    with replacing(path) as file:
        file.write(text.getvalue().encode("utf-8", "backslashreplace"))


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_RUNS) else value
