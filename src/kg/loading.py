"""A built graph -> what a triple store holds of it: whole, or a named graph for each article.

A store may hold other graphs of ours, and what is nobody's of ours: both stay. Of an earlier build
of the same articles nothing is left over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.export.by_article import restricted
from kg.export.rdf import Triples, read_triples
from kg.ontology import load_ontology
from kg.store import Graph, Store, told

_DATASETS = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?graph ?article WHERE {
  GRAPH ?graph { ?graph a dcat:Dataset ; dcterms:hasPart ?article }
}
"""
_ARTICLES = """
PREFIX schema: <https://schema.org/>
SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?graph a schema:NewsArticle } }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """How many triples in how many graphs a store holds of a build; how many others were kept in
    these graphs, and how many graphs were taken out.
    """

    triples: int
    graphs: int
    kept: int = 0
    gone: int = 0


def load_whole(store: Store, file: Path, graph: Graph, *, replace: bool) -> Loaded:
    """Load a graph file into one graph of a store.

    What that graph holds beside it is kept, unless `replace`, or unless it is an earlier build of
    the same articles and nothing else.
    """
    built = read_triples(file, load_ontology())
    new, there = set(map(told, built.triples)), store.read(graph)
    kept = sum(told(triple) not in new for triple in there)
    if not kept or replace or _is_earlier(there, built):
        store.replace(graph, built.triples)
        return Loaded(triples=len(new), graphs=1)
    store.add(graph, built.triples)
    return Loaded(triples=len(new), graphs=1, kept=kept)


def load_articles(store: Store, file: Path, names: Sequence[str] = ()) -> Loaded:
    """Load a graph file as named graphs: of these articles by name, or of all.

    The graphs of other articles that the store has already are made what they are in the build,
    and those are taken out that an earlier build of the same articles left.
    """
    built = read_triples(file, load_ontology())
    graphs, articles = built.by_article(), built.articles()
    chosen = {node for node, name in articles.items() if not names or name in names}
    unknown = sorted(set(names) - set(articles.values()))
    if unknown:
        raise InputError(unknown[0], "the graph has no such article")
    shared = next(name for name in graphs if name not in articles)
    if store.query:
        held = {ox.NamedNode(row["graph"]) for row in store.rows(_ARTICLES)}
        chosen |= held & articles.keys()
    chosen = _with_referred(chosen, {node: graphs[node] for node in articles if node in graphs})
    if chosen != articles.keys():
        graphs[shared] = restricted(graphs[shared], [graphs[n] for n in chosen], built.ontology)
    for name in (*sorted(chosen, key=str), shared):
        if set(map(told, store.read(name))) != set(map(told, graphs[name])):
            store.replace(name, graphs[name])
    gone = _left_over(store, shared, articles.keys()) if store.query else set()
    for name in gone:
        store.drop(name)
    count = sum(len(graphs[name]) for name in (*chosen, shared))
    return Loaded(triples=count, graphs=len(chosen) + 1, gone=len(gone))


def _is_earlier(there: Iterable[ox.Triple], built: Triples) -> bool:
    """Whether triples are one graph of ours with nothing else, of the same articles."""
    words = {name: str(built.ontology[name]) for name in ("void:triples", "dcterms:hasPart")}
    there = list(there)
    counts = [t.object for t in there if t.predicate.value == words["void:triples"]]
    parts = {t.object for t in there if t.predicate.value == words["dcterms:hasPart"]}
    whole = [str(getattr(count, "value", "")) for count in counts] == [str(len(there))]
    return whole and _follows(built.articles().keys(), parts)


def _follows(now: Collection[object], before: Collection[object]) -> bool:
    """Whether articles are those of an earlier build: most of them are still there."""
    return 2 * len(set(now) & set(before)) > len(before)


def _left_over(
    store: Store, shared: ox.NamedNode, articles: Collection[ox.NamedNode]
) -> set[ox.NamedNode]:
    """The graphs that an earlier build of the same articles had, and no other data set has."""
    parts: dict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
    for row in store.rows(_DATASETS):
        parts[ox.NamedNode(row["graph"])].add(ox.NamedNode(row["article"]))
    parts.pop(shared, None)
    earlier = {name for name, own in parts.items() if _follows(articles, own)}
    others = {part for name, own in parts.items() if name not in earlier for part in own}
    left = {part for name in earlier for part in parts[name]} - others - set(articles)
    return earlier | left


def _with_referred(
    chosen: set[ox.NamedNode], graphs: dict[ox.NamedNode, list[ox.Triple]]
) -> set[ox.NamedNode]:
    """Articles, with those that they repeat or answer: their proposals are there."""
    homes: dict[object, set[ox.NamedNode]] = defaultdict(set)
    for name, triples in graphs.items():
        for triple in triples:
            homes[triple.subject].add(name)
    waiting, found = list(chosen), set(chosen)
    while waiting:
        name = waiting.pop()
        for triple in graphs.get(name, ()):
            home = homes.get(triple.object, {name})
            more = home - found if name not in home else set()
            found |= more
            waiting += more
    return found
