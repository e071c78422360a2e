"""What `kg same`, `different`, `reject` and `edit` share: a graph to ask, a file to add to."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.arguments import add_command, add_graph

if TYPE_CHECKING:
    from kg.corrections.built import Built
    from kg.corrections.lines import Correction


def add_places(parser: Any) -> None:
    """Where the graph is, and the file of corrections."""
    add_graph(parser)
    parser.add_argument(
        "--corrections",
        required=True,
        type=Path,
        metavar="FILE",
        help="the file to add to: corrections.csv beside the articles",
    )


def add_pair(commands: Any, decision: str, told: str) -> None:
    """A command that decides about two entities, and its arguments."""
    parser = add_command(commands, decision, told, _put_down_pair)
    for name in ("one", "other"):
        parser.add_argument(name, metavar=name.upper(), help="a name, or an address: d:norland")
    add_places(parser)
    parser.set_defaults(decision=decision)


def _put_down_pair(options: argparse.Namespace) -> int:
    from kg.corrections.lines import Correction
    from kg.errors import QueryError

    with built(options) as graph:
        one, other = (graph.entity(text) for text in (options.one, options.other))
    if one == other:
        raise QueryError(options.other, f"is {options.one} already; name two entities")
    if options.decision == "same" and one.type != other.type:
        unlike = (
            f"is of type {other.type}, {options.one} of type {one.type}; one thing has one type"
        )
        raise QueryError(options.other, unlike)
    pair = Correction(decision=options.decision, what=str(one), other=str(other))
    return put_down(options, [pair])


@contextmanager
def built(options: argparse.Namespace) -> Iterator[Built]:
    """The graph that the options name, to be asked what is meant."""
    from kg.corrections.built import Built
    from kg.query import Graph

    with Graph(options.output) as graph:
        yield Built(graph)


def put_down(options: argparse.Namespace, corrections: Iterable[Correction]) -> int:
    """Adds lines to the file that the options name, and says so."""
    from kg.corrections.adding import add_corrections
    from kg.ontology import load_ontology

    added = add_corrections(options.corrections, corrections, load_ontology().schemes())
    lines = "1 line" if added == 1 else f"{added} lines"
    told = f"Added {lines} to" if added else "Nothing to add: it stands in"
    sys.stdout.write(f"{told} {options.corrections}; the next build heeds it.\n")
    return 0
