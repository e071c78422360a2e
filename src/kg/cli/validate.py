"""`kg validate`: whether a graph that exists is as it has to be."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from kg.cli.arguments import add_command
from kg.errors import InputError

MOST = 20


def add(commands: Any) -> None:
    """The arguments of `kg validate`."""
    told = "check a graph that exists against the shapes"
    parser = add_command(commands, "validate", told, run, ("kg validate output",))
    parser.add_argument(
        "graph",
        nargs="?",
        type=Path,
        metavar="GRAPH",
        help="a graph file, or the folder of a build; output unless told",
    )
    parser.add_argument(
        *("-g", "--graph", "--output"), dest="named", type=Path, metavar="GRAPH", help="the same"
    )
    parser.add_argument(
        "--most", type=int, default=MOST, metavar="N", help=f"violations shown; {MOST} unless told"
    )


def run(options: argparse.Namespace) -> int:
    """Prints what is wrong, with the sentence and the rule; 1 where something is."""
    from kg.check import check

    if options.graph and options.named:
        raise InputError(options.named, f"is a second graph beside {options.graph}; give one")
    graph = options.graph or options.named or Path("output")
    found, triples = check(graph)
    if found.conforms:
        print(f"{graph}: conforms ({triples:,} triples)")
        return 0
    count = len(found.violations)
    print(f"{graph}: does not conform: {count:,} violation{'s' * (count != 1)}")
    for violation in found.violations[: options.most]:
        value = f" ({violation.value})" if violation.value else ""
        print(f"  {violation.focus}: {violation.message}{value}")
        if violation.sentence:
            print(f"    {' '.join([violation.rule, violation.sentence]).strip()}")
    if count > options.most:
        sys.stdout.write(f"  and {count - options.most:,} more; --most {count} shows all\n")
    return 1
