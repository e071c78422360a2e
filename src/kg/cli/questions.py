"""`kg questions`: the questions that have a name."""

from __future__ import annotations

import argparse
from typing import Any


def add(commands: Any) -> None:
    """`kg questions` takes no arguments."""
    commands.add_parser("questions", help="list the named questions").set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints each name and what it answers."""
    from kg.query import questions

    named = questions()
    width = max(map(len, named))
    for name, help_ in sorted(named.items()):
        print(f"{name:{width}}  {help_}")
    return 0
