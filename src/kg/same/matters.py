"""Which positions of several holders are on one issue though they put it in other words: "a vote
that includes independence", "a referendum with independence".

Two wordings are one issue when their articles tell of one matter and most of the shorter is in the
longer; one idea alone only within an article, and where nothing else there has it. Issues on which
somebody stands both ways stay two: he knows the difference.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import EntityKey, Position
from kg.same.joins import Joins
from kg.same.plans import Plans, Telling
from kg.similar import NOT

_MOST = 0.5
"""The share of the shorter wording that the longer has to have."""
_LEAST = 2
_ALONE = 3
"""How many ideas a wording has at most that another has one of, and nothing else."""
_COMMON = 40


@dataclass(frozen=True, slots=True)
class Issue:
    """What positions of the same words are on."""

    telling: Telling
    own: frozenset[str]
    stances: frozenset[tuple[EntityKey, str]]


def same_matters(issues: Sequence[Sequence[Position]], plans: Plans) -> list[list[int]]:
    """Indices of issues, each given by its positions, grouped; every index is in one group."""
    some = [_issue(positions, plans) for positions in issues]
    joins = Joins(len(some))
    stances: dict[int, frozenset[tuple[EntityKey, str]]] = {
        i: one.stances for i, one in enumerate(some)
    }
    for i, j in _near(some):
        a, b = joins.find(i), joins.find(j)
        if a != b and _one(some[i], some[j], plans) and not _both_ways(stances[a], stances[b]):
            joins.join(a, b)
            stances[joins.find(a)] = stances[a] | stances[b]
    return joins.groups()


def _issue(positions: Sequence[Position], plans: Plans) -> Issue:
    first = min(positions, key=lambda p: (p.evidence, p.holder, p.stance))
    telling = plans.telling(first)
    own = telling.core - plans.generic - {NOT, "land"}
    return Issue(telling, own, frozenset((p.holder, p.stance) for p in positions))


def _near(issues: Sequence[Issue]) -> Iterator[tuple[int, int]]:
    """Pairs that share two ideas; or the one that an issue has, where no third in its article does.

    An idea of more issues than `_COMMON` brings no two of them together.
    """
    having: dict[str, list[int]] = defaultdict(list)
    inside: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, one in enumerate(issues):
        for word in one.own:
            having[word].append(i)
            for article in one.telling.articles:
                inside[article, word].append(i)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for some in having.values():
        if len(some) <= _COMMON:
            for pair in itertools.combinations(some, 2):
                shared[pair] += 1
    alone = {
        (some[0], some[1])
        for (_, word), some in inside.items()
        if len(some) == 2 and any(issues[i].own == {word} for i in some) and word[0] != "@"
    }
    yield from sorted({pair for pair, count in shared.items() if count >= _LEAST} | alone)


def _one(one: Issue, other: Issue, plans: Plans) -> bool:
    a, b = one.telling, other.telling
    if (NOT in a.core) != (NOT in b.core) or (a.numbers and b.numbers and a.numbers != b.numbers):
        return False
    if not a.articles & b.articles and not plans.one_matter(a, b):
        return False
    both = one.own & other.own
    if len(both) < _LEAST and max(len(one.own), len(other.own)) > _ALONE:
        return False
    if all(word.startswith("@") for word in both) and not a.sorts & b.sorts:
        return False
    return len(both) >= _MOST * min(len(one.own), len(other.own))


def _both_ways(
    some: frozenset[tuple[EntityKey, str]], others: frozenset[tuple[EntityKey, str]]
) -> bool:
    """Whether somebody has one stance on the one and another on the other."""
    stood = dict(some)
    return any(stood.get(holder, stance) != stance for holder, stance in others)
