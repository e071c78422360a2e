"""`kg query`: a named question, or SPARQL -> rows."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from kg.errors import InputError

FORMATS = ("table", "csv", "tsv", "json", "turtle")
_TIME = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def add(commands: Any) -> None:
    """The arguments of `kg query`; every column of a named question is an option."""
    from kg.query import columns, questions

    parser = commands.add_parser("query", help="ask the graph")
    parser.add_argument(
        "query",
        metavar="QUESTION",
        help="a name, SPARQL, a file of SPARQL, or - for standard input",
    )
    parser.add_argument("--output", required=True, type=Path, metavar="DIR", help="a built graph")
    parser.add_argument("--format", choices=FORMATS, default="table")
    parser.add_argument("--since", type=_time, metavar="DATE", help="such as 2024-11")
    parser.add_argument("--until", type=_time, metavar="DATE", help="such as 2024")
    for column in sorted({column for name in questions() for column in columns(name)}):
        parser.add_argument(f"--{column}", metavar="VALUE", help=argparse.SUPPRESS)
    parser.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="only rows with that value; --NAME VALUE for columns of named questions",
    )
    parser.add_argument(
        "--raw", action="store_true", help="csv: leave cells that begin like a formula"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Asks, and prints the rows."""
    from kg.query import Graph

    query = sys.stdin.read() if options.query == "-" else options.query
    with Graph(options.output) as graph:
        table = graph.ask(
            query, _parameters(options), since=options.since or "", until=options.until or ""
        )
    text = {
        "table": table.to_text,
        "csv": lambda: table.to_csv(options.raw),
        "tsv": table.to_tsv,
        "json": table.to_json,
        "turtle": table.to_turtle,
    }[options.format]()
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    return 0


def _parameters(options: argparse.Namespace) -> dict[str, str]:
    """What `--holder Norland` and `--where holder=Norland` say. Raises `InputError`."""
    from kg.query import columns, questions

    named = {column for name in questions() for column in columns(name)}
    given = {name: value for name, value in vars(options).items() if name in named and value}
    for text in options.where:
        name, equals, value = text.partition("=")
        if not (name and equals):
            raise InputError("--where", f"{text!r} is not NAME=VALUE")
        given[name] = value
    return given


def _time(text: str) -> str:
    if not _TIME.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write 2024, 2024-11 or 2024-11-30")
    return text
