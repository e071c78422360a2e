"""Which wordings say the same: shared content words, weighed by how rare they are in the corpus.

Inverse document frequency after Spärck Jones (1972). Two wordings are alike when the words they
share weigh enough against all their words (Jaccard), or, for short tellings of one proposal, are
most of the words of the shorter one (overlap coefficient). Candidates share a rare word, so that
size costs little.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.same.joins import Joins

_FUNCTION_WORDS = frozenset(
    [
        "a",
        "all",
        "also",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "down",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "may",
        "might",
        "must",
        "my",
        "of",
        "on",
        "or",
        "our",
        "out",
        "over",
        "shall",
        "she",
        "should",
        "so",
        "than",
        "that",
        "the",
        "their",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "under",
        "up",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
NOT = "not"
"""Stands for every word that negates: what is said and its denial are never alike."""
_NEGATIVE = re.compile(r"\b(?:ca|wo)n['’]t\b|n['’]t\b|\b(?:not|no|nor|never|cannot)\b")
_COMMON = 100
"""A word that more wordings under one key share than this does not bring two of them together."""
_RARE = 6
"""Two wordings are compared when they share one of each other's rarest words, this many."""


def content_words(text: str) -> frozenset[str]:
    """The stems of the content words of a text.

    >>> sorted(content_words("The withdrawal of its troops"))
    ['troop', 'withdr']
    >>> sorted(content_words("It won't be withdrawn"))
    ['not', 'withdr']
    """
    text = _NEGATIVE.sub(f" {NOT} ", text.casefold())
    words = re.findall(r"[^\W_]+", text)
    return frozenset(_stem(w) for w in words if w not in _FUNCTION_WORDS)


def _stem(word: str) -> str:
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[: len(word) - plural][:6]


class Grouping:
    """Groups word sets that say the same, under one key (`keys`) and in different places
    (`places`).

    Two alike sets of one place stay apart: an article that says a thing twice in two ways means two
    things. `jaccard` and `overlap` are what two sets have to reach, either of them; `shared` is the
    least number of words in common.

    >>> a, b = content_words("withdraw the troops"), content_words("withdraw all the troops now")
    >>> Grouping(["x", "x"], [a, b], ["1", "2"], jaccard=0.5).groups()
    [[0, 1]]
    """

    def __init__(
        self,
        keys: Sequence[str],
        words: Sequence[frozenset[str]],
        places: Sequence[str],
        *,
        jaccard: float,
        overlap: float = 2.0,
        shared: int = 2,
    ) -> None:
        self._keys, self._words, self._places = keys, words, places
        self._jaccard, self._overlap, self._shared = jaccard, overlap, shared
        counts = Counter(w for some in words for w in some)
        self._weight = {w: math.log(1 + len(words) / n) for w, n in counts.items()}
        self._joins = Joins(len(keys))

    def groups(self) -> list[list[int]]:
        """Indices, grouped; every index is in one group."""
        by_key: dict[str, list[int]] = defaultdict(list)
        for i, key in enumerate(self._keys):
            by_key[key].append(i)
        for members in by_key.values():
            for i, j in self._candidates(members):
                if self._places[i] != self._places[j] and self._alike(i, j):
                    self._joins.join(i, j)
        return self._joins.groups()

    def _alike(self, i: int, j: int) -> bool:
        a, b = self._words[i], self._words[j]
        if a == b:
            return True
        if len(a & b) < self._shared or (NOT in a) != (NOT in b):
            return False
        if len(a & b) >= self._overlap * min(len(a), len(b)):
            return True
        return self._total(a & b) >= self._jaccard * self._total(a | b)

    def _total(self, words: frozenset[str]) -> float:
        return math.fsum(self._weight[w] for w in sorted(words))

    def _candidates(self, members: list[int]) -> list[tuple[int, int]]:
        """Pairs in which one's rare word is a word of the other; too common a word makes none."""
        rare = {
            word
            for i in members
            for word in sorted(self._words[i], key=lambda w: (-self._weight[w], w))[:_RARE]
        }
        having: dict[str, list[int]] = defaultdict(list)
        for i in members:
            for word in sorted(self._words[i] & rare):
                having[word].append(i)
        groups = [group for group in having.values() if len(group) <= _COMMON]
        return sorted({(i, j) for group in groups for i in group for j in group if i < j})
