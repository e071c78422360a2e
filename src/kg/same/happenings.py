"""Which events of several articles are one: of one type, on one day, with the same place or the
same people, or told in the same words; "one shelling told by three outlets".

Where only the year is told, type, place and people have to be the same.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.identity import is_well_told
from kg.model import Event
from kg.same.company import Company
from kg.same.joins import Joins
from kg.wording import Wording

_COMMON = 40
_DAY = len("2024-01-31")
_ANY = "other"
_MOST = 0.5
_LEAST = 2


def same_events(events: Sequence[Event], said: Wording, company: Company) -> list[list[int]]:
    """Indices, grouped; every index is in one group."""
    joins = Joins(len(events))
    known: dict[object, int] = {}
    for i, event in enumerate(events):
        if event.entity is not None:
            joins.join(known.setdefault(event.entity, i), i)
        if is_well_told(event):
            told = (event.type, frozenset(event.participants), event.place, event.date)
            joins.join(known.setdefault(told, i), i)
    words = [
        said.told(event.evidence) | said.words(event.label, event.evidence[0].passage)
        for event in events
    ]
    for i, j in _near(events, words):
        if _one(events[i], events[j], words[i], words[j], company):
            joins.join(i, j)
    return joins.groups()


def _near(events: Sequence[Event], words: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of different articles with one date that share a word."""
    having: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, event in enumerate(events):
        if event.date is not None:
            for word in words[i]:
                having[event.date.iso, word].append(i)
    small = (some for some in having.values() if len(some) <= _COMMON)
    yield from sorted({pair for some in small for pair in itertools.combinations(some, 2)})


def _one(
    one: Event, other: Event, words: frozenset[str], others: frozenset[str], company: Company
) -> bool:
    some, also = ({e.passage.article for e in event.evidence} for event in (one, other))
    types = {one.type, other.type}
    if some & also or not (len(types) == 1 or (_ANY in types and len(types) == 2)):
        return False
    if one.place and other.place and one.place != other.place:
        return False
    people = set(one.participants) & set(other.participants)
    place = one.place is not None and one.place == other.place
    own = {word for word in words & others if not word.startswith("@")}
    alike = len(own) >= _LEAST and len(own) >= _MOST * min(_count(words), _count(others))
    if one.date is not None and len(one.date.iso) < _DAY:
        return len(types) == 1 and _ANY not in types and place and (bool(people) or alike)
    told = alike or (len(types) == 1 and _ANY not in types and (bool(people) or place))
    return told and company.one_matter(list(some), list(also))


def _count(words: frozenset[str]) -> int:
    return sum(not word.startswith("@") for word in words)
