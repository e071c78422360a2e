"""The head that reads frames off the encoder's rows: who says, proposes, opposes, holds what.

It is learned from annotated sentences (`training/README.md`); nothing in it knows a word of
English.
"""

from __future__ import annotations

from typing import cast

import numpy as np
import spacy.tokens
from spacy.language import Language
from spacy.tokens import Doc

from kg.language.decoding import Rows
from kg.language.frame_decoding import Frame, decode
from kg.language.heads import TokenHead

FRAME_FINDER = "kg_frame_finder"
COLUMNS = ("frame_anchor", "frame_query", "frame_keys")


class FrameFinder(TokenHead):
    """Notes the frames of a document as `doc._.frames`, by the document's own tokens."""

    def __call__(self, doc: Doc) -> Doc:
        """Read the frames of every sentence."""
        doc._.frames = self.frames(doc, self.thresholds)
        return doc

    @property
    def thresholds(self) -> Rows:
        """By label the probability from which on an anchor counts."""
        return np.array(cast("list[float]", self.cfg["thresholds"]), dtype=np.float32)

    def frames(self, doc: Doc, thresholds: Rows) -> tuple[Frame, ...]:
        """The frames whose anchors are so probable, by the document's own tokens."""
        tokens = [t.i for t in doc if not t.is_space]
        if not tokens:
            return ()
        x = doc.tensor[np.array(tokens)]
        hidden = {name: self.column(name, x) for name in COLUMNS}
        hidden["frame_anchor"] = np.maximum(hidden["frame_anchor"], 0)
        place = {token: n for n, token in enumerate(tokens)}
        sentences = []
        for sentence in doc.sents:
            inside = [place[t.i] for t in sentence if t.i in place]
            if inside:
                sentences.append((inside[0], inside[-1] + 1))
        found = decode(hidden, self.arrays, self.labels, sentences, thresholds)
        return tuple(f.mapped(tokens.__getitem__) for f in found)


@Language.factory(FRAME_FINDER, assigns=["doc._.frames"], requires=["doc.tensor", "doc.sents"])
def frame_finder(nlp: Language, name: str) -> FrameFinder:
    """The reader of frames that ships."""
    return FrameFinder(name)


if not spacy.tokens.Doc.has_extension("frames"):
    spacy.tokens.Doc.set_extension("frames", default=())
