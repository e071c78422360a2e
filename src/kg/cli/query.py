"""`kg query`: a named question, or SPARQL -> rows."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.arguments import add_command, add_graph
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.query import Graph
    from kg.table import Table

FORMATS = ("table", "csv", "tsv", "json", "turtle")
EXAMPLES = (
    "kg query territories -g output",
    "kg query positions -g output --holder Armenia --since 2023 --sentences",
    "kg query 'SELECT ?name WHERE { ?a a kg:Person ; rdfs:label ?name }' -g output --limit 10",
)
_TIME = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def add(commands: Any) -> None:
    """The arguments of `kg query`, but for those of `add_columns`."""
    parser = add_command(commands, "query", "ask the graph", run, EXAMPLES)
    parser.add_argument(
        "query",
        metavar="QUESTION",
        help="a name (kg questions lists them), SPARQL, a file of it, or - for standard input",
    )
    add_graph(parser)
    parser.add_argument("--format", choices=FORMATS, default="table", help=", ".join(FORMATS))
    parser.add_argument("--since", type=_time, metavar="DATE", help="such as 2024-11")
    parser.add_argument("--until", type=_time, metavar="DATE", help="such as 2024")
    parser.add_argument("--limit", type=_count, metavar="N", help="the first N rows")
    parser.add_argument(
        "--sentences", action="store_true", help="a column more: the sentence of each row"
    )
    parser.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="only rows with that value; --NAME VALUE for columns of named questions",
    )
    add_questions(parser)
    parser.add_argument(
        "--raw", action="store_true", help="csv: leave cells that begin like a formula"
    )


def add_questions(parser: Any) -> None:
    """Where questions of one's own are."""
    parser.add_argument(
        "--questions",
        action="append",
        default=[],
        type=Path,
        metavar="DIR",
        help="a folder with questions of yours: NAME.rq",
    )


def add_columns(parser: Any, arguments: Sequence[str]) -> None:
    """Every column of a named question as an option; `--questions` in the arguments has more."""
    from kg.questions import read_questions

    peek = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    add_questions(peek)
    folders: list[Path] = []
    with suppress(argparse.ArgumentError):
        folders = peek.parse_known_args(arguments)[0].questions
    named = read_questions(*folders).named
    for column in sorted({column for question in named.values() for column in question.columns}):
        with suppress(argparse.ArgumentError):  # an option of that name is there: --where has it
            parser.add_argument(
                f"--{column}", action=_Column, const=column, help=argparse.SUPPRESS, metavar="VALUE"
            )


class _Column(argparse.Action):
    """`--holder Norland` is `--where holder=Norland`."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        if values:
            namespace.where = [*namespace.where, f"{self.const}={values}"]


def run(options: argparse.Namespace) -> int:
    """Asks, and prints the rows."""
    from kg.query import Graph
    from kg.questions import read_questions

    query = sys.stdin.read() if options.query == "-" else options.query
    given = _parameters(options.where)
    with Graph(options.output, questions=read_questions(*options.questions)) as graph:
        table = graph.ask(query, given, since=options.since or "", until=options.until or "")
        if not table.rows and query in graph.questions:
            _wonder(graph, query, given)
        found = len(table.rows)
        table = table if options.limit is None else table.first(options.limit)
        table = graph.with_sentences(table) if options.sentences else table
    text = _FORMS[options.format](table, options.raw)
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    if options.format == "table" and len(table.rows) < found:
        sys.stdout.flush()
        print(f"({len(table.rows)} of {found:,} rows)", file=sys.stderr)
    return 0


def _wonder(graph: Graph, name: str, given: Mapping[str, str]) -> None:
    """Says which value no row has, and what was probably meant."""
    from kg.nearest import did_you_mean

    table = graph.ask(name)
    for column, value in given.items():
        if not table.keep(column, value).rows:
            cells = (row[table.columns.index(column)] for row in table.rows)
            hint = did_you_mean(value, (cell.value for cell in cells if cell))
            told = f"no row has the {column} {value!r}"
            print(f"kg query: {'; '.join(filter(None, (told, hint)))}", file=sys.stderr)


def _text(table: Table, _: bool) -> str:
    wide = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    return table.to_text(wide)


_FORMS: dict[str, Callable[[Table, bool], str]] = {
    "table": _text,
    "csv": lambda table, raw: table.to_csv(raw),
    "tsv": lambda table, _: table.to_tsv(),
    "json": lambda table, _: table.to_json(),
    "turtle": lambda table, _: table.to_turtle(),
}


def _parameters(conditions: Sequence[str]) -> dict[str, str]:
    """What `--where holder=Norland` says. Raises `InputError`."""
    given = {}
    for text in conditions:
        name, equals, value = text.partition("=")
        if not (name and equals):
            raise InputError("--where", f"{text!r} is not NAME=VALUE")
        given[name] = value
    return given


def _time(text: str) -> str:
    if not _TIME.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write 2024, 2024-11 or 2024-11-30")
    return text


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no number of rows; write 20")
    return int(text)
