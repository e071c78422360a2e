"""`kg review`: what to look at first, as commands that a person may run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from kg.cli.arguments import add_command, add_graph


def add(commands: Any) -> None:
    """The arguments of `kg review`."""
    parser = add_command(commands, "review", "list what is doubtful, most valuable first", run)
    add_graph(parser)
    parser.add_argument(
        "--corrections", type=Path, metavar="FILE", help="what it decides is not asked again"
    )
    parser.add_argument("--most", type=int, default=20, metavar="N", help="20 unless told")


def run(options: argparse.Namespace) -> int:
    """Prints commands, with the reasons and the sentences as remarks."""
    from kg.corrections.lines import NAME, read_corrections
    from kg.ontology import load_ontology
    from kg.review import review

    file = options.corrections or Path(NAME)
    known = [file] if file.exists() else []
    decided = read_corrections(known, load_ontology().schemes())
    sys.stdout.write(review(options.output, decided, most=max(options.most, 0), file=file))
    return 0
