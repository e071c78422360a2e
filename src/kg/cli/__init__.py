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
from collections.abc import Iterator, Mapping, Sequence

import kg
from kg.cli import (
    build,
    different,
    doctor,
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
from kg.cli.arguments import Parser
from kg.errors import KgError

GROUPS = {
    "make a graph": (build, validate),
    "ask it": (questions, query, explain),
    "use it elsewhere": (serve, export, load),
    "correct it": (review, same, different, reject, edit),
    "look after the program": (doctor,),
}
"""All commands, by what one wants to do."""
COMMANDS = tuple(command for group in GROUPS.values() for command in group)
_ABOUT = """\
kg reads a folder of news articles and tells who proposes what, who is for and against it,
who controls, claims or annexed which land, and who says so: as a page to browse, rows to
count and a graph to load, with a sentence behind every fact. Nothing leaves this machine.
"""
_EXAMPLES = """\
examples:
  kg build articles --output output --open      read a folder, and look at its page
  kg query territories -g output                who holds, claims or annexed what
  kg query positions -g output --holder Armenia --sentences
  kg explain d:essequibo -g output              the facts about a name; of a fact, its sentences
  kg COMMAND --help                             what else a command can do
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; what goes wrong is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        given = sys.argv[1:] if arguments is None else arguments
        options, rest = parser(given).parse_known_args(given)
        if rest:
            options.parser.unknown(rest)
        if options.completion:
            print(_completion(options.completion))
            return 0
        if "run" not in options:
            options.parser.print_help()
            return 0
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


class _Version(argparse.Action):
    """Tells the package's version and which language model ships with it."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from kg.language.shipped import identity

        print(f"kg {kg.__version__}\nlanguage model {identity()}")
        parser.exit()


def parser(arguments: Sequence[str] = (), listed: str = argparse.SUPPRESS) -> Parser:
    """The parser of all commands; with the columns of questions where `arguments` ask one.

    The commands stand in its help by groups; with a text for `listed`, once more in a list.
    """
    top = Parser(prog="kg", usage="kg COMMAND ...", epilog=_EXAMPLES)
    top.set_defaults(parser=top)
    top.add_argument("--version", action=_Version, nargs=0, help="show versions and exit")
    top.add_argument(
        "--completion",
        metavar="SHELL",
        choices=("bash", "zsh", "tcsh"),
        help='print what a shell needs: eval "$(kg --completion bash)"',
    )
    commands = top.add_subparsers(prog="kg", metavar="COMMAND", help=listed)
    for command in COMMANDS:
        command.add(commands)
    if "query" in arguments:
        query.add_columns(commands.choices["query"], arguments)
    top.description = "\n".join([_ABOUT, *_grouped(commands.choices)])
    return top


def _completion(shell: str) -> str:
    from shtab import complete

    script: str = complete(parser(listed="what to do"), shell)
    return script


def _grouped(parsers: Mapping[str, Parser]) -> Iterator[str]:
    """The commands by what one wants to do, each with what it does."""
    for title, group in GROUPS.items():
        names = [command.__name__.rpartition(".")[2] for command in group]
        lines = (f"  {name:10} {parsers[name].description}\n" for name in names)
        yield f"{title}:\n{''.join(lines)}"
