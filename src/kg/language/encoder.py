"""The language model that ships: a transformer in onnxruntime behind a spaCy layer, its heads.

`spacy.load` on the weights directory works once this module has been imported. The transformer
reads word pieces without case; each token's casing and spacing goes in beside them. It reads one
stretch of text at a time, unpadded: a document's analysis depends on nothing but the document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain as joined
from typing import Any, cast

import numpy as np
import onnxruntime
import srsly  # type: ignore[import-untyped]
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Model, Shim, chain
from thinc.types import Floats2d

from kg.language.word_pieces import WordPieces, casing, stretches

WIDTH = 384
Numbers = NDArray[np.int64]
Rows = NDArray[np.float32]


class OnnxShim(Shim):
    """The transformer and its vocabulary, kept within the spaCy model and among its bytes."""

    def __init__(
        self, graph: bytes = b"", vocabulary: Iterable[str] = (), threads: int = 1
    ) -> None:
        """An empty shim is filled by `from_bytes`."""
        super().__init__(None)
        self.threads = threads
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

    def encode(self, doc: Doc) -> Rows:
        """One row a token; white space gets zeros."""
        out = np.zeros((len(doc), WIDTH), dtype=np.float32)
        tokens = [t for t in doc if not t.is_space]
        if not tokens or self.session is None:
            return out
        cut = [self.pieces.cut(t.text) for t in tokens]
        cases = [
            casing(t.text, t.i == 0 or bool(doc[t.i - 1].whitespace_) or doc[t.i - 1].is_space)
            for t in tokens
        ]
        rows = np.array([t.i for t in tokens])
        for start, end in stretches([t.text for t in tokens], [len(c) for c in cut]):
            lengths = np.array([len(c) for c in cut[start:end]])
            last = np.cumsum(lengths)
            pieces = np.array([self.pieces.start, *joined(*cut[start:end]), self.pieces.end])
            cased = np.array([0, *np.repeat(cases[start:end], lengths), 0])
            out[rows[start:end]] = self.run(pieces, cased, last - lengths + 1, last)
        return out

    def run(self, pieces: Numbers, casings: Numbers, first: Numbers, last: Numbers) -> Rows:
        """One row for each first and last piece of a word."""
        assert self.session is not None
        inputs = {"pieces": pieces, "casings": casings, "first": first, "last": last}
        return cast(Rows, self.session.run(None, inputs)[0])

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


@registry.architectures("kg.OnnxEncoder.v1")  # type: ignore[untyped-decorator]
def onnx_encoder(width: int = WIDTH, threads: int = 1) -> Model[list[Doc], list[Floats2d]]:
    """A tok2vec layer around the transformer; it is not trained any further."""
    return Model("onnx_encoder", _encode, dims={"nO": width}, shims=[OnnxShim(threads=threads)])


def _encode(
    model: Model[list[Doc], list[Floats2d]], docs: list[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Doc]]]:
    shim = model.shims[0]
    assert isinstance(shim, OnnxShim)
    return [cast(Floats2d, shim.encode(doc)) for doc in docs], lambda gradient: []


@registry.architectures("kg.Linear.v1")  # type: ignore[untyped-decorator]
def linear(
    tok2vec: Model[list[Doc], list[Floats2d]], nO: int | None = None
) -> Model[list[Doc], list[Floats2d]]:
    """Scores from rows, for spaCy's tagger and its kin; the weights come ready-made."""
    layer: Model[Any, Any] = Model(
        "linear", _scores, init=_size, dims={"nO": nO, "nI": None}, params={"W": None, "b": None}
    )
    model: Model[list[Doc], list[Floats2d]] = chain(tok2vec, layer)
    model.set_ref("linear", layer)
    return model


def _size(model: Model[Any, Any], X: object = None, Y: list[Floats2d] | None = None) -> None:
    """Find out the widths from a sample, with weights of nothing but zeros."""
    if Y and model.has_dim("nO") is None:
        model.set_dim("nO", Y[0].shape[1])
    model.set_dim("nI", WIDTH)
    model.set_param("W", model.ops.alloc2f(model.get_dim("nO"), WIDTH))
    model.set_param("b", model.ops.alloc1f(model.get_dim("nO")))


def _scores(
    model: Model[Any, Any], rows: list[Rows], is_train: bool
) -> tuple[list[Rows], Callable[[list[Rows]], list[Rows]]]:
    weight, bias = model.get_param("W").T, model.get_param("b")
    return [x @ weight + bias for x in rows], lambda gradient: []
