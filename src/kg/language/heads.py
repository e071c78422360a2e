"""The heads that read the encoder's rows: the tree parser and the name tagger that ship."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import cast

import numpy as np
import srsly  # type: ignore[import-untyped]
from spacy.attrs import DEP, HEAD  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Span
from thinc.types import Ints2d

from kg.language.decoding import Numbers, Rows, best_sequence, best_tree, product

_LONGEST = 500
"""Tokens of a sentence at most: what is longer is none, and a tree takes the square of it."""


class TokenHead(Pipe):
    """A head that reads its columns of the encoder's rows; more weights are named arrays."""

    def __init__(self, name: str, labels: Iterable[str] = ()) -> None:
        """Without columns and weights; `from_disk` or assignments bring them."""
        self.name = name
        self.cfg: dict[str, object] = {"labels": list(labels), "columns": {}}
        self.arrays: dict[str, Rows] = {}

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of the scores."""
        return tuple(cast("list[str]", self.cfg["labels"]))

    def column(self, name: str, rows: Rows) -> Rows:
        """The columns of that name."""
        start, end = cast("dict[str, list[int]]", self.cfg["columns"])[name]
        return rows[:, start:end]

    def hidden(self, name: str, rows: Rows) -> Rows:
        """Columns that more is made of: nothing below zero."""
        return cast("Rows", np.maximum(self.column(name, rows), 0))

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write labels and weights, the latter in half precision."""
        Path(path).mkdir(parents=True, exist_ok=True)
        srsly.write_json(Path(path) / "cfg", self.cfg)
        srsly.write_msgpack(
            Path(path) / "arrays", {k: v.astype(np.float16) for k, v in self.arrays.items()}
        )

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> TokenHead:
        """Read what `to_disk` wrote."""
        self.cfg = srsly.read_json(Path(path) / "cfg")
        arrays = srsly.read_msgpack(Path(path) / "arrays")
        self.arrays = {k: v.astype(np.float32) for k, v in arrays.items()}
        return self


class TreeParser(TokenHead):
    """Sentence starts, then for each sentence the best tree with one root."""

    def __call__(self, doc: Doc) -> Doc:
        """Set heads and relations; spaCy reads the sentences off the trees."""
        rows = np.array([t.i for t in doc if not t.is_space], dtype=np.int64)
        found = np.zeros(len(rows), dtype=np.int64)
        heads, deps = _heads_of_space(doc, rows), ["dep"] * len(doc)
        if len(rows):
            x = _rows(doc, rows)
            arcs = self._arcs(x)
            for start, end in self._sentences(doc, rows, x):
                found[start:end] = start + best_tree(arcs(start, end))
            heads[rows] = rows[found]
            for i, label in zip(rows, self._relations(x, found), strict=True):
                deps[i] = "ROOT" if heads[i] == i else self.labels[label]
        offsets = (heads - np.arange(len(doc))).astype(np.int64).view(np.uint64)
        relations = np.array([doc.vocab.strings.add(d) for d in deps], dtype=np.uint64)
        return doc.from_array([HEAD, DEP], cast(Ints2d, np.stack((offsets, relations), axis=1)))

    def _arcs(self, x: Rows) -> Callable[[int, int], Rows]:
        """For a sentence, the score of each token as head of each; on the diagonal, as root."""
        arrays, head = self.arrays, self.hidden("arc_head", x)
        child = product(self.hidden("arc_child", x), arrays["arc.weight"]) + arrays["arc.bias"]
        child /= np.float32(head.shape[1] ** 0.5)
        roots = self.column("roots", x)[:, 0]

        def scores(start: int, end: int) -> Rows:
            found = product(child[start:end], head[start:end])
            np.fill_diagonal(found, roots[start:end])
            return found

        return scores

    def _sentences(self, doc: Doc, rows: Numbers, x: Rows) -> list[tuple[int, int]]:
        """Sentences as ranges of the tokens without white space.

        An empty line always ends one, and so does a full stop inside closing quotation marks.
        """
        starts = self.column("starts", x)[:, 0] > 0
        for n, i in enumerate(rows):
            given = doc[int(i)].is_sent_start
            starts[n] = starts[n] if given is None else given
        starts[0] = True
        for n, (before, after) in enumerate(pairwise(rows)):
            empty_line = after > before + 1 and "\n\n" in doc[before + 1 : after].text
            if empty_line or _after_quotation(doc, int(before), int(after)):
                starts[n + 1] = True
        ends = [*map(int, np.flatnonzero(starts)), len(rows)]
        return [
            (a, min(a + _LONGEST, end))
            for start, end in pairwise(ends)
            for a in range(start, end, _LONGEST)
        ]

    def _relations(self, x: Rows, heads: Numbers) -> Numbers:
        """The best relation of each token to its head; "ROOT" only where there is none."""
        child, head = self.hidden("label_child", x), self.hidden("label_head", x)[heads]
        width = child.shape[1]
        pairs = product(child, self.arrays["label_pair"].T).reshape(len(x), -1, width)
        scores = np.einsum("tlw,tw->tl", pairs, head)
        both = np.concatenate((child, head), axis=1)
        scores += product(both, self.arrays["label_sum.weight"]) + self.arrays["label_sum.bias"]
        scores[:, self.labels.index("ROOT")] = -np.inf
        return cast(Numbers, scores.argmax(axis=1))


