"""Triples -> a named graph for each article, named by the article, and one for what they share.

What an article tells is in its graph: its own description, its sentences and passages, the facts
for which it has evidence, and the plain triples that it states. The names of entities, the terms
and the description of the build are in the shared graph. Together they are the whole graph; a fact
that several articles tell is in the graph of each, with the evidence of that article only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from kg.ontology import Ontology

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def by_article(
    triples: Sequence[ox.Triple], ontology: Ontology
) -> dict[ox.NamedNode, list[ox.Triple]]:
    """The triples of each named graph, in order."""
    tellers = _tellers(triples, ontology)
    stated = _stated(triples, tellers, ontology) | _ruled(triples, tellers, ontology)
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
    if own is None or triple in stated:
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


def restricted(
    shared: Sequence[ox.Triple], articles: Iterable[Sequence[ox.Triple]], ontology: Ontology
) -> list[ox.Triple]:
    """What the graphs of some articles need of the shared graph: all that they lead to, but for
    the other articles and the description of the whole.
    """
    told: dict[Node, list[ox.Triple]] = defaultdict(list)
    for triple in shared:
        told[triple.subject].append(triple)
    loaded = [triple for graph in articles for triple in graph]
    here, used = {triple.subject for triple in loaded}, str(ontology["prov:used"])
    waiting: list[Node] = [end for t in loaded for end in (t.subject, t.predicate, t.object)]
    found: dict[ox.Triple, None] = {}
    while waiting:
        for triple in told.pop(waiting.pop(), ()):
            if triple.predicate.value == used and triple.object not in here | told.keys():
                continue
            found[triple] = None
            waiting.append(triple.object)
    return sorted(found, key=str)


def _ruled(
    triples: Sequence[ox.Triple], tellers: dict[Node, set[ox.NamedNode]], ontology: Ontology
) -> dict[ox.Triple, set[ox.NamedNode]]:
    """The rules of facts, with the articles in which they read a passage for it."""
    rule, evidence = str(ontology["kg:rule"]), str(ontology["kg:evidence"])
    rules: dict[Node, set[Node]] = defaultdict(set)
    for triple in triples:
        if triple.predicate.value == rule:
            rules[triple.subject].add(triple.object)
    read: dict[tuple[Node, Node], set[ox.NamedNode]] = defaultdict(set)
    for triple in triples:
        if triple.predicate.value == evidence:
            for one in rules.get(triple.object, ()):
                read[triple.subject, one] |= tellers.get(triple.object, set())
    pairs = ((t, read.get((t.subject, t.object))) for t in triples if t.predicate.value == rule)
    return {triple: articles for triple, articles in pairs if articles}


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
