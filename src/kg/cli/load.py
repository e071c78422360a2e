"""`kg load`: a built graph -> a running triple store."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from getpass import getpass
from pathlib import Path
from typing import Any

from kg.cli.arguments import add_command
from kg.errors import InputError

PASSWORD = "KG_STORE_PASSWORD"
TOKEN = "KG_STORE_TOKEN"
EXAMPLES = (
    "kg load -g output --store http://127.0.0.1:7878/store",
    "kg load -g output --store http://127.0.0.1:7878/store --into urn:kg",
)
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[^\\]")


def add(commands: Any) -> None:
    """The arguments of `kg load`."""
    told = "put the graph into a running triple store"
    parser = add_command(commands, "load", told, run, EXAMPLES)
    parser.add_argument(
        *("-g", "--graph", "--output"),
        action="append",
        dest="places",
        required=True,
        metavar="DIR",
        help="the folder of a build",
    )
    parser.add_argument("--store", default="", metavar="URL", help="its Graph Store protocol")
    parser.add_argument(
        "--update", default="", metavar="URL", help="its updates, where it has no Graph Store"
    )
    parser.add_argument(
        "--query", default="", metavar="URL", help="its queries, to find what it holds"
    )
    parser.add_argument("--into", metavar="IRI", help="load all into this named graph")
    parser.add_argument(
        "--replace", action="store_true", help="take out what else the graph has, whosever it is"
    )
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


def run(options: argparse.Namespace) -> int:
    """Loads graph after graph, and says how much the store holds."""
    from kg.loading import load_articles, load_whole
    from kg.login import Access
    from kg.store import Store, named_graph

    folder, into = _places(options.places)
    access = Access(
        user=options.user, password=_password(options.user), token=os.environ.get(TOKEN, "")
    )
    store = Store(graphs=options.store, update=options.update, query=options.query, access=access)
    file, target = folder / "graph.ttl", named_graph(options.into or into)
    if options.per_article or options.article:
        loaded = load_articles(store, file, options.article)
    else:
        loaded = load_whole(store, file, target, replace=options.replace)
    places = "1 graph" if loaded.graphs == 1 else f"{loaded.graphs} graphs"
    told = [f"Loaded {loaded.triples:,} triples into {places}; the store holds as many."]
    if loaded.kept:
        told.append(f"{loaded.kept:,} others are kept there; --replace takes them out.")
    if loaded.gone:
        told.append(f"Took out {loaded.gone} graphs of an earlier build.")
    sys.stdout.write("\n".join(told) + "\n")
    return 0


def _places(places: Sequence[str]) -> tuple[Path, str]:
    """The folder of the graph, and a named graph that was given as `--graph`, as it once was."""
    iris = [place for place in places if _IRI.match(place)]
    folders = [place for place in places if place not in iris]
    if len(folders) != 1 or len(iris) > 1:
        raise InputError("--graph", "give one folder of a build; a named graph is --into IRI")
    return Path(folders[0]), "".join(iris)


def _password(user: str) -> str:
    password = os.environ.get(PASSWORD, "")
    return (
        getpass(f"password of {user}: ")
        if user and not password and sys.stdin.isatty()
        else password
    )
