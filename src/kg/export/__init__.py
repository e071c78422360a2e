"""Graph -> files. Each exporter writes beside its target and renames, and leaves the graph as it
is.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rdflib import Graph

from kg.errors import InputError
from kg.export import rdf
from kg.export.atomic import replacing
from kg.export.html import write_html
from kg.export.networks import write_edges_csv, write_gexf, write_graphml, write_nodes_csv
from kg.export.rdf import Triples, read_triples
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

RDF: dict[str, dict[str, Callable[[Triples], bytes]]] = {
    "turtle": {"graph.ttl": rdf.turtle},
    "ntriples": {"graph.nt": rdf.ntriples},
    "nquads": {"graph.nq": rdf.nquads},
    "trig": {"graph.trig": rdf.trig},
    "jsonld": {"graph.jsonld": rdf.jsonld, "context.jsonld": rdf.context},
    "rdfxml": {"graph.rdf": rdf.rdfxml},
}
"""The graph in all forms of RDF, by format: the files of each."""


def export(graph_file: Path, format: str, folder: Path) -> list[Path]:
    """Writes a built graph in a format of `NETWORKS` or `RDF`; returns the files.

    Raises `InputError` where there is no graph, `OutputError` where the format cannot hold it.
    """
    if not graph_file.is_file():
        raise InputError(graph_file, "there is no graph here; make one with `kg build`")
    ontology = load_ontology()
    if format in RDF:
        triples = read_triples(graph_file, ontology)
        made = {name: write(triples) for name, write in RDF[format].items()}
        for name, content in made.items():
            with replacing(folder / name) as file:
                file.write(content)
        return [folder / name for name in made]
    graph = Graph().parse(graph_file, format="turtle")
    for name, write in NETWORKS[format].items():
        write(graph, ontology, folder / name)
    return [folder / name for name in NETWORKS[format]]
