"""`kg explain`: why the graph says what it says, and how a sentence is read."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from kg.cli.arguments import add_command, add_graph


def add(commands: Any) -> None:
    """The arguments of `kg explain`."""
    examples = (
        "kg explain d:territory_73e8e374d4b0a9b0 -g output",
        "kg explain Crimea -g output",
        'kg explain --trace "Norland rejected the plan of Sudria."',
    )
    parser = add_command(commands, "explain", "show the sentences behind a fact", run, examples)
    parser.add_argument(
        "iri", metavar="NAME", nargs="?", help="a fact or a name, as kg query shows it"
    )
    add_graph(parser, required=False)
    parser.add_argument(
        "--trace", metavar="SENTENCE", help="show what each stage makes of a sentence of yours"
    )
    parser.add_argument(
        "--lexicon",
        action="append",
        type=Path,
        default=[],
        metavar="FILE",
        help="words for --trace",
    )


def run(options: argparse.Namespace) -> int:
    """Prints the article, the sentence with the words marked, the rule and the certainty; or of a
    sentence that is given what each stage makes of it.
    """
    if options.trace is not None:
        text = _traced(options)
    else:
        from kg.explain import explain

        if options.iri is None or options.output is None:
            options.parser.error("NAME and -g DIR are needed, or --trace SENTENCE")
        text = explain(options.output, options.iri)
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    return 0


def _traced(options: argparse.Namespace) -> str:
    from kg.annotate import load_pipeline
    from kg.lexicon import load_lexicon
    from kg.ontology import load_entities
    from kg.trace import trace

    lexicon = load_lexicon(*options.lexicon)
    return trace(options.trace, load_pipeline(), load_entities(), lexicon)
