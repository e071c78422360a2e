"""Turn samples into tensors: tokens as spaCy cuts them, labels where there are any, else -1."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
import torch
from attribution import attributed, person_names
from frame_corpus import LABELS as FRAMES
from frame_corpus import Fact
from network import POINTERS, Sizes
from numpy.typing import NDArray
from renaming import name_pool, renamed
from samples import Sample
from spacy.language import Language
from spacy.morphology import Morphology
from spacy.training import Example
from spacy_docs import LABELS, example
from torch import Tensor
from variation import gather, quoted, vary

from kg.language.word_pieces import CASINGS, WordPieces, casing

NAME_TAGS = ("O", *(f"{place}-{label}" for label in LABELS for place in "BIES"))
MISSING = -1
TARGETS = ("tags", "morphs", "lemmas", "heads", "deps", "starts", "names")
STRETCH = 150
QUOTED, ATTRIBUTED = 0.05, 0.05
POOL = 400
"""Samples sorted by length together, so that a batch wastes little on padding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One stretch of text in numbers."""

    pieces: NDArray[np.int64]
    casings: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    targets: NDArray[np.int64]
    sentences: NDArray[np.int64]
    no_event: bool
    facts: tuple[Fact, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The frames of a batch: a row each, and the anchors of every text."""

    anchors: Tensor
    """A one for each text, token and label that is an anchor."""
    annotated: Tensor
    """The texts whose frames are known."""
    texts: Tensor
    tokens: Tensor
    labels: Tensor
    pointers: Tensor
    """For each frame and pointer the share of each token, and last of none; all 0: not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Several items, padded: piece number 0, targets -1, sentence -1."""

    pieces: Tensor
    casings: Tensor
    first: Tensor
    last: Tensor
    targets: dict[str, Tensor]
    sentences: Tensor
    no_event: Tensor
    told: Told


class Itemizer:
    """Writes samples as numbers with the label lists of a template pipeline."""

    def __init__(self, template: Language, pieces: WordPieces) -> None:
        """Take label numbers from the pipeline's components, so that its heads mean the same."""
        self.nlp = template
        self.pieces = pieces
        self.tagger = _numbers(template.get_pipe("tagger").labels)
        self.morphologizer = _numbers(template.get_pipe("morphologizer").labels)
        self.lemmatizer = template.get_pipe("trainable_lemmatizer")
        self.deps = _numbers(template.get_pipe("parser").labels)
        self.names = _numbers(NAME_TAGS)

    @property
    def sizes(self) -> Sizes:
        """Widths of the heads."""
        return Sizes(
            casings=2 * len(CASINGS),
            tags=len(self.tagger),
            morphs=len(self.morphologizer),
            lemmas=len(self.lemmatizer.labels),
            deps=len(self.deps),
            names=len(self.names),
            frames=len(FRAMES),
        )

    def item(self, sample: Sample, facts: tuple[Fact, ...] | None = None) -> Item:
        """One sample in numbers. Facts are left out where its tokens are not those at run time."""
        pair = example(self.nlp, sample)
        doc = pair.predicted
        cut = [self.pieces.cut(t.text) for t in doc]
        lengths = np.array([len(c) for c in cut])
        ends = np.cumsum(lengths)
        spaced = [i == 0 or bool(doc[i - 1].whitespace_) for i in range(len(doc))]
        cases = [casing(t.text, s) for t, s in zip(doc, spaced, strict=True)]
        targets = np.full((len(TARGETS), len(doc)), MISSING)
        sentences = np.full(len(doc), MISSING)
        if sample.tree:
            self._grammar(pair, targets)
            sentences = _sentences(pair)
        if sample.names is not None:
            targets[-1] = [self._name(tag) for tag in pair.get_aligned_ner()]
        return Item(
            pieces=np.array([self.pieces.start, *(p for c in cut for p in c), self.pieces.end]),
            casings=np.array([0, *np.repeat(cases, lengths), 0]),
            first=ends - lengths + 1,
            last=ends,
            targets=targets,
            sentences=sentences,
            no_event="EVENT" in sample.unlabelled,
            facts=facts if len(doc) == len(sample) else None,
        )

    def _name(self, tag: str | None) -> int:
        if tag is None or tag == "-":
            return MISSING
        place = {"L": "E", "U": "S"}.get(tag[0], tag[0])
        return self.names.get(place + tag[1:], MISSING)

    def _grammar(self, pair: Example, targets: NDArray[np.int64]) -> None:
        tags = pair.get_aligned("TAG", as_string=True)
        pos = pair.get_aligned("POS", as_string=True)
        morphs = pair.get_aligned("MORPH", as_string=True)
        lemmas = pair.get_aligned("LEMMA", as_string=True)
        heads, deps = pair.get_aligned_parse(projectivize=False)
        strings = self.nlp.vocab
        for i, token in enumerate(pair.predicted):
            targets[0, i] = self.tagger.get(tags[i], MISSING)
            if pos[i]:
                features = {**Morphology.feats_to_dict(morphs[i] or ""), "POS": pos[i]}
                label = strings.strings[strings.morphology.add(features)]
                targets[1, i] = self.morphologizer.get(label, MISSING)
            if lemmas[i]:
                tree = self.lemmatizer.trees.add(token.text, lemmas[i])
                targets[2, i] = self.lemmatizer.tree2label.get(tree, MISSING)
            if heads[i] is not None and deps[i]:
                targets[3, i] = heads[i]
                targets[4, i] = self.deps.get(deps[i], MISSING)
        starts = pair.get_aligned_sent_starts()
        targets[5] = [MISSING if s is None else int(s == 1) for s in starts]

    def varied(self, samples: list[Sample], chance: random.Random) -> Iterator[Item]:
        """One varied pass over the samples in random order."""
        runs = gather(samples, STRETCH, chance)
        people, pool = person_names(samples), name_pool(samples)
        chance.shuffle(runs)
        for run in runs:
            run = _sometimes_quoted(renamed(run, pool, chance), people, chance)
            yield self.item(vary(run, chance))

    def batches(self, samples: list[Sample], words: int, chance: random.Random) -> Iterator[Batch]:
        """One varied pass, some `words` tokens at a time, items of like length together."""
        for pool in batched(self.varied(samples, chance), POOL):
            groups = list(grouped(sorted(pool, key=lambda item: len(item.pieces)), words))
            chance.shuffle(groups)
            yield from map(collate, groups)


