"""`kg load`: a built graph -> a running triple store."""

from __future__ import annotations

import argparse
import os
import sys
from getpass import getpass
from pathlib import Path
from typing import Any

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
    from kg.login import Access
    from kg.store import Store, choose

    access = Access(
        user=options.user, password=_password(options.user), token=os.environ.get(TOKEN, "")
    )
    store = Store(graphs=options.store, update=options.update, query=options.query, access=access)
    graphs = choose(
        options.output / "graph.ttl",
        graph=options.graph or "",
        per_article=options.per_article,
        articles=options.article,
    )
    for graph, triples in graphs:
        store.replace(graph, triples)
    loaded = sum(len(triples) for _, triples in graphs)
    places = "1 graph" if len(graphs) == 1 else f"{len(graphs)} graphs"
    sys.stdout.write(f"Loaded {loaded:,} triples into {places}; the store holds as many.\n")
    return 0


def _password(user: str) -> str:
    password = os.environ.get(PASSWORD, "")
    return (
        getpass(f"password of {user}: ")
        if user and not password and sys.stdin.isatty()
        else password
    )
