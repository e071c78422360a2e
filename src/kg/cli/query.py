"""`kg query`: a named question, or SPARQL -> rows."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from kg.errors import InputError


def add(commands: Any) -> None:
    """The arguments of `kg query`."""
    parser = commands.add_parser("query", help="ask the graph")
    parser.add_argument("query", metavar="QUESTION", help="a name, SPARQL, or a file of SPARQL")
    parser.add_argument("--output", required=True, type=Path, metavar="DIR", help="a built graph")
    parser.add_argument("--format", choices=("table", "csv", "json"), default="table")
    parser.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="COLUMN=VALUE",
        help="only rows with that value",
    )
    parser.add_argument(
        "--raw", action="store_true", help="csv: leave cells that begin like a formula"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Asks, and prints the rows."""
    from kg.query import run as ask

    table = ask(options.output, options.query, parameters=_parameters(options.where))
    match options.format:
        case "csv":
            text = table.to_csv(options.raw)
        case "json":
            text = table.to_json()
        case _:
            text = table.to_text()
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    return 0


def _parameters(given: list[str]) -> dict[str, str]:
    """`["holder=Norland"]` -> `{"holder": "Norland"}`. Raises `InputError`."""
    split = [text.partition("=") for text in given]
    wrong = [
        text for text, (name, equals, _) in zip(given, split, strict=True) if not (name and equals)
    ]
    if wrong:
        raise InputError("--where", f"{wrong[0]!r} is not COLUMN=VALUE")
    return {name: value for name, _, value in split}
