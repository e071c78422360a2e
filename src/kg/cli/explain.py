"""`kg explain`: why the graph says what it says."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any


def add(commands: Any) -> None:
    """The arguments of `kg explain`."""
    parser = commands.add_parser("explain", help="show the sentences behind a fact")
    parser.add_argument("iri", metavar="IRI", help="a fact, as kg query shows it")
    parser.add_argument("--output", required=True, type=Path, metavar="DIR", help="a built graph")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the article, the sentence with the words marked, the rule and the certainty."""
    from kg.explain import explain

    text = explain(options.output, options.iri)
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    return 0
