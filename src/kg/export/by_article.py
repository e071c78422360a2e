"""Triples -> a named graph for each article, named by the article, and one for what they share.

What an article tells is in its graph: its own description, its sentences and passages, the facts
for which it has evidence, and the plain triples that it states. The names of entities, the terms
and the description of the build are in the shared graph. Together they are the whole graph; a fact
that several articles tell is in the graph of each, with the evidence of that article only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pyoxigraph as ox

from kg.ontology import Ontology

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def by_article(
    triples: Sequence[ox.Triple], ontology: Ontology
) -> dict[ox.NamedNode, list[ox.Triple]]:
    """The triples of each named graph, in order."""
    tellers = _tellers(triples, ontology)
    stated = _stated(triples, tellers, ontology)
    shared = _shared(triples, ontology)
    graphs: dict[ox.NamedNode, list[ox.Triple]] = defaultdict(list)
    for triple in triples:
        for graph in _graphs(triple, tellers, stated) or (shared,):
            graphs[graph].append(triple)
    return dict(sorted(graphs.items(), key=lambda item: item[0].value))


def _graphs(
    triple: ox.Triple,
    tellers: dict[Node, set[ox.NamedNode]],
    stated: dict[ox.Triple, set[ox.NamedNode]],
) -> set[ox.NamedNode]:
    """The articles in whose graphs a triple belongs; none for what is shared."""
    own = tellers.get(triple.subject)
    if own is None:
        return stated.get(triple, set())
    return (own & tellers.get(triple.object, own)) or own


def _tellers(triples: Sequence[ox.Triple], ontology: Ontology) -> dict[Node, set[ox.NamedNode]]:
    """Articles, what stands in them, and facts, each with the articles that tell it."""
    tellers: dict[Node, set[ox.NamedNode]] = defaultdict(set)
    context, evidence = ontology["nif:referenceContext"], ontology["kg:evidence"]
    for triple in triples:
        if triple.predicate.value == str(context) and isinstance(triple.object, ox.NamedNode):
            tellers[triple.subject] = {triple.object}
            tellers[triple.object] = {triple.object}
    for triple in triples:
        if triple.predicate.value == str(evidence):
            tellers[triple.subject] |= tellers.get(triple.object, set())
    return dict(tellers)


def _stated(
    triples: Sequence[ox.Triple], tellers: dict[Node, set[ox.NamedNode]], ontology: Ontology
) -> dict[ox.Triple, set[ox.NamedNode]]:
    """The plain triples that facts state, with the articles that assert these facts."""
    asserted = str(ontology["kg:assertedBy"])
    values: dict[Node, set[Node]] = defaultdict(set)
    for triple in triples:
        values[triple.object].add(triple.subject)
    articles: dict[Node, set[ox.NamedNode]] = defaultdict(set)
    for triple in triples:
        if triple.predicate.value == asserted:
            articles[triple.subject] |= tellers.get(triple.object, set()) & {triple.object}
    nobody: set[Node] = set()
    return {
        triple: {article for fact in facts for article in articles[fact]}
        for triple in triples
        if triple.subject not in tellers
        and triple.subject in values
        and (facts := values[triple.subject] & values.get(triple.predicate, nobody))
        and (facts := facts & values[triple.object])
    }


def _shared(triples: Sequence[ox.Triple], ontology: Ontology) -> ox.NamedNode:
    """The name of the shared graph: that of the data set, which names these articles and no
    others.
    """
    dataset = str(ontology["dcat:Dataset"])
    found = (t.subject for t in triples if str(getattr(t.object, "value", "")) == dataset)
    node = next(found, None)
    return node if isinstance(node, ox.NamedNode) else ox.NamedNode("urn:kg:shared")
