"""Graph -> files. Each exporter writes beside its target and renames, and leaves the graph as it
is.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rdflib import Graph

from kg.errors import InputError
from kg.export.html import write_html
from kg.export.networks import write_edges_csv, write_gexf, write_graphml, write_nodes_csv
from kg.export.turtle import write_turtle
from kg.ontology import Ontology, load_ontology

Exporter = Callable[[Graph, Ontology, Path], None]

EXPORTERS: dict[str, Exporter] = {
    "ttl": write_turtle,
    "html": write_html,
}
"""What every build writes, by the ending of its file."""

NETWORKS: dict[str, dict[str, Exporter]] = {
    "graphml": {"graph.graphml": write_graphml},
    "gexf": {"graph.gexf": write_gexf},
    "csv": {"nodes.csv": write_nodes_csv, "edges.csv": write_edges_csv},
}
"""The network of the page for other tools, by format: the files of each."""


def export_network(graph_file: Path, format: str, folder: Path) -> list[Path]:
    """Writes the network of a built graph in a format of `NETWORKS`; returns the files.

    Raises `InputError` where there is no graph.
    """
    if not graph_file.is_file():
        raise InputError(graph_file, "there is no graph here; make one with `kg build`")
    graph, ontology = Graph().parse(graph_file, format="turtle"), load_ontology()
    written = []
    for name, write in NETWORKS[format].items():
        write(graph, ontology, folder / name)
        written.append(folder / name)
    return written
