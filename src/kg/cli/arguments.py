"""What the commands share: a parser whose messages help, and the folder of a graph."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from kg.nearest import did_you_mean
from kg.questions import read_questions

_CHOICES = re.compile(r"(.*invalid choice: '([^']*)') \(choose from (.*)\)", re.DOTALL)


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line, and what was probably meant."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, **options)

    def error(self, message: str) -> NoReturn:
        if wrong := _CHOICES.fullmatch(message):
            known = re.findall(r"[\w-]+", wrong[3])
            if "COMMAND" in wrong[1] and wrong[2] in read_questions():
                hint = f"did you mean kg query {wrong[2]}?"
            else:
                hint = did_you_mean(wrong[2], known, f"known: {', '.join(known)}")
            message = f"{wrong[1]}; {hint}"
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")

    def unknown(self, words: Sequence[str]) -> NoReturn:
        """Ends for words that no argument takes."""
        known = [text for text in self._option_string_actions if text.startswith("--")]
        option = words[0].partition("=")[0]
        hint = did_you_mean(option, known) if option.startswith("-") else ""
        self.error("; ".join(filter(None, (f"unrecognized arguments: {' '.join(words)}", hint))))


def add_command(
    commands: Any,
    name: str,
    told: str,
    run: Callable[[argparse.Namespace], int],
    examples: Iterable[str] = (),
) -> Parser:
    """A command: what it does in one line, what runs it, how it is used."""
    lines = "".join(f"\n  {example}" for example in examples)
    parser: Parser = commands.add_parser(
        name,
        help=told,
        description=f"{told[0].upper()}{told[1:]}.",
        epilog=f"examples:{lines}" if lines else None,
    )
    parser.set_defaults(run=run, parser=parser)
    return parser


def add_graph(parser: Any, *, required: bool = True) -> None:
    """Where the graph is that a command is about."""
    parser.add_argument(
        *("-g", "--graph", "--output"),
        dest="output",
        required=required,
        type=Path,
        metavar="DIR",
        help="the folder of a build",
    )
