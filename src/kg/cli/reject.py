"""`kg reject`: a fact is not what its sentences tell."""

from __future__ import annotations

import argparse
from typing import Any

from kg.cli.arguments import add_command
from kg.cli.deciding import add_places, built, put_down


def add(commands: Any) -> None:
    """The arguments of `kg reject`."""
    parser = add_command(commands, "reject", "leave out a fact, from the next build on", run)
    parser.add_argument("fact", metavar="FACT", help="its address, as kg query shows it")
    add_places(parser)


def run(options: argparse.Namespace) -> int:
    """Adds a line for each sentence that tells the fact to the file of corrections."""
    with built(options) as graph:
        corrections = graph.fact(options.fact)
    return put_down(options, corrections)
