"""Which wordings say the same: shared content words, weighed by how rare they are in the corpus.

Weighted Jaccard similarity over stemmed content words (Jaccard 1912; inverse document frequency
after Spärck Jones 1972). Candidates share a rare word, so that size costs little.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict

_FUNCTION_WORDS = frozenset(
    "a an the of to in on at for and or but its his her their our your my that this these those it is are was were be been "
    "being by with as from any all over under into out up down not no nor so than then there would could should will shall "
    "can may might must do does did have has had he she they we you i who which what when where while if also very".split()
)
_SAME = 0.5
"""Similarity from which two wordings count as one."""


def content_words(text: str) -> frozenset[str]:
    """The stems of the content words of a text.

    >>> sorted(content_words("The withdrawal of its troops"))
    ['troops', 'withdr']
    """
    words = re.findall(r"[^\W_]+", text.casefold())
    return frozenset(w[:6] for w in words if w not in _FUNCTION_WORDS)


class Grouping:
    """Groups (key, text) pairs: texts under one key that say the same.

    With `across`, two texts of one article stay apart (`articles` says where each stands).
    """

    def __init__(self, items: list[tuple[str, str]], *, across: bool = False, articles: list[str] | None = None) -> None:
        self._keys = [key for key, _ in items]
        self._words = [content_words(text) for _, text in items]
        self._articles = articles if across and articles else [str(i) for i in range(len(items))]
        counts = Counter(w for words in self._words for w in words)
        self._weight = {w: math.log(1 + len(items) / n) for w, n in counts.items()}
        self._parent = list(range(len(items)))

    def groups(self) -> list[list[int]]:
        """Indices of the items, grouped; every item is in one group."""
        by_key: dict[str, list[int]] = defaultdict(list)
        for i, key in enumerate(self._keys):
            by_key[key].append(i)
        for members in by_key.values():
            for i, j in self._candidates(members):
                if self._find(i) != self._find(j) and self._articles[i] != self._articles[j] and self.similarity(i, j) >= _SAME:
                    a, b = sorted((self._find(i), self._find(j)))
                    self._parent[b] = a
        found: dict[int, list[int]] = defaultdict(list)
        for i in range(len(self._keys)):
            found[self._find(i)].append(i)
        return [found[k] for k in sorted(found)]

    def similarity(self, i: int, j: int) -> float:
        """Weight of the shared words over the weight of all words: 0 to 1."""
        both = self._total(self._words[i] & self._words[j])
        either = self._total(self._words[i] | self._words[j])
        return both / either if either else 0.0

    def _total(self, words: frozenset[str]) -> float:
        return math.fsum(self._weight[w] for w in sorted(words))

    def _candidates(self, members: list[int]) -> list[tuple[int, int]]:
        """Pairs that share one of each other's four rarest words."""
        rare: dict[str, list[int]] = defaultdict(list)
        for i in members:
            for word in sorted(self._words[i], key=lambda w: (-self._weight[w], w))[:4]:
                rare[word].append(i)
        return sorted({(i, j) for group in rare.values() for i in group for j in group if i < j})

    def _find(self, i: int) -> int:
        while self._parent[i] != i:
            i = self._parent[i]
        return i
