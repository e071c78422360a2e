"""Texts in numbers: the stretches of a document that the transformer reads, several at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.language.word_pieces import WordPieces, casing, stretches

Numbers = NDArray[np.int64]
TOGETHER = 384
"""Word pieces in one run of the transformer; more take no less time each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some tokens in a row: their pieces between two marks, and where each token's lie."""

    pieces: Numbers
    casings: Numbers
    first: Numbers
    last: Numbers

    def __len__(self) -> int:
        """Count of pieces."""
        return len(self.pieces)


def cut_up(doc: Doc, pieces: WordPieces) -> Iterator[Stretch]:
    """A document's stretches, in order; white space is in none of them."""
    tokens = [t for t in doc if not t.is_space]
    words = [t.text for t in tokens]
    cut = [pieces.cut(word) for word in words]
    cases = [casing(w, _spaced(doc, t.i)) for w, t in zip(words, tokens, strict=True)]
    lines = frozenset(
        n
        for n, t in enumerate(tokens)
        if t.i and doc[t.i - 1].is_space and "\n" in doc[t.i - 1].text
    )
    for start, end in stretches(words, [len(c) for c in cut], lines=lines):
        lengths = [len(c) for c in cut[start:end]]
        last = np.cumsum(np.array(lengths, dtype=np.int64))
        yield Stretch(
            pieces=np.array([pieces.start, *chain(*cut[start:end]), pieces.end]),
            casings=np.array([0, *np.repeat(cases[start:end], lengths), 0]),
            first=last - lengths + 1,
            last=last,
        )


def _spaced(doc: Doc, i: int) -> bool:
    """Whether white space comes before a token."""
    return i == 0 or bool(doc[i - 1].whitespace_) or doc[i - 1].is_space


def grouped(parts: Iterable[tuple[int, Stretch]]) -> Iterator[list[tuple[int, Stretch]]]:
    """Runs of numbered stretches that the transformer reads together."""
    group: list[tuple[int, Stretch]] = []
    size = 0
    for number, part in parts:
        if group and size + len(part) > TOGETHER:
            yield group
            group, size = [], 0
        group.append((number, part))
        size += len(part)
    if group:
        yield group


def packed(parts: list[Stretch]) -> dict[str, Numbers]:
    """The transformer's inputs: stretches one after the other, and the bounds between them."""
    bounds = np.cumsum([0, *map(len, parts)])
    return {
        "pieces": np.concatenate([p.pieces for p in parts]),
        "places": np.concatenate([np.arange(len(p)) for p in parts]),
        "casings": np.concatenate([p.casings for p in parts]),
        "first": np.concatenate([p.first + b for p, b in zip(parts, bounds, strict=False)]),
        "last": np.concatenate([p.last + b for p, b in zip(parts, bounds, strict=False)]),
        "bounds": bounds,
    }
