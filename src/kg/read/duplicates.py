"""Copies: the same report in several files, word for word or nearly, is one independent source.

A text is kept as a small sketch, the least hashes of its five-word runs; two sketches tell how much
of the shorter text is in the longer one.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from hashlib import blake2b

from kg.model import Cut

_RUN = 5
_SKETCH = 96
_KEYS = 16
_FEWEST_WORDS = 40
_SHARED = 0.75
_LENGTHS = 0.3
_WORD = re.compile(r"[^\W_]+")


class Copies:
    """Remembers what was read; memory grows with distinct articles, some kilobytes each."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._sizes = array("L")
        self._sketches: list[array[int]] = []
        self._by_key: dict[int, list[int]] = {}
        self._exact: dict[bytes, str] = {}

    def first(self, name: str, text: str, cuts: Iterable[Cut]) -> str:
        """The name of the article that `text` repeats; empty when it is new, and then it is kept.

        >>> copies = Copies()
        >>> copies.first("a", "The port is closed.", ())
        ''
        >>> copies.first("b", "The  port is closed!", ())
        'a'
        """
        words = _WORD.findall(_kept(text, cuts).casefold())
        digest = blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=16).digest()
        if digest in self._exact:
            return self._exact[digest]
        sketch, size = _sketch(words)
        near = self._nearest(sketch, size)
        self._exact[digest] = near or name
        if not near and size:
            self._keep(name, sketch, size)
        return near

    def _keep(self, name: str, sketch: array[int], size: int) -> None:
        for key in sketch[:_KEYS]:
            self._by_key.setdefault(key, []).append(len(self._names))
        self._names.append(name)
        self._sizes.append(size)
        self._sketches.append(sketch)

    def _nearest(self, sketch: array[int], size: int) -> str:
        candidates = {i for key in sketch[:_KEYS] for i in self._by_key.get(key, ())}
        for i in sorted(candidates):
            less, more = sorted((size, self._sizes[i]))
            if less >= _LENGTHS * more and _share(sketch, self._sketches[i], less, more) >= _SHARED:
                return self._names[i]
        return ""


def _kept(text: str, cuts: Iterable[Cut]) -> str:
    parts, at = [], 0
    for cut in cuts:
        parts.append(text[at : cut.start])
        at = cut.end
    return " ".join([*parts, text[at:]])


def _sketch(words: list[str]) -> tuple[array[int], int]:
    """The least hashes of the text's five-word runs, and how many runs there are."""
    if len(words) < _FEWEST_WORDS:
        return array("Q"), 0
    runs = {" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}
    hashes = (blake2b(run.encode("utf-8", "replace"), digest_size=8).digest() for run in runs)
    return array("Q", sorted(int.from_bytes(h, "big") for h in hashes)[:_SKETCH]), len(runs)


def _share(left: array[int], right: array[int], less: int, more: int) -> float:
    """The estimated share of the shorter text's runs that the longer one has too."""
    both = set(left) & set(right)
    union = sorted(set(left) | set(right))[:_SKETCH]
    alike = sum(hash_ in both for hash_ in union) / len(union)
    return alike * (less + more) / (1 + alike) / less
