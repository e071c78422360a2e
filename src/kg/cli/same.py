"""`kg same`: two entities are one."""

from __future__ import annotations

import argparse
from typing import Any

from kg.cli.deciding import add_places, built, put_down


def add(commands: Any) -> None:
    """The arguments of `kg same`."""
    parser = commands.add_parser("same", help="two entities are one, says the next build")
    for name in ("one", "other"):
        parser.add_argument(name, metavar=name.upper(), help="a name, or an address: d:norland")
    add_places(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Adds a line to the file of corrections; the one goes on under the name given first."""
    from kg.corrections.lines import Correction

    with built(options) as graph:
        one, other = (str(graph.entity(text)) for text in (options.one, options.other))
    return put_down(options, [Correction(decision="same", what=one, other=other)])
