"""The language model that ships: a transformer in onnxruntime behind a spaCy layer.

`spacy.load` on the weights directory works once this module has been imported. The transformer
reads word pieces without case; each token's casing and spacing goes in beside them. It reads many
stretches of text at a time but attends within each alone, in whole numbers or row by row: a
document's analysis depends on nothing but the document. Its rows are the scores of every head, side
by side; each head reads its own columns.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any, cast

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # onnxruntime reads it when it is imported

import numpy as np
import onnxruntime
import srsly  # type: ignore[import-untyped]
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Model, Shim, chain
from thinc.types import Floats2d

from kg.language.stretches import Stretch, cut_up, grouped, packed
from kg.language.word_pieces import WordPieces

Rows = NDArray[np.float32]


class OnnxShim(Shim):
    """The transformer and its vocabulary, kept within the spaCy model and among its bytes."""

    def __init__(
        self, graph: bytes = b"", vocabulary: Iterable[str] = (), width: int = 1, threads: int = 1
    ) -> None:
        """An empty shim is filled by `from_bytes`; until then its rows are zeros."""
        super().__init__(None)
        self.width, self.threads = width, threads
        self.session: onnxruntime.InferenceSession | None = None
        self._fill(graph, list(vocabulary))

    def _fill(self, graph: bytes, vocabulary: list[str]) -> None:
        self.graph, self.vocabulary = graph, vocabulary
        if not graph:
            return
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = self.threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.pieces = WordPieces(vocabulary)
        self.session = onnxruntime.InferenceSession(
            graph, options, providers=["CPUExecutionProvider"]
        )
        self.width = self.session.get_outputs()[0].shape[1]

    def encode(self, docs: list[Doc]) -> list[Rows]:
        """One row a token of each document; white space gets zeros."""
        found: list[list[Rows]] = [[] for _ in docs]
        if self.session is not None:
            cut = [list(cut_up(doc, self.pieces)) for doc in docs]
            for group in grouped((n, part) for n, parts in enumerate(cut) for part in parts):
                rows = self.run([part for _, part in group])
                ends = np.cumsum([len(part.first) for _, part in group])
                for (n, _), own in zip(group, np.split(rows, ends[:-1]), strict=True):
                    found[n].append(own)
        return [self._spread(doc, rows) for doc, rows in zip(docs, found, strict=True)]

    def _spread(self, doc: Doc, rows: list[Rows]) -> Rows:
        """The rows of a document's stretches together, with zeros for white space."""
        if sum(map(len, rows)) == len(doc) > 0:
            return rows[0] if len(rows) == 1 else np.concatenate(rows)
        out = np.zeros((len(doc), self.width), dtype=np.float32)
        if rows:
            out[[i for i, token in enumerate(doc) if not token.is_space]] = np.concatenate(rows)
        return out

    def run(self, parts: list[Stretch]) -> Rows:
        """The rows of several stretches, one after the other."""
        assert self.session is not None
        return cast(Rows, self.session.run(None, packed(parts))[0])

    def __getstate__(self) -> dict[str, object]:
        """What a copy or another process is made from: a session cannot travel."""
        return {"graph": self.graph, "vocabulary": self.vocabulary, "threads": self.threads}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Open a session of its own."""
        self.__init__(**state)  # type: ignore[misc]

    def to_bytes(self) -> bytes:
        """Graph and vocabulary."""
        return bytes(srsly.msgpack_dumps({"graph": self.graph, "vocabulary": self.vocabulary}))

    def from_bytes(self, bytes_data: bytes) -> OnnxShim:
        """Read what `to_bytes` wrote."""
        content = srsly.msgpack_loads(bytes_data)
        self._fill(content["graph"], content["vocabulary"])
        return self


@registry.architectures("kg.OnnxEncoder.v2")  # type: ignore[untyped-decorator]
def onnx_encoder(width: int = 1, threads: int = 1) -> Model[list[Doc], list[Floats2d]]:
    """A tok2vec layer around the transformer; it is not trained any further."""
    shim = OnnxShim(width=width, threads=threads)
    return Model("onnx_encoder", _encode, dims={"nO": width}, shims=[shim])


def _encode(
    model: Model[list[Doc], list[Floats2d]], docs: list[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Doc]]]:
    shim = model.shims[0]
    assert isinstance(shim, OnnxShim)
    return cast("list[Floats2d]", shim.encode(docs)), lambda gradient: []


@registry.architectures("kg.Columns.v1")  # type: ignore[untyped-decorator]
def columns(
    tok2vec: Model[list[Doc], list[Floats2d]], start: int = 0, nO: int | None = None
) -> Model[list[Doc], list[Floats2d]]:
    """Scores for spaCy's tagger and its kin: so many columns of the rows, from `start` on."""
    layer: Model[Any, Any] = Model(
        "columns", _columns, init=_size, dims={"nO": nO}, attrs={"start": start}
    )
    model: Model[list[Doc], list[Floats2d]] = chain(tok2vec, layer)
    return model


def _size(model: Model[Any, Any], X: object = None, Y: list[Floats2d] | None = None) -> None:
    """Find out how many columns from a sample."""
    if Y and model.has_dim("nO") is None:
        model.set_dim("nO", Y[0].shape[1])


def _columns(
    model: Model[Any, Any], rows: list[Rows], is_train: bool
) -> tuple[list[Rows], Callable[[list[Rows]], list[Rows]]]:
    start = model.attrs["start"]
    end = start + model.get_dim("nO")
    return [x[:, start:end] for x in rows], lambda gradient: []
