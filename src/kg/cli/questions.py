"""`kg questions`: the questions that have a name."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from kg.cli.arguments import add_command
from kg.cli.query import add_questions


def add(commands: Any) -> None:
    """The arguments of `kg questions`."""
    add_questions(add_command(commands, "questions", "list the named questions", run))


def run(options: argparse.Namespace) -> int:
    """Prints each name and what it answers; 1 where a file is no question, which is told."""
    from kg.questions import read_questions

    found = read_questions(*options.questions)
    width = max(map(len, found.named), default=0)
    for name, question in found.named.items():
        print(f"{name:{width}}  {question.asks or '(its first line is no comment)'}")
    sys.stdout.flush()
    for error in found.faults.values():
        print(f"kg questions: {error}", file=sys.stderr)
    return int(bool(found.faults))
