"""`kg build`: articles -> graph, page and report."""

from __future__ import annotations

import argparse
import sys
import webbrowser
from pathlib import Path
from typing import Any

from kg.cli.arguments import add_command
from kg.settings import Settings, load_settings, parse_date, processes, share

_CODE = "a pipeline is a program, which runs with your rights; use only those you trust"
EXAMPLES = (
    "kg build articles --output output --open",
    "kg build saved-pages export.csv letters.mbox --output output --published 2024-06-12",
)


def add(commands: Any) -> None:
    """The arguments of `kg build`."""
    told = "read articles and build the graph"
    parser = add_command(commands, "build", told, run, EXAMPLES)
    parser.add_argument("articles", nargs="+", metavar="ARTICLES", help="files and folders")
    parser.add_argument(
        "-o", "--output", required=True, type=Path, metavar="DIR", help="where to write"
    )
    parser.add_argument("--pipeline", metavar="NAME", help="an installed spaCy pipeline")
    parser.add_argument(
        "--entities",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="more known entities",
    )
    parser.add_argument(
        "--lexicon", action="append", default=[], type=Path, metavar="FILE", help="more words"
    )
    parser.add_argument(
        "--corrections",
        type=Path,
        metavar="FILE",
        help="decisions to heed; else corrections.csv beside the articles",
    )
    parser.add_argument("--published", metavar="DATE", help="the date of articles that tell none")
    parser.add_argument("--encoding", metavar="E", help="of files that are not UTF-8")
    parser.add_argument("--base-iri", metavar="IRI", help="what the graph's own names begin with")
    parser.add_argument("--licence", metavar="IRI", help="the licence that the graph is given")
    parser.add_argument(
        "--min-certainty", type=share, metavar="C", help="leave out facts less certain, e.g. 0.7"
    )
    parser.add_argument(
        "--workers", type=processes, metavar="N", help="processes that read; else one a core"
    )
    parser.add_argument(
        "--cache",
        type=Path,
        metavar="DIR",
        help="where to keep what was read, for other outputs too; else in the output",
    )
    parser.add_argument("--title", metavar="TEXT", help="what the page and the graph are called")
    parser.add_argument("--note", metavar="TEXT", help="a short text of yours, shown by the page")
    parser.add_argument("--strict", action="store_true", help="exit 1 when an article is skipped")
    parser.add_argument("--config", type=Path, metavar="FILE", help="a TOML file of these options")
    parser.add_argument("--open", action="store_true", help="open the page in a browser")


def run(options: argparse.Namespace) -> int:
    """Builds, and prints what was found."""
    settings = _settings(options)
    if settings.pipeline and Path(settings.pipeline, "config.cfg").exists():
        print(f"kg: {settings.pipeline}: {_CODE}", file=sys.stderr)
    from kg.pipeline import build  # loads the language model's library
    from kg.report import summary

    report = build(options.articles, options.output, settings)
    sys.stdout.write(summary(report, options.output))
    if options.open:
        webbrowser.open((options.output / "graph.html").absolute().as_uri())
    return report.exit_code(strict=settings.strict)


def _settings(options: argparse.Namespace) -> Settings:
    """The options, over those of the file."""
    settings = load_settings(options.config) if options.config else Settings()
    return settings.changed(
        pipeline=options.pipeline,
        entities=(*settings.entities, *options.entities),
        lexicon=(*settings.lexicon, *options.lexicon),
        corrections=options.corrections,
        published=parse_date(options.published) if options.published else None,
        encoding=options.encoding,
        base_iri=options.base_iri,
        licence=options.licence,
        min_certainty=options.min_certainty,
        title=options.title,
        note=options.note,
        strict=options.strict,
        workers=options.workers,
        cache=options.cache,
    )
