"""What articles tell of together: the more others two have in common, the likelier it is that they
tell of one matter.

What is met counts by how rare it is beforehand: two articles that both tell of Russia need not be
about one matter, two that both tell of an unknown village are. So the measure does not depend on
how many articles there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from datetime import date

from kg.model import Entity, EntityKey

MATTER = 2.0
"""What two articles have in common at least that tell of one matter."""
_TYPES = ("person", "organization", "place")
_KNOWN = 0.5
"""What a thing known beforehand counts for; all of them together for no more than `_MOST`."""
_MOST = 1.0


_MANY = 3
_NEAR = 14
"""Days between two articles that tell of one matter, and of many things known beforehand."""


class Company:
    """The entities of each article that one meets again in others under the same name.

    >>> sela, rook = (Entity(key=k, type="place", name=k) for k in ("Sela", "Rook"))
    >>> met = Company({"Sela": sela, "Rook": rook}, {"Sela": {"a", "b"}, "Rook": {"a", "b"}})
    >>> met.shared(["a"], ["b"]), met.shared(["a"], ["b"], but={"Rook"})
    (2.0, 1.0)
    """

    def __init__(
        self,
        entities: Mapping[EntityKey, Entity],
        articles: Mapping[EntityKey, Set[str]],
        days: Mapping[str, date | None] | None = None,
    ) -> None:
        self._days = days or {}
        self._known = {key for key, entity in entities.items() if entity.known}
        self._met: dict[str, set[EntityKey]] = defaultdict(set)
        for key, entity in entities.items():
            if entity.type in _TYPES and "@" not in key:
                for article in articles.get(key, ()):
                    self._met[article].add(key)

    def shared(
        self, some: Collection[str], others: Collection[str], but: Set[EntityKey] = frozenset()
    ) -> float:
        """How much the articles of either side have in common, less what is asked about."""
        one, other = (self.of(articles) for articles in (some, others))
        both = (one & other) - but
        known = len(both & self._known)
        return len(both) - known + min(_MOST, _KNOWN * known)

    def one_matter(self, some: Collection[str], others: Collection[str]) -> bool:
        """Whether the articles of either side tell of one matter: they have unknown names in
        common, or many of any kind and are of the same days.
        """
        if self.shared(some, others) >= MATTER:
            return True
        both = self.of(some) & self.of(others)
        return len(both) >= _MANY and any(
            abs((a - b).days) <= _NEAR
            for a in map(self._days.get, some)
            for b in map(self._days.get, others)
            if a and b
        )

    def of(self, articles: Iterable[str]) -> set[EntityKey]:
        """The entities that articles tell of."""
        found: set[EntityKey] = set()
        return found.union(*(self._met.get(article, ()) for article in articles))
