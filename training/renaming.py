"""Put other names in the place of names, so that a model reads them off their surroundings."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

from samples import Sample, spans

RENAMED, EACH = 0.4, 0.5
"""Share of stretches in which names are exchanged, and of the names in those."""

Pool = dict[tuple[str, int], list[tuple[str, ...]]]


def name_pool(samples: list[Sample]) -> Pool:
    """Every plain name of the corpora, by its label and count of words."""
    found: dict[tuple[str, int], set[tuple[str, ...]]] = defaultdict(set)
    for sample in samples:
        for start, end, label in spans(sample.names or ()):
            words = sample.words[start:end]
            if label != "EVENT" and all(map(_plain, words)):
                found[label, end - start].add(words)
    return {key: sorted(names) for key, names in found.items()}


def renamed(sample: Sample, pool: Pool, chance: random.Random) -> Sample:
    """The sample with some of its names exchanged for others of their label and length."""
    if sample.names is None or chance.random() >= RENAMED:
        return sample
    words = list(sample.words)
    lemmas = list(sample.tree.lemmas) if sample.tree else []
    for start, end, label in spans(sample.names):
        others = pool.get((label, end - start))
        if others and chance.random() < EACH and _exchangeable(sample, start, end):
            words[start:end] = chance.choice(others)
            if lemmas:
                lemmas[start:end] = words[start:end]
    tree = replace(sample.tree, lemmas=tuple(lemmas)) if sample.tree else None
    return replace(sample, words=tuple(words), tree=tree)


def _exchangeable(sample: Sample, start: int, end: int) -> bool:
    """Whether a name has plain words alone, with spaces between, and in a tree is singular."""
    spaced = all(sample.spaces[start : end - 1])
    proper = sample.tree is None or set(sample.tree.tags[start:end]) == {"NNP"}
    return spaced and proper and all(map(_plain, sample.words[start:end]))


def _plain(word: str) -> bool:
    """A capitalised word of letters."""
    return word.isalpha() and word[0].isupper() and (word[1:].islower() or word.isupper())