def _rows(doc: Doc, numbers: Numbers) -> Rows:
    """The encoder's rows of these tokens."""
    return cast(Rows, doc.tensor[numbers])


def _heads_of_space(doc: Doc, rows: Numbers) -> Numbers:
    """White space hangs from the word before it, or from the first word."""
    heads = np.arange(len(doc))
    if len(rows):
        before = np.searchsorted(rows, heads, side="right") - 1
        heads = rows[np.maximum(before, 0)]
    return heads


class NameTagger(TokenHead):
    """Names from tags for first, inner, last and single tokens, in their best sound sequence."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities."""
        rows = [t.i for t in doc if not t.is_space]
        scores = self.column("names", _rows(doc, np.array(rows, dtype=np.int64)))
        tags: list[int] = []
        for start, end in _lines(doc, rows):
            tags.extend(best_sequence(scores[start:end], self.labels))
        spans: list[Span] = []
        start = 0
        for row, tag in zip(rows, tags, strict=True):
            place, _, label = self.labels[tag].partition("-")
            start = row if place in "BS" else start
            if place in "ES":
                spans.append(Span(doc, start, row + 1, label=label))
        doc.set_ents(spans)
        return doc


def _lines(doc: Doc, rows: list[int]) -> list[tuple[int, int]]:
    """The tokens without white space from one line break to the next."""
    breaks = [
        n + 1
        for n, (before, after) in enumerate(pairwise(rows))
        if after > before + 1 and "\n" in doc[before + 1 : after].text
    ]
    return list(pairwise([0, *breaks, len(rows)])) if rows else []


@Language.factory(
    "kg_tree_parser", assigns=["token.dep", "token.head", "doc.sents"], requires=["doc.tensor"]
)
def tree_parser(nlp: Language, name: str) -> TreeParser:
    """The parser that ships."""
    return TreeParser(name)


@Language.factory("kg_name_tagger", assigns=["doc.ents"], requires=["doc.tensor"])
def name_tagger(nlp: Language, name: str) -> NameTagger:
    """The name tagger that ships."""
    return NameTagger(name)


def _after_quotation(doc: Doc, before: int, after: int) -> bool:
    """The tokens stand on both sides of "... here.” The ..."."""
    stop, mark, word = doc[max(0, before - 1)], doc[before], doc[after].text
    return (
        mark.text in ("”", '"')
        and stop.text == "."
        and not stop.whitespace_
        and (bool(mark.whitespace_) or after > before + 1)
        and (word[0].isupper() or word in ("“", '"'))
    )
