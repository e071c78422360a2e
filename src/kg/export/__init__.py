"""Graph -> files. Each exporter writes beside its target and renames, and leaves the graph as it
is.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.errors import InputError, OutputError
from kg.export import rdf
from kg.export.atomic import replacing
from kg.export.geojson import write_geojson
from kg.export.html import write_html
from kg.export.neo4j import write_cypher, write_edges, write_nodes
from kg.export.networks import write_gexf, write_graphml
from kg.export.rdf import Triples, read_triples
from kg.export.tables import (
    write_edges_csv,
    write_facts_csv,
    write_facts_parquet,
    write_nodes_csv,
)
from kg.export.turtle import write_turtle
from kg.manifest import checked
from kg.ontology import Ontology, load_ontology, ontology_file
from kg.sandbox import require_graph
from kg.triples import AnyGraph, read_turtle

Exporter = Callable[[AnyGraph, Ontology, Path], None]


def _terms(graph: Triples) -> bytes:
    """The terms that graphs are written in, as Turtle."""
    return ontology_file("kg.ttl").read_bytes()


EXPORTERS: dict[str, Exporter] = {
    "ttl": write_turtle,
    "html": write_html,
}
"""What every build writes, by the ending of its file."""

NETWORKS: dict[str, dict[str, Exporter]] = {
    "graphml": {"graph.graphml": write_graphml},
    "gexf": {"graph.gexf": write_gexf},
    "csv": {"nodes.csv": write_nodes_csv, "edges.csv": write_edges_csv},
    "neo4j": {"neo4j-nodes.csv": write_nodes, "neo4j-edges.csv": write_edges},
    "cypher": {"graph.cypher": write_cypher},
    "geojson": {"graph.geojson": write_geojson},
}
"""The network of the page for other tools, by format: the files of each."""

TABLES: dict[str, Callable[[AnyGraph, Ontology, Path], list[Path]]] = {
    "facts": write_facts_csv,
    "parquet": write_facts_parquet,
}
"""Tables of facts, by format: each writes a file for every kind of fact into a folder."""

RDF: dict[str, dict[str, Callable[[Triples], bytes]]] = {
    "turtle": {"graph.ttl": rdf.turtle},
    "ntriples": {"graph.nt": rdf.ntriples},
    "nquads": {"graph.nq": rdf.nquads},
    "trig": {"graph.trig": rdf.trig},
    "jsonld": {"graph.jsonld": rdf.jsonld, "context.jsonld": rdf.context},
    "rdfxml": {"graph.rdf": rdf.rdfxml},
    "ontology": {"ontology.ttl": _terms},
}
"""The graph in all forms of RDF, by format: the files of each."""


def export(graph_file: Path, format: str, folder: Path) -> list[Path]:
    """Writes a built graph in a format of `NETWORKS`, `TABLES` or `RDF`; returns the files.

    The folder is made where there is none. Raises `InputError` where there is no graph,
    `OutputError` where the format cannot hold it or the folder cannot be written.
    """
    file, ontology = checked(graph_file), load_ontology()
    content = read_triples(file, ontology) if format in RDF else _read_network(file)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(folder, f"cannot be made: {error.strerror or error}") from error
    if not isinstance(content, Triples):
        if format in TABLES:
            return TABLES[format](content, ontology, folder)
        for name, draw in NETWORKS[format].items():
            draw(content, ontology, folder / name)
        return [folder / name for name in NETWORKS[format]]
    made = {folder / name: write(content) for name, write in RDF[format].items()}
    for target, data in made.items():
        if target.resolve() != file:  # the graph of a build is in this form already
            with replacing(target) as opened:
                opened.write(data)
    return list(made)


def _read_network(file: Path) -> AnyGraph:
    """A graph file as the networks are drawn from."""
    require_graph(file)
    try:
        return read_turtle(file)
    except (SyntaxError, ValueError, OSError) as error:
        raise InputError(file, f"is not Turtle: {error}") from error
