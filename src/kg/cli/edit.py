"""`kg edit`: one field of a fact says something else."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from kg.cli.arguments import add_command
from kg.cli.deciding import add_places, built, put_down
from kg.errors import InputError


def add(commands: Any) -> None:
    """The arguments of `kg edit`."""
    parser = add_command(commands, "edit", "set a field of a fact, from the next build on", run)
    parser.add_argument("fact", metavar="FACT", help="its address, as kg query shows it")
    parser.add_argument("field", metavar="FIELD", help="such as stance; a column of kg query")
    parser.add_argument("value", metavar="VALUE", help='"" for none')
    add_places(parser)


def run(options: argparse.Namespace) -> int:
    """Adds a line for each sentence that tells the fact to the file of corrections."""
    from kg.corrections.fields import ENTITIES, FactKey, fault, field_of
    from kg.ontology import load_ontology

    with built(options) as graph:
        rejections = graph.fact(options.fact)
        kind = FactKey.read(rejections[0].what).kind
        value = " ".join(options.value.split())
        if problem := fault(kind, options.field, value, load_ontology().schemes()):
            raise InputError(options.fact, problem)
        field = field_of(kind, options.field)
        if value and field is not None and field.sort in ENTITIES:
            value = "; ".join(str(graph.entity(name)) for name in value.split("; "))
    edits = [replace(c, decision="edit", field=options.field, value=value) for c in rejections]
    return put_down(options, edits)
