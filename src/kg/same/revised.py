"""Who stood elsewhere before: two stands of one side on one thing, on different days.

A minister revises what the president said, for the same state; "tags" are revised by "tags in
neutral hands". What a stand is on has to be in the other's words whole.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date

from kg.issues import issues, topic
from kg.model import Article, Fact, Position
from kg.same.plans import Plans, Telling
from kg.similar import NOT

_COMMON = 40


def revised(
    facts: Sequence[Fact], plans: Plans, articles: Mapping[str, Article]
) -> list[tuple[int, int]]:
    """Pairs of indices of positions, the earlier one first."""
    stands = {i: f for i, f in enumerate(facts) if isinstance(f, Position)}
    told = {i: plans.telling(stand) for i, stand in stands.items()}
    issue = issues(stands.values(), plans)
    on = {i: {f"#{stand.proposal}", issue[topic(stand)]} for i, stand in stands.items()}
    days = {i: _days(stand, articles) for i, stand in stands.items()}
    return [
        (i, j) if max(days[i]) < min(days[j]) else (j, i)
        for i, j in _near(told, on, stands, plans)
        if stands[i].stance != stands[j].stance
        and days[i]
        and days[j]
        and (max(days[i]) < min(days[j]) or max(days[j]) < min(days[i]))
        and plans.sides.share(stands[i].holder, stands[j].holder)
        and _on_one(told[i], told[j], plans, same=bool((on[i] & on[j]) - {"#None"}))
    ]


def _days(stand: Position, articles: Mapping[str, Article]) -> tuple[date, ...]:
    told = (
        e.date.latest if e.date else getattr(articles.get(e.passage.article), "published", None)
        for e in stand.evidence
    )
    return tuple(sorted(day for day in told if day))


def _on_one(one: Telling, other: Telling, plans: Plans, *, same: bool) -> bool:
    """Both are on the same proposal or issue, or one on what the other is on, in the same or more
    words.
    """
    if not one.articles & other.articles and not plans.one_matter(one, other):
        return False
    if same:
        return True
    few, many = sorted((one, other), key=lambda stand: len(stand.core - plans.generic))
    short = few.core - plans.generic
    own = {word for word in short if not word.startswith("@")} - {NOT, "land"}
    return bool(own) and short <= many.full and (NOT in one.core) == (NOT in other.core)


def _near(
    told: Mapping[int, Telling],
    on: Mapping[int, Set[object]],
    stands: Mapping[int, Position],
    plans: Plans,
) -> Iterator[tuple[int, int]]:
    """Pairs of one side that share a word, a proposal or an issue."""
    having: dict[tuple[str, object], list[int]] = defaultdict(list)
    for i, telling in told.items():
        words = telling.full | (on[i] - {"#None"})
        for party in plans.sides.of(stands[i].holder):
            for word in words:
                having[party, word].append(i)
    small = (some for some in having.values() if len(some) <= _COMMON)
    yield from sorted({pair for some in small for pair in itertools.combinations(some, 2)})