def batched(items: Iterator[Item], size: int) -> Iterator[list[Item]]:
    """Lists of so many items."""
    while found := list(islice(items, size)):
        yield found


def _sometimes_quoted(
    sample: Sample, people: list[tuple[str, ...]], chance: random.Random
) -> Sample:
    dice = chance.random()
    if dice < ATTRIBUTED:
        return attributed(sample, people, chance) or sample
    return (quoted(sample, chance) if dice < ATTRIBUTED + QUOTED else None) or sample


def _numbers(labels: tuple[str, ...]) -> dict[str, int]:
    return {label: i for i, label in enumerate(labels)}


def _sentences(pair: Example) -> NDArray[np.int64]:
    """The number of each token's sentence in the annotation."""
    numbers = np.zeros(len(pair.predicted), dtype=np.int64)
    starts = pair.get_aligned_sent_starts()
    for i in range(1, len(numbers)):
        numbers[i] = numbers[i - 1] + (starts[i] == 1)
    return numbers


def grouped(items: list[Item], words: int) -> Iterator[list[Item]]:
    """Runs of items of about so many tokens together."""
    group: list[Item] = []
    size = 0
    for item in items:
        group.append(item)
        size += len(item.first)
        if size >= words:
            yield group
            group, size = [], 0
    if group:
        yield group


def collate(items: list[Item]) -> Batch:
    """Pad items to one shape."""

    def pad(arrays: list[NDArray[np.int64]], value: int) -> Tensor:
        out = np.full((len(arrays), max(map(len, arrays))), value)
        for row, array in zip(out, arrays, strict=True):
            row[: len(array)] = array
        return torch.from_numpy(out)

    return Batch(
        pieces=pad([i.pieces for i in items], 0),
        casings=pad([i.casings for i in items], 0),
        first=pad([i.first for i in items], 0),
        last=pad([i.last for i in items], 0),
        targets={t: pad([i.targets[n] for i in items], MISSING) for n, t in enumerate(TARGETS)},
        sentences=pad([i.sentences for i in items], MISSING),
        no_event=torch.tensor([i.no_event for i in items]),
        told=_told(items),
    )


def _told(items: list[Item]) -> Told:
    """The frames of several texts."""
    length = max(len(i.first) for i in items)
    anchors = np.zeros((len(items), length, len(FRAMES)), dtype=np.float32)
    facts = [(n, fact) for n, item in enumerate(items) for fact in item.facts or ()]
    pointers = np.zeros((len(facts), POINTERS, length + 1), dtype=np.float32)
    numbers = _numbers(FRAMES)
    for row, (n, fact) in zip(pointers, facts, strict=True):
        anchors[n, fact.anchor, numbers[fact.label]] = 1
        for role, spans in enumerate((fact.who, fact.what, fact.more)):
            for start, end in spans or ():
                row[2 * role, start] = row[2 * role + 1, end - 1] = 1
            if spans == ():
                row[2 * role : 2 * role + 2, -1] = 1
    pointers /= np.maximum(pointers.sum(-1, keepdims=True), 1)
    return Told(
        anchors=torch.from_numpy(anchors),
        annotated=torch.tensor([i.facts is not None for i in items]),
        texts=torch.tensor([n for n, _ in facts], dtype=torch.long),
        tokens=torch.tensor([f.anchor for _, f in facts], dtype=torch.long),
        labels=torch.tensor([numbers[f.label] for _, f in facts], dtype=torch.long),
        pointers=torch.from_numpy(pointers),
    )
