"""How certain a fact is: by how it was read, and by how many independent sources tell it.

What the learned reader or a rule reads is as certain as the share of it that was right when
articles annotated by hand were read (`data/certainty.toml`, written by `training/certainty.py`).
Sources that tell the same fact are taken as independent witnesses (the noisy-or of Pearl 1988): a
fact is wrong only if all of them are. An article that repeats another is no witness, nor is a
second of the same publisher.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from math import prod

from kg.model import Article, Evidence, Position, Proposal, Resolved

SURE_ENOUGH = 0.7
"""The least certainty of what is also stated as a direct triple, which has no place for one."""
_SUREST = 0.99


def certainty(evidence: Iterable[Evidence], articles: Mapping[str, Article]) -> float:
    """Between 0 and 1. Of several passages of one source the surest counts.

    >>> from kg.model import Passage
    >>> at = Passage(article="a", start=0, end=4, sentence_start=0, sentence_end=9)
    >>> told = Evidence(passage=at, rule="territory.annex", certainty=0.8)
    >>> again = dataclasses.replace(told, passage=dataclasses.replace(at, article="b"))
    >>> certainty([told], {}), round(certainty([told, told, again], {}), 2)
    (0.8, 0.96)
    """
    best: dict[str, float] = {}
    for piece in evidence:
        source = _source(piece.passage.article, articles)
        best[source] = max(best.get(source, 0.0), piece.certainty)
    sure = max(best.values(), default=0.0)
    return max(sure, min(_SUREST, 1 - prod(1 - value for value in best.values())))


def surer(resolved: Resolved, least: float) -> Resolved:
    """The corpus with the facts alone that are at least so certain; a position on a proposal that
    is not keeps its words.
    """
    articles = {article.name: article for article in resolved.articles}
    sure = [f for f in resolved.facts if certainty(f.evidence, articles) >= least]
    proposals = {f.id for f in sure if isinstance(f, Proposal)}
    facts = tuple(
        dataclasses.replace(f, proposal=None)
        if isinstance(f, Position) and f.proposal not in proposals
        else f
        for f in sure
    )
    return dataclasses.replace(resolved, facts=facts)


def _source(name: str, articles: Mapping[str, Article]) -> str:
    """Who vouches: the publisher where one is known, else the article, or the one it repeats."""
    article = articles.get(name)
    if article is None:
        return name
    if article.copy_of:
        return _source(article.copy_of, articles)
    return article.publisher or name
