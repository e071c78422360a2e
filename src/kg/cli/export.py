"""`kg export`: the network of a built graph for other tools."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

FORMATS = ("graphml", "gexf", "csv")


def add(commands: Any) -> None:
    """The arguments of `kg export`."""
    parser = commands.add_parser("export", help="write the network for Gephi, yEd or a spreadsheet")
    parser.add_argument("format", choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("--output", required=True, type=Path, metavar="DIR", help="a built graph")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Writes the files into the folder of the graph, and names them."""
    from kg.export import export_network

    files = export_network(options.output / "graph.ttl", options.format, options.output)
    sys.stdout.writelines(f"{file}\n" for file in files)
    return 0
