"""`kg same` and `kg different`: two entities are one, or are not."""

from __future__ import annotations

import argparse
from typing import Any

from kg.cli.deciding import add_places, built, put_down

_DECISIONS = {
    "same": "two entities are one, says the next build; it goes on under the name given first",
    "different": "two names are of two entities, says the next build",
}


def add(commands: Any) -> None:
    """The arguments of both commands."""
    for decision, told in _DECISIONS.items():
        parser = commands.add_parser(decision, help=told)
        for name in ("one", "other"):
            parser.add_argument(name, metavar=name.upper(), help="a name, or an address: d:norland")
        add_places(parser)
        parser.set_defaults(run=run, decision=decision)


def run(options: argparse.Namespace) -> int:
    """Adds a line to the file of corrections."""
    from kg.corrections.lines import Correction

    with built(options) as graph:
        one, other = (str(graph.entity(text)) for text in (options.one, options.other))
    return put_down(options, [Correction(decision=options.decision, what=one, other=other)])
