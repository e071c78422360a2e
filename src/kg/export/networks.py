"""The network as XML for Gephi and yEd: GraphML with yEd's graphics, GEXF with a line of time.

What XML cannot hold (control characters) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kg.export.atomic import replacing
from kg.export.edges import Edge, edges_of, fields_of
from kg.export.network import Kind, Network, Node, read_network
from kg.ontology import Ontology
from kg.triples import AnyGraph

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_YED = "http://www.yworks.com/xml/graphml"
_GEXF = "http://gexf.net/1.3"
_OWN = {"label", "weight", "source", "target"}
"""What GEXF says of an edge or node in words of its own."""

Data = Mapping[str, "str | float | bool"]


def write_graphml(graph: AnyGraph, ontology: Ontology, path: Path) -> None:
    """Write the network as GraphML, with the names and shapes that yEd shows."""
    network = read_network(graph, ontology)
    root = Element("graphml", {"xmlns": _GRAPHML, "xmlns:y": _YED})
    nodes, edges = _both(network)
    for of, rows in (("node", nodes), ("edge", edges)):
        SubElement(root, "key", {"id": f"{of}-yed", "for": of, "yfiles.type": f"{of}graphics"})
        for name, kind in _types(rows, "int").items():
            key = {"id": f"{of}-{name}", "for": of, "attr.name": name, "attr.type": kind}
            SubElement(root, "key", key)
    drawn = SubElement(root, "graph", {"id": "kg", "edgedefault": "directed"})
    kinds = {kind.key: kind for kind in network.kinds}
    for node, data in zip(network.nodes, nodes, strict=True):
        element = SubElement(drawn, "node", {"id": _legal(node.iri)})
        _data(element, "node", data)
        _drawn_node(SubElement(element, "data", {"key": "node-yed"}), node, kinds)
    for number, (edge, data) in enumerate(zip(edges_of(network), edges, strict=True)):
        ends = {"source": _legal(edge.source), "target": _legal(edge.target)}
        element = SubElement(drawn, "edge", {"id": f"e{number}", **ends})
        _data(element, "edge", data)
        line = SubElement(SubElement(element, "data", {"key": "edge-yed"}), "y:PolyLineEdge")
        SubElement(line, "y:Arrows", {"source": "none", "target": "standard"})
        SubElement(line, "y:EdgeLabel").text = _legal(edge.label)
    _write(root, path)


def write_gexf(graph: AnyGraph, ontology: Ontology, path: Path) -> None:
    """Write the network as GEXF 1.3; an edge with a date is there from its first day to its
    last.
    """
    network = read_network(graph, ontology)
    root = Element("gexf", {"xmlns": _GEXF, "version": "1.3"})
    time = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
    drawn = SubElement(root, "graph", {"defaultedgetype": "directed", **time})
    nodes, edges = _both(network)
    for of, rows in (("node", nodes), ("edge", edges)):
        attributes = SubElement(drawn, "attributes", {"class": of})
        for name, kind in _types(rows, "integer").items():
            if of == "node" or name not in _OWN:
                SubElement(attributes, "attribute", {"id": name, "title": name, "type": kind})
    listed = SubElement(drawn, "nodes")
    for node, data in zip(network.nodes, nodes, strict=True):
        element = SubElement(listed, "node", {"id": _legal(node.iri), "label": _legal(node.label)})
        _values(element, data)
    listed = SubElement(drawn, "edges")
    for number, (edge, data) in enumerate(zip(edges_of(network), edges, strict=True)):
        ends = {"source": _legal(edge.source), "target": _legal(edge.target)}
        more = {"weight": str(edge.weight), "label": _legal(edge.label), **_time(edge)}
        element = SubElement(listed, "edge", {"id": f"e{number}", **ends, **more})
        _values(element, {name: value for name, value in data.items() if name not in _OWN})
    _write(root, path)


def _both(network: Network) -> tuple[list[Data], list[Data]]:
    """What is said of nodes and of edges, in their order."""
    return [_of_node(node) for node in network.nodes], [fields_of(e) for e in edges_of(network)]


def _of_node(node: Node) -> Data:
    told: dict[str, str | float | bool] = {
        "label": node.label,
        "kind": node.kind,
        "weight": node.weight,
        "aliases": "; ".join(node.aliases),
        "link": node.link,
    }
    if node.point:
        told |= {"latitude": node.point[1], "longitude": node.point[0]}
    return told


def _time(edge: Edge) -> dict[str, str]:
    days = {"start": edge.earliest, "end": edge.latest}
    return {name: day for name, day in days.items() if re.fullmatch(r"\d{4}-\d\d-\d\d", day)}


def _types(rows: list[Data], whole: str) -> dict[str, str]:
    """The names of all that is said, each with its type; `whole` is that of whole numbers."""
    types = {bool: "boolean", int: whole, float: "double"}
    return {name: types.get(type(v), "string") for row in rows for name, v in row.items()}


def _data(element: Element, of: str, data: Data) -> None:
    for name, value in data.items():
        SubElement(element, "data", {"key": f"{of}-{name}"}).text = _text(value)


def _values(element: Element, data: Data) -> None:
    listed = SubElement(element, "attvalues")
    for name, value in data.items():
        SubElement(listed, "attvalue", {"for": name, "value": _text(value)})


def _drawn_node(data: Element, node: Node, kinds: Mapping[str, Kind]) -> None:
    """The graphics of yEd: colours are those of the page where they are written as numbers."""
    shape = SubElement(data, "y:ShapeNode")
    colour = kinds[node.kind].colour if node.kind in kinds else ""
    if re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        SubElement(shape, "y:Fill", {"color": colour})
    SubElement(shape, "y:NodeLabel").text = _legal(node.label)
    SubElement(shape, "y:Shape", {"type": "ellipse"})


def _text(value: str | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else _legal(str(value))


def _legal(text: str) -> str:
    return _NOT_XML.sub("", text)


def _write(root: Element, path: Path) -> None:
    indent(root)
    with replacing(path) as file:
        file.write(tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
