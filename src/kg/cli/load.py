"""`kg load`: a built graph -> a running triple store."""

from __future__ import annotations

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.login import Access

PASSWORD = "KG_STORE_PASSWORD"
TOKEN = "KG_STORE_TOKEN"


def add(commands: Any) -> None:
    """The arguments of `kg load`."""
    parser = commands.add_parser("load", help="put the graph into a running triple store")
    parser.add_argument("--output", required=True, type=Path, metavar="DIR", help="a built graph")
    parser.add_argument("--store", default="", metavar="URL", help="its Graph Store protocol")
    parser.add_argument(
        "--update", default="", metavar="URL", help="its updates, where it has no Graph Store"
    )
    parser.add_argument(
        "--query", default="", metavar="URL", help="its queries, to count what was loaded"
    )
    parser.add_argument("--graph", metavar="IRI", help="load all into this named graph")
    parser.add_argument("--per-article", action="store_true", help="a named graph for each article")
    parser.add_argument(
        "--article",
        action="append",
        default=[],
        metavar="NAME",
        help="only the graph of this article, and what articles share",
    )
    parser.add_argument(
        "--user", default="", metavar="NAME", help=f"password from {PASSWORD}, or asked for"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Loads graph after graph, and says how much the store holds."""
    from kg.store import Store

    store = Store(
        graphs=options.store, update=options.update, query=options.query, access=_access(options)
    )
    graphs = _graphs(options)
    for graph, triples in graphs:
        store.replace(graph, triples)
    loaded = sum(len(triples) for _, triples in graphs)
    places = "1 graph" if len(graphs) == 1 else f"{len(graphs)} graphs"
    sys.stdout.write(f"Loaded {loaded:,} triples into {places}; the store holds as many.\n")
    return 0


def _graphs(
    options: argparse.Namespace,
) -> list[tuple[ox.NamedNode | None, list[ox.Triple]]]:
    """The named graphs to load, each with its triples."""
    from kg.export.rdf import read_triples
    from kg.ontology import load_ontology

    triples = read_triples(options.output / "graph.ttl", load_ontology())
    if not (options.per_article or options.article):
        return [(_named(options.graph), list(triples.triples))]
    names, graphs = triples.articles(), triples.by_article()
    unknown = sorted(set(options.article) - set(names.values()))
    if unknown:
        raise InputError(unknown[0], "the graph has no such article")
    wanted = options.article or names.values()
    return [(g, told) for g, told in graphs.items() if g not in names or names[g] in wanted]


def _named(iri: str | None) -> ox.NamedNode | None:
    from pyoxigraph import NamedNode

    try:
        return NamedNode(iri) if iri else None
    except ValueError as error:
        raise InputError("--graph", str(error)) from error


def _access(options: argparse.Namespace) -> Access:
    from kg.login import Access

    password = os.environ.get(PASSWORD, "")
    if options.user and not password and sys.stdin.isatty():
        password = getpass(f"password of {options.user}: ")
    return Access(user=options.user, password=password, token=os.environ.get(TOKEN, ""))
