"""`kg export`: a built graph for other tools."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg.cli.arguments import add_command, add_graph
from kg.errors import InputError

NETWORKS = ("graphml", "gexf", "csv", "neo4j", "cypher", "geojson")
TABLES = ("facts", "parquet")
RDF = ("turtle", "ntriples", "nquads", "trig", "jsonld", "rdfxml", "ontology")
FORMATS = (*NETWORKS, *TABLES, *RDF)


def add(commands: Any) -> None:
    """The arguments of `kg export`."""
    told = "write the graph in other forms of RDF, its network, or tables of its facts"
    examples = ("kg export jsonld -g output", "kg export csv -g output --to network")
    parser = add_command(commands, "export", told, run, examples)
    parser.add_argument("format", choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS))
    add_graph(parser)
    parser.add_argument(
        "--to",
        metavar="DIR",
        help="another folder than that of the graph, or - to print it",
    )


def run(options: argparse.Namespace) -> int:
    """Writes the files and names them, or prints the one there is."""
    from kg.export import export

    graph = options.output / "graph.ttl"
    if options.to != "-":
        files = export(graph, options.format, Path(options.to or options.output))
        sys.stdout.writelines(f"{file}\n" for file in files)
        return 0
    if options.format in ("csv", "neo4j", *TABLES):
        raise InputError(options.format, "is more than one file; give a folder")
    with TemporaryDirectory() as folder:
        files = export(graph, options.format, Path(folder))
        sys.stdout.buffer.write(files[0].read_bytes())
    return 0
