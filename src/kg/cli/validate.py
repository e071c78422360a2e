"""`kg validate`: whether a graph that exists is as it has to be."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

MOST = 20


def add(commands: Any) -> None:
    """The arguments of `kg validate`."""
    parser = commands.add_parser("validate", help="check a graph that exists against the shapes")
    parser.add_argument(
        "graph",
        nargs="?",
        default=Path("output"),
        type=Path,
        metavar="GRAPH",
        help="a graph file, or the folder of a build; output unless told",
    )
    parser.add_argument(
        "--most", type=int, default=MOST, metavar="N", help=f"violations shown; {MOST} unless told"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints what is wrong, with the sentence and the rule; 1 where something is."""
    from kg.check import check

    found, triples = check(options.graph)
    if found.conforms:
        print(f"{options.graph}: conforms ({triples:,} triples)")
        return 0
    count = len(found.violations)
    print(f"{options.graph}: does not conform: {count:,} violation{'s' * (count != 1)}")
    for violation in found.violations[: options.most]:
        value = f" ({violation.value})" if violation.value else ""
        print(f"  {violation.focus}: {violation.message}{value}")
        if violation.sentence:
            print(f"    {' '.join([violation.rule, violation.sentence]).strip()}")
    if count > options.most:
        sys.stdout.write(f"  and {count - options.most:,} more; --most {count} shows all\n")
    return 1
