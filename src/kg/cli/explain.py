"""`kg explain`: why the graph says what it says."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from kg.cli.arguments import add_command, add_graph


def add(commands: Any) -> None:
    """The arguments of `kg explain`."""
    examples = ("kg explain d:territory_73e8e374d4b0a9b0 -g output", "kg explain Crimea -g output")
    parser = add_command(commands, "explain", "show the sentences behind a fact", run, examples)
    parser.add_argument("iri", metavar="NAME", help="a fact or a name, as kg query shows it")
    add_graph(parser)


def run(options: argparse.Namespace) -> int:
    """Prints the article, the sentence with the words marked, the rule and the certainty."""
    from kg.explain import explain

    text = explain(options.output, options.iri)
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    return 0
