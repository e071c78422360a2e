"""The command line: arguments -> public functions -> text and an exit code.

    0  done
    1  the graph does not conform, or (with --strict) an article was skipped
    2  a mistake that the user can mend, said in one line

One file a command, each with two functions: `add` says what it takes, `run` does the work.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import kg
from kg.cli import (
    build,
    different,
    edit,
    explain,
    export,
    load,
    query,
    questions,
    reject,
    review,
    same,
    serve,
    validate,
)
from kg.errors import KgError
from kg.language.shipped import identity

COMMANDS = (
    *(build, validate, query, questions, explain, export, load, serve),
    *(review, same, different, reject, edit),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; what goes wrong is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        options = parser().parse_args(arguments)
        code: int = options.run(options)
        sys.stdout.flush()
    except KgError as error:
        print(f"kg: {' '.join(str(error).split())}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        place = error.filename or "the system"
        print(f"kg: {place}: refused: {error.strerror or error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt as interrupt:
        print(": ".join(["kg: interrupted", *map(str, interrupt.args)]), file=sys.stderr)
        return 130
    return code


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


class _Version(argparse.Action):
    """Tells the package's version and which language model ships with it."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"kg {kg.__version__}\nlanguage model {identity()}")
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    top = _Parser(prog="kg", description=kg.__doc__)
    top.add_argument("--version", action=_Version, nargs=0, help="show versions and exit")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add(commands)
    return top
