"""Things put into groups, pair by pair."""

from __future__ import annotations

from collections import defaultdict


class Joins:
    """Groups of the numbers below `count`; each stands alone at first.

    >>> joins = Joins(3)
    >>> joins.join(2, 0)
    >>> joins.groups()
    [[0, 2], [1]]
    """

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def find(self, i: int) -> int:
        """The number that stands for the group of one."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, one: int, other: int) -> None:
        a, b = sorted((self.find(one), self.find(other)))
        self._parent[b] = a

    def groups(self) -> list[list[int]]:
        """The groups, in the order of their first."""
        found: dict[int, list[int]] = defaultdict(list)
        for i in range(len(self._parent)):
            found[self.find(i)].append(i)
        return [found[k] for k in sorted(found)]
